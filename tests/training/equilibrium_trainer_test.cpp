#include "leitmotif/training/equilibrium_trainer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/split.hpp"
#include "leitmotif/training/equilibrium_songs.hpp"
#include "support/temporary_folder.hpp"
#include "support/topic_model.hpp"

namespace leitmotif::training {
namespace {

using ::testing::HasSubstr;

EquilibriumOptions quick() {
  EquilibriumOptions options;
  options.restarts = 2;
  options.epochs = 10;
  return options;
}

std::unique_ptr<const models::Classifier> classifier(const TrainedEquilibrium& trained) {
  return models::make_equilibrium(trained.weights, equilibrium_card(trained, 42), "id");
}

struct Agreement {
  double accuracy = 0;
  double mixture_l1 = 0;  ///< of the rows with all weights
};

Agreement agreement(const models::Classifier& model, const std::vector<LabelledSong>& songs) {
  Agreement result;
  double complete = 0;
  for (const LabelledSong& song : songs) {
    const Prediction prediction = model.predict(words_of(song));
    const auto best = std::ranges::max_element(prediction.probabilities) - prediction.probabilities.begin();
    result.accuracy += model.labels()[static_cast<std::size_t>(best)] == song.labels.topic ? 1 : 0;
    double distance = 0;
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k)
      distance += std::abs(static_cast<double>(prediction.mixture[k]) - song.labels.weights[k]);
    if (std::isnan(distance)) continue;
    result.mixture_l1 += distance;
    ++complete;
  }
  result.accuracy /= static_cast<double>(songs.size());
  result.mixture_l1 /= std::max(complete, 1.0);
  return result;
}

std::string message_of(const std::vector<LabelledSong>& rows, const EquilibriumOptions& options = quick()) {
  try {
    (void)train_equilibrium(rows, options, {});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    return error.what();
  }
  return "";
}

TEST(EquilibriumTrainer, LearnsATopicModelFromItsAnswers) {
  const testing::TopicModel model(190, 31);
  int epochs = 0;
  const TrainedEquilibrium trained = train_equilibrium(model.songs(2500, 32), quick(), [&](const auto& report) {
    EXPECT_EQ(report.epoch, ++epochs);
    EXPECT_GE(report.train_loss, 0);
  });
  EXPECT_EQ(epochs, 10);
  EXPECT_EQ(trained.weights.words.size(), 190U);
  EXPECT_EQ(trained.validation_songs, 250U);
  const Agreement scores = agreement(*classifier(trained), model.songs(500, 33));
  EXPECT_GE(scores.accuracy, 0.97);
  EXPECT_LE(scores.mixture_l1, 0.08);
  EXPECT_NEAR(trained.scores.at("validation_accuracy"), scores.accuracy, 0.04);
  EXPECT_NEAR(trained.scores.at("mixture_l1"), scores.mixture_l1, 0.05);
}

TEST(EquilibriumTrainer, GivesTheSameFileAtAnyNumberOfThreads) {
  const testing::TopicModel model(95, 41);
  const std::vector<LabelledSong> songs = model.songs(400, 42);
  const testing::TemporaryFolder folder;
  std::vector<std::string> files;
  for (const unsigned threads : {1U, 2U, 7U}) {
    EquilibriumOptions options = quick();
    options.threads = threads;
    const TrainedEquilibrium trained = train_equilibrium(songs, options, {});
    models::save_equilibrium(folder.path() / "model", equilibrium_card(trained, options.seed), trained.weights);
    files.push_back(read_file(folder.path() / "model", 1U << 20U));
    EXPECT_NO_THROW((void)models::load_classifier(folder.path() / "model"));
  }
  EXPECT_EQ(files[0], files[1]);
  EXPECT_EQ(files[0], files[2]);
}

TEST(EquilibriumTrainer, PredictionsDoNotSeeLabels) {
  // A prediction is a function of Tokens, which hold words only: labels cannot be handed to it. So predictions of songs
  // whose labels were exchanged are the same, while the agreement with these labels is not.
  const testing::TopicModel model(95, 51);
  const auto network = classifier(train_equilibrium(model.songs(600, 52), quick(), {}));
  const std::vector<LabelledSong> songs = model.songs(200, 53);
  std::vector<LabelledSong> exchanged = songs;
  for (std::size_t i = 0; i < songs.size(); ++i) exchanged[i].labels = songs[(i + 1) % songs.size()].labels;
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const Prediction a = network->predict(words_of(songs[i]));
    const Prediction b = network->predict(words_of(exchanged[i]));
    EXPECT_EQ(a.probabilities, b.probabilities);
    EXPECT_EQ(a.mixture, b.mixture);
  }
  EXPECT_LT(agreement(*network, exchanged).accuracy, 0.5);
}

