#include "leitmotif/models/song_embedding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "support/matchers.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::models {
namespace {

const std::vector<float> kSad = {.1F,  .1F,  .1F,  .1F,  .02F, .02F, .02F, .02F,
                                 .02F, .02F, .02F, .02F, .02F, .02F, .3F,  0};
const std::vector<float> kViolent = {0, .9F, 0, 0, 0, 0, 0, 0, .1F, 0, 0, 0, 0, 0, 0, 0};

SongFeatures some_song(std::span<const float> mixture, double audio, int year, std::string_view genre) {
  SongFeatures song;
  song.mixture = mixture;
  song.audio.fill(audio);
  song.year = year;
  song.genre = genre;
  return song;
}

std::vector<SongFeatures> some_songs() {
  return {some_song(kSad, 0.1, 1960, "jazz"), some_song(kViolent, 0.9, 2010, "rock"),
          some_song(kSad, 0.5, 1999, "rock")};
}

SongEmbedding random_embedding(float topic_share) {
  const SongInputs inputs = SongInputs::fit(some_songs());
  RandomSource random(7);
  EmbeddingWeights weights{12, 5, {}, {}, {}, {}};
  weights.weight1 = random.uniform_around_zero(inputs.width() * weights.hidden, 1);
  weights.bias1 = random.uniform_around_zero(weights.hidden, 1);
  weights.weight2 = random.uniform_around_zero(weights.hidden * weights.outputs, 1);
  weights.bias2 = random.uniform_around_zero(weights.outputs, 1);
  return {inputs, weights, topic_share};
}

float dot(std::span<const float> a, std::span<const float> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
}

std::span<const float> group_of(const std::vector<float>& row, const InputGroup& group) {
  return std::span(row).subspan(group.begin, group.size);
}

TEST(SongInputs, MarkWhatIsMissingAndNothingElse) {
  const SongInputs inputs = SongInputs::fit(some_songs());
  EXPECT_THAT(inputs.genres(), ElementsAre("jazz", "rock"));
  std::vector<float> row(inputs.width(), 9);
  inputs.write({}, row);
  float sum = 0;
  for (const float value : row) sum += value;
  EXPECT_EQ(sum, 3 + static_cast<float>(kAudioFeatures.size()));  // mixture, features, year, genre
  inputs.write(some_song(kSad, 0.5, 1999, "polka"), row);
  EXPECT_EQ(row[SongInputs::mixture_group().begin], 0);
  EXPECT_EQ(row[SongInputs::audio_group(3).begin], 0);
  EXPECT_EQ(row[SongInputs::year_group().begin], 0);
  EXPECT_THAT(group_of(row, inputs.genre_group()), ElementsAre(1, 0, 0));  // a genre nobody was trained on
  inputs.write(some_song(kSad, 0.5, 1999, "rock"), row);
  EXPECT_THAT(group_of(row, inputs.genre_group()), ElementsAre(0, 0, 1));
}

TEST(SongInputs, ForgettingIsAsIfItHadNeverBeenKnown) {
  const SongInputs inputs = SongInputs::fit(some_songs());
  SongFeatures song = some_songs()[0];
  std::vector<float> forgotten(inputs.width());
  inputs.write(song, forgotten);
  for (std::size_t f = 0; f < kAudioFeatures.size(); ++f) forget(SongInputs::audio_group(f), forgotten);
  forget(SongInputs::year_group(), forgotten);
  song.audio = SongFeatures().audio;
  song.year.reset();
  std::vector<float> never(inputs.width());
  inputs.write(song, never);
  EXPECT_EQ(forgotten, never);
}

TEST(SongInputs, YearsBeyondTheEndsCountAsTheEnds) {
  const SongInputs inputs = SongInputs::fit(some_songs());
  std::vector<float> late(inputs.width());
  std::vector<float> last(inputs.width());
  inputs.write(some_song(kSad, 0.5, 2026, "rock"), late);
  inputs.write(some_song(kSad, 0.5, kLastYear, "rock"), last);
  EXPECT_EQ(late, last);
}

TEST(SongInputs, RefuseQuantilesThatAreNone) {
  EXPECT_THROW(SongInputs({1, 2}, {}), Error);
  std::vector<float> descending(kAudioFeatures.size() * kQuantiles);
  descending[0] = 1;
  EXPECT_THROW(SongInputs(descending, {}), Error);
}

TEST(SongEmbedding, RowsHaveLengthOneWhateverIsMissing) {
  const SongEmbedding embedding = random_embedding(0.2F);
  std::vector<SongFeatures> songs = some_songs();
  songs.emplace_back();
  songs.push_back({kSad, {}, 1970, "jazz"});
  for (const SongFeatures& song : songs) {
    const std::vector<float> row = embedding.embed(song);
    EXPECT_EQ(row.size(), embedding.width());
    EXPECT_NEAR(dot(row, row), 1, 1e-5);
  }
}

TEST(SongEmbedding, PartsAddUpToTheSimilarity) {
  const SongEmbedding embedding = random_embedding(0.3F);
  const std::vector<float> a = embedding.embed(some_songs()[0]);
  const std::vector<float> b = embedding.embed(some_songs()[1]);
  const SimilarityParts parts = embedding.parts(a, b);
  EXPECT_NEAR(parts.learned + parts.topics, dot(a, b), 1e-6);
  EXPECT_NEAR(embedding.parts(a, a).topics, 0.3, 1e-5);
}

TEST(SongEmbedding, ManyAtOnceAreEachAlone) {
  const SongEmbedding embedding = random_embedding(0.1F);
  std::vector<SongFeatures> songs;
  for (int i = 0; i < 3000; ++i) songs.push_back(some_songs()[static_cast<std::size_t>(i % 3)]);
  for (const unsigned threads : {1U, 3U}) {
    const std::vector<float> rows = embedding.embed(songs, threads);
    ASSERT_EQ(rows.size(), songs.size() * embedding.width());
    const std::vector<float> alone = embedding.embed(songs[2999]);
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), rows.end() - static_cast<std::ptrdiff_t>(alone.size())));
  }
}

TEST(SongEmbedding, IsTheSameAfterSavingAndLoading) {
  const testing::TemporaryFolder folder;
  const SongEmbedding embedding = random_embedding(0.25F);
  ModelCard card;
  card.scores["held_out"] = 0.2;
  embedding.save(folder.path() / "a.safetensors", card);
  const SongEmbedding loaded = SongEmbedding::load(folder.path() / "a.safetensors");
  EXPECT_EQ(loaded.embed(some_songs()[0]), embedding.embed(some_songs()[0]));
  EXPECT_EQ(loaded.card().scores.at("held_out"), 0.2);
  loaded.save(folder.path() / "b.safetensors", loaded.card());
  EXPECT_EQ(SongEmbedding::load(folder.path() / "b.safetensors").id(), loaded.id());
}

TEST(SongEmbedding, RefusesAModelOfAnotherKind) {
  EXPECT_THROW((void)SongEmbedding::load("/nowhere/similarity.safetensors"), Error);
  EXPECT_THROW(SongEmbedding(SongInputs::fit(some_songs()), {}, 1.5F), Error);
}

}  // namespace
}  // namespace leitmotif::models
