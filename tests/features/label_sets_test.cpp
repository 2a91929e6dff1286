#include "leitmotif/features/label_sets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "support/expect_error.hpp"

namespace leitmotif::features {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

LabelledSong song_of(const std::string& cell) {
  LabelledSong song;
  song.labels.topic = cell;
  return song;
}

TEST(LabelSets, ACellHoldsLabelsBetweenSeparators) {
  EXPECT_THAT(labels_in("happy|rock", "|"), ElementsAre("happy", "rock"));
  EXPECT_THAT(labels_in(" happy , |, rock|", "|"), ElementsAre("happy ,", ", rock"));
  EXPECT_THAT(labels_in("night/time", "|"), ElementsAre("night/time"));
  EXPECT_THAT(labels_in("a, b , c", ", "), ElementsAre("a", "b", "c"));
  EXPECT_THAT(labels_in("", "|"), IsEmpty());
  EXPECT_THAT(labels_in("||", "|"), IsEmpty());
  EXPECT_EQ(testing::error_of([] { (void)labels_in("a", ""); }).kind(), ErrorKind::invalid_argument);
}

TEST(LabelSets, NamesAreSortedAndEachLabelCountsOnce) {
  const std::array rows = {song_of("rock|happy|rock"), song_of(""), song_of("calm")};
  const LabelSets sets = label_sets(rows, "|");
  EXPECT_THAT(sets.names, ElementsAre("calm", "happy", "rock"));
  EXPECT_THAT(sets.of_row, ElementsAre(ElementsAre(1, 2), IsEmpty(), ElementsAre(0)));
  std::size_t unknown = 0;
  const std::array<std::string, 2> known = {"happy", "sad"};
  EXPECT_THAT(label_sets_among(rows, known, "|", unknown), ElementsAre(ElementsAre(0), IsEmpty(), IsEmpty()));
  EXPECT_EQ(unknown, 3U) << "rock twice, calm once";
}

TEST(LabelSets, MoreLabelsThanAnybodyGivesAreAMistakenColumn) {
  std::string cell;
  for (int i = 0; i < 1001; ++i) cell += "|label " + std::to_string(i);
  const std::array rows = {song_of(cell)};
  EXPECT_EQ(testing::error_of([&] { (void)label_sets(rows, "|"); }).kind(), ErrorKind::resource_limit);
}

}  // namespace
}  // namespace leitmotif::features
