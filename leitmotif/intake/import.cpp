#include "leitmotif/intake/import.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

#include "leitmotif/core/bounded_queue.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/intake/row_names.hpp"
#include "leitmotif/intake/rows.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::intake {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// One transaction: at first small, so that both threads soon have work and little is read again after an interruption;
/// larger as the file turns out to be long, so that the search index is written in fewer parts. Never more than is
/// written in a second or so, because a stop waits for what is being written.
constexpr std::size_t kFewestRows = 2048;
constexpr std::size_t kMostRows = 32768;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Songs and what the model says about them.
struct Batch {
  std::vector<LabelledSong> songs;
  std::vector<Prediction> predictions;
};

/// How many batches may wait to be written: enough to keep the writing thread busy, which is the slower one, and few
/// enough to bound the memory.
constexpr std::size_t kBatchesWaiting = 1;

/// Writes batches on a thread of its own, so that the caller's thread reads and classifies the next ones meanwhile.
class BatchWriter {
 public:
  using Write = std::function<catalog::ImportCounts(const Batch&)>;
  explicit BatchWriter(Write write) : write_(std::move(write)), thread_([this] { run(); }) {}
  /// Batches that wait are dropped; the one being written is written.
  ~BatchWriter() { batches_.cancel(); }
  BatchWriter(const BatchWriter&) = delete;
  BatchWriter& operator=(const BatchWriter&) = delete;

  /// Throws what writing an earlier batch threw.
  void add(Batch batch) {
    {
      const std::lock_guard lock(counting_);
      written_.clear();  // given back to memory here, because the other thread has no time
    }
    if (batches_.push(std::move(batch))) return;
    thread_.join();
    std::rethrow_exception(failure_);
  }
  /// Waits until all is written. Throws what writing threw. The last call but for `written`.
  void finish() {
    batches_.close();
    thread_.join();
    if (failure_) std::rethrow_exception(failure_);
  }
  /// Drops batches that wait, and waits for the one that is being written. No other call but `written` follows.
  void stop() {
    batches_.cancel();
    if (thread_.joinable()) thread_.join();
  }
  /// How many rows of the last batch were written in a second; as many as there may be before one was.
  [[nodiscard]] std::size_t rows_a_second() const {
    const std::lock_guard lock(counting_);
    return rows_a_second_;
  }
  /// What is in the library, whatever happens later.
  [[nodiscard]] catalog::ImportCounts written() const {
    const std::lock_guard lock(counting_);
    return counts_;
  }

 private:
  void run() {
    try {
      while (std::optional<Batch> batch = batches_.pop()) {
        const auto start = Clock::now();
        const catalog::ImportCounts counts = write_(*batch);
        const double rate = static_cast<double>(batch->songs.size()) / std::max(seconds_since(start), 1e-6);
        const std::lock_guard lock(counting_);
        rows_a_second_ = static_cast<std::size_t>(rate);
        written_.push_back(std::move(*batch));
        counts_.imported += counts.imported;
        counts_.updated += counts.updated;
      }
    } catch (...) {
      failure_ = std::current_exception();
      batches_.cancel();
    }
  }

  Write write_;
  BoundedQueue<Batch> batches_{kBatchesWaiting};
  mutable std::mutex counting_;
  catalog::ImportCounts counts_;
  std::size_t rows_a_second_ = kMostRows;
  std::vector<Batch> written_;
  std::exception_ptr failure_;
  std::jthread thread_;  // last, so that it ends before what it works on
};

/// The rows of a file, told apart.
corpus::DatasetFacts read_rows(const fs::path& file, corpus::DatasetOptions options, const corpus::DatasetSink& sink) {
  options.lyrics_needed = false;
  RowNames names;
  return corpus::read_dataset(file,
                              {[&](LabelledSong&& song) {
                                 std::string reason = names.tell_apart(song);
                                 if (reason.empty()) return sink.row(std::move(song));
                                 sink.rejected({file.string(), song.line, std::move(reason)});
                               },
                               sink.rejected,
                               // An earlier part's row decides what a later one of its name is called.
                               [&](LabelledSong&& song) { (void)names.tell_apart(song); }},
                              options);
}

}  // namespace

