#include "leitmotif/current/snapshot_cache.hpp"

#include <algorithm>
#include <condition_variable>
#include <unordered_set>

#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/catalog/open.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/background.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/temporary_folder.hpp"
#include "leitmotif/intake/import.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/reading/read_lyric.hpp"

namespace leitmotif::current {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t kLatePiece = 256;
constexpr std::size_t kLateBatch = 4096;
constexpr auto kBetweenLooks = 10ms;
/// The same for the thread that keeps the library current: often enough for people, seldom enough to cost nothing.
constexpr auto kBetweenKeepersLooks = 50ms;
/// Reading again and again takes at most one part in this many of the time.
constexpr int kRestAfterLoading = 10;
/// Other programs that have written nothing for so long, and for twice as long as between their writings before, are
/// done: what they wrote is read without a rest.
constexpr auto kQuiet = 300ms;
constexpr int kQuietRhythms = 2;
/// What is written so much later has nothing to do with what was written before.
constexpr auto kLongestRhythm = 3s;

std::shared_ptr<const std::vector<std::uint32_t>> blocked_rows(const library::Snapshot& snapshot) {
  auto rows = std::make_shared<std::vector<std::uint32_t>>();
  const catalog::Blocks blocks = snapshot.library->choices().blocks();
  for (const catalog::SongHead& song : blocks.songs)
    if (const auto row = snapshot.row_of(song.id)) rows->push_back(*row);
  if (blocks.artists.empty()) return rows;
  const std::unordered_set<std::string_view> names(blocks.artists.begin(), blocks.artists.end());
  const TextColumn& artists = snapshot.columns.artists;
  std::vector<std::uint8_t> is_blocked(artists.size());
  for (std::size_t artist = 0; artist < artists.size(); ++artist)
    is_blocked[artist] = names.contains(artists[artist]) ? 1 : 0;
  const std::span<const std::uint32_t> of_row = snapshot.columns.artist.all();
  for (std::uint32_t row = 0; row < of_row.size(); ++row)
    if (is_blocked[of_row[row]] != 0) rows->push_back(row);
  return rows;
}

/// Rows of songs whose files are gone.
std::shared_ptr<const std::vector<std::uint32_t>> gone_rows(const library::Snapshot& snapshot) {
  auto rows = std::make_shared<std::vector<std::uint32_t>>();
  for (const std::int64_t song : snapshot.library->removals().gone())
    if (const auto row = snapshot.row_of(song)) rows->push_back(*row);
  return rows;
}

/// What lies beside a library begins so.
const fs::path& place_beside(const places::Settings& settings) {
  return settings.places.base.empty() ? settings.library : settings.places.base;
}

}  // namespace

bool View::is_gone(std::uint32_t row) const { return std::ranges::binary_search(*gone, row); }

struct SnapshotCache::Songbook {
  TemporaryFolder folder;
  catalog::Catalog library = catalog::sqlite::open(folder.path() / "songbook.db");
};

SnapshotCache::SnapshotCache(
    places::Settings settings,
    std::shared_ptr<const reading::Reader> reader)  // NOLINT(performance-unnecessary-value-param): as the other one
    : SnapshotCache(settings, reader, [reader, settings](const auto& library) {
        return library::load_snapshot(
            library, reader->model(),
            {places::default_similarity_model(), settings.threads, library::folder_beside(place_beside(settings))});
      }) {}
SnapshotCache::SnapshotCache(places::Settings settings, std::shared_ptr<const reading::Reader> reader, ReadLibrary read)
    : settings_(std::move(settings)), reader_(std::move(reader)), read_(std::move(read)) {}
SnapshotCache::~SnapshotCache() = default;

catalog::Catalog& SnapshotCache::own() {
  const std::lock_guard lock(opening_);
  if (!own_) own_ = std::make_shared<catalog::Catalog>(catalog::open(settings_.library));
  return *own_;
}

/// The person's library when there is one.
std::shared_ptr<catalog::Catalog> SnapshotCache::opened() {
  // What cannot be looked at is left to the catalogue to complain about.
  std::error_code unknown;
  if (!catalog::is_on_server(settings_.library) && !fs::exists(settings_.library, unknown) && !unknown) return nullptr;
  own();
  const std::lock_guard lock(opening_);
  return own_;
}

std::shared_ptr<catalog::Catalog> SnapshotCache::filled() {
  std::shared_ptr<catalog::Catalog> own = opened();
  if (own && !own->songs().empty()) return own;
  const std::lock_guard lock(opening_);
  if (!songbook_) {
    auto songbook = std::make_shared<Songbook>();
    (void)intake::add_songbook(songbook->library, *reader_, settings_.threads);
    songbook_ = std::move(songbook);
  }
  return {songbook_, &songbook_->library};
}

