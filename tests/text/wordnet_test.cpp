#include "leitmotif/text/wordnet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "leitmotif/core/error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::text {
namespace {

using leitmotif::testing::TemporaryFolder;
using ::testing::HasSubstr;

const WordNet& real_wordnet() {
  static const WordNet kWordNet = WordNet::load(WordNet::default_folder());
  return kWordNet;
}

std::string_view noun(std::string_view word) { return real_wordnet().lemma(word, PartOfSpeech::noun); }
std::string_view verb(std::string_view word) { return real_wordnet().lemma(word, PartOfSpeech::verb); }

constexpr std::string_view kNouns =
    "  1 a licence\nharbour n 1 1 @ 1 0 00000001  \ntide n 2 2 @ ~ 2 1 00000001 00000002  \n";
constexpr std::string_view kVerbs = "  1 a licence\nsail v 1 1 @ 1 0 00000001  \n";

/// A small WordNet of our own.
void write_small(const TemporaryFolder& folder) {
  folder.write("index.noun", kNouns);
  folder.write("index.verb", kVerbs);
  folder.write("noun.exc", "tidings harbour tide\nnowords nothing\n");
  folder.write("verb.exc", "sale sail\n");
}

/// The kind and text of what loading throws after `name` was replaced by `content`.
std::pair<ErrorKind, std::string> loading_with(std::string_view name, std::string_view content) {
  const TemporaryFolder folder;
  write_small(folder);
  folder.write(name, content);
  try {
    (void)WordNet::load(folder.path());
  } catch (const Error& error) {
    return {error.kind(), error.what()};
  }
  ADD_FAILURE() << "nothing was thrown for " << name;
  return {ErrorKind::internal, ""};
}

TEST(WordNetLemma, OfNounsIsNltks) {
  const std::pair<std::string_view, std::string_view> rows[] = {{"lanterns", "lantern"},
                                                                {"wolves", "wolf"},
                                                                {"geese", "goose"},
                                                                {"men", "men"},
                                                                {"women", "woman"},
                                                                {"churches", "church"},
                                                                {"stories", "story"},
                                                                {"glasses", "glass"},
                                                                {"was", "wa"},
                                                                {"us", "u"},
                                                                {"news", "news"},
                                                                {"boss", "bos"},
                                                                {"axes", "ax"},
                                                                {"singing", "singing"},
                                                                {"ties", "tie"},
                                                                {"firemen", "fireman"},
                                                                {"hot_dogs", "hot_dog"},
                                                                {"zzgrobs", "zzgrobs"},
                                                                {"s", "s"},
                                                                {"", ""},
                                                                {"caf\u00E9s", "caf\u00E9s"}};
  for (const auto& [word, lemma] : rows) EXPECT_EQ(noun(word), lemma) << word;
}

TEST(WordNetLemma, OfVerbsIsNltks) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"shining", "shin"}, {"evening", "even"}, {"things", "things"}, {"went", "go"},       {"carries", "carry"},
      {"loving", "love"},  {"burned", "burn"},  {"hoping", "hop"},    {"crosses", "cross"}, {"ate", "eat"},
      {"lovin", "lovin"},  {"ing", "ing"},      {"ed", "ed"},         {"lies", "lie"}};
  for (const auto& [word, lemma] : rows) EXPECT_EQ(verb(word), lemma) << word;
}

TEST(WordNetLemma, RulesGoOnUntilSomethingIsFound) {
  EXPECT_EQ(noun("lanternss"), "lantern");
  EXPECT_EQ(verb("burningss"), "burn");
  EXPECT_EQ(verb("burneds"), "burn");
}

TEST(WordNetLemma, AVeryLongWordCostsLittle) {
  const std::string word = "zzz" + std::string(3'000'000, 's');
  EXPECT_EQ(noun(word).size(), word.size());
  EXPECT_EQ(verb(word).size(), word.size());
}

TEST(WordNetLemma, ItsLemmasStayLemmas) {
  for (const std::string_view word : {"lantern", "sea", "ocean", "bus", "lens", "business"})
    EXPECT_EQ(noun(word), word);
}

TEST(WordNetLoad, ReadsASmallOne) {
  const TemporaryFolder folder;
  write_small(folder);
  const WordNet net = WordNet::load(folder.path());
  EXPECT_EQ(net.lemma("tides", PartOfSpeech::noun), "tide");
  EXPECT_EQ(net.lemma("tides", PartOfSpeech::verb), "tides");
  EXPECT_EQ(net.lemma("sailing", PartOfSpeech::verb), "sail");
  // The shortest of an exception's lemmas; none known: the word stays.
  EXPECT_EQ(net.lemma("tidings", PartOfSpeech::noun), "tide");
  EXPECT_EQ(net.lemma("nowords", PartOfSpeech::noun), "nowords");
}

TEST(WordNetLoad, AMissingFolderNamesThePackage) {
  try {
    (void)WordNet::load("/nowhere/wordnet");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::not_found);
    EXPECT_THAT(error.what(), HasSubstr("wordnet-base"));
    EXPECT_THAT(error.what(), HasSubstr("/nowhere/wordnet/index.noun"));
  }
}

TEST(WordNetLoad, CutOrStrangeFilesAreCorrupt) {
  const std::pair<std::string_view, std::string> rows[] = {
      {"index.noun", ""},
      {"index.noun", "  1 only a licence\n"},
      {"index.noun", std::string(kNouns.substr(0, kNouns.size() - 1))},
      {"index.noun", std::string(kNouns.substr(0, kNouns.size() - 9)) + "\n"},
      {"index.verb", std::string(kNouns)},
      {"index.verb", "sail v 0 0 0 0  \n"},
      {"index.verb", "sail v -1 1 @ 1 0 00000001  \n"},
      {"index.verb", "sail v 1 99999999999999999999999 @ 1 0 00000001  \n"},
      {"index.verb", "\n"},
      {"index.verb", std::string(200, 'x') + " v 1 1 @ 1 0 00000001  \n"},
      {"index.verb", std::string("\x7F"
                                 "ELF\0\0\1\n\xFF\xFE",
                                 10)},
      {"noun.exc", "lonely\n"},
      {"noun.exc", "\n"},
      {"verb.exc", "sale sail"},
  };
  for (const auto& [name, content] : rows) {
    const auto [kind, message] = loading_with(name, content);
    EXPECT_EQ(kind, ErrorKind::corrupt_data) << message;
    EXPECT_THAT(message, HasSubstr(std::string(name) + " line "));
  }
}

TEST(WordNetFolder, FollowsTheEnvironment) {
  const char* const before = std::getenv("WNSEARCHDIR");
  const std::string saved = before != nullptr ? before : "";
  ::setenv("WNSEARCHDIR", "/my/wordnet", 1);
  EXPECT_EQ(WordNet::default_folder(), "/my/wordnet");
  ::setenv("WNSEARCHDIR", "", 1);
  EXPECT_EQ(WordNet::default_folder(), "/usr/share/wordnet");
  ::unsetenv("WNSEARCHDIR");
  EXPECT_EQ(WordNet::default_folder(), "/usr/share/wordnet");
  if (before != nullptr) ::setenv("WNSEARCHDIR", saved.c_str(), 1);
}

}  // namespace
}  // namespace leitmotif::text
