// What a person decided, who listened to what, and the counts of changes, in every kind of library.
#include "leitmotif/catalog/choices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "catalog/every_catalog.hpp"

namespace leitmotif::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::int64_t>;

class CatalogChoices : public EveryCatalog {
 protected:
  CatalogChoices() {
    catalog_.songs().add(std::array{song_of("Ann", "One"), song_of("Ann", "Two"), song_of("Bob", "One")});
  }
  Choices& choices_ = catalog_.choices();
};

TEST_P(CatalogChoices, BlocksAreKeptUntilTheyAreLifted) {
  choices_.block_song(2);
  choices_.block_song(2);
  choices_.block_artist(" ANN ");
  EXPECT_THAT(choices_.blocks().artists, ElementsAre("ann"));
  ASSERT_EQ(choices_.blocks().songs.size(), 1U);
  EXPECT_EQ(choices_.blocks().songs[0].title, "Two");
  EXPECT_EQ(kind_of([&] { choices_.block_song(9); }), ErrorKind::not_found);
  EXPECT_EQ(kind_of([&] { choices_.block_artist("An"); }), ErrorKind::not_found) << "no artist's beginning";
  EXPECT_TRUE(choices_.unblock_song(2));
  EXPECT_FALSE(choices_.unblock_song(2));
  EXPECT_TRUE(choices_.unblock_artist("ann"));
  EXPECT_FALSE(choices_.unblock_artist("ann"));
  EXPECT_THAT(choices_.blocks().artists, IsEmpty());
}

TEST_P(CatalogChoices, AnswersAreRememberedTheMostRecentFirst) {
  choices_.remember_answers(Ids{1, 2});
  choices_.remember_answers(Ids{3, 99, 1});
  EXPECT_THAT(choices_.answers(), ElementsAre(3, 1, 2));
  choices_.forget_answers();
  EXPECT_THAT(choices_.answers(), IsEmpty());
}

TEST_P(CatalogChoices, OldAnswersAreForgotten) {
  std::vector<LabelledSong> songs;
  Ids ids;
  for (std::size_t i = 0; i <= kMostRemembered; ++i) {
    songs.push_back(song_of("Many", std::to_string(i), ""));
    ids.push_back(static_cast<std::int64_t>(i) + 4);
  }
  catalog_.songs().add(songs);
  choices_.remember_answers(ids);
  const Ids kept = choices_.answers();
  EXPECT_EQ(kept.size(), kMostRemembered);
  EXPECT_EQ(kept.front(), 4);
  EXPECT_EQ(kept.back(), ids[kMostRemembered - 1]);
}

TEST_P(CatalogChoices, NotesAreNewestFirst) {
  EXPECT_EQ(choices_.add_flag({0, 11, 1, "", "", "wrong"}), 1);
  EXPECT_EQ(choices_.add_flag({0, 12, {}, "la la", "{}", "odd"}), 2);
  EXPECT_EQ(choices_.add_flag({0, 13, 1, "", "", "still wrong"}), 3);
  const std::vector<Flag> flags = choices_.flags();
  ASSERT_EQ(flags.size(), 3U);
  EXPECT_EQ(flags[1].lyrics + flags[1].query + flags[1].note, "la la{}odd");
  EXPECT_EQ(flags[1].song, std::nullopt);
  EXPECT_EQ(choices_.flag_of(1)->note, "still wrong");
  EXPECT_EQ(choices_.flag_of(1)->at, 13);
  EXPECT_FALSE(choices_.flag_of(2));
  EXPECT_EQ(kind_of([&] { choices_.add_flag({0, 1, 9, "", "", "x"}); }), ErrorKind::not_found);
}

TEST_P(CatalogChoices, ChangesAreCountedApart) {
  const auto counts = [&] {
    return std::pair(catalog_.changes().generation(Changed::songs), catalog_.changes().generation(Changed::blocks));
  };
  const auto before = counts();
  const std::unique_ptr<Watch> watch = catalog_.changes().watch();
  EXPECT_FALSE(watch->has_changed());
  choices_.block_song(1);
  EXPECT_TRUE(watch->has_changed());
  EXPECT_FALSE(watch->has_changed());
  EXPECT_EQ(counts().first, before.first);
  EXPECT_GT(counts().second, before.second);
  catalog_.songs().add(std::array{song_of("Cy", "Three")});
  EXPECT_GT(counts().first, before.first);
  EXPECT_TRUE(watch->has_changed());
  const auto later = counts();
  choices_.block_song(1);
  choices_.remember_answers(Ids{1});
  (void)catalog_.lists().save("x", Ids{1}, IfTaken::refuse);
  EXPECT_EQ(counts(), later) << "nothing that is read into memory has changed";
}

class CatalogPlays : public CatalogChoices {
 protected:
  std::vector<Play> all(const PlaysWanted& wanted = {}) const {
    std::vector<Play> plays;
    catalog_.plays().for_each(wanted, [&](const Play& play) { plays.push_back(play); });
    return plays;
  }
};

