// How fast taste is learned: lists as many people keep them, 4,388 over 5,855 songs, or those of the file that
// LEITMOTIF_BENCH_LISTS names (lines {"songs":[["artist","title"],...]}); and by what a large service has, a million
// songs and 100,000 listeners with 20 million listens.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/taste/blend_scores.hpp"
#include "leitmotif/taste/ease.hpp"
#include "leitmotif/taste/implicit_als.hpp"

namespace leitmotif::taste {
namespace {

constexpr std::size_t kLists = 4388;
constexpr std::size_t kItems = 5855;

/// Lists of 1 to 25 songs; few songs are in many lists, most in a few.
const SparseMatrix& generated_lists() {
  static const SparseMatrix matrix = [] {
    RandomSource random(1);
    std::vector<std::vector<Item>> lists(kLists);
    for (std::vector<Item>& list : lists)
      for (std::size_t k = 1 + random.below(25); k > 0; --k)
        list.push_back(static_cast<Item>(std::pow(random.uniform(), 2.5) * kItems));
    return lists_of(lists, kItems);
  }();
  return matrix;
}

SparseMatrix read_lists(const std::string& file) {
  std::ifstream in(file);
  std::map<std::string, Item> numbers;
  std::vector<std::vector<Item>> lists;
  for (std::string line; std::getline(in, line);) {
    lists.emplace_back();
    const Json list = parse_json(line, file);
    for (const Json& song : list["songs"])
      lists.back().push_back(numbers.try_emplace(song.dump(), static_cast<Item>(numbers.size())).first->second);
  }
  return lists_of(lists, numbers.size());
}

const SparseMatrix& measured_lists() {
  const char* const file = std::getenv("LEITMOTIF_BENCH_LISTS");
  static const SparseMatrix lists = file == nullptr ? generated_lists() : read_lists(file);
  return lists;
}

void ease(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(Ease::fit(measured_lists(), {.threads = static_cast<unsigned>(state.range(0))}));
}

void implicit_als(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(ImplicitAls::fit(measured_lists(), {.threads = static_cast<unsigned>(state.range(0))}));
}

constexpr std::size_t kManyItems = 1'000'000;
constexpr std::size_t kManyArtists = 120'000;
constexpr std::size_t kManyLists = 100'000;
constexpr std::size_t kListens = 200;  ///< of each listener

/// Songs of artists of very different fame, with everything the program knows of songs.
std::shared_ptr<const SongFacts> generated_facts() {
  auto facts = std::make_shared<SongFacts>();
  facts->genres = 12;
  facts->parts = 16;
  facts->sounds = 6;
  facts->dimensions = 64;
  RandomSource random(2);
  for (std::size_t item = 0; item < kManyItems; ++item) {
    facts->artist.push_back(static_cast<std::uint32_t>(std::pow(random.uniform(), 1.5) * kManyArtists));
    facts->year.push_back(static_cast<std::int32_t>(1950 + random.below(75)));
    facts->genre.push_back(static_cast<std::uint32_t>(random.below(facts->genres)));
    for (std::size_t k = 0; k < facts->parts; ++k) facts->roots.push_back(0.25F);
    for (std::size_t k = 0; k < facts->sounds; ++k) facts->sound.push_back(static_cast<float>(random.uniform()));
    for (std::size_t k = 0; k < facts->dimensions; ++k) facts->meaning.push_back(0.125F);
  }
  return facts;
}

/// Listeners who each keep to a few parts of the catalogue, where few songs are heard by many and most by a few.
SparseMatrix generated_listeners() {
  constexpr std::size_t kParts = 50;
  RandomSource random(3);
  std::vector<std::vector<Item>> lists(kManyLists);
  for (std::vector<Item>& list : lists) {
    const std::size_t home = random.below(kParts);
    for (std::size_t k = 0; k < kListens; ++k) {
      const std::size_t part = random.below(3) > 0 ? home : random.below(kParts);
      const auto rank = static_cast<std::size_t>(std::pow(random.uniform(), 3) * (kManyItems / kParts));
      list.push_back(static_cast<Item>(rank * kParts + part));
    }
  }
  return lists_of(lists, kManyItems);
}

double most_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// One fit; the counters have the memory at its height and the processor time of a question with 50 songs.
void blend_of_a_million(benchmark::State& state) {
  const SparseMatrix lists = generated_listeners();
  const std::shared_ptr<const SongFacts> facts = generated_facts();
  for (auto _ : state) {
    BlendOptions options;
    options.threads = static_cast<unsigned>(state.range(0));
    const Blend blend = Blend::fit(lists, facts, options);
    state.PauseTiming();
    std::vector<Item> given(items_of(lists, 0).begin(), items_of(lists, 0).end());
    given.resize(50);
    constexpr int kQuestions = 10;
    const std::clock_t begin = std::clock();
    for (int question = 0; question < kQuestions; ++question) benchmark::DoNotOptimize(BlendScores(blend, given));
    state.counters["question_ms"] =
        1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / static_cast<double>(kQuestions);
    state.counters["memory_mb"] = most_memory_mb();
    state.ResumeTiming();
  }
}

BENCHMARK(blend_of_a_million)
    ->ArgName("threads")
    ->Arg(0)
    ->Iterations(1)
    ->Unit(benchmark::kSecond)
    ->MeasureProcessCPUTime();
BENCHMARK(ease)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(implicit_als)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

}  // namespace
}  // namespace leitmotif::taste

BENCHMARK_MAIN();
