// Coherence, matched topics, and a study as a file.
#include "leitmotif/topics/study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/temporary_folder.hpp"
#include "leitmotif/topics/coherence.hpp"
#include "leitmotif/topics/match.hpp"

namespace leitmotif::topics {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

/// Four songs: words 0 and 1 always together, in half of the songs; word 2 with neither.
SparseMatrix four_songs() {
  return {.columns = 3, .row_begin = {0, 2, 4, 5, 6}, .column = {0, 1, 0, 1, 2, 2}, .value = {1, 1, 2, 1, 1, 3}};
}

TEST(Coherence, IsOneForWordsThatAreAlwaysTogether) {
  const std::vector<std::uint32_t> words = {0, 1};
  const Coherence both = coherence(four_songs(), words);
  EXPECT_DOUBLE_EQ(both.npmi, 1.0);  // log(2 * 4 / (2 * 2)) / -log(2 / 4)
  EXPECT_DOUBLE_EQ(both.umass, std::log(3.0 / 2));
}

TEST(Coherence, IsMinusOneForWordsThatNeverMeet) {
  const std::vector<std::uint32_t> words = {0, 2};
  const Coherence never = coherence(four_songs(), words);
  EXPECT_DOUBLE_EQ(never.npmi, -1.0);
  EXPECT_DOUBLE_EQ(never.umass, std::log(1.0 / 2));
  EXPECT_DOUBLE_EQ(coherence(four_songs(), {}).npmi, 0.0);
}

TEST(MatchTopics, PairsTheMostAlikeFirst) {
  const std::vector<float> learned = {0.9F, 0.1F, 0.2F, 0.8F, 0.5F, 0.5F, 0.1F, 0.9F};
  const float nan = std::nanf("");
  // The second published topic is the first learned one, but for the last song, which has no published weights.
  const std::vector<float> published = {0.2F, 0.8F, 0.7F, 0.1F, 0.3F, 0.4F, nan, nan};
  const std::vector<TopicMatch> matches = match_topics({2, learned}, {2, published});
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].learned, 0U);
  EXPECT_EQ(matches[0].published, 1U);
  EXPECT_NEAR(matches[0].correlation, 1.0, 1e-6);
  EXPECT_EQ(matches[1].learned, 1U);
  EXPECT_EQ(matches[1].published, 0U);
}

TEST(MatchTopics, GivesNothingWithoutSongsToCompare) {
  const std::vector<float> weights = {0.5F, 0.5F, 0.4F, 0.6F};
  EXPECT_TRUE(match_topics({2, weights}, {0, {}}).empty());
  EXPECT_TRUE(match_topics({2, weights}, {2, weights}).empty());
}

/// Songs of two themes, alternating.
std::vector<Tokens> two_themes(std::size_t songs) {
  std::vector<Tokens> words;
  for (std::size_t i = 0; i < songs; ++i) {
    const std::string theme = i % 2 == 0 ? "rain river ocean water " : "dance party music floor ";
    words.push_back(Tokens::from_joined(theme + theme + (i % 3 == 0 ? "night" : "day")));
  }
  return words;
}

StudyOptions two_topics() {
  StudyOptions options;
  options.lda = {.topics = 2, .passes = 10, .threads = 1};
  options.held_out = 0.1;
  options.shown_words = 4;
  return options;
}

TEST(TopicStudy, SaysWhatTopicsAreAbout) {
  const std::vector<Tokens> words = two_themes(100);
  const TopicStudy result = study({words}, two_topics());
  EXPECT_EQ(result.songs, 90U);
  EXPECT_EQ(result.held_out, 10U);
  EXPECT_EQ(result.vocabulary, 10U);
  ASSERT_EQ(result.topics.size(), 2U);
  EXPECT_NEAR(result.topics[0].share + result.topics[1].share, 1.0, 1e-9);
  EXPECT_GE(result.topics[0].share, result.topics[1].share);
  for (const StudiedTopic& topic : result.topics) {
    const bool is_water = std::ranges::find(topic.words, "ocean") != topic.words.end();
    EXPECT_THAT(topic.words, is_water ? Contains("river") : Contains("party"));
  }
  ASSERT_TRUE(result.perplexity.has_value());
  EXPECT_LT(*result.perplexity, 8.0);
  EXPECT_FALSE(result.topics[0].correlation.has_value());
}

TEST(TopicStudy, FindsThePublishedTopicOfALearnedOne) {
  const std::vector<Tokens> words = two_themes(100);
  std::vector<float> published(words.size() * kMixtureParts.size(), 0.0F);
  for (std::size_t i = 0; i < words.size(); ++i) published[i * kMixtureParts.size() + i % 2] = 1.0F;
  const TopicStudy result = study({words, published}, two_topics());
  EXPECT_EQ(result.matched, 2U);
  std::vector<std::string> names = {result.topics[0].published, result.topics[1].published};
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("dating", "violence"));
}

TEST(TopicStudy, IsTheSameAfterItsFile) {
  const TemporaryFolder folder;
  const std::vector<Tokens> words = two_themes(60);
  const TopicStudy before = study({words}, two_topics());
  const auto file = folder.path() / "topics.json";
  save_study(before, file);
  const TopicStudy after = load_study(file);
  EXPECT_EQ(after.weight, before.weight);
  EXPECT_EQ(topic_study_table().text(after), topic_study_table().text(before));
  save_study(after, folder.path() / "again.json");
  EXPECT_EQ(read_file(file, 1U << 20U), read_file(folder.path() / "again.json", 1U << 20U));
  const std::vector<float> weights = weights_of(after, words);
  EXPECT_GT(std::max(weights[0], weights[1]), 0.8F);
}

TEST(TopicStudy, RefusesFilesThatAreNone) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "topics.json";
  const std::vector<Tokens> words = two_themes(60);
  save_study(study({words}, two_topics()), file);
  std::string text = read_file(file, 1U << 20U);
  for (const std::string& bad : {std::string("{}"), std::string("{\"format\":\"leitmotif topics 1\"}"),
                                 std::string(text).replace(text.find("\"terms\":[\""), 10, "\"terms\":[\"a\",\"")}) {
    write_file(file, bad);
    EXPECT_THROW((void)load_study(file), Error);
  }
  EXPECT_THROW((void)load_study(folder.path() / "none.json"), Error);
}

TEST(TopicStudy, RefusesAShareThatIsNone) {
  const std::vector<Tokens> words = two_themes(20);
  StudyOptions options = two_topics();
  options.held_out = 0.6;
  EXPECT_THROW((void)study({words}, options), Error);
  options.held_out = 0;
  EXPECT_FALSE(study({words}, options).perplexity.has_value());
}

}  // namespace
}  // namespace leitmotif::topics
