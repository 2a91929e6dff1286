// What was learned of listeners, kept beside a library: the answers of a program that learns anew, whatever happened to
// the file or the history.
#include "leitmotif/listeners/kept_taste.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/library/snapshot_file.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::listeners {
namespace {

namespace fs = std::filesystem;
using engine::Engine;
using Answers = std::vector<std::pair<std::int64_t, double>>;

constexpr std::size_t kMostBytes = 1'000'000'000;

/// One engine a question, as programs on the command line are.
class KeptTasteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string csv = "artist,title,year,genre,lyrics,valence,energy\n";
    RandomSource draw(1);
    for (std::size_t i = 0; i < library::kLeastKeptSongs + 10; ++i)
      csv += "Artist " + std::to_string(draw.below_by_bits(700)) + ",Title " + std::to_string(i) + "," +
             std::to_string(1950 + draw.below_by_bits(70)) + ",rock,knife teardrop,0.4,0." +
             std::to_string(draw.below_by_bits(100)) + "\n";
    open().import_csv(folder_.write("songs.csv", csv), kNoProgress);
    std::vector<catalog::Play> plays;
    for (int listener = 0; listener < 20; ++listener)
      for (std::int64_t k = 0; k < 12; ++k)
        plays.push_back({1000 * k, "listener " + std::to_string(listener),
                         static_cast<std::int64_t>(1 + draw.below_by_bits(200)), catalog::PlayKind::played, "test"});
    (void)open().taste().add_plays(plays);
  }

  [[nodiscard]] Engine open() const { return open(library_); }
  [[nodiscard]] Engine open(const fs::path& library) const {
    places::Settings settings;
    settings.library = library;
    settings.model = model_;
    settings.threads = 1;
    return Engine::open(settings);
  }
  [[nodiscard]] fs::path kept(const fs::path& library) const {
    return library::folder_beside(library) / "together.1.columns";
  }
  [[nodiscard]] fs::path kept() const { return kept(library_); }

  /// What a program of its own answers, and whether it learned for that.
  struct Asked {
    Answers songs;
    bool has_learned = false;
  };
  [[nodiscard]] Asked ask(const fs::path& library) const {
    const Engine engine = open(library);
    answers::RecommendRequest request;
    request.listener = "listener 3";
    request.n = 30;
    Asked asked;
    const auto on_progress = [&](const Progress& progress) {
      asked.has_learned = asked.has_learned || std::string_view(progress.what).starts_with("learning");
    };
    for (const auto& song : engine.recommend(request, on_progress).songs) asked.songs.emplace_back(song.id, song.score);
    return asked;
  }
  [[nodiscard]] Asked ask() const { return ask(library_); }
  /// What a program answers that finds nothing kept.
  [[nodiscard]] Answers learned_anew() const {
    fs::remove(kept());
    return ask().songs;
  }
  void love(std::int64_t song, std::int64_t at_ms = 99'000) const {
    (void)open().taste().add_plays(
        std::vector<catalog::Play>{{at_ms, "listener 3", song, catalog::PlayKind::loved, "test"}});
  }

  testing::TemporaryFolder folder_;
  fs::path library_ = folder_.path() / "library.db";
  fs::path model_ = testing::write_small_model(folder_.path() / "model");
};

TEST_F(KeptTasteTest, ASecondProgramDoesNotLearnAndAnswersTheSame) {
  const Asked first = ask();
  EXPECT_TRUE(first.has_learned);
  EXPECT_TRUE(fs::exists(kept()));
  const Asked second = ask();
  EXPECT_FALSE(second.has_learned);
  EXPECT_EQ(second.songs, first.songs);
  EXPECT_EQ(learned_anew(), first.songs);
}

TEST_F(KeptTasteTest, ANewHeartCountsAtOnce) {
  const Answers before = ask().songs;
  love(before.front().first);
  const Asked after = ask();
  EXPECT_FALSE(after.has_learned);
  EXPECT_EQ(std::ranges::count(after.songs, before.front().first, &std::pair<std::int64_t, double>::first), 0);
  EXPECT_NE(after.songs, before);
}

