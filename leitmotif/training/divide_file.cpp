#include "leitmotif/training/divide_file.hpp"

#include <set>
#include <string_view>
#include <vector>

#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/csv_text.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/split.hpp"

namespace leitmotif::training {
namespace {

/// The lines where the rows of each part begin.
struct PartLines {
  std::set<std::size_t> train;
  std::set<std::size_t> test;
};

PartLines divide_rows(const corpus::Dataset& data, double test_share, std::uint64_t seed) {
  std::vector<std::string_view> topics;
  for (const LabelledSong& row : data.rows) topics.push_back(row.labels.topic);
  const corpus::Split split = corpus::stratified_split(topics, test_share, seed);
  PartLines lines;
  for (const std::size_t row : split.train) lines.train.insert(data.rows[row].line);
  for (const std::size_t row : split.held_out) lines.test.insert(data.rows[row].line);
  return lines;
}

void write_row(AtomicFile& file, std::string_view row) {
  file.write(row);
  file.write("\n");
}

}  // namespace

DividedFile divide_file(const std::filesystem::path& data, double test_share, std::uint64_t seed,
                        const std::filesystem::path& folder) {
  const PartLines lines = divide_rows(corpus::read_dataset(data), test_share, seed);
  const MappedFile mapped(data);
  DividedFile divided{folder / "train.csv", folder / "test.csv"};
  AtomicFile train(divided.train);
  AtomicFile test(divided.test);
  const corpus::CsvText text = corpus::open_csv(mapped.bytes(), data.string());
  corpus::CsvReader reader(text.text, text.dialect);
  bool header = true;
  while (const std::optional<corpus::CsvRow> row = reader.next()) {
    if (header || lines.train.contains(row->line)) write_row(train, row->bytes);
    if (header || lines.test.contains(row->line)) write_row(test, row->bytes);
    header = false;
  }
  train.commit();
  test.commit();
  return divided;
}

}  // namespace leitmotif::training
