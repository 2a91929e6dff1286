#include "leitmotif/text/preprocessor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::text {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const std::shared_ptr<const WordNet>& wordnet() {
  static const auto kWordNet = std::make_shared<const WordNet>(WordNet::load(WordNet::default_folder()));
  return kWordNet;
}

std::string words(Pipeline pipeline, std::string_view lyric) {
  return Preprocessor(pipeline, wordnet()).preprocess(lyric).joined();
}

std::string message_of(Pipeline pipeline, std::string_view lyric) {
  try {
    (void)words(pipeline, lyric);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST(Pipeline, HasANameForEach) {
  for (const Pipeline pipeline : {Pipeline::paper, Pipeline::corpus, Pipeline::none})
    EXPECT_EQ(parse_pipeline(name(pipeline)), pipeline);
  EXPECT_EQ(name(Pipeline::corpus), "corpus");
}

TEST(Pipeline, AnUnknownNameListsTheKnownOnes) {
  for (const std::string_view text : {"", "Paper", "papers"}) {
    try {
      (void)parse_pipeline(text);
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
      EXPECT_THAT(error.what(), AllOf(HasSubstr("paper"), HasSubstr("corpus"), HasSubstr("none")));
    }
  }
}

TEST(Preprocessor, NeedsWordNetUnlessItDoesNothing) {
  EXPECT_THROW(Preprocessor(Pipeline::paper, nullptr), Error);
  EXPECT_THROW(Preprocessor(Pipeline::corpus, nullptr), Error);
  EXPECT_EQ(Preprocessor(Pipeline::none, nullptr).preprocess(" as  they\tare\n").joined(), "as they are");
}

TEST(Preprocessor, NoneSplitsAtEveryKindOfWhiteSpace) {
  EXPECT_EQ(words(Pipeline::none,
                  "Sea\u00A0\u3000shore\r\n don't\x1C"
                  "42\u200B \v"),
            "Sea shore don't 42\u200B");
  EXPECT_EQ(words(Pipeline::none, ""), "");
  EXPECT_EQ(words(Pipeline::none, " \n "), "");
}

TEST(Preprocessor, NamesTheByteThatIsNotUtf8) {
  for (const Pipeline pipeline : {Pipeline::paper, Pipeline::corpus, Pipeline::none}) {
    EXPECT_THAT(message_of(pipeline, "sea \xFF shore"), HasSubstr("byte 4"));
    EXPECT_THAT(message_of(pipeline, "caf\u00E9 \xE2\x82"), HasSubstr("byte 6"));
  }
}

TEST(Preprocessor, EmptyLyricsHaveNoWords) {
  for (const Pipeline pipeline : {Pipeline::paper, Pipeline::corpus, Pipeline::none})
    for (const std::string_view lyric : {"", " ", "\n\n", "\u3000"}) EXPECT_TRUE(words(pipeline, lyric) == "");
}

TEST(Preprocessor, CopiesAndThreadsGiveTheSame) {
  const Preprocessor first(Pipeline::corpus, wordnet());
  const std::string lyric = "[Verse 1]\nLanterns swinging over the harbour, caf\u00E9s closing\n";
  const Tokens expected = first.preprocess(lyric);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([copy = first, &lyric, &expected] {
      for (int round = 0; round < 200; ++round) EXPECT_EQ(copy.preprocess(lyric), expected);
    });
  for (std::thread& thread : threads) thread.join();
}

using Places = std::vector<std::pair<std::string, std::string>>;

/// Each word with the bytes of the lyric that it came from.
Places places(Pipeline pipeline, std::string_view lyric) {
  Places found;
  for (const LocatedWord& word : Preprocessor(pipeline, wordnet()).locate(lyric))
    found.emplace_back(word.word, lyric.substr(word.begin, word.end - word.begin));
  return found;
}

TEST(Preprocessor, LocatesWordsAsSung) {
  EXPECT_EQ(places(Pipeline::corpus, "[Verse: sailing]\nSAILING, walkin\u2019 (x2) and uh-huh- burned!"),
            (Places{{"sail", "SAILING"}, {"walkin", "walkin"}, {"uhhuh", "uh-huh"}, {"burn", "burned"}}));
  EXPECT_EQ(places(Pipeline::corpus, "\u0130stanbul\U0001F600 cafe\u0301s, har\u00ADbours"),
            (Places{{"stanbul", "stanbul"}, {"caf\u00E9s", "cafe\u0301s"}, {"harbour", "har\u00ADbours"}}));
}

TEST(Preprocessor, LocatesCleanedWords) {
  EXPECT_EQ(places(Pipeline::none, " sea\u3000shore\n"), (Places{{"sea", "sea"}, {"shore", "shore"}}));
  EXPECT_EQ(places(Pipeline::paper, "wolves gimme 21"), (Places{{"wolf", "wolves"}, {"gim", "gimme"}}));
}

TEST(Preprocessor, LocatesTheWordsItGives) {
  const std::vector<std::string_view> pieces = {
      "sailing",      " ",      "\n",         "[Chorus]", "(x2)",  "\u2019",     "caf\u00E9",
      "e\u0301",      "\u0301", "\u0130",     "\u03A3",   "-",     "2",          "\U0001F600",
      "\u1100\u1161", "Waves",  "h\u0435art", "&amp;",    "gonna", "www.a.org ", "\u200B"};
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string lyric;
    for (int i = 0; i < 30; ++i) lyric += pieces[random() % pieces.size()];
    for (const Pipeline pipeline : {Pipeline::paper, Pipeline::corpus, Pipeline::none}) {
      Tokens tokens;
      std::size_t last = 0;
      for (const LocatedWord& word : Preprocessor(pipeline, wordnet()).locate(lyric)) {
        EXPECT_TRUE(last <= word.begin && word.begin < word.end && word.end <= lyric.size()) << lyric;
        last = word.begin;
        tokens.push_back(word.word);
      }
      EXPECT_EQ(tokens.joined(), words(pipeline, lyric)) << lyric;
    }
  }
}

TEST(Preprocessor, CleanedWordsStayAsTheyAre) {
  // What the paper pipeline gives, it leaves alone when it reads it again.
  for (const std::string_view lyric :
       {"Lanterns over 21 harbours", "gonna wanna gimme 1000 kisses", "wolves, knives & wives"}) {
    const std::string once = words(Pipeline::paper, lyric);
    EXPECT_EQ(words(Pipeline::none, once), once);
  }
}

TEST(Preprocessor, GivesTheExpectedTokensOfThePaper) {
  const std::filesystem::path shared = leitmotif::testing::shared_folder();
  if (shared.empty()) GTEST_SKIP() << "no ../shared";
  const Preprocessor paper(Pipeline::paper, wordnet());
  std::istringstream lines(read_file(shared / "golden" / "preprocess.jsonl", 1'000'000));
  std::string line;
  int count = 0;
  for (; std::getline(lines, line); ++count) {
    const Json row = parse_json(line, "preprocess.jsonl");
    std::vector<std::string> tokens;
    for (const std::string_view token : paper.preprocess(row["text"].get<std::string>())) tokens.emplace_back(token);
    EXPECT_EQ(tokens, row["tokens"].get<std::vector<std::string>>()) << row["text"];
  }
  EXPECT_EQ(count, 185);
}

}  // namespace
}  // namespace leitmotif::text
