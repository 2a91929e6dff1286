// Free text against lyrics: judged questions over the songbook, beside FTS5's bm25.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/text/sung_text.hpp"
#include "leitmotif/wishes/question.hpp"
#include "leitmotif/wishes/sung_words.hpp"
#include "support/expect_error.hpp"
#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

struct Lyric {
  std::string name;
  std::string title;
  std::string text;
  Tokens cleaned;
  std::map<std::string, int> counts;
  double length = 0;
};

struct Judged {
  std::string text;
  std::map<std::string, int> grades;
};

const text::Preprocessor& cleaner() {
  static const text::Preprocessor pipeline(
      text::Pipeline::corpus,
      std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder())));
  return pipeline;
}

std::shared_ptr<const WordVectors> vectors() {
  static const auto loaded =
      std::make_shared<const WordVectors>(WordVectors::load(testing::source_folder() / "data/wishes/meaning.vectors"));
  return loaded;
}

const text::WordRelations& relations() {
  static const auto loaded = text::WordRelations::load(text::WordNet::default_folder());
  return loaded;
}

const Concepts& concepts() {
  static const auto loaded = Concepts::load(testing::source_folder() / "data/wishes/concepts.txt");
  return loaded;
}

Question question_of(std::string_view text) {
  return {text, cleaner().preprocess(text), {*vectors(), relations(), concepts()}};
}

double score_of(const Question& question, const Lyric& song) {
  const Reply reply = question.ask(song.title, song.text);
  const std::vector<float> direction = vectors()->direction(song.cleaned);
  const std::vector<float>& asked = question.direction();
  const double meaning = direction.empty() || asked.empty()
                             ? 0
                             : std::inner_product(direction.begin(), direction.end(), asked.begin(), 0.0);
  return answer_score(meaning, reply.words, reply.line_share);
}

std::vector<Lyric> songbook() {
  std::vector<Lyric> songs;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(testing::source_folder() / "data/songbook")) {
    if (!entry.is_regular_file()) continue;
    const Song read = corpus::read_lyric_file(entry.path()).song;
    Lyric song{entry.path().stem().string(), read.title, text::only_sung(read.lyrics), {}, {}, 0};
    song.cleaned = cleaner().preprocess(song.text);
    const Tokens words = Tokens::from_joined(sung_words(song.title + '\n' + song.text));
    for (const std::string_view word : words) ++song.counts[std::string(word)];
    song.length = static_cast<double>(words.size());
    songs.push_back(std::move(song));
  }
  std::sort(songs.begin(), songs.end(), [](const Lyric& a, const Lyric& b) { return a.name < b.name; });
  return songs;
}

std::vector<Judged> questions(const char* file) {
  std::vector<Judged> list;
  const std::string text = read_file(testing::source_folder() / "tests/wishes" / file, 1U << 20U);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t bar = line.find(" | ");
    if (line.empty() || line[0] == '#' || bar == std::string::npos) continue;
    Judged judged{line.substr(0, bar), {}};
    std::string rest = line.substr(bar + 3) + ", ";
    for (std::size_t at = 0; at < rest.size();) {
      const std::size_t comma = rest.find(", ", at);
      const std::string one = rest.substr(at, comma - at);
      judged.grades[one.substr(0, one.rfind(' '))] = std::stoi(one.substr(one.rfind(' ') + 1));
      at = comma + 2;
    }
    list.push_back(std::move(judged));
  }
  return list;
}

/// nDCG@10 of songs in the order of their scores.
double ndcg(const Judged& question, const std::vector<Lyric>& songs, const std::vector<double>& scores) {
  std::vector<std::size_t> order(songs.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  const auto gain = [](int grade, std::size_t place) {
    return (std::exp2(grade) - 1) / std::log2(static_cast<double>(place) + 2);
  };
  double found = 0;
  for (std::size_t place = 0; place < 10; ++place) {
    const auto grade = question.grades.find(songs[order[place]].name);
    if (grade != question.grades.end() && scores[order[place]] > 0) found += gain(grade->second, place);
  }
  std::vector<int> grades;
  for (const auto& [name, grade] : question.grades) grades.push_back(grade);
  std::sort(grades.rbegin(), grades.rend());
  double best = 0;
  for (std::size_t place = 0; place < grades.size() && place < 10; ++place) best += gain(grades[place], place);
  return found / best;
}

/// The formula of SQLite's FTS5 (k1 1.2, b 0.75) for any of the words.
std::vector<double> bm25(const std::string& text, const std::vector<Lyric>& songs) {
  double mean = 0;
  for (const Lyric& song : songs) mean += song.length / static_cast<double>(songs.size());
  std::vector<double> scores(songs.size());
  const Tokens joined = Tokens::from_joined(sung_words(text));
  const std::set<std::string_view> words(joined.begin(), joined.end());
  for (const std::string_view word : words) {
    const std::string key(word);
    const auto with = static_cast<double>(
        std::count_if(songs.begin(), songs.end(), [&](const Lyric& song) { return song.counts.contains(key); }));
    const double idf = std::max(std::log((static_cast<double>(songs.size()) - with + 0.5) / (with + 0.5)), 1e-6);
    for (std::size_t i = 0; i < songs.size(); ++i) {
      const auto found = songs[i].counts.find(key);
      if (found == songs[i].counts.end()) continue;
      const double count = found->second;
      scores[i] += idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * songs[i].length / mean));
    }
  }
  return scores;
}

