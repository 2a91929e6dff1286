// How long an answer takes, on libraries of the size of the data set and of a million generated songs.
// Run: cmake --preset bench && cmake --build --preset bench && build/bench/bin/recommend_bench
#include "leitmotif/recommend/recommend.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <map>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::recommend {
namespace {

constexpr std::size_t kTopicCount = 8;
constexpr std::size_t kSongsPerArtist = 5;

float uniform(RandomSource& draw) { return static_cast<float>(draw.next() >> 40U) / static_cast<float>(1U << 24U); }

/// One topic of each song has most of the probability, as in real answers.
Library generate(std::size_t songs) {
  RandomSource draw(1);
  std::vector<std::int64_t> id;
  std::vector<std::uint32_t> artist, genre;
  std::vector<std::int32_t> year;
  std::vector<float> probability;
  for (std::size_t song = 0; song < songs; ++song) {
    id.push_back(static_cast<std::int64_t>(song + 1));
    artist.push_back(static_cast<std::uint32_t>(draw.below_by_bits(songs / kSongsPerArtist + 1)));
    genre.push_back(static_cast<std::uint32_t>(draw.below_by_bits(7)));
    year.push_back(1950 + static_cast<std::int32_t>(draw.below_by_bits(70)));
    const std::size_t main = draw.below_by_bits(kTopicCount);
    const float most = 0.3F + 0.7F * uniform(draw);
    for (std::size_t topic = 0; topic < kTopicCount; ++topic) {
      probability.push_back(topic == main ? most : (1 - most) / (kTopicCount - 1));
    }
  }
  Library library;
  library.topics = kTopicCount;
  library.id = std::move(id);
  library.artist = std::move(artist);
  library.genre = std::move(genre);
  library.year = std::move(year);
  library.probability = std::move(probability);
  order_by_topic(library, 0);
  return library;
}

const Library& library_of(std::int64_t songs) {
  static std::map<std::int64_t, Library> libraries;
  const auto place = libraries.find(songs);
  if (place != libraries.end()) return place->second;
  return libraries.emplace(songs, generate(static_cast<std::size_t>(songs))).first->second;
}

void run(benchmark::State& state, const Query& query) {
  const Library& library = library_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(rank(library, query));
}

Query asking_for(std::int64_t n) {
  Query query;
  query.topic = 3;
  query.n = n;
  return query;
}

void best(benchmark::State& state) { run(state, asking_for(state.range(1))); }

void random_draw(benchmark::State& state) {
  Query query = asking_for(state.range(1));
  query.order = Order::random;
  run(state, query);
}

void capped(benchmark::State& state) {
  Query query = asking_for(state.range(1));
  query.artist_cap = 2;
  run(state, query);
}

void capped_random(benchmark::State& state) {
  Query query = asking_for(state.range(1));
  query.artist_cap = 2;
  query.order = Order::random;
  run(state, query);
}

void filtered(benchmark::State& state) {
  Query query = asking_for(state.range(1));
  query.genres = {1, 4};
  query.years = YearRange{1980, 1999};
  run(state, query);
}

/// Nothing passes: every song is a candidate for filling the answer.
void fallback(benchmark::State& state) {
  Query query = asking_for(state.range(1));
  query.threshold = 1;
  query.artist_cap = 2;
  run(state, query);
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgsProduct({{28000, 1000000}, {10, 10000}})->ArgNames({"songs", "n"})->Unit(benchmark::kMillisecond);
}

BENCHMARK(best)->Apply(sizes);
BENCHMARK(random_draw)->Apply(sizes);
BENCHMARK(capped)->Apply(sizes);
BENCHMARK(capped_random)->Apply(sizes);
BENCHMARK(filtered)->Apply(sizes);
BENCHMARK(fallback)->Apply(sizes);

}  // namespace
}  // namespace leitmotif::recommend

BENCHMARK_MAIN();
