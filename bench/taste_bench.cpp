// How fast taste is learned: lists as many people keep them, 4,388 over 5,855 songs.
#include <benchmark/benchmark.h>

#include <cmath>

#include "leitmotif/core/random_source.hpp"
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

void ease(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(Ease::fit(generated_lists(), {.threads = static_cast<unsigned>(state.range(0))}));
}

void implicit_als(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(ImplicitAls::fit(generated_lists(), {.threads = static_cast<unsigned>(state.range(0))}));
}

BENCHMARK(ease)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(implicit_als)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

}  // namespace
}  // namespace leitmotif::taste

BENCHMARK_MAIN();
