// What listeners have heard, kept in memory.
#include "leitmotif/listeners/listeners.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "leitmotif/catalog/memory/library_in_memory.hpp"
#include "leitmotif/catalog/plays.hpp"
#include "leitmotif/catalog/songs.hpp"

namespace leitmotif::listeners {
namespace {

constexpr int kSongs = 6;

std::shared_ptr<catalog::Catalog> library_of_songs() {
  auto library = std::make_shared<catalog::Catalog>(catalog::memory::open());
  std::vector<LabelledSong> songs(kSongs);
  for (int i = 0; i < kSongs; ++i) {
    songs[static_cast<std::size_t>(i)].song.artist = "Ida";
    songs[static_cast<std::size_t>(i)].song.title = std::to_string(i);
  }
  library->songs().add(songs);
  return library;
}

void expect_same(const std::vector<ListenerSong>& kept, const std::vector<ListenerSong>& read) {
  ASSERT_EQ(kept.size(), read.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(kept[i].song, read[i].song) << i;
    EXPECT_EQ(kept[i].strength, read[i].strength) << i;
    EXPECT_EQ(kept[i].is_loved, read[i].is_loved) << i;
    EXPECT_EQ(kept[i].is_disliked, read[i].is_disliked) << i;
    EXPECT_EQ(kept[i].plays, read[i].plays) << i;
    EXPECT_EQ(kept[i].last_ms, read[i].last_ms) << i;
  }
}

/// Events of any kind and time in any order, changed weights, forgotten listeners: what is kept is what is read anew.
TEST(ListenerCache, IsWhatIsReadAnew) {
  std::mt19937 random(5);
  const std::shared_ptr<catalog::Catalog> library = library_of_songs();
  ListenerCache cache;
  const std::array<std::string, 3> names = {"mia", "tom", "ann"};
  constexpr std::array<double, 4> kWeights = {0, 0.5, 1, 2};
  for (int round = 0; round < 600; ++round) {
    std::vector<catalog::Play> plays;
    for (std::size_t i = random() % 4; i > 0; --i)
      plays.push_back({static_cast<std::int64_t>(random() % 40), names[random() % 3],
                       1 + static_cast<std::int64_t>(random() % kSongs), static_cast<catalog::PlayKind>(random() % 4),
                       "", kWeights[random() % 4]});
    library->plays().add(plays);
    if (random() % 50 == 0) library->plays().forget(names[random() % 3]);
    const std::string& asked = names[random() % 3];
    if (random() % 4 == 0) {
      const catalog::PlaysState before = library->plays().state();
      const auto song = 1 + static_cast<std::int64_t>(random() % kSongs);
      const auto at = static_cast<std::int64_t>(random() % 40);
      library->plays().add(std::array{catalog::Play{at, asked, song, catalog::PlayKind::loved, "", 0}});
      cache.reread(library, asked, song, before);
    }
    expect_same(*cache.songs_of(library, asked), songs_of(*library, asked));
  }
}

TEST(ListenerCache, NothingNewIsTheSameAnswer) {
  const std::shared_ptr<catalog::Catalog> library = library_of_songs();
  ListenerCache cache;
  library->plays().add(std::array{catalog::Play{1, "mia", 1}});
  const ListenerSongs first = cache.songs_of(library, "mia");
  EXPECT_EQ(cache.songs_of(library, "mia"), first);
  library->plays().add(std::array{catalog::Play{1, "tom", 2}});
  EXPECT_EQ(cache.songs_of(library, "mia"), first) << "somebody else's";
  library->plays().add(std::array{catalog::Play{2, "mia", 2, catalog::PlayKind::loved}});
  ASSERT_EQ(cache.songs_of(library, "mia")->size(), 2U);
  EXPECT_EQ(cache.songs_of(library, "mia")->front().song, 2) << "a heart counts at once";
  EXPECT_EQ(first->size(), 1U) << "an answer that was given stays as it is";
  EXPECT_EQ(cache.songs_of(library_of_songs(), "mia")->size(), 0U) << "of another library";
}

}  // namespace
}  // namespace leitmotif::listeners
