// How long a collection of 10,000 files takes: the first scan reads, classifies and writes every song, the second finds
// nothing changed. A quarter each of FLAC and MP3 with a lyric in their tags, .lrc and .txt; the words are made up from
// those the shipped model knows.
// Run: cmake --preset bench && cmake --build --preset bench && build/bench/bin/scan_bench
#include <benchmark/benchmark.h>

#include <fstream>

#include "leitmotif/collection/scan.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/engine/engine.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::engine {
namespace {

constexpr std::size_t kFiles = 10000;
constexpr std::size_t kLines = 30;
constexpr std::size_t kWordsPerLine = 7;
constexpr std::array<const char*, 12> kWords = {"walking", "home",  "again", "tears", "broken",  "heart",
                                                "night",   "money", "sing",  "world", "kissing", "away"};

std::string lyric(RandomSource& draw, const char* before_line) {
  std::string text;
  for (std::size_t line = 0; line < kLines; ++line) {
    text += before_line;
    for (std::size_t word = 0; word < kWordsPerLine; ++word) {
      text += kWords[draw.below_by_bits(kWords.size())];
      text += ' ';
    }
    text += '\n';
  }
  return text;
}

std::string file_of(std::size_t number, RandomSource& draw) {
  const std::string title = "Song " + std::to_string(number);
  switch (number % 4) {
    case 0:
      return testing::silent_flac({{"TITLE", title}, {"ARTIST", "Ada"}, {"LYRICS", lyric(draw, "")}});
    case 1:
      return testing::silent_mp3(
          testing::id3v2({testing::id3_text("TIT2", title), testing::id3_text("TPE1", "Bob"),
                          testing::id3_frame("USLT", std::string("\3eng\0", 5) + lyric(draw, ""))}));
    case 2:
      return lyric(draw, "[00:10.00]");
    default:
      return lyric(draw, "");
  }
}

class Collection {
 public:
  Collection() {
    constexpr std::array<const char*, 4> kEndings = {".flac", ".mp3", ".lrc", ".txt"};
    RandomSource draw(1);
    for (std::size_t i = 0; i < kFiles; ++i)
      folder_.write("music/" + std::to_string(i / 100) + "/Cid - Song " + std::to_string(i) + kEndings[i % 4],
                    file_of(i, draw));
  }
  [[nodiscard]] collection::ScanRequest request() const {
    collection::ScanRequest request;
    request.folder = folder_.path() / "music";
    return request;
  }
  [[nodiscard]] std::filesystem::path library() const { return folder_.path() / "library.db"; }

 private:
  testing::TemporaryFolder folder_;
};

void first_scan(benchmark::State& state) {
  const Collection collection;
  for (auto _ : state) {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(collection.library().string() + suffix);
    Engine engine = Engine::open({collection.library(), {}, 0});
    const collection::ScanReport report = engine.scan(collection.request(), kNoProgress);
    state.counters["songs"] = static_cast<double>(report.songs);
    state.counters["refused"] = static_cast<double>(report.rejected.size());
  }
}

void second_scan(benchmark::State& state) {
  const Collection collection;
  Engine engine = Engine::open({collection.library(), {}, 0});
  (void)engine.scan(collection.request(), kNoProgress);
  for (auto _ : state) {
    const collection::ScanReport report = engine.scan(collection.request(), kNoProgress);
    state.counters["unchanged"] = static_cast<double>(report.unchanged);
  }
}

BENCHMARK(first_scan)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(second_scan)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace leitmotif::engine

BENCHMARK_MAIN();
