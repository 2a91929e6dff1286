// How many lyrics a second the pipelines take, on one core.
// Real lyrics are read from ../shared beside the project when it is there; else the text is made up.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/text/preprocessor.hpp"

namespace {

using leitmotif::text::PartOfSpeech;
using leitmotif::text::Pipeline;
using leitmotif::text::Preprocessor;
using leitmotif::text::WordNet;

constexpr std::size_t kLyricsColumn = 5;
constexpr std::size_t kMadeUpLyrics = 2000;

std::filesystem::path shared_folder() { return std::filesystem::path(LEITMOTIF_SOURCE_DIR) / ".." / "shared" / "data"; }

/// Lyrics as a singer sings them: lines of about eight words, headers, contractions, a number now and then.
std::string made_up_lyric(std::mt19937& random, std::size_t words) {
  constexpr std::array<std::string_view, 40> kWords = {
      "the",      "Rivers",  "I'm",     "gonna",   "shining", "over",    "you",       "don't", "walked", "leaves",
      "tonight",  "and",     "hearts",  "falling", "in",      "cities",  "oh",        "we",    "can't",  "wishing",
      "memories", "never",   "lonely",  "uh-huh",  "stars",   "carried", "somethin'", "to",    "my",     "burning",
      "wolves",   "dancing", "through", "a",       "window",  "lost",    "promises",  "me",    "like",   "99"};
  std::uniform_int_distribution<std::size_t> pick(0, kWords.size() - 1);
  std::string lyric = "[Verse 1]\n";
  for (std::size_t i = 1; i <= words; ++i) {
    lyric += kWords[pick(random)];
    lyric += i % 64 == 0 ? "\n\n[Chorus]\n" : i % 8 == 0 ? ",\n" : " ";
  }
  return lyric;
}

std::vector<std::string> made_up_lyrics(std::size_t words) {
  std::mt19937 random(7);
  std::vector<std::string> lyrics;
  for (std::size_t i = 0; i < kMadeUpLyrics; ++i) lyrics.push_back(made_up_lyric(random, words));
  return lyrics;
}

/// The lyrics column; the file's quoted fields hold no quotes and come before it.
std::vector<std::string> data_set_lyrics() {
  std::ifstream file(shared_folder() / "music-train.csv");
  std::vector<std::string> lyrics;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::size_t column = 0;
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size() && column <= kLyricsColumn; ++i) {
      quoted = quoted != (line[i] == '"');
      if (line[i] != ',' || quoted) continue;
      if (column == kLyricsColumn) lyrics.push_back(line.substr(begin, i - begin));
      ++column;
      begin = i + 1;
    }
  }
  return lyrics.empty() ? made_up_lyrics(73) : lyrics;
}

const std::shared_ptr<const WordNet>& wordnet() {
  static const auto kWordNet = std::make_shared<const WordNet>(WordNet::load(WordNet::default_folder()));
  return kWordNet;
}

void run(benchmark::State& state, const Preprocessor& preprocessor, const std::vector<std::string>& lyrics) {
  std::size_t bytes = 0;
  for (const std::string& lyric : lyrics) bytes += lyric.size();
  for (auto step : state)
    for (const std::string& lyric : lyrics) benchmark::DoNotOptimize(preprocessor.preprocess(lyric));
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(lyrics.size()));
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
}

void paper_on_cleaned_lyrics(benchmark::State& state) {
  run(state, Preprocessor(Pipeline::paper, wordnet()), data_set_lyrics());
}
BENCHMARK(paper_on_cleaned_lyrics)->Unit(benchmark::kMillisecond);

void paper_on_lyrics_as_sung(benchmark::State& state) {
  run(state, Preprocessor(Pipeline::paper, wordnet()), made_up_lyrics(250));
}
BENCHMARK(paper_on_lyrics_as_sung)->Unit(benchmark::kMillisecond);

void corpus_on_lyrics_as_sung(benchmark::State& state) {
  run(state, Preprocessor(Pipeline::corpus, wordnet()), made_up_lyrics(250));
}
BENCHMARK(corpus_on_lyrics_as_sung)->Unit(benchmark::kMillisecond);

void none_on_cleaned_lyrics(benchmark::State& state) {
  run(state, Preprocessor(Pipeline::none, nullptr), data_set_lyrics());
}
BENCHMARK(none_on_cleaned_lyrics)->Unit(benchmark::kMillisecond);

void load_wordnet(benchmark::State& state) {
  for (auto step : state) benchmark::DoNotOptimize(WordNet::load(WordNet::default_folder()));
}
BENCHMARK(load_wordnet)->Unit(benchmark::kMillisecond);

void build_corpus_pipeline(benchmark::State& state) {
  for (auto step : state) benchmark::DoNotOptimize(Preprocessor(Pipeline::corpus, wordnet()));
}
BENCHMARK(build_corpus_pipeline)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
