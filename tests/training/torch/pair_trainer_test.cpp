#include "leitmotif/training/torch/pair_trainer.hpp"

#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::training {
namespace {

/// A song goes with the liked ones when the one of them that says how well it knows (number 1) says so (number 0);
/// the others say anything.
PairExamples one_who_knows(std::size_t count, std::uint64_t seed) {
  RandomSource random(seed);
  PairExamples examples;
  for (std::size_t place = 0; place < count; ++place) {
    const std::size_t knows = random.below(kNine);
    for (std::size_t liked = 0; liked < kNine; ++liked)
      for (std::size_t k = 0; k < taste::kLinkNumbers; ++k) {
        double value = random.normal();
        if (k == 1) value = liked == knows ? 3 : 0;
        if (k == 0 && liked == knows) value = place % 3 == 0 ? 1 : -1;
        examples.links.push_back(static_cast<float>(value));
      }
    for (std::size_t k = 0; k < taste::kSongNumbers; ++k) examples.songs.push_back(0);
    examples.liked.push_back(static_cast<std::uint8_t>(kNine));
    examples.lists.push_back(static_cast<std::uint32_t>(place));
  }
  return examples;
}

/// Share of triples whose first is judged most probable.
double told_apart(const models::PairNetwork& network, const PairExamples& examples) {
  const auto logit = [&](std::size_t place) {
    return network.logit(
        std::span(examples.links).subspan(place * kNine * taste::kLinkNumbers, kNine * taste::kLinkNumbers),
        std::span(examples.songs).subspan(place * taste::kSongNumbers, taste::kSongNumbers));
  };
  double told = 0;
  for (std::size_t place = 0; place < examples.size(); place += 3)
    told += logit(place) > std::max(logit(place + 1), logit(place + 2)) ? 1 : 0;
  return 3 * told / static_cast<double>(examples.size());
}

PairOptions quick_options() { return {.hidden = 24, .joint = 8, .epochs = 12, .rate = 1e-2, .batch = 64}; }

TEST(PairTrainer, AttentionFindsTheLikedSongThatKnows) {
  const PairExamples train = one_who_knows(1800, 1);
  const PairExamples others = one_who_knows(600, 2);
  PairOptions options = quick_options();
  const double with = told_apart(models::PairNetwork(train_pair_network(train, options)), others);
  options.attends = false;
  const models::PairWeights weights = train_pair_network(train, options);
  EXPECT_GT(with, 0.9);
  EXPECT_GE(with, told_apart(models::PairNetwork(weights), others));
  EXPECT_EQ(weights.attention, std::vector<float>(options.hidden, 0)) << "the mean";
}

TEST(PairTrainer, SameSeedSameNumbersWithFewerLikedSongsToo) {
  PairExamples examples = one_who_knows(300, 1);
  for (std::size_t place = 0; place < examples.size(); place += 2) examples.liked[place] = 2;
  PairOptions options = quick_options();
  options.epochs = 2;
  const std::vector<float> first = train_pair_network(examples, options).joint_weight;
  EXPECT_EQ(first, train_pair_network(examples, options).joint_weight);
  options.seed = 1;
  EXPECT_NE(first, train_pair_network(examples, options).joint_weight);
}

TEST(PairTrainer, NeedsSomethingToLearnFrom) { EXPECT_THROW((void)train_pair_network({}, quick_options()), Error); }

}  // namespace
}  // namespace leitmotif::training
