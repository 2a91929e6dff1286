#include "leitmotif/models/strong_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/records.hpp"
#include "support/expect_error.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::models {
namespace {

TEST(StrongWords, AreThoseTheModelWasBuiltWith) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path path = testing::write_small_model(folder.path() / "model");
  const std::vector<KnownWord> words = known_words(ModelFile::load(path));
  ASSERT_EQ(words.size(), kTopics.size());
  EXPECT_EQ(words[0].word, "curse");
  EXPECT_NEAR(words[0].frequency, 1, 1e-6);  // an idf of 1: in every song
  const auto model = load_classifier(path);
  const std::vector<TopicWords> topics = strong_words(*model, words, 5, 2);
  ASSERT_EQ(topics.size(), kTopics.size());
  for (std::size_t k = 0; k < topics.size(); ++k) {
    EXPECT_EQ(topics[k].topic, kTopics[k]);
    ASSERT_EQ(topics[k].words.size(), 1U) << "the other words mean other topics";
    EXPECT_EQ(topics[k].words[0].word, testing::kSmallWords[k]);
    EXPECT_NEAR(topics[k].words[0].probability, std::exp(8.0) / (std::exp(8.0) + 7), 1e-5);
  }
}

TEST(StrongWords, FrequentWordsComeFirstAmongEquallySure) {
  const testing::TemporaryFolder folder;
  const auto model = load_classifier(testing::write_small_model(folder.path() / "model"));
  const std::vector<KnownWord> words = {{"knife", 0.1}, {"knife knife", 0.2}, {"unheard", 1}};
  const std::vector<TopicWords> topics = strong_words(*model, words, 9, 1);
  const TopicWords& violence = topics[6];
  ASSERT_EQ(violence.words.size(), 2U) << "a word the model does not know has no part in it";
  EXPECT_EQ(violence.words[0].word, "knife knife");
  EXPECT_NEAR(violence.words[0].strength / violence.words[1].strength, std::pow(2, kFrequencyExponent), 1e-6);
  EXPECT_EQ(strong_words(*model, words, 1, 1)[6].words.size(), 1U);
}

TEST(StrongWords, AModelWithoutWordsIsRefused) {
  const testing::TemporaryFolder folder;
  write_model_file(folder.path() / "model", {{"card", "{}"}}, {});
  const ModelFile file = ModelFile::load(folder.path() / "model");
  EXPECT_EQ(testing::error_of([&] { (void)known_words(file); }).kind(), ErrorKind::corrupt_data);
}

}  // namespace
}  // namespace leitmotif::models
