// Every network that tells topics, trained on made-up songs: what its module answers is what its saved file answers.
#include <unistd.h>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/training/torch/feed_forward.hpp"
#include "leitmotif/training/torch/kinds.hpp"
#include "leitmotif/training/torch/torch.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kClasses = 3;
constexpr double kAgreement = 1e-4;

void add_song(Part& part, int label, RandomSource& random) {
  std::string words;
  for (int word = 0; word < 12; ++word) {
    const bool own = random.uniform() < 0.5;
    const std::string name = (own ? "own" + std::to_string(label) : "any") + std::to_string(random.next() % 20);
    words += (words.empty() ? "" : " ") + name;
  }
  part.tokens.push_back(Tokens::from_joined(words));
  part.labels.push_back(label);
}

DataSplit made_up_songs(std::size_t songs) {
  DataSplit split;
  split.names = {"one", "three", "two"};
  RandomSource random(7);
  for (std::size_t song = 0; song < songs; ++song)
    add_song(song % 3 == 0 ? split.validation : split.train, static_cast<int>(random.next() % kClasses), random);
  return split;
}

class TopicKinds : public ::testing::TestWithParam<NetworkKind> {
 protected:
  void SetUp() override {
    // Tests run side by side, each in a process of its own.
    folder_ = std::filesystem::temp_directory_path() /
              ("leitmotif-topics-" + std::string(GetParam().name) + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    request_.epochs = 6;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] TrainedModel train() const {
    return GetParam().train(split_, request_, [](const auto&) {});
  }
  [[nodiscard]] std::filesystem::path saved(const TrainedModel& model, const std::string& name) const {
    models::ModelCard card;
    card.kind = GetParam().name;
    card.pipeline = text::name(GetParam().pipeline);
    card.labels = split_.names;
    model.save(folder_ / name, card);
    return folder_ / name;
  }

  DataSplit split_ = made_up_songs(150);
  TrainRequest request_;
  std::filesystem::path folder_;
};

TEST_P(TopicKinds, TheFileAnswersAsTheNetworkDid) {
  for (const Protocol protocol : {Protocol::honest, Protocol::paper}) {
    request_.protocol = protocol;
    const TrainedModel model = train();
    ASSERT_EQ(model.answers.size(), 20U);
    const auto classifier = models::load_classifier(saved(model, "model"));
    for (std::size_t song = 0; song < model.answers.size(); ++song) {
      const std::vector<float> answer = classifier->predict(split_.validation.tokens[song]).probabilities;
      ASSERT_EQ(answer.size(), kClasses);
      for (std::size_t k = 0; k < kClasses; ++k) EXPECT_NEAR(answer[k], model.answers[song][k], kAgreement);
    }
  }
}

TEST_P(TopicKinds, LearnsWhatTheWordsSay) {
  split_ = made_up_songs(900);
  request_.epochs = 30;
  const TrainedModel model = train();
  EXPECT_GT(model.epochs[static_cast<std::size_t>(model.kept_epoch) - 1].validation_accuracy, 0.9);
}

TEST_P(TopicKinds, TheSeedDecidesEveryByteAndThreadsNone) {
  const auto bytes = [&](std::uint64_t seed, int threads) {
    request_.seed = seed;
    at::set_num_threads(threads);
    return read_file(saved(train(), "model"), std::size_t{1} << 26U);
  };
  const std::string first = bytes(1, 1);
  EXPECT_EQ(bytes(1, 2), first);
  EXPECT_NE(bytes(2, 1), first);
}

TEST_P(TopicKinds, OnEpochCanStopIt) {
  EXPECT_THROW((void)GetParam().train(split_, request_,
                                      [](const models::EpochReport& epoch) {
                                        if (epoch.epoch == 2) throw Error(ErrorKind::cancelled, "enough");
                                      }),
               Error);
}

TEST_P(TopicKinds, OneSongToLearnFromIsEnough) {
  split_.train.tokens.resize(1);
  split_.train.labels.resize(1);
  const TrainedModel model = train();
  for (const models::EpochReport& epoch : model.epochs) EXPECT_TRUE(std::isfinite(epoch.validation_loss));
  EXPECT_NO_THROW((void)models::load_classifier(saved(model, "model")));
}

TEST_P(TopicKinds, NothingToValidateWithIsAnError) {
  split_.validation = {};
  EXPECT_THROW((void)train(), Error);
}

std::vector<NetworkKind> torch_kinds() {
  std::vector<NetworkKind> networks;
  for (const NetworkKind& kind : kinds())
    if (kind.name != "equilibrium") networks.push_back(kind);
  return networks;
}

INSTANTIATE_TEST_SUITE_P(Every, TopicKinds, ::testing::ValuesIn(torch_kinds()), [](const auto& test) {
  std::string name(test.param.name);
  std::erase(name, '-');
  return name;
});

TEST(FeedForward, TakesAnyNumbersAsRows) {
  const SparseMatrix rows{2, {0, 2, 4, 6, 8}, {0, 1, 0, 1, 0, 1, 0, 1}, {1, -1, 2, -2, -1, 1, -2, 2}};
  const std::vector<int> labels = {0, 0, 1, 1};
  Schedule schedule;
  schedule.phases = {{.epochs = 200}};
  schedule.keep_best = false;
  const models::FeedForwardWeights weights =
      train_feed_forward({&rows, labels}, {&rows, labels}, {.classes = 2, .hidden = {8, 4}}, schedule);
  for (std::size_t song = 0; song < labels.size(); ++song) {
    const std::vector<float> logits = models::feed_forward_logits(weights, models::row_of(rows, song));
    EXPECT_EQ(logits[1] > logits[0], labels[song] == 1) << song;
  }
}

}  // namespace
}  // namespace leitmotif::training
