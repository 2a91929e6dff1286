// How fast tf-idf learns and transforms. With the music data set beside the project (../shared/data) on its lyrics
// after the paper's preprocessing, else on made-up texts of the same size.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/text/preprocessor.hpp"

namespace leitmotif {
namespace {

using features::Tfidf;

std::vector<Tokens> real_lyrics(const std::filesystem::path& file) {
  const corpus::Dataset dataset = corpus::read_dataset(file);
  const auto wordnet = std::make_shared<text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
  const text::Preprocessor preprocessor(text::Pipeline::paper, wordnet);
  std::vector<Tokens> lyrics(dataset.rows.size());
  parallel_for(lyrics.size(), 256, 0, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) lyrics[i] = preprocessor.preprocess(dataset.rows[i].song.lyrics);
  });
  return lyrics;
}

/// Words whose frequencies fall as in a language: the n-th most frequent is about 1/n as frequent as the first.
std::vector<Tokens> made_up_lyrics() {
  constexpr double kWords = 60'000;
  std::mt19937_64 random(1950);
  const auto share = [&] { return static_cast<double>(random() >> 11U) * 0x1.0p-53; };
  std::vector<Tokens> lyrics(22'697);
  for (Tokens& lyric : lyrics)
    for (std::size_t words = random() % 146; words > 0; --words)
      lyric.push_back("w" + std::to_string(static_cast<std::size_t>(std::pow(kWords, share()))));
  return lyrics;
}

const std::vector<Tokens>& lyrics() {
  static const std::vector<Tokens> kLyrics = [] {
    const auto file = std::filesystem::path(LEITMOTIF_SOURCE_DIR) / "../shared/data/music-train.csv";
    return std::filesystem::exists(file) ? real_lyrics(file) : made_up_lyrics();
  }();
  return kLyrics;
}

void count_songs(benchmark::State& state, std::size_t songs_a_round) {
  state.counters["songs"] = static_cast<double>(songs_a_round);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(songs_a_round));
}

void fit(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Tfidf::fit(lyrics(), {}, static_cast<unsigned>(state.range(0))));
  count_songs(state, lyrics().size());
}

void transform(benchmark::State& state) {
  const Tfidf tfidf = Tfidf::fit(lyrics(), {});
  for (auto _ : state) benchmark::DoNotOptimize(tfidf.transform(lyrics(), static_cast<unsigned>(state.range(0))));
  count_songs(state, lyrics().size());
}

/// What scikit-learn calls fit_transform.
void fit_and_transform(benchmark::State& state) {
  const auto threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    const Tfidf tfidf = Tfidf::fit(lyrics(), {}, threads);
    benchmark::DoNotOptimize(tfidf.transform(lyrics(), threads));
  }
  count_songs(state, lyrics().size());
}

void transform_one(benchmark::State& state) {
  const Tfidf tfidf = Tfidf::fit(lyrics(), {});
  std::vector<std::uint32_t> column;
  std::vector<float> value;
  std::size_t next = 0;
  for (auto _ : state) {
    column.clear();
    value.clear();
    tfidf.transform_one(lyrics()[next], column, value);
    benchmark::DoNotOptimize(value.data());
    next = (next + 1) % lyrics().size();
  }
  count_songs(state, 1);
}

BENCHMARK(fit)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(transform)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fit_and_transform)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(transform_one)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace leitmotif

BENCHMARK_MAIN();
