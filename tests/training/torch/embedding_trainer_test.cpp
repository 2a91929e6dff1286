#include "leitmotif/training/torch/embedding_trainer.hpp"

#include <gtest/gtest.h>
#include <torch/nn/functional/normalization.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/evaluation/retrieval.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kWidth = 12;
constexpr std::size_t kArtists = 40;
constexpr std::size_t kSongs = 6;  // of each

/// Two columns tell artists apart; the others are louder noise.
struct Songs {
  std::vector<float> rows;
  std::vector<std::uint32_t> artist;
  std::vector<int> topic;
  std::vector<std::size_t> all;

  explicit Songs(std::uint64_t seed) {
    RandomSource random(seed);
    for (std::uint32_t a = 0; a < kArtists; ++a) {
      const double x = random.normal();
      const double y = random.normal();
      for (std::size_t s = 0; s < kSongs; ++s) {
        for (std::size_t c = 0; c < kWidth; ++c) {
          const double own = c == 3 ? x : c == 8 ? y : 0;
          rows.push_back(static_cast<float>(own + (own != 0 ? 0.05 : 2) * random.normal()));
        }
        artist.push_back(a);
        topic.push_back(0);
        all.push_back(all.size());
      }
    }
  }
  [[nodiscard]] double reciprocal_rank(std::span<const float> numbers, std::size_t width) const {
    return evaluation::measure_retrieval({numbers, width, evaluation::Measure::dot_product, artist, topic}, all, 1)
        .reciprocal_rank;
  }
};

EmbeddingOptions small_options() {
  return {.hidden = 32, .outputs = 8, .epochs = 60, .rate = 5e-3, .artists = 20, .forgettable = {}};
}

std::vector<float> embedded(const models::EmbeddingWeights& weights, const Songs& songs) {
  std::vector<float> rows;
  for (std::size_t s = 0; s < songs.all.size(); ++s) {
    const std::vector<float> row = models::learned_row(weights, std::span(songs.rows).subspan(s * kWidth, kWidth));
    rows.insert(rows.end(), row.begin(), row.end());
  }
  return rows;
}

TEST(EmbeddingTrainer, LearnsWhatTellsNewArtistsApart) {
  const Songs train(1);
  const Songs others(2);
  double first_loss = 0;
  double last_loss = 0;
  const models::EmbeddingWeights weights = train_embedding(
      {train.rows, kWidth, train.artist}, small_options(),
      [&](int epoch, double loss, const models::EmbeddingWeights&) { (epoch == 1 ? first_loss : last_loss) = loss; });
  EXPECT_LT(last_loss, first_loss);
  EXPECT_GT(others.reciprocal_rank(embedded(weights, others), weights.outputs),
            2 * others.reciprocal_rank(others.rows, kWidth));
}

TEST(EmbeddingTrainer, SameSeedSameNumbers) {
  const Songs songs(1);
  EmbeddingOptions options = small_options();
  options.epochs = 2;
  options.forgettable = {{{{0, 4}}, 0.5}};
  const EmbeddingExamples examples{songs.rows, kWidth, songs.artist};
  EXPECT_EQ(train_embedding(examples, options, {}).weight2, train_embedding(examples, options, {}).weight2);
  options.seed = 1;
  const auto other = train_embedding(examples, options, {}).weight2;
  options.seed = 0;
  EXPECT_NE(train_embedding(examples, options, {}).weight2, other);
}

/// The same network put together from LibTorch's own layers.
TEST(EmbeddingTrainer, InferenceIsLibTorchs) {
  const Songs songs(1);
  EmbeddingOptions options = small_options();
  options.epochs = 3;
  const models::EmbeddingWeights weights = train_embedding({songs.rows, kWidth, songs.artist}, options, {});
  const auto matrix = [](const std::vector<float>& values, std::size_t columns) {
    return torch::tensor(values).reshape({-1, static_cast<std::int64_t>(columns)});
  };
  const torch::Tensor hidden = torch::relu(matrix(songs.rows, kWidth).mm(matrix(weights.weight1, options.hidden)) +
                                           torch::tensor(weights.bias1));
  const torch::Tensor theirs = torch::nn::functional::normalize(
      hidden.mm(matrix(weights.weight2, options.outputs)) + torch::tensor(weights.bias2),
      torch::nn::functional::NormalizeFuncOptions().dim(1));
  const torch::Tensor ours = matrix(embedded(weights, songs), options.outputs);
  EXPECT_LE((ours - theirs).abs().max().item<float>(), 1e-4F);
}

/// Songs in one playlist are by many artists and alike in the tenth number only, which artists do not share.
TEST(EmbeddingTrainer, PlaylistsDrawTheirSongsTogether) {
  Songs songs(1);
  RandomSource random(6);
  std::vector<std::vector<std::uint32_t>> lists(8);
  for (std::uint32_t song = 0; song < songs.all.size(); ++song) {
    const std::size_t list = random.below(lists.size());
    songs.rows[song * kWidth + 10] = static_cast<float>(list) - 3.5F;
    lists[list].push_back(song);
  }
  const std::vector<std::int32_t> years(songs.all.size(), 1999);
  const auto of_lists = [&](const models::EmbeddingWeights& weights) {
    std::vector<std::uint32_t> list_of(songs.all.size());
    for (std::uint32_t list = 0; list < lists.size(); ++list)
      for (const std::uint32_t song : lists[list]) list_of[song] = list;
    const std::vector<float> rows = embedded(weights, songs);
    return evaluation::measure_retrieval(
               {rows, weights.outputs, evaluation::Measure::dot_product, list_of, songs.topic}, songs.all, 1)
        .reciprocal_rank;
  };
  const double without = of_lists(train_embedding({songs.rows, kWidth, songs.artist}, small_options(), {}));
  const double with =
      of_lists(train_embedding({songs.rows, kWidth, songs.artist, {lists, years}}, small_options(), {}));
  EXPECT_GT(with, 1.3 * without);
}

TEST(EmbeddingTrainer, NeedsTwoArtistsOfTwoSongs) {
  const std::vector<float> rows(3 * kWidth, 1);
  const std::vector<std::uint32_t> artist = {1, 1, 2};
  EXPECT_THROW((void)train_embedding({rows, kWidth, artist}, small_options(), {}), Error);
}

}  // namespace
}  // namespace leitmotif::training