void SnapshotCache::score_unread(catalog::Catalog& library, const OnProgress& on_progress) {
  const std::string& model = reader_->model().id();
  std::int64_t after = 0;
  std::size_t done = 0;
  while (true) {
    const std::vector<catalog::UnscoredSong> songs = library.scores().unscored(model, after, kLateBatch);
    if (songs.empty()) return;
    std::vector<catalog::SongScores> scores(songs.size());
    parallel_for(songs.size(), kLatePiece, settings_.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i)
        scores[i] = {songs[i].id, reading::read_lyric(*reader_, songs[i].lyrics, songs[i].form).prediction};
    });
    library.scores().store(model, scores);
    after = songs.back().id;
    done += songs.size();
    on_progress({"reading songs new to this model", done, 0});
  }
}

std::shared_ptr<const library::Snapshot> SnapshotCache::load(const std::shared_ptr<catalog::Catalog>& library,
                                                             const OnProgress& on_progress) {
  std::shared_ptr<library::Snapshot> snapshot = read_(library);
  if (!snapshot->is_kept && snapshot->size() < library->songs().size()) {
    score_unread(*library, on_progress);
    snapshot = read_(library);
  }
  snapshot->from_songbook = songbook_ && library.get() == &songbook_->library;
  return snapshot;
}

std::optional<View> SnapshotCache::present() const {
  const std::lock_guard lock(view_mutex_);
  return view_;
}

bool SnapshotCache::may_be_stale(Clock::time_point now) {
  return seen_.load() < wanted_.load() || now.time_since_epoch().count() >= next_look_.load();
}

/// Whether others go on writing so soon after a reading that the next one shall wait.
bool SnapshotCache::is_resting(std::int64_t generation, Clock::time_point now) {
  if (generation != written_) {
    // Nobody looks while songs are read: what was written meanwhile tells no rhythm.
    if (written_at_ > loaded_at_ && now - written_at_ < kLongestRhythm) rhythm_ = std::max(rhythm_, now - written_at_);
    written_ = generation;
    written_at_ = now;
  }
  return now < next_load_ && now - written_at_ < kQuiet + kQuietRhythms * rhythm_;
}

void SnapshotCache::bring_up_to_date(std::uint64_t wanted, const OnProgress& on_progress) {
  const bool is_own_change = seen_.load() < wanted;
  if (!watch_ && opened()) {
    watch_ = own().changes().watch();
    pending_ = true;
  }
  if (watch_ && watch_->has_changed()) pending_ = true;
  const std::optional<View> before = present();
  if (before && !pending_ && !is_own_change) return;
  const std::shared_ptr<catalog::Catalog> library = filled();
  const bool is_same_library = before && before->snapshot->library == library;
  const std::int64_t generation = library->changes().generation(catalog::Changed::songs);
  std::shared_ptr<const library::Snapshot> fresh;
  if (!is_same_library || generation != before->snapshot->generation) {
    const Clock::time_point begin = Clock::now();
    if (is_same_library && !is_own_change && is_resting(generation, begin)) return;
    fresh = load(library, on_progress);
    // Who compares songs now will do so again: nobody shall wait for that.
    if (before && before->snapshot->columns.space.is_made()) (void)*fresh->columns.space;
    loaded_at_ = Clock::now();
    next_load_ = loaded_at_ + kRestAfterLoading * (loaded_at_ - begin);
    rhythm_ /= 2;  // what was so seldom once need not stay so
  }
  try {
    publish(fresh);
  } catch (const Error&) {
    const library::Snapshot& used = fresh ? *fresh : *before->snapshot;
    if (!used.is_damaged()) throw;
    library::forget(used);
    fresh = load(library, on_progress);
    publish(fresh);
  }
  pending_ = false;
  // The songbook's place goes with the program.
  if (!fresh || fresh->from_songbook || fresh->is_kept) return;
  if (is_kept_)
    to_keep_ = std::move(fresh);
  else
    library::keep(*fresh);
}

