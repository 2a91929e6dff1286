// How long reading takes: a made-up data set of the real one's size and shape, its CSV rows alone, the UTF-8 check, and
// synchronised lyrics.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/text/encoding.hpp"

namespace {

using namespace leitmotif;

constexpr int kRows = 28'372;
constexpr int kWordsOfASong = 73;

class Numbers {
 public:
  std::uint64_t next() noexcept { return state_ = state_ * 6364136223846793005U + 1442695040888963407U; }
  std::string share() { return "0." + std::to_string(next() >> 8U); }

 private:
  std::uint64_t state_ = 1;
};

/// Rows as those of the music data set: 31 columns, long numbers, about 73 words of lyrics.
const std::string& made_up_dataset() {
  static const std::string text = [] {
    std::string csv = ",artist_name,track_name,release_date,genre,lyrics,len";
    for (const std::string_view part : kMixtureParts) csv.append(",").append(part);
    for (const std::string_view feature : kAudioFeatures) csv.append(",").append(feature);
    csv += ",topic,age\n";
    Numbers numbers;
    for (int row = 0; row < kRows; ++row) {
      csv += std::to_string(row) + ",artist " + std::to_string(row % 5000) + ",song " + std::to_string(row) +
             ",1987,rock,";
      for (int word = 0; word < kWordsOfASong; ++word)
        csv.append("wordsofsong", 4 + (numbers.next() >> 60U) % 5).append(" ");
      csv += "," + std::to_string(kWordsOfASong);
      for (std::size_t i = 0; i < kMixtureParts.size() + kAudioFeatures.size(); ++i)
        csv.append(",").append(numbers.share());
      csv += ",sadness,0.5\n";
    }
    return csv;
  }();
  return text;
}

void set_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void BM_CsvRows(benchmark::State& state) {
  const std::string& text = made_up_dataset();
  for (auto _ : state) {
    corpus::CsvReader reader(text);
    std::size_t cells = 0;
    while (const auto row = reader.next()) cells += row->cells.size();
    benchmark::DoNotOptimize(cells);
  }
  set_bytes(state, text.size());
}
BENCHMARK(BM_CsvRows)->Unit(benchmark::kMillisecond);

void BM_DatasetStreamed(benchmark::State& state) {
  const std::string& text = made_up_dataset();
  for (auto _ : state) {
    std::size_t rows = 0;
    corpus::parse_dataset(text, "bench.csv", {[&](LabelledSong&&) { ++rows; }, [](Rejected&&) {}});
    if (rows != kRows) state.SkipWithError("rows are missing");
  }
  set_bytes(state, text.size());
}
BENCHMARK(BM_DatasetStreamed)->Unit(benchmark::kMillisecond);

/// From the file, with every row kept and the digest made.
void BM_DatasetFile(benchmark::State& state) {
  const auto file = std::filesystem::temp_directory_path() / ("leitmotif-bench-" + std::to_string(::getpid()) + ".csv");
  write_file(file, made_up_dataset());
  for (auto _ : state)
    if (corpus::read_dataset(file).rows.size() != kRows) state.SkipWithError("rows are missing");
  set_bytes(state, made_up_dataset().size());
  std::filesystem::remove(file);
}
BENCHMARK(BM_DatasetFile)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_FirstInvalidUtf8(benchmark::State& state) {
  const std::string& text = made_up_dataset();
  for (auto _ : state) benchmark::DoNotOptimize(text::first_invalid_utf8(text));
  set_bytes(state, text.size());
}
BENCHMARK(BM_FirstInvalidUtf8)->Unit(benchmark::kMillisecond);

/// The worst a CSV file can do: every line opens a quote that is never closed.
void BM_CsvFaultInEveryLine(benchmark::State& state) {
  std::string text;
  while (text.size() < (8U << 20U)) text += "k\"\",\"\"\"\n";
  for (auto _ : state) {
    corpus::CsvReader reader(text);
    while (const auto row = reader.next()) benchmark::DoNotOptimize(row->line);
  }
  set_bytes(state, text.size());
}
BENCHMARK(BM_CsvFaultInEveryLine)->Unit(benchmark::kMillisecond);

void BM_LrcFile(benchmark::State& state) {
  std::string text = "[ar:Ann]\n[ti:Song]\n";
  for (int line = 0; line < 60; ++line)
    text +=
        "[0" + std::to_string(line % 10) + ":" + std::to_string(10 + line % 50) + ".25]a line of sixty that is sung\n";
  for (auto _ : state) benchmark::DoNotOptimize(corpus::parse_lyric_file(text, "x.lrc"));
  set_bytes(state, text.size());
}
BENCHMARK(BM_LrcFile)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