TEST_F(KeptTasteTest, ManyNewEventsAndAChangedOneAreLearned) {
  (void)ask();
  love(7);
  EXPECT_FALSE(ask().has_learned);
  EXPECT_TRUE(open().taste().take_heart_back("listener 3", 7));
  EXPECT_TRUE(ask().has_learned) << "an event was changed";
  EXPECT_FALSE(ask().has_learned);
  for (std::int64_t song = 300; song < 340; ++song) love(song);
  EXPECT_TRUE(ask().has_learned) << "a tenth more came in";
  EXPECT_EQ(ask().songs, learned_anew());
}

TEST_F(KeptTasteTest, HoldsWhenSongsWereReadForWishes) {
  const Asked first = ask();
  answers::RecommendRequest request;
  request.about = {"sad"};
  (void)open().recommend(request, kNoProgress);
  const Asked second = ask();
  EXPECT_FALSE(second.has_learned);
  EXPECT_EQ(second.songs, first.songs);
}

TEST_F(KeptTasteTest, SavedListsAreLearnedFromToo) {
  (void)ask();
  Engine engine = open();
  (void)engine.save_list("mine", {1, 2, 3, 4, 5}, catalog::IfTaken::refuse);
  const Asked asked = ask();
  EXPECT_TRUE(asked.has_learned);
  EXPECT_EQ(asked.songs, learned_anew());
}

TEST_F(KeptTasteTest, NothingIsKeptOfAListenerWhoIsForgotten) {
  (void)ask();
  ASSERT_TRUE(fs::exists(kept()));
  EXPECT_GT(open().taste().forget("listener 5"), 0U);
  EXPECT_FALSE(fs::exists(kept()));
  const Asked asked = ask();
  EXPECT_TRUE(asked.has_learned);
  EXPECT_EQ(asked.songs, learned_anew());
}

TEST_F(KeptTasteTest, AnotherHistoryOfTheSameSongsIsNotTakenForThisOne) {
  const fs::path other = folder_.path() / "other.db";
  (void)ask();
  for (const char* ending : {"", "-wal"})
    if (fs::exists(library_.string() + ending)) fs::copy_file(library_.string() + ending, other.string() + ending);
  love(11, 5000);
  (void)open(other).taste().add_plays(
      std::vector<catalog::Play>{{5000, "listener 4", 12, catalog::PlayKind::loved, "test"}});
  fs::remove(kept());
  (void)ask();
  const Answers expected = ask(other).songs;
  ASSERT_TRUE(fs::exists(kept(other)));
  fs::copy_file(kept(), kept(other), fs::copy_options::overwrite_existing);
  const Asked asked = ask(other);
  EXPECT_TRUE(asked.has_learned);
  EXPECT_EQ(asked.songs, expected);
}

TEST_F(KeptTasteTest, DamagedAndForeignFilesAreIgnored) {
  const Answers expected = ask().songs;
  const std::string whole = read_file(kept(), kMostBytes);
  RandomSource draw(4);
  for (int i = 0; i < 40; ++i) {
    std::string damaged = whole;
    const std::size_t place = draw.below_by_bits(whole.size());
    if (i % 4 == 3)
      damaged.resize(place);
    else
      damaged[place] = static_cast<char>(damaged[place] ^ (1 << (i % 8)));
    write_file(kept(), damaged);
    EXPECT_EQ(ask().songs, expected) << "from byte " << place;
  }
  for (const char* foreign : {"", "not columns at all"}) {
    write_file(kept(), foreign);
    EXPECT_EQ(ask().songs, expected);
  }
  fs::copy_file(library::folder_beside(library_) / "songs.1.columns", kept(), fs::copy_options::overwrite_existing);
  EXPECT_EQ(ask().songs, expected);
}

}  // namespace
}  // namespace leitmotif::listeners
