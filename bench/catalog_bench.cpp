// How fast songs come into a library and out again: songs of 75 words each, with one model's scores, as import writes
// them.
// Run: cmake --preset bench && cmake --build --preset bench && build/bench/bin/catalog_bench
#include "leitmotif/catalog/sqlite/library_file.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>

namespace leitmotif::catalog {
namespace {

constexpr std::size_t kBatch = 5000;
constexpr std::size_t kBatches = 10;
constexpr int kWordsPerSong = 75;
constexpr std::size_t kVocabulary = 20000;

/// Made-up words; a word's frequency falls with its rank, as in real texts.
class Words {
 public:
  Words() {
    for (std::size_t i = 0; i < kVocabulary; ++i) {
      std::string word;
      for (std::size_t length = 3 + random_() % 6; length > 0; --length) {
        word += static_cast<char>('a' + static_cast<char>(random_() % 26));
      }
      words_.push_back(word);
    }
  }
  const std::string& next() {
    const double rank = std::pow(static_cast<double>(kVocabulary), std::generate_canonical<double, 53>(random_));
    return words_[std::min(kVocabulary, static_cast<std::size_t>(rank)) - 1];
  }

 private:
  std::mt19937_64 random_{1};
  std::vector<std::string> words_;
};

std::vector<LabelledSong> generate(Words& words, std::size_t batch) {
  std::vector<LabelledSong> songs(kBatch);
  for (std::size_t i = 0; i < kBatch; ++i) {
    Song& song = songs[i].song;
    song.artist = words.next() + ' ' + words.next();
    song.title = words.next() + ' ' + std::to_string(batch * kBatch + i);
    song.year = 1950 + static_cast<int>(i % 70);
    song.genre = "pop";
    for (int word = 0; word < kWordsPerSong; ++word) song.lyrics += words.next() + ' ';
    song.audio.fill(0.5);
  }
  return songs;
}

std::filesystem::path fresh_file() {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "leitmotif-catalog-bench.db";
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
  return file;
}

const std::vector<Prediction>& predictions() {
  static const std::vector<Prediction> all(kBatch, Prediction{std::vector<float>(kTopics.size(), 0.125F),
                                                              std::vector<float>(kMixtureParts.size(), 0.05F), 30});
  return all;
}

void import(benchmark::State& state) {
  Words words;
  std::vector<std::vector<LabelledSong>> batches;
  for (std::size_t batch = 0; batch < kBatches; ++batch) batches.push_back(generate(words, batch));
  for (auto _ : state) {
    Catalog catalog = sqlite::open(fresh_file());
    for (const std::vector<LabelledSong>& batch : batches) catalog.songs().add(batch, {"model", predictions()});
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBatch * kBatches));
}

void load_scores(benchmark::State& state) {
  Catalog catalog = sqlite::open(fresh_file());
  Words words;
  for (std::size_t batch = 0; batch < kBatches; ++batch)
    catalog.songs().add(generate(words, batch), {"model", predictions()});
  for (auto _ : state) benchmark::DoNotOptimize(catalog.scores().load("model"));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBatch * kBatches));
}

BENCHMARK(import)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(load_scores)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace leitmotif::catalog

BENCHMARK_MAIN();
