#include "leitmotif/eda/eda.hpp"

#include <atomic>
#include <memory>
#include <thread>

#include "leitmotif/core/error.hpp"
#include "leitmotif/eda/eda_table.hpp"

namespace leitmotif::eda {

explore::Options eda_options(const EdaRequest& request, const OnProgress& on_progress) {
  explore::Options options;
  options.clusters = request.clusters;
  options.features = request.features;
  options.seed = request.seed;
  options.threads = request.threads;
  struct Shared {
    std::thread::id home = std::this_thread::get_id();
    std::atomic<bool> stopped = false;
    Progress last;
  };
  const auto shared = std::make_shared<Shared>();
  const auto tell = [shared, &on_progress] {
    try {
      on_progress(shared->last);
    } catch (...) {
      shared->stopped = true;
      throw;
    }
  };
  options.on_step = [shared, tell](std::string_view what, std::size_t done, std::size_t total) {
    shared->last = {what, done, total};
    tell();
  };
  options.check_stop = [shared, tell] {
    if (shared->stopped) throw Error(ErrorKind::cancelled, "stopped on request");
    if (std::this_thread::get_id() == shared->home) tell();
  };
  return options;
}

explore::Analysis explore_file(const std::filesystem::path& file, const EdaRequest& request,
                               const OnProgress& on_progress) {
  explore::SongTable table = read_song_table(file, request.share, [&](std::size_t rows) {
    on_progress({"reading songs", rows, 0});
  });
  return explore::analyse(std::move(table), eda_options(request, on_progress));
}

explore::Analysis explore_library(const catalog::Catalog& library, const reading::Reader& reader,
                                  const EdaRequest& request, const OnProgress& on_progress) {
  explore::SongTable table = library_table(library, reader, request, [&](std::size_t rows) {
    on_progress({"reading songs", rows, 0});
  });
  table.source = request.name;
  return explore::analyse(std::move(table), eda_options(request, on_progress));
}

}  // namespace leitmotif::eda
