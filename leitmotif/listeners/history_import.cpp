#include "leitmotif/listeners/history_import.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>
#include <unordered_map>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/histories/listen.hpp"
#include "leitmotif/library/song_finder.hpp"

namespace leitmotif::listeners {
namespace {

using histories::Listen;

constexpr std::size_t kEventsAtOnce = 20'000;
/// So many names that are not found are listed, those with most events.
constexpr std::size_t kMostListed = 50;
/// So many names are remembered; beyond them, names are looked up again.
constexpr std::size_t kMostNames = 2'000'000;
/// Events without a time are told apart by song, so they all get this one.
constexpr std::int64_t kNoTimeMs = 0;

/// Finds songs by name or id, and remembers what it found: a history has the same song many times.
class NameFinder {
 public:
  explicit NameFinder(const catalog::Catalog& library) : library_(library), finder_(library, {}) {
    library.songs().for_each([&](const catalog::StoredSong& stored) {
      found_.try_emplace(key(stored.song.artist, stored.song.title), stored.id);
    });
  }

  /// 0 when the library does not have it.
  [[nodiscard]] std::int64_t find(const Listen& listen) {
    const std::size_t names = key(listen.artist, listen.title);
    const auto found = found_.find(names);
    if (found != found_.end() && (found->second != 0 || listen.ids.recording_id.empty())) return found->second;
    const std::int64_t song = finder_.find({SongReference(listen)}).song;
    if (found_.size() < kMostNames) found_.insert_or_assign(names, song);
    return song;
  }

  /// "ARTIST - TITLE" of the song that a search finds first.
  [[nodiscard]] std::string nearest(const NotFoundSong& song) const {
    for (const std::string& words : {song.artist + " " + song.title, song.title, song.artist}) {
      if (ascii::trimmed(words).empty() || words.size() > catalog::kMostSearchBytes) continue;
      const catalog::Found found = library_.songs().search(words, 1, 0);
      if (!found.songs.empty()) return found.songs.front().head.artist + " - " + found.songs.front().head.title;
    }
    return {};
  }

 private:
  static std::size_t key(std::string_view artist, std::string_view title) {
    return std::hash<std::string>()(catalog::compared_form(artist) + '\n' + catalog::compared_form(title));
  }

  const catalog::Catalog& library_;
  library::SongFinder finder_;
  // Hashes of 64 bits instead of names: a million songs take some megabytes, and two names never meet in practice.
  std::unordered_map<std::size_t, std::int64_t> found_;
};

catalog::PlayKind kind_of(histories::ListenKind kind) { return static_cast<catalog::PlayKind>(kind); }

/// What tells events of one listener apart.
using EventKey = std::tuple<std::int64_t, std::int64_t, catalog::PlayKind>;

EventKey key_of(const catalog::Play& play) { return {play.at_ms, play.song, play.kind}; }

/// Events that somebody gave another weight, such as hearts that were taken back: an export does not know of that.
std::set<EventKey> weighed_events(const catalog::Catalog& library, const std::string& listener) {
  std::set<EventKey> weighed;
  library.plays().for_each({listener}, [&](const catalog::Play& play) {
    if (play.weight != 1) weighed.insert(key_of(play));
  });
  return weighed;
}

/// Collects events and keeps them batch by batch.
class Importer {
 public:
  Importer(catalog::Catalog& library, std::string listener, const OnProgress& on_progress)
      : library_(library),
        finder_(library),
        listener_(std::move(listener)),
        weighed_(weighed_events(library, listener_)),
        on_progress_(on_progress) {}

  void take(const Listen& listen) {
    const std::int64_t song = finder_.find(listen);
    if (song == 0) {
      ++report_.not_found;
      if (missing_.size() < kMostNames) ++missing_[listen.artist + "\n" + listen.title];
      return;
    }
    catalog::Play play = {
        listen.at_ms == 0 ? kNoTimeMs : listen.at_ms, listener_, song, kind_of(listen.kind), "import", 1};
    if (weighed_.contains(key_of(play))) {
      ++report_.known;
      return;
    }
    batch_.push_back(std::move(play));
    if (batch_.size() >= kEventsAtOnce) keep();
  }
  void keep() {
    if (batch_.empty()) return;
    const std::size_t added = library_.plays().add(batch_);
    report_.added += added;
    report_.known += batch_.size() - added;
    kept_ += batch_.size();
    batch_.clear();
    on_progress_({"events kept", kept_, 0});
  }
  HistoryImport finish(const histories::HistoryRead& read) {
    keep();
    report_.form = read.form;
    report_.read = read.read;
    report_.left_out = read.left_out;
    for (const auto& [names, events] : missing_) {
      const std::size_t cut = names.find('\n');
      report_.nearest.push_back({names.substr(0, cut), names.substr(cut + 1), events, {}});
    }
    std::ranges::sort(report_.nearest, [](const NotFoundSong& a, const NotFoundSong& b) {
      if (a.events != b.events) return a.events > b.events;
      return std::tie(a.artist, a.title) < std::tie(b.artist, b.title);
    });
    if (report_.nearest.size() > kMostListed) report_.nearest.resize(kMostListed);
    for (NotFoundSong& song : report_.nearest) song.nearest = finder_.nearest(song);
    return report_;
  }

 private:
  catalog::Catalog& library_;
  NameFinder finder_;
  std::string listener_;
  std::set<EventKey> weighed_;
  const OnProgress& on_progress_;
  HistoryImport report_;
  std::vector<catalog::Play> batch_;
  std::unordered_map<std::string, std::size_t> missing_;
  std::size_t kept_ = 0;
};

}  // namespace

HistoryImport import_history(catalog::Catalog& library, const std::filesystem::path& file, const std::string& listener,
                             const OnProgress& on_progress) {
  const auto begin = std::chrono::steady_clock::now();
  if (ascii::trimmed(listener).empty()) throw Error(ErrorKind::invalid_argument, "listener: expected a name");
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  Importer importer(library, listener, on_progress);
  const histories::HistoryRead read =
      histories::read_history(file, now_ms, [&](const Listen& listen) { importer.take(listen); });
  HistoryImport report = importer.finish(read);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return report;
}

}  // namespace leitmotif::listeners
