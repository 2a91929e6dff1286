// Rows of a file into the library, each with the model's prediction, batch by batch.
#include <chrono>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/locations.hpp"
#include "leitmotif/engine/songbook.hpp"
#include "leitmotif/engine/store.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// One transaction: large enough to be fast, small enough that little is read again after an interruption.
constexpr std::size_t kRowsPerBatch = 4096;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// library.db and songs.csv -> library.db.songs.csv.rejects.csv: beside the library, where writing is allowed.
fs::path rejects_path(const fs::path& library, const fs::path& file) {
  fs::path path = library;
  path += "." + (file == "-" ? std::string("stdin") : file.filename().string()) + ".rejects.csv";
  return path;
}

/// Writes the rejected rows beside the library, or removes what an earlier import of the file left there. The path is
/// empty when there are none.
fs::path note_rejects(const fs::path& library, const fs::path& file, const std::vector<Rejected>& rejected) {
  fs::path path = rejects_path(library, file);
  std::error_code ignored;  // a folder that cannot be made, or a file that cannot be removed, shows when it matters
  if (rejected.empty()) {
    fs::remove(path, ignored);
    return {};
  }
  fs::create_directories(path.parent_path(), ignored);
  corpus::write_rejects(path, rejected);
  return path;
}

/// Gathers rows and writes them, with predictions, a batch at a time.
class BatchWriter {
 public:
  BatchWriter(catalog::Catalog& library, const Reader& reader, unsigned threads, const OnProgress& on_progress)
      : library_(library), reader_(reader), threads_(threads), on_progress_(on_progress) {}

  void add(LabelledSong&& song) {
    batch_.push_back(std::move(song));
    if (batch_.size() == kRowsPerBatch) write();
  }

  void write() {
    const std::vector<Prediction> predictions = reader_.predict(batch_, threads_);
    const catalog::ImportCounts counts = library_.add(batch_, reader_.model().id(), predictions);
    imported += counts.imported;
    updated += counts.updated;
    batch_.clear();
    on_progress_({"importing", imported + updated, 0});
  }

  std::size_t imported = 0;
  std::size_t updated = 0;

 private:
  catalog::Catalog& library_;
  const Reader& reader_;
  unsigned threads_;
  const OnProgress& on_progress_;
  std::vector<LabelledSong> batch_;
};

}  // namespace

ImportReport Engine::import_csv(const fs::path& file, const OnProgress& on_progress) {
  const auto start = Clock::now();
  const Writing writing(*store_);
  std::optional<BatchWriter> writer;
  std::vector<Rejected> rejected;
  // The library is opened at the first row, so that a file that is no data set does not leave an empty library behind.
  const auto open_writer = [&]() -> BatchWriter& {
    if (!writer) writer.emplace(own_library(), *reader_, settings_.threads, on_progress);
    return *writer;
  };
  corpus::read_dataset(file, {[&](LabelledSong&& song) { open_writer().add(std::move(song)); },
                              [&](Rejected&& reject) { rejected.push_back(std::move(reject)); }});
  const fs::path rejects_file = note_rejects(settings_.library, file, rejected);
  if (!writer && !rejected.empty())
    throw Error(ErrorKind::corrupt_data, file.string() + ": none of its " + std::to_string(rejected.size()) +
                                             " rows can be used; the first: line " +
                                             std::to_string(rejected.front().line) + ": " + rejected.front().reason);
  open_writer().write();

  ImportReport report;
  report.imported = writer->imported;
  report.updated = writer->updated;
  report.rejected = rejected.size();
  report.read = report.imported + report.updated + report.rejected;
  report.rejects_file = rejects_file;
  report.seconds = seconds_since(start);
  return report;
}

ImportReport Engine::import_songbook(const OnProgress& on_progress) {
  const Writing writing(*store_);
  ImportReport report = add_songbook(own_library(), *reader_, settings_.threads);
  on_progress({"importing", report.imported + report.updated, report.read});
  return report;
}

ImportReport add_songbook(catalog::Catalog& library, const Reader& reader, unsigned threads) {
  const auto start = Clock::now();
  corpus::Songbook songbook = corpus::read_songbook(data_folder() / "songbook");
  const OnProgress silent = [](const Progress&) {};
  BatchWriter writer(library, reader, threads, silent);
  for (LabelledSong& song : songbook.songs) writer.add(std::move(song));
  writer.write();
  ImportReport report;
  report.imported = writer.imported;
  report.updated = writer.updated;
  report.rejected = songbook.rejected.size();
  report.read = report.imported + report.updated + report.rejected;
  report.seconds = seconds_since(start);
  return report;
}

}  // namespace leitmotif::engine
