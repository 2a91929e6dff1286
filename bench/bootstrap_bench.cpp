// How fast the intervals of a test score are drawn: 1,000 resamples of as many songs as the paper's test part holds.
#include <benchmark/benchmark.h>

#include "leitmotif/evaluation/bootstrap.hpp"

namespace leitmotif::evaluation {
namespace {

void bootstrap(benchmark::State& state) {
  ConfusionMatrix confusion{8, std::vector<std::size_t>(64, 6)};
  for (std::size_t c = 0; c < 8; ++c) confusion.counts[c * 9] = 667;
  for (auto _ : state)
    benchmark::DoNotOptimize(bootstrap_intervals(confusion, {.threads = static_cast<unsigned>(state.range(0))}));
  state.counters["songs"] = static_cast<double>(confusion.total());
}

BENCHMARK(bootstrap)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace leitmotif::evaluation

BENCHMARK_MAIN();
