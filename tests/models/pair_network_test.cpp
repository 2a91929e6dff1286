#include "leitmotif/models/pair_network.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/random_source.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

models::PairWeights drawn_weights(std::size_t links, std::size_t songs, std::size_t hidden, std::size_t joint) {
  RandomSource random(4);
  const auto drawn = [&](std::size_t count) { return random.uniform_around_zero(count, 1); };
  models::PairWeights weights;
  weights.links = links;
  weights.songs = songs;
  weights.hidden = hidden;
  weights.joint = joint;
  weights.mean = drawn(links + songs);
  weights.deviation = std::vector<float>(links + songs, 2);
  weights.link_weight = drawn((links + songs) * hidden);
  weights.link_bias = drawn(hidden);
  weights.attention = drawn(hidden);
  weights.joint_weight = drawn((hidden + songs) * joint);
  weights.joint_bias = drawn(joint);
  weights.output_weight = drawn(joint + songs);
  weights.output_bias = drawn(1);
  return weights;
}

/// The formula in double precision, number by number.
double plain_logit(const models::PairWeights& w, const std::vector<float>& links, const std::vector<float>& song) {
  const auto standard = [&](float value, std::size_t k) {
    return std::clamp(
        (static_cast<double>(value) - static_cast<double>(w.mean[k])) / static_cast<double>(w.deviation[k]), -6.0, 6.0);
  };
  const auto layer = [](const std::vector<double>& in, const std::vector<float>& weight,
                        const std::vector<float>& bias) {
    std::vector<double> out;
    for (std::size_t k = 0; k < bias.size(); ++k) {
      double sum = static_cast<double>(bias[k]);
      for (std::size_t i = 0; i < in.size(); ++i) sum += in[i] * static_cast<double>(weight[i * bias.size() + k]);
      out.push_back(std::max(sum, 0.0));
    }
    return out;
  };
  std::vector<double> candidate;
  for (std::size_t k = 0; k < w.songs; ++k) candidate.push_back(standard(song[k], w.links + k));
  std::vector<double> joined(w.hidden);
  double all = 0;
  for (std::size_t begin = 0; begin < links.size(); begin += w.links) {
    std::vector<double> in;
    for (std::size_t k = 0; k < w.links; ++k) in.push_back(standard(links[begin + k], k));
    in.insert(in.end(), candidate.begin(), candidate.end());
    const std::vector<double> hidden = layer(in, w.link_weight, w.link_bias);
    double product = 0;
    for (std::size_t k = 0; k < w.hidden; ++k) product += hidden[k] * static_cast<double>(w.attention[k]);
    all += std::exp(product);
    for (std::size_t k = 0; k < w.hidden; ++k) joined[k] += std::exp(product) * hidden[k];
  }
  for (double& value : joined) value = all > 0 ? value / all : 0;
  joined.insert(joined.end(), candidate.begin(), candidate.end());
  std::vector<double> last = layer(joined, w.joint_weight, w.joint_bias);
  last.insert(last.end(), candidate.begin(), candidate.end());
  double logit = static_cast<double>(w.output_bias[0]);
  for (std::size_t k = 0; k < last.size(); ++k) logit += last[k] * static_cast<double>(w.output_weight[k]);
  return logit;
}

TEST(PairNetwork, IsItsFormula) {
  const models::PairNetwork network(drawn_weights(3, 2, 5, 4));
  RandomSource random(8);
  for (const std::size_t liked : {0U, 1U, 4U, 30U}) {
    const std::vector<float> links = random.uniform_around_zero(3 * liked, 9);
    const std::vector<float> song = random.uniform_around_zero(2, 30);
    EXPECT_NEAR(network.logit(links, song), plain_logit(network.weights(), links, song), 1e-4) << liked;
  }
}

TEST(PairNetwork, WithoutAttentionTheOrderAndRepeatsOfLikedSongsDoNotMatter) {
  models::PairWeights weights = drawn_weights(2, 1, 4, 3);
  weights.attention.assign(4, 0);
  const models::PairNetwork network(weights);
  const std::vector<float> song = {0.3F};
  EXPECT_NEAR(network.logit(std::vector<float>{1, 2, -1, 3}, song),
              network.logit(std::vector<float>{-1, 3, 1, 2, 1, 2, -1, 3}, song), 1e-5);
}

TEST(PairNetwork, AFileAnswersAsTheNetworkThatWasSaved) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "pair.safetensors";
  const models::PairNetwork network(drawn_weights(3, 2, 5, 4));
  models::ModelCard card;
  card.description = "a test";
  network.save(file, card);
  const models::PairNetwork loaded = models::PairNetwork::load(file);
  const std::vector<float> links = {1, 0, -1, 0.5F, 2, 0};
  const std::vector<float> song = {0.1F, -4};
  EXPECT_EQ(loaded.logit(links, song), network.logit(links, song));
  EXPECT_EQ(loaded.weights().links, 3U);
  EXPECT_EQ(loaded.weights().songs, 2U);
}

TEST(PairNetwork, OtherAndBrokenFilesAreNamed) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "pair.safetensors";
  const auto kind_of = [&] {
    try {
      (void)models::PairNetwork::load(file);
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::internal;
  };
  EXPECT_EQ(kind_of(), ErrorKind::not_found);
  write_file(file, "nothing of the kind");
  EXPECT_EQ(kind_of(), ErrorKind::corrupt_data);
  models::PairWeights weights = drawn_weights(3, 2, 5, 4);
  weights.deviation[1] = 0;
  models::PairNetwork(weights).save(file, {});
  EXPECT_EQ(kind_of(), ErrorKind::corrupt_data);
}

}  // namespace
}  // namespace leitmotif::testing
