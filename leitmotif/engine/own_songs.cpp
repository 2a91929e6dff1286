// The engine's verbs about a person's own songs.
#include <string>

#include "leitmotif/collection/doctor.hpp"
#include "leitmotif/collection/measure.hpp"
#include "leitmotif/collection/moods.hpp"
#include "leitmotif/collection/scan.hpp"
#include "leitmotif/collection/watch.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::engine {

collection::ScanReport Engine::scan(const collection::ScanRequest& request, const OnProgress& on_progress) {
  collection::ScanReport report;
  {
    // Songs can be asked for as soon as their tags are read; listening takes longer.
    const current::Writing writing(*snapshots_);
    report = collection::scan(own_library(), *reader_, request, on_progress);
  }
  if (!request.sound || (!request.share.is_whole() && report.covered.empty())) return report;
  const current::Writing writing(*snapshots_);
  const collection::MeasureReport sounds =
      collection::measure_sounds(own_library(), {request.folder, request.threads, report.covered}, on_progress);
  report.measured = sounds.measured;
  if (sounds.again > 0)
    report.notes.push_back({"sound", 0,
                            std::to_string(sounds.again) + (sounds.again == 1 ? " song was" : " songs were") +
                                " listened to once more for a fingerprint, by which copies of a recording are found"});
  report.notes.insert(report.notes.end(), sounds.rejected.begin(), sounds.rejected.end());
  return report;
}

void Engine::watch(const collection::ScanRequest& request, const OnProgress& on_progress,
                   const std::function<void(const collection::ScanReport&)>& on_scan) {
  collection::watch_folder(request.folder, on_progress, [&] { on_scan(scan(request, on_progress)); });
}

collection::DoctorReport Engine::examine_lyrics() { return collection::examine_lyrics(own_library()); }

collection::MoodReport Engine::write_moods(const collection::MoodRequest& request, const OnProgress& on_progress) {
  return collection::write_moods(own_library(), *reader_, request, on_progress);
}

}  // namespace leitmotif::engine
