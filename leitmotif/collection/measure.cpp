#include "leitmotif/collection/measure.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/song_sound.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/sound/listening.hpp"

namespace leitmotif::collection {
namespace {

/// Large enough that writing costs nothing beside listening, small enough that little is lost.
constexpr std::size_t kSongsAtOnce = 8;

/// A song and the file that says what it sounds like.
struct Listening {
  std::int64_t song = 0;
  std::string digest;
  std::filesystem::path path;
  bool again = false;  ///< only for its fingerprint
};

class Measuring {
 public:
  Measuring(catalog::Catalog& library, const MeasureRequest& request, const OnProgress& on_progress)
      : library_(library), request_(request), on_progress_(on_progress) {}

  MeasureReport run() {
    const std::vector<Listening> wanted = find_wanted();
    std::vector<std::filesystem::path> paths;
    for (const Listening& listening : wanted) paths.push_back(listening.path);
    if (paths.empty()) return std::move(report_);
    on_progress_({"listening", 0, paths.size()});
    sound::listen_to(paths, {.threads = request_.threads, .low_priority = true}, [&](sound::Listened&& listened) {
      take(wanted[listened.file], std::move(listened));
      ++done_;
      if (waiting_.size() < kSongsAtOnce) return;
      store();
      on_progress_({"listening", done_, paths.size()});
    });
    store();
    return std::move(report_);
  }

 private:
  /// One file for each song: the one with the smallest number, which is the one found first.
  std::vector<Listening> find_wanted() {
    std::map<std::int64_t, catalog::FileRow> files;
    const auto look_at = [&](const catalog::FileRow& row) {
      if (row.kind != catalog::FileKind::music || row.gone || !row.song || row.digest.empty()) return;
      if (!request_.files.empty() && !std::ranges::binary_search(request_.files, row.path)) return;
      const auto [entry, is_new] = files.try_emplace(*row.song, row);
      if (!is_new && row.id < entry->second.id) entry->second = row;
    };
    if (request_.folder.empty())
      library_.files().for_each(look_at);
    else
      std::ranges::for_each(library_.files().below(std::filesystem::canonical(request_.folder)), look_at);
    std::vector<Listening> wanted;
    for (const auto& [song, row] : files) {
      const std::vector<catalog::SoundFeature> there = library_.sounds().of(song);
      if (is_measured(there, row.digest) && !lacks_fingerprint(song, there))
        ++report_.unchanged;
      else
        wanted.push_back({song, row.digest, row.path, is_measured(there, row.digest)});
    }
    return wanted;
  }

  /// Whether it was measured before fingerprints were made.
  [[nodiscard]] bool lacks_fingerprint(std::int64_t song, std::span<const catalog::SoundFeature> there) const {
    return !was_refused(there) && !was_fingerprinted(there) && library_.sounds().fingerprint(song).empty();
  }

  void take(const Listening& listening, sound::Listened&& listened) {
    if (!listened.refusal.empty()) {
      report_.rejected.push_back({shown(listening.path), 0, "cannot be listened to: it " + listened.refusal});
      // A file that is not there, or not readable now, may be so another time.
      std::error_code ignored;
      if (std::filesystem::is_regular_file(listening.path, ignored))
        waiting_.push_back({listening.song, features_of_refusal(listening.digest), {}});
      return;
    }
    ++report_.measured;
    if (listening.again) ++report_.again;
    const std::vector<catalog::SoundFeature> there = library_.sounds().of(listening.song);
    waiting_.push_back(
        {listening.song, features_of(listened.measurement, listening.digest, there), listened.measurement.fingerprint});
  }

  void store() {
    library_.sounds().store(waiting_);
    waiting_.clear();
  }

  catalog::Catalog& library_;
  const MeasureRequest& request_;
  const OnProgress& on_progress_;
  MeasureReport report_;
  std::vector<catalog::SongSound> waiting_;
  std::size_t done_ = 0;
};

}  // namespace

MeasureReport measure_sounds(catalog::Catalog& library, const MeasureRequest& request, const OnProgress& on_progress) {
  MeasureReport report = Measuring(library, request, on_progress).run();
  // Listeners end in any order; the report does not depend on it.
  std::ranges::sort(report.rejected, {}, &Rejected::source);
  return report;
}

}  // namespace leitmotif::collection
