// The engine's verbs about a person's own songs.
#include "leitmotif/collection/doctor.hpp"
#include "leitmotif/collection/moods.hpp"
#include "leitmotif/collection/scan.hpp"
#include "leitmotif/collection/watch.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"

namespace leitmotif::engine {

collection::ScanReport Engine::scan(const collection::ScanRequest& request, const OnProgress& on_progress) {
  const Writing writing(*snapshots_);
  return collection::scan(own_library(), *reader_, request, on_progress);
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