TEST(EquilibriumTrainer, IncompleteRowsNeitherHelpNorHarm) {
  const testing::TopicModel model(95, 61);
  std::vector<LabelledSong> songs = model.songs(600, 62);
  for (std::size_t i = 0; i < songs.size(); i += 5) songs[i].labels.weights[i % 16] = kMissing;
  const TrainedEquilibrium trained = train_equilibrium(songs, quick(), {});
  EXPECT_GT(trained.incomplete_songs, 80U);
  EXPECT_GE(agreement(*classifier(trained), model.songs(300, 63)).accuracy, 0.9);
}

TEST(EquilibriumTrainer, SaysWhatItNeedsWhenThereAreNoWeights) {
  const testing::TopicModel model(95, 71);
  std::vector<LabelledSong> songs = model.songs(50, 72);
  for (LabelledSong& song : songs) song.labels.weights.fill(kMissing);
  EXPECT_THAT(message_of(songs), ::testing::AllOf(HasSubstr("all sixteen topic weights"), HasSubstr("ffnn")));
  EXPECT_THAT(message_of({}), HasSubstr("no row has a topic"));
}

TEST(EquilibriumTrainer, RefusesWeightsOfAnotherModel) {
  const testing::TopicModel model(95, 71);
  std::vector<LabelledSong> songs = model.songs(200, 72);
  for (std::size_t i = 0; i < songs.size(); ++i)
    for (double& weight : songs[i].labels.weights) weight = weight * 0.9 + 0.001 * static_cast<double>(1 + i % 7);
  EXPECT_THAT(message_of(songs), ::testing::AllOf(HasSubstr("not those of"), HasSubstr("ffnn")));
}

TEST(EquilibriumTrainer, ANinthTopicMustBeAPartOfTheMixture) {
  const testing::TopicModel model(95, 71);
  std::vector<LabelledSong> songs = model.songs(200, 72);
  songs[3].labels.topic = "gardening";
  EXPECT_THAT(message_of(songs), ::testing::AllOf(HasSubstr("'gardening'"), HasSubstr("ffnn")));
  songs[3].labels.topic = "dating";
  EXPECT_THAT(train_equilibrium(songs, quick(), {}).labels, ::testing::Contains("dating"));
}

TEST(EquilibriumTrainer, AVocabularyOfOneWordAndAClassOfOneSongAreEnough) {
  std::vector<LabelledSong> songs(40);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const std::size_t words = 1 + i % 5;
    for (std::size_t w = 0; w < words; ++w) songs[i].song.lyrics += "night ";
    songs[i].labels.weights.fill(models::kTopicPrior / static_cast<double>(words + 1));
    songs[i].labels.weights[3] += static_cast<double>(words) / static_cast<double>(words + 1);
    songs[i].labels.topic = i == 0 ? "sadness" : "night/time";
  }
  const TrainedEquilibrium trained = train_equilibrium(songs, quick(), {});
  EXPECT_EQ(trained.weights.words, (std::vector<std::string>{"night"}));
  const auto network = classifier(trained);
  const Prediction prediction = network->predict(Tokens::from_joined("night night"));
  EXPECT_GT(prediction.mixture[3], 0.6F);
}

TEST(EquilibriumTrainer, RefusesOptionsOutOfRange) {
  const std::vector<LabelledSong> songs = testing::TopicModel(95, 71).songs(50, 72);
  EquilibriumOptions options = quick();
  options.epochs = 0;
  EXPECT_THAT(message_of(songs, options), HasSubstr("epochs"));
  options = quick();
  options.held_out = 0;
  EXPECT_THAT(message_of(songs, options), HasSubstr("held_out"));
  options = quick();
  options.restarts = 0;
  EXPECT_THAT(message_of(songs, options), HasSubstr("restarts"));
}

TEST(EquilibriumTrainer, LearnsTheMusicDataSet) {
  const std::filesystem::path folder = testing::shared_folder();
  if (folder.empty()) GTEST_SKIP() << "the music data set is not beside the project";
  const corpus::Dataset data = corpus::read_dataset(folder / "data/music-train.csv");
  std::vector<std::string_view> topics;
  for (const LabelledSong& row : data.rows) topics.push_back(row.labels.topic);
  const corpus::Split split = corpus::stratified_split(topics, 0.2, 42);
  std::vector<LabelledSong> train;
  std::vector<LabelledSong> test;
  for (const std::size_t row : split.train) train.push_back(data.rows[row]);
  for (const std::size_t row : split.held_out) test.push_back(data.rows[row]);
  const TrainedEquilibrium trained = train_equilibrium(train, {}, {});
  EXPECT_EQ(trained.weights.words.size(), 682U);
  const Agreement scores = agreement(*classifier(trained), test);
  EXPECT_GE(scores.accuracy, 0.995);
  EXPECT_LE(scores.mixture_l1, 0.04);
  EXPECT_LT(trained.scores.at("ece"), trained.scores.at("ece_before"));
}

}  // namespace
}  // namespace leitmotif::training
