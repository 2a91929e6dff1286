// The engine's verbs about a person's own songs.
#include "leitmotif/engine/doctor.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/mood.hpp"
#include "leitmotif/engine/scan.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/engine/watch.hpp"

namespace leitmotif::engine {

ScanReport Engine::scan(const ScanRequest& request, const OnProgress& on_progress) {
  const Writing writing(*snapshots_);
  return engine::scan(own_library(), *reader_, request, on_progress);
}

void Engine::watch(const ScanRequest& request, const OnProgress& on_progress,
                   const std::function<void(const ScanReport&)>& on_scan) {
  watch_folder(request.folder, on_progress, [&] { on_scan(scan(request, on_progress)); });
}

DoctorReport Engine::examine_lyrics() { return engine::examine_lyrics(own_library()); }

MoodReport Engine::write_moods(const MoodRequest& request, const OnProgress& on_progress) {
  return engine::write_moods(own_library(), *reader_, request, on_progress);
}

}  // namespace leitmotif::engine
