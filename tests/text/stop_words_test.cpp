#include "leitmotif/text/stop_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "leitmotif/core/files.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::text {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::set<std::string> as_set(std::span<const std::string_view> words) { return {words.begin(), words.end()}; }

std::set<std::string> words_of_file(const std::filesystem::path& file) {
  std::istringstream stream(read_file(file, 100'000));
  return {std::istream_iterator<std::string>(stream), {}};
}

TEST(StopWords, AreTwoListsWithoutRepeats) {
  EXPECT_EQ(as_set(paper_stop_words()).size(), 179U);
  EXPECT_EQ(as_set(corpus_stop_words()).size(), 337U);
  EXPECT_TRUE(std::is_sorted(corpus_stop_words().begin(), corpus_stop_words().end()));
}

TEST(StopWords, AreNotMixedUp) {
  EXPECT_THAT(paper_stop_words(), Contains("ourselves"));
  EXPECT_THAT(paper_stop_words(), Not(Contains("everything")));
  EXPECT_THAT(corpus_stop_words(), Contains("everything"));
  EXPECT_THAT(corpus_stop_words(), Not(Contains("ain't")));
}

TEST(StopWords, AreThoseThatWereFound) {
  const std::filesystem::path shared = leitmotif::testing::shared_folder();
  if (shared.empty()) GTEST_SKIP() << "no ../shared";
  EXPECT_EQ(as_set(paper_stop_words()), words_of_file(shared / "notes" / "stopwords-paper.txt"));
  EXPECT_EQ(as_set(corpus_stop_words()), words_of_file(shared / "notes" / "stopwords-corpus.txt"));
}

}  // namespace
}  // namespace leitmotif::text