void SnapshotCache::settle() {
  const std::lock_guard settling(settling_);
  std::shared_ptr<const library::Snapshot> fresh;
  {
    const std::lock_guard loading(loading_);
    fresh = std::move(to_keep_);
  }
  // While others go on writing the files would be of no use.
  const auto is_past = [&] {
    return fresh->library->changes().generation(catalog::Changed::songs) != fresh->generation;
  };
  if (!fresh || is_past() || !library::keep(*fresh)) return;
  const std::lock_guard loading(loading_);
  const std::optional<View> now = present();
  if (!now || now->snapshot != fresh || is_past()) return;
  const std::shared_ptr<library::Snapshot> mapped = read_(fresh->library);
  if (!mapped->is_kept) return;  // somebody has written at this very moment: the next look sees it
  if (fresh->columns.space.is_made()) (void)*mapped->columns.space;
  publish(mapped);
}

void SnapshotCache::settle_library(const OnProgress& on_progress) {
  if (const std::shared_ptr<catalog::Catalog> library = opened()) library->settle(on_progress);
}

void SnapshotCache::renew(const library::Snapshot& damaged) {
  const std::lock_guard loading(loading_);
  library::forget(damaged);
  const std::lock_guard lock(view_mutex_);
  if (view_ && view_->snapshot.get() == &damaged) view_.reset();
}

/// Gives a new state to those who ask, or the present one when there is none, with the blocks as they are now.
void SnapshotCache::publish(std::shared_ptr<const library::Snapshot> fresh) {
  const std::lock_guard lock(publishing_);
  const std::optional<View> before = present();
  View now = fresh ? View{std::move(fresh), nullptr, nullptr, 0} : *before;
  if (!now.gone) now.gone = gone_rows(*now.snapshot);
  const std::int64_t blocks = now.snapshot->library->changes().generation(catalog::Changed::blocks);
  if (!now.blocked || blocks != blocks_generation_) now.blocked = blocked_rows(*now.snapshot);
  blocks_generation_ = blocks;
  now.blocks = blocks;
  // The last one to use a state gives back its memory, which takes a while: that shall not be somebody who asks.
  if (is_kept_ && before && before->snapshot != now.snapshot) retired_.push_back(before->snapshot);
  const std::lock_guard view_lock(view_mutex_);
  view_ = std::move(now);
}

void SnapshotCache::drop_retired() {
  std::vector<std::shared_ptr<const library::Snapshot>> unused;
  {
    const std::lock_guard lock(publishing_);
    for (auto& snapshot : retired_)
      if (snapshot.use_count() == 1) unused.push_back(std::move(snapshot));
    std::erase(retired_, nullptr);
  }
  if (unused.empty()) return;
  unused.clear();
  give_memory_back();
}

void SnapshotCache::catch_up(const OnProgress& on_progress) {
  const std::uint64_t wanted = wanted_.load();
  const std::lock_guard loading(loading_);
  bring_up_to_date(wanted, on_progress);
  seen_.store(std::max(seen_.load(), wanted));
}

void SnapshotCache::keep_current() {
  if (is_kept_.exchange(true)) return;
  keeper_ = std::jthread([this](const std::stop_token& stop) { keep(stop); });
}

void SnapshotCache::keep(const std::stop_token& stop) {
  give_way();
  std::mutex mutex;
  std::condition_variable_any waiting;
  while (!stop.stop_requested()) {
    try {
      if (present()) catch_up(kNoProgress);
      settle();
    } catch (const std::exception&) {
      // The state before goes on answering; the next look tries again.
    }
    drop_retired();
    std::unique_lock lock(mutex);
    waiting.wait_for(lock, stop, kBetweenKeepersLooks, [] { return false; });
  }
}

void SnapshotCache::note_change(catalog::Changed what) noexcept {
  if (!is_kept_ || !present()) {
    wanted_.fetch_add(1);
    return;
  }
  try {
    if (what == catalog::Changed::blocks) return publish(nullptr);
    wanted_.fetch_add(1);
    catch_up(kNoProgress);
  } catch (const std::exception&) {
    wanted_.fetch_add(1);  // the keeper tries again
  }
}

View SnapshotCache::view(const OnProgress& on_progress) {
  const Clock::time_point now = Clock::now();
  const std::optional<View> before = present();
  if (before && (is_kept_ || !may_be_stale(now))) return *before;
  const std::uint64_t wanted = wanted_.load();
  std::unique_lock loading(loading_, std::defer_lock);
  if (before && seen_.load() >= wanted) {
    if (!loading.try_lock()) return *before;
  } else {
    loading.lock();
  }
  if (!present() || may_be_stale(now)) {
    bring_up_to_date(wanted, on_progress);
    seen_.store(std::max(seen_.load(), wanted));
    next_look_.store((Clock::now() + kBetweenLooks).time_since_epoch().count());
  }
  return *present();
}

}  // namespace leitmotif::current
