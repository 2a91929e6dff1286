#include "leitmotif/taste/pair_inputs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace leitmotif::testing {
namespace {

using taste::Item;
using taste::kLinkNumbers;

/// Songs 0 and 1 share three lists, 2 is in one of its own; 0 and 2 are by one artist; 3 is in none.
struct PairSetting {
  SparseMatrix lists = taste::lists_of(std::vector<std::vector<Item>>{{0, 1}, {0, 1}, {1, 0}, {2}}, 4);
  taste::Blend blend = fitted(lists);
  taste::PairReader reader{blend, lists};

  static taste::Blend fitted(const SparseMatrix& lists) {
    auto facts = std::make_shared<taste::SongFacts>();
    facts->artist = {0, 1, 0, 2};
    facts->year = {1980, 1981, 1982, 1983};
    facts->genres = 2;
    facts->genre = {0, 0, 1, taste::kNoGenre};
    taste::BlendOptions options;
    options.factors.dimensions = 4;
    options.threads = 1;
    return taste::Blend::fit(lists, facts, options);
  }
};

TEST(PairInputs, AreWhatTheListsSayOfBothSongs) {
  const PairSetting setting;
  const taste::PairJudge judge(setting.blend, std::vector<Item>{0, 2});
  const taste::PairInput input = setting.reader.read(judge, 1);
  ASSERT_EQ(input.links.size(), 2 * kLinkNumbers);
  const float* const together = input.links.data();
  const float* const apart = together + kLinkNumbers;
  EXPECT_NEAR(together[2], 3.0 / (3 + 10), 1e-6) << "three lists of three each";
  EXPECT_NEAR(together[3], std::log1p(3.0), 1e-6);
  EXPECT_EQ(apart[2], 0);
  EXPECT_EQ(apart[3], 0);
  EXPECT_GT(together[0], apart[0]) << "EASE";
  EXPECT_GT(together[1], apart[1]) << "factors";
  EXPECT_NEAR(together[6], apart[6], 0.05) << "a year apart, both";
  EXPECT_GT(together[7], 0) << "the same genre";
  EXPECT_EQ(apart[7], 0);
  EXPECT_EQ(together[8], 0) << "artists differ";
  EXPECT_NEAR(together[10], std::log1p(3.0), 1e-6);
  EXPECT_NEAR(apart[10], std::log1p(1.0), 1e-6);
  EXPECT_EQ(input.song[0], judge.logit(1));
  EXPECT_NEAR(input.song[4], std::log1p(3.0), 1e-6);
  EXPECT_EQ(input.song[6], 1) << "some list has it";
  EXPECT_NEAR(input.song[7], std::log1p(2.0), 1e-6);
}

TEST(PairInputs, ASongNobodyHeardIsReadByWhatIsKnownOfIt) {
  const PairSetting setting;
  const taste::PairJudge judge(setting.blend, std::vector<Item>{0});
  const taste::PairInput input = setting.reader.read(judge, 3);
  for (const float value : input.links) EXPECT_TRUE(std::isfinite(value));
  for (const float value : input.song) EXPECT_TRUE(std::isfinite(value));
  EXPECT_EQ(input.song[6], 0);
  EXPECT_EQ(input.links[1], 0) << "it has no factors";
  EXPECT_GT(input.links[6], 0) << "its year is near";
}

TEST(PairInputs, NothingLikedGivesNoLinks) {
  const PairSetting setting;
  const taste::PairJudge judge(setting.blend, {});
  EXPECT_TRUE(setting.reader.read(judge, 1).links.empty());
}

}  // namespace
}  // namespace leitmotif::testing
