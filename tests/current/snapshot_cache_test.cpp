// Who waits when the library is read again: nobody who asks, once it is kept current.
#include "leitmotif/current/snapshot_cache.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <thread>

#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/error.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::current {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const OnProgress kSilent = [](const Progress&) {};

/// Keeps threads waiting until it is opened, at the latest when it goes.
class Gate {
 public:
  ~Gate() { open(); }
  void open() {
    std::call_once(opened_, [this] { promise_.set_value(); });
  }
  [[nodiscard]] std::shared_future<void> future() const { return future_; }

 private:
  std::once_flag opened_;
  std::promise<void> promise_;
  std::shared_future<void> future_ = promise_.get_future().share();
};

/// A library of one song to begin with, and a reading of it that a test can hold up.
class SnapshotCacheTest : public ::testing::Test {
 protected:
  SnapshotCacheTest() {
    settings_.library = folder_.path() / "library.db";
    settings_.threads = 1;
    library_ = std::make_unique<catalog::Catalog>(catalog::sqlite::open(settings_.library));
    add("one");
  }

  /// By another connection, as another program would.
  void add(const std::string& title) { add(*library_, title); }
  void add(catalog::Catalog& library, const std::string& title) const {
    LabelledSong song;
    song.song.artist = "Ann";
    song.song.title = title;
    song.song.lyrics = "knife";
    song.song.form = LyricsForm::cleaned;
    const std::vector<LabelledSong> songs = {song};
    (void)library.songs().add(songs, {reader_->model().id(), reader_->predict(songs, 1)});
  }

  /// The first reading passes; each later one says that it has begun and waits for the gate.
  [[nodiscard]] ReadLibrary held_up(std::shared_future<void> gate) {
    return [this, gate](const std::shared_ptr<catalog::Catalog>& library) {
      if (readings_.fetch_add(1) > 0) {
        if (readings_ == 2) begun_.set_value();
        gate.wait();
      }
      return library::load_snapshot(library, reader_->model(), {{}, 1});
    };
  }

  static void wait_until(const std::function<bool()>& holds) {
    while (!holds()) std::this_thread::yield();
  }

  testing::TemporaryFolder folder_;
  std::shared_ptr<const reading::Reader> reader_ = std::make_shared<const reading::Reader>(
      reading::Reader::load(testing::write_small_model(folder_.path() / "model")));
  places::Settings settings_;
  std::unique_ptr<catalog::Catalog> library_;
  std::atomic<int> readings_ = 0;
  std::promise<void> begun_;
};

TEST_F(SnapshotCacheTest, NobodyWaitsForAReadingThatIsHeldUp) {
  auto gate = std::make_unique<Gate>();
  SnapshotCache cache(settings_, reader_, held_up(gate->future()));
  const auto opens = std::move(gate);  // before the cache goes, which waits for its keeper
  cache.keep_current();
  ASSERT_EQ(cache.view(kSilent).snapshot->size(), 1U);
  add("two");
  begun_.get_future().wait();  // the keeper reads, and will not come to its end
  for (int i = 0; i < 100; ++i) EXPECT_EQ(cache.view(kSilent).snapshot->size(), 1U);

  // What this program decides meanwhile holds at once.
  EXPECT_THAT(*cache.view(kSilent).blocked, IsEmpty());
  {
    const Writing writing(cache, catalog::Changed::blocks);
    cache.own().choices().block_song(1);
  }
  EXPECT_THAT(*cache.view(kSilent).blocked, ElementsAre(0U));

  opens->open();
  wait_until([&] { return cache.view(kSilent).snapshot->size() == 2; });
  EXPECT_THAT(*cache.view(kSilent).blocked, ElementsAre(0U)) << "the new state knows the block too";
}

TEST_F(SnapshotCacheTest, WhoWritesIsSeenByWhoeverAsksAfterwards) {
  SnapshotCache cache(settings_, reader_);
  cache.keep_current();
  ASSERT_EQ(cache.view(kSilent).snapshot->size(), 1U);
  for (std::size_t songs = 2; songs < 6; ++songs) {
    {
      const Writing writing(cache);
      add(cache.own(), "song " + std::to_string(songs));
    }
    EXPECT_EQ(cache.view(kSilent).snapshot->size(), songs);
  }
}

TEST_F(SnapshotCacheTest, AReadingThatFailsLeavesTheStateBefore) {
  std::atomic<bool> fails = false;
  std::atomic<int> failures = 0;
  SnapshotCache cache(settings_, reader_, [&](const std::shared_ptr<catalog::Catalog>& library) {
    if (fails) {
      ++failures;
      throw Error(ErrorKind::io, "the disk is gone");
    }
    return library::load_snapshot(library, reader_->model(), {{}, 1});
  });
  cache.keep_current();
  ASSERT_EQ(cache.view(kSilent).snapshot->size(), 1U);
  fails = true;
  add("two");
  wait_until([&] { return failures > 1; });
  EXPECT_EQ(cache.view(kSilent).snapshot->size(), 1U);
  fails = false;
  wait_until([&] { return cache.view(kSilent).snapshot->size() == 2; });
}

TEST_F(SnapshotCacheTest, AReadingThatTakesLongIsNotWaitedForOnceOthersAreDone) {
  constexpr auto kReading = std::chrono::milliseconds(800);  // rests for ten times this while others go on writing
  SnapshotCache cache(settings_, reader_, [&](const std::shared_ptr<catalog::Catalog>& library) {
    std::this_thread::sleep_for(kReading);
    return library::load_snapshot(library, reader_->model(), {{}, 1});
  });
  cache.keep_current();
  ASSERT_EQ(cache.view(kSilent).snapshot->size(), 1U);
  const auto begin = std::chrono::steady_clock::now();
  add("two");
  wait_until([&] { return cache.view(kSilent).snapshot->size() == 2; });
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 8 * kReading);
}

TEST_F(SnapshotCacheTest, WhatWasReadIsMappedSoonAfterwards) {
  SnapshotCache cache(settings_, reader_, [&](const std::shared_ptr<catalog::Catalog>& library) {
    readings_.fetch_add(1);
    return library::load_snapshot(library, reader_->model(), {{}, 1, folder_.path() / "columns", 1});
  });
  cache.keep_current();
  const View first = cache.view(kSilent);
  EXPECT_FALSE(first.snapshot->is_kept);
  cache.settle();
  const View mapped = cache.view(kSilent);
  EXPECT_TRUE(mapped.snapshot->is_kept);
  EXPECT_EQ(mapped.snapshot->generation, first.snapshot->generation);
  EXPECT_EQ(mapped.snapshot->name(0), first.snapshot->name(0));
  cache.settle();  // there is nothing left to do
  EXPECT_EQ(readings_, 2);

  add("two");
  wait_until([&] { return cache.view(kSilent).snapshot->size() == 2 && cache.view(kSilent).snapshot->is_kept; });
}

TEST_F(SnapshotCacheTest, WithoutAKeeperWhoFindsAChangeReadsIt) {
  SnapshotCache cache(settings_, reader_);
  ASSERT_EQ(cache.view(kSilent).snapshot->size(), 1U);
  add("two");
  wait_until([&] { return cache.view(kSilent).snapshot->size() == 2; });
}

}  // namespace
}  // namespace leitmotif::current
