// How fast the equilibrium network is trained and how fast it answers. With the music data set beside the project
// (../shared/data) on its lyrics, else on a made-up topic model's songs without labels worth learning. And how fast a
// model file is loaded, its sample lines checked: the shipped one, or the one that LEITMOTIF_BENCH_MODEL names.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/models/equilibrium.hpp"
#include "leitmotif/training/equilibrium_songs.hpp"
#include "leitmotif/training/equilibrium_trainer.hpp"

namespace leitmotif {
namespace {

/// Songs of one topic each, whose weights follow from the number of their words.
std::vector<LabelledSong> made_up_songs() {
  std::mt19937_64 random(1950);
  std::vector<LabelledSong> songs(5'000);
  for (LabelledSong& song : songs) {
    const std::size_t part = random() % kMixtureParts.size();
    const std::size_t words = 20 + random() % 100;
    for (std::size_t i = 0; i < words; ++i)
      song.song.lyrics += "w" + std::to_string(random() % 40 * kMixtureParts.size() + part) + " ";
    song.labels.weights.fill(models::kTopicPrior / static_cast<double>(words + 1));
    song.labels.weights[part] += static_cast<double>(words) / static_cast<double>(words + 1);
    song.labels.topic = kMixtureParts[part];
  }
  return songs;
}

const std::vector<LabelledSong>& songs() {
  static const std::vector<LabelledSong> kSongs = [] {
    const auto file = std::filesystem::path(LEITMOTIF_SOURCE_DIR) / "../shared/data/music-train.csv";
    return std::filesystem::exists(file) ? corpus::read_dataset(file).rows : made_up_songs();
  }();
  return kSongs;
}

const models::Classifier& network() {
  static const std::unique_ptr<const models::Classifier> kNetwork = [] {
    const training::TrainedEquilibrium trained = training::train_equilibrium(songs(), {}, {});
    return models::make_equilibrium(trained.weights, training::equilibrium_card(trained, 42), "bench");
  }();
  return *kNetwork;
}

void train(benchmark::State& state) {
  (void)songs();
  training::EquilibriumOptions options;
  options.threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(training::train_equilibrium(songs(), options, {}));
}
BENCHMARK(train)->Arg(1)->Arg(2)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

template <typename Ask>
void ask_every_song(benchmark::State& state, const Ask& ask) {
  std::vector<Tokens> lyrics;
  for (const LabelledSong& song : songs()) lyrics.push_back(training::words_of(song));
  (void)network();
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ask(lyrics[next]));
    next = next + 1 < lyrics.size() ? next + 1 : 0;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void predict(benchmark::State& state) {
  ask_every_song(state, [](const Tokens& lyric) { return network().predict(lyric); });
}
BENCHMARK(predict)->MinTime(1);

void explain(benchmark::State& state) {
  ask_every_song(state, [](const Tokens& lyric) { return network().explain(lyric); });
}
BENCHMARK(explain)->MinTime(1);

void load(benchmark::State& state) {
  const char* named = std::getenv("LEITMOTIF_BENCH_MODEL");
  const std::filesystem::path file =
      named != nullptr ? named : std::filesystem::path(LEITMOTIF_SOURCE_DIR) / "data/models/topics.safetensors";
  for (auto _ : state) benchmark::DoNotOptimize(models::load_classifier(file));
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace leitmotif

BENCHMARK_MAIN();