/// Mean nDCG@10 of the questions and of bm25 over them.
struct Reached {
  double ours = 0;
  double plain = 0;
};

Reached reached(const std::vector<Lyric>& songs, std::span<const Judged> asked) {
  Reached mean;
  for (const Judged& one : asked) {
    for (const auto& grade : one.grades)
      EXPECT_TRUE(std::any_of(songs.begin(), songs.end(), [&](const Lyric& song) { return song.name == grade.first; }))
          << grade.first;
    const Question question = question_of(one.text);
    std::vector<double> scores;
    for (const Lyric& song : songs) scores.push_back(score_of(question, song));
    mean.ours += ndcg(one, songs, scores) / static_cast<double>(asked.size());
    mean.plain += ndcg(one, songs, bm25(one.text, songs)) / static_cast<double>(asked.size());
  }
  return mean;
}

void record(const std::string& part, const Reached& mean) {
  ::testing::Test::RecordProperty("ndcg_at_10" + part, std::to_string(mean.ours));
  ::testing::Test::RecordProperty("bm25_ndcg_at_10" + part, std::to_string(mean.plain));
}

TEST(Question, JudgedQuestionsAreAnsweredFarBetterThanByBm25) {
  const std::vector<Lyric> songs = songbook();
  const std::vector<Judged> asked = questions("questions.txt");
  ASSERT_GE(asked.size(), 60U);
  const Reached all = reached(songs, asked);
  record("", all);
  record("_first_half", reached(songs, std::span(asked).first(asked.size() / 2)));
  record("_second_half", reached(songs, std::span(asked).subspan(asked.size() / 2)));
  EXPECT_GT(all.ours, 1.28 * all.plain);
}

TEST(Question, QuestionsThatNothingWasTunedOnAreAnsweredTwiceAsWellAsByBm25) {
  const std::vector<Judged> asked = questions("questions_kept_apart.txt");
  ASSERT_EQ(asked.size(), 30U);
  const Reached all = reached(songbook(), asked);
  record("_kept_apart", all);
  EXPECT_GT(all.ours, 2 * all.plain);
}

TEST(Question, TheLineThatAnswersIsShown) {
  const Question question = question_of("songs about breaking a heart");
  const Reply reply = question.ask("", "I drove to town\nYou broke my heart in two\nand bought some bread");
  EXPECT_EQ(reply.line, "You broke my heart in two");
  EXPECT_GT(reply.words, 0.9);
  EXPECT_EQ(reply.found, (std::vector<std::string>{"broke", "heart"}));
  EXPECT_EQ(question.ask("", "nothing at all").words, 0);
}

TEST(Question, RareWordsAreFoundByWhatTheyAreAKindOf) {
  const Reply reply = question_of("songs about landlords").ask("", "the landlady came home\nand I cried");
  EXPECT_GT(reply.words, 0);
  EXPECT_EQ(reply.line, "the landlady came home");
}

TEST(Question, WhatIsSungOfAConceptAnswers) {
  const Question funeral = question_of("a funeral");
  const Reply reply =
      funeral.ask("", "I drove to town\nsix men took the coffin down from the hearse\nand bread was dear");
  EXPECT_EQ(reply.line, "six men took the coffin down from the hearse");
  EXPECT_GT(reply.words, 0.1);
  EXPECT_NE(std::find(reply.found.begin(), reply.found.end(), "coffin"), reply.found.end());
  EXPECT_GT(reply.words, funeral.ask("", "I drove to town\nsix men took the table down from the cart").words);
}

TEST(Question, APhraseIsSungOfAConceptOnlyWhole) {
  const Concepts known = Concepts::parse("funeral: lay_to_rest+", "small");
  const Question funeral("a funeral", cleaner().preprocess("a funeral"), {*vectors(), relations(), known});
  EXPECT_GT(funeral.ask("", "they laid to rest my brother").words, 0.1);
  EXPECT_EQ(funeral.ask("", "they laid my brother down to rest").words, 0);
  EXPECT_EQ(funeral.ask("", "they laid to").words, 0);
}

TEST(Question, ALongerNameIsMeantWhereItIsSaid) {
  const Concepts known = Concepts::parse("night: owl+\nnight shift: foreman+\nbreaking up: suitcase+", "small");
  const auto asked = [&](std::string_view text) {
    return Question(text, cleaner().preprocess(text), {*vectors(), relations(), known});
  };
  EXPECT_GT(asked("working the night shift").ask("", "foreman").words, 0);
  EXPECT_EQ(asked("working the night shift").ask("", "owl").words, 0);
  EXPECT_GT(asked("a long night").ask("", "owl").words, 0);
  EXPECT_EQ(asked("a long night").ask("", "foreman").words, 0);
  EXPECT_GT(asked("they break up").ask("", "suitcase").words, 0);
  EXPECT_EQ(asked("it breaks").ask("", "suitcase").words, 0);
}

TEST(Question, WordsThatOnlyAskSayNothing) {
  EXPECT_EQ(question_of("songs about trains").words(), std::vector<std::string>{"train"});
  EXPECT_EQ(testing::error_of([] { (void)question_of("the and of"); }).kind(), ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace leitmotif::wishes
