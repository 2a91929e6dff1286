#include "leitmotif/library/inferred.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/library/similarity_space.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::engine {
namespace {

const OnProgress kSilent = [](const Progress&) {};

/// `read` songs about violence by Ann and as many about sadness by Bob; then one of each without lyrics.
std::string library_of(std::size_t read) {
  std::string csv = "artist,title,year,genre,lyrics\n";
  for (std::size_t i = 0; i < read; ++i) {
    const std::string number = std::to_string(i);
    csv += "Ann,Loud " + number + ",1970,rock,knife knife knife knife\n";
    csv += "Bob,Quiet " + number + ",1970,rock,teardrop teardrop teardrop teardrop\n";
  }
  return csv + "Ann,Unheard,1970,rock,\nBob,Unread,1970,rock,\n";
}

class InferredTest : public ::testing::Test {
 protected:
  [[nodiscard]] answers::RecommendAnswer all_about(const std::string& topic, std::size_t read) const {
    places::Settings settings;
    settings.library = folder_.path() / (std::to_string(read) + ".db");
    settings.model = testing::write_small_model(folder_.path() / "model");
    Engine engine = Engine::open(settings);
    engine.import_csv(folder_.write("songs.csv", library_of(read)), kSilent);
    answers::RecommendRequest request;
    request.topic = topic;
    request.n = 1000;
    request.artist_cap = 0;
    return engine.recommend(request, kSilent);
  }
  testing::TemporaryFolder folder_;
};

TEST_F(InferredTest, GuessesFromTheArtistAndMarksIt) {
  const answers::RecommendAnswer answer = all_about("violence", 60);
  std::size_t place = 0;
  std::size_t guesses = 0;
  for (const auto& song : answer.songs) {
    const bool silent = song.title == "Unheard" || song.title == "Unread";
    EXPECT_EQ(song.inferred, silent) << song.title;
    guesses += song.inferred ? 1U : 0U;
    if (song.title == "Unheard") {
      EXPECT_EQ(song.topic, "violence");
      place = static_cast<std::size_t>(&song - answer.songs.data());
    }
    if (song.title == "Unread") {
      EXPECT_EQ(song.topic, "sadness");
    }
  }
  EXPECT_EQ(guesses, 2U);
  EXPECT_GE(place, 60U);  // never before songs whose words were read
  EXPECT_LT(place, 61U);  // but before the other artist's
}

TEST_F(InferredTest, GuessesNothingFromTooFewSongs) {
  for (const auto& song : all_about("violence", library::kLeastReadSongs / 2 - 1).songs) {
    EXPECT_FALSE(song.inferred) << song.title;
    EXPECT_NE(song.title, "Unheard");
  }
}

/// Two songs of which everything is known, two of which nothing is.
TEST(LearnedSpace, HasAPointForEverySongOfWhichSomethingIsKnown) {
  recommend::Library columns;
  columns.id = {1, 2, 3, 4};
  columns.artist = {0, 0, 0, 0};
  columns.genre = {0, 0, 1, 1};
  columns.year = {1970, 2010, kNoYear, kNoYear};
  columns.parts = kMixtureParts.size();
  std::vector<float> roots(columns.parts * 4, 0);
  roots[0] = 1;
  roots[columns.parts + 1] = 1;
  columns.root_mixture = std::move(roots);
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  for (const std::string_view name : kAudioFeatures)
    columns.sound.push_back({std::string(name), {0.5F, kNone, kNone, kNone}, {}});
  columns.genres = {"rock", ""};
  const std::vector<std::string> parts(kMixtureParts.begin(), kMixtureParts.end());
  const models::SongInputs inputs(std::vector<float>(kAudioFeatures.size() * models::kQuantiles), {"rock"});
  models::EmbeddingWeights weights{2, 3, {}, {1, 1}, {1, 2, 3, 4, 5, 6}, {0, 0, 1}};
  for (std::size_t i = 0; i < inputs.width() * 2; ++i) weights.weight1.push_back(static_cast<float>(i % 7) / 7);
  const models::SongEmbedding embedding(inputs, weights, 0.25F);
  const recommend::Space space = library::learned_space({columns, parts, 2}, embedding);
  EXPECT_EQ(space.width, 3 + kMixtureParts.size());
  EXPECT_NEAR(recommend::dot_product(space.row(0), space.row(0)), 1, 1e-5);
  EXPECT_TRUE(space.is_known(1));
  EXPECT_FALSE(space.is_known(2));
  EXPECT_FALSE(space.is_known(3));
  EXPECT_TRUE(space.coarse.empty());
}

}  // namespace
}  // namespace leitmotif::engine