TEST_P(CatalogPlays, AreKeptByTime) {
  EXPECT_EQ(catalog_.plays().add(std::array{Play{300, "mia", 1, PlayKind::played, "mpd", 1},
                                            Play{100, "tom", 2, PlayKind::skipped, "file", 0.5},
                                            Play{300, "tom", 3, PlayKind::loved, "mpd", 2}}),
            3U);
  const std::vector<Play> plays = all();
  ASSERT_EQ(plays.size(), 3U);
  EXPECT_EQ(plays[0].listener, "tom");
  EXPECT_EQ(plays[0].kind, PlayKind::skipped);
  EXPECT_EQ(plays[0].source, "file");
  EXPECT_EQ(plays[0].weight, 0.5);
  EXPECT_EQ(plays[1].song, 1);
  EXPECT_EQ(plays[2].song, 3);
  EXPECT_EQ(all({"tom", 0}).size(), 2U);
  EXPECT_EQ(all({"tom", 101}).size(), 1U);
  EXPECT_EQ(all({std::nullopt, 300}).size(), 2U);
  EXPECT_THAT(all({"nobody", 0}), IsEmpty());
  EXPECT_EQ(catalog_.plays().size(), 3U);
  expect_whole();
}

TEST_P(CatalogPlays, AHistoryThatIsReadTwiceIsOne) {
  const std::array history = {Play{1, "mia", 1, PlayKind::played, "a", 1}, Play{2, "mia", 1, PlayKind::played, "a", 1}};
  EXPECT_EQ(catalog_.plays().add(history), 2U);
  EXPECT_EQ(catalog_.plays().add(history), 0U);
  EXPECT_EQ(catalog_.plays().add(std::array{Play{1, "mia", 1, PlayKind::played, "b", 3}}), 0U);
  EXPECT_EQ(all()[0].source, "b");
  EXPECT_EQ(all()[0].weight, 3);
  EXPECT_EQ(catalog_.plays().size(), 2U);
}

TEST_P(CatalogPlays, OneListenerIsForgotten) {
  catalog_.plays().add(
      std::array{Play{1, "mia", 1, PlayKind::played, "a", 1}, Play{2, "tom", 1, PlayKind::played, "a", 1}});
  EXPECT_EQ(catalog_.plays().forget("mia"), 1U);
  EXPECT_EQ(catalog_.plays().forget("mia"), 0U);
  EXPECT_EQ(all().at(0).listener, "tom");
}

TEST_P(CatalogPlays, OnlyWhatCameInSinceIsRead) {
  const auto state = [&] { return catalog_.plays().state(); };
  EXPECT_EQ(state(), PlaysState{});
  catalog_.plays().add(std::array{Play{5, "mia", 1, PlayKind::played, "a", 1}, Play{6, "mia", 2}});
  const PlaysState before = state();
  catalog_.plays().add(std::array{Play{5, "mia", 1, PlayKind::played, "a", 1}});
  EXPECT_EQ(state(), before) << "the same event again is no change";
  catalog_.plays().add(std::array{Play{3, "tom", 2}, Play{2, "mia", 3}});
  EXPECT_GT(state().last, before.last);
  EXPECT_EQ(state().rewrites, before.rewrites);
  const std::vector<Play> since = all({std::nullopt, 0, std::nullopt, before.last});
  ASSERT_EQ(since.size(), 2U);
  EXPECT_EQ(since[0].song, 3) << "by time";
  EXPECT_EQ(all({"tom", 0, std::nullopt, before.last}).size(), 1U);
  EXPECT_EQ(all({std::nullopt, 0, 2}).size(), 2U) << "of one song";
  EXPECT_EQ(all({"mia", 0, 2}).size(), 1U);
  const std::vector<Play> as_they_came = all({std::nullopt, 0, std::nullopt, 0, true});
  ASSERT_EQ(as_they_came.size(), 4U);
  EXPECT_EQ(as_they_came[0].at_ms, 5);
  EXPECT_EQ(as_they_came[1].at_ms, 6);
  EXPECT_EQ(as_they_came[2].listener, "tom");
  EXPECT_EQ(all({"mia", 3, std::nullopt, 0, true}).size(), 2U) << "the rest holds too";
  catalog_.plays().add(std::array{Play{6, "mia", 2, PlayKind::played, "", 0}});
  EXPECT_GT(state().rewrites, before.rewrites) << "another weight";
  const PlaysState changed = state();
  catalog_.plays().forget("tom");
  EXPECT_NE(state(), changed);
}

TEST_P(CatalogPlays, AreRefusedAsAWhole) {
  const Play good{1, "mia", 1, PlayKind::played, "a", 1};
  const auto kind_for = [&](const Play& bad) { return kind_of([&] { catalog_.plays().add(std::array{good, bad}); }); };
  EXPECT_EQ(kind_for({2, "mia", 9, PlayKind::played, "a", 1}), ErrorKind::not_found);
  EXPECT_EQ(kind_for({2, "", 1, PlayKind::played, "a", 1}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for({2, "mia", 1, PlayKind::played, "a", -1}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_for({2, "mia", 1, PlayKind::played, "a", NAN}), ErrorKind::invalid_argument);
  EXPECT_EQ(catalog_.plays().size(), 0U);
}

LEITMOTIF_EVERY_KIND(CatalogChoices);
LEITMOTIF_EVERY_KIND(CatalogPlays);

}  // namespace
}  // namespace leitmotif::catalog
