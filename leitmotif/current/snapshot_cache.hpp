// The libraries an engine works with and the state of one of them in memory. Everything may be called from several
// threads.
// Flow: a verb that asks -> SnapshotCache::view -> an up-to-date library::Snapshot, read again only when the library
// has changed.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "leitmotif/catalog/changes.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/places/settings.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::current {

/// What a question sees from its beginning to its end, whatever others write meanwhile.
struct View {
  std::shared_ptr<const library::Snapshot> snapshot;
  std::shared_ptr<const std::vector<std::uint32_t>> blocked;  ///< rows of the snapshot
  std::shared_ptr<const std::vector<std::uint32_t>> gone;     ///< rows of songs whose files are gone, ascending
  std::int64_t blocks = 0;                                    ///< generation of what is blocked

  /// Whether the files of a row's song are gone.
  [[nodiscard]] bool is_gone(std::uint32_t row) const;
};

/// How a library that the model has read wholly comes into memory.
using ReadLibrary = std::function<std::shared_ptr<library::Snapshot>(const std::shared_ptr<catalog::Catalog>& library)>;

/// Keeps the snapshot that questions are answered from, and replaces it when the library changed. Thread-safe.
class SnapshotCache {
 public:
  /// By library::load_snapshot.
  SnapshotCache(places::Settings settings, std::shared_ptr<const reading::Reader> reader);
  SnapshotCache(places::Settings settings, std::shared_ptr<const reading::Reader> reader, ReadLibrary read);
  ~SnapshotCache();
  SnapshotCache(const SnapshotCache&) = delete;
  SnapshotCache& operator=(const SnapshotCache&) = delete;

  /// The person's library, made when missing. Lifetime: as long as the store.
  catalog::Catalog& own();
  /// The person's library as it is, or the songbook while that is empty or not there. What this program wrote
  /// (`note_change`) is in it; what other programs wrote comes within some hundredths of a second, or, when they go on
  /// writing, as soon as they seem to be done and at least once in ten times what it takes to read the library. Songs
  /// the model has not read yet are read first.
  /// Only the thread that reads the library waits; others are given the state before, when there is one. After
  /// `keep_current` nobody waits but for the very first state.
  [[nodiscard]] View view(const OnProgress& on_progress);
  /// What `use` makes of such a view. When files beside the library turn out to be damaged, they are removed and it is
  /// asked once more.
  template <class Use>
  [[nodiscard]] auto answer(const OnProgress& on_progress, Use use) {
    const View now = view(on_progress);
    try {
      return use(now);
    } catch (const Error&) {
      if (!now.snapshot->is_damaged()) throw;
    }
    renew(*now.snapshot);
    return use(view(on_progress));
  }
  /// From now on a thread of its own looks for changes and reads the library again, and gives way to others while it
  /// does. For programs whose answers must come at once. When reading fails, the state before goes on answering, and it
  /// is tried again soon.
  void keep_current();
  /// Once the library is kept current: writes what a large library is mapped from, when it was read from the catalogue,
  /// and maps it, so that programs of this machine share its memory. Nobody who asks waits for that.
  void settle();
  /// Ends what earlier imports into the person's library have left for later: see Catalog::settle. Does nothing when
  /// there is no library.
  void settle_library(const OnProgress& on_progress);
  /// Says that this program has changed a library, so that the next view is of the state after. Once the library is
  /// kept current this waits until it is: the writer, not somebody who asks.
  void note_change(catalog::Changed what) noexcept;

 private:
  struct Songbook;
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::optional<View> present() const;
  std::shared_ptr<catalog::Catalog> opened();
  std::shared_ptr<catalog::Catalog> filled();
  [[nodiscard]] bool may_be_stale(Clock::time_point now);
  std::shared_ptr<const library::Snapshot> load(const std::shared_ptr<catalog::Catalog>& library,
                                                const OnProgress& on_progress);
  void score_unread(catalog::Catalog& library, const OnProgress& on_progress);
  [[nodiscard]] bool is_resting(std::int64_t generation, Clock::time_point now);
  void bring_up_to_date(std::uint64_t wanted, const OnProgress& on_progress);
  void catch_up(const OnProgress& on_progress);
  void renew(const library::Snapshot& damaged);
  void publish(std::shared_ptr<const library::Snapshot> fresh);
  void keep(const std::stop_token& stop);
  void drop_retired();

  places::Settings settings_;
  std::shared_ptr<const reading::Reader> reader_;
  ReadLibrary read_;

  std::mutex opening_;  ///< guards the two below
  std::shared_ptr<catalog::Catalog> own_;
  std::shared_ptr<Songbook> songbook_;

  std::atomic<std::uint64_t> wanted_ = 1;             ///< counts changes by this program
  std::atomic<std::uint64_t> seen_ = 0;               ///< how many of them the view has
  std::atomic<Clock::rep> next_look_ = 0;             ///< when other programs' changes are looked for again
  std::mutex loading_;                                ///< held by the thread that brings the view up to date
  std::unique_ptr<catalog::Watch> watch_;             ///< on the person's own library
  bool pending_ = true;                               ///< a change was noticed that the view does not have yet
  Clock::time_point next_load_;                       ///< not before while others write, or all time went into reading
  std::int64_t written_ = 0;                          ///< the generation that was seen last, which nobody may have read
  Clock::time_point written_at_;                      ///< when that was seen first
  Clock::time_point loaded_at_;                       ///< when the library was read the last time
  Clock::duration rhythm_{};                          ///< the longest time between two writings of late
  std::shared_ptr<const library::Snapshot> to_keep_;  ///< whose files are to be written

  std::mutex settling_;  ///< held by the thread that writes the files

  std::mutex publishing_;  ///< held by the thread that puts a new view together; guards the two below
  std::int64_t blocks_generation_ = 0;
  std::vector<std::shared_ptr<const library::Snapshot>> retired_;  ///< states before, until nobody uses them
  mutable std::mutex view_mutex_;
  std::optional<View> view_;

  std::atomic<bool> is_kept_ = false;
  std::jthread keeper_;  // last, so that it ends before what it works on
};

/// For as long as this program writes to a library: what is read afterwards is of the state after, whether the writing
/// ended well or with an exception.
class Writing {
 public:
  explicit Writing(SnapshotCache& snapshots, catalog::Changed what = catalog::Changed::songs)
      : snapshots_(snapshots), what_(what) {}
  ~Writing() { snapshots_.note_change(what_); }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

 private:
  SnapshotCache& snapshots_;
  catalog::Changed what_;
};

}  // namespace leitmotif::current