ImportReport import_csv(const fs::path& file, const corpus::DatasetOptions& options, const ImportTarget& target,
                        const OnProgress& on_progress) {
  const auto start = Clock::now();
  std::vector<Rejected> rejected;
  ImportReport report;
  // The library is opened at the first batch, so that a file that is no data set does not leave an empty one behind.
  BatchWriter writer([&](const Batch& batch) {
    return target.library().songs().add(batch.songs, {target.reader.model().id(), batch.predictions});
  });
  std::vector<LabelledSong> songs;
  std::size_t handed_over = 0;
  std::size_t enough = kFewestRows;
  const auto hand_over = [&] {
    handed_over += songs.size();
    Batch batch{std::exchange(songs, {}), {}};
    batch.predictions = read_songs(target.reader, batch.songs, target.threads, report.not_english);
    writer.add(std::move(batch));
    const catalog::ImportCounts written = writer.written();
    const std::size_t done = written.imported + written.updated;
    if (done > 0) target.library().write_back();  // this thread has time, the other one none
    enough = std::clamp(std::min(handed_over / 4, writer.rows_a_second()), kFewestRows, kMostRows);
    on_progress({done > 0 ? "importing" : "reading", done, 0});
  };
  try {
    report.facts = read_rows(file, options,
                             {[&](LabelledSong&& song) {
                                songs.push_back(std::move(song));
                                if (songs.size() >= enough) hand_over();
                              },
                              [&](Rejected&& reject) { rejected.push_back(std::move(reject)); }});
    if (!songs.empty()) hand_over();
  } catch (const Error& error) {
    writer.stop();
    rethrow_with_kept(error, writer.written());
  }
  writer.finish();
  report.rejects_file = note_rejects(target.places.rejects_of(name_of_share(file, options.share)), rejected);
  const catalog::ImportCounts counts = writer.written();
  require_rows(file.string(), "rows", counts.imported + counts.updated, rejected);
  (void)target.library();  // a header alone makes a library without songs
  on_progress({"importing", counts.imported + counts.updated, 0});

  report.imported = counts.imported;
  report.updated = counts.updated;
  report.rejected = rejected.size();
  report.read = report.imported + report.updated + report.rejected;
  report.seconds = seconds_since(start);
  settle(target.library(), report, on_progress);
  return report;
}

ImportReport preview_csv(const fs::path& file, const corpus::DatasetOptions& options, const OnProgress& on_progress) {
  constexpr std::size_t kRowsBetweenReports = 4096;
  const auto start = Clock::now();
  std::vector<Rejected> rejected;
  ImportReport report;
  report.dry_run = true;
  report.facts = read_rows(file, options,
                           {[&](LabelledSong&&) {
                              if (++report.imported % kRowsBetweenReports == 0)
                                on_progress({"reading", report.imported, 0});
                            },
                            [&](Rejected&& reject) { rejected.push_back(std::move(reject)); }});
  require_rows(file.string(), "rows", report.imported, rejected);
  report.rejected = rejected.size();
  report.read = report.imported + report.rejected;
  report.seconds = seconds_since(start);
  return report;
}

ImportReport add_songbook(catalog::Catalog& library, const reading::Reader& reader, unsigned threads) {
  const auto start = Clock::now();
  corpus::Songbook songbook = corpus::read_songbook(places::data_folder() / "songbook");
  ImportReport report;
  const std::vector<Prediction> predictions = reader.predict(songbook.songs, threads);
  const catalog::ImportCounts counts = library.songs().add(songbook.songs, {reader.model().id(), predictions});
  report.imported = counts.imported;
  report.updated = counts.updated;
  report.rejected = songbook.rejected.size();
  report.facts.encoding = "UTF-8";
  report.facts.sung = songbook.songs.size();
  report.read = report.imported + report.updated + report.rejected;
  report.seconds = seconds_since(start);
  return report;
}

}  // namespace leitmotif::intake
