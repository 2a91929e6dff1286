#include "leitmotif/engine/engine.hpp"

#include <unistd.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/engine/locations.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/evaluation/evaluate.hpp"

namespace leitmotif::engine {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const fs::path place = fs::temp_directory_path(error);
  std::string pattern = (place / "leitmotif-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr)
    throw Error(ErrorKind::io, (error ? "TMPDIR" : place.string()) + ": cannot make a temporary folder there");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Engine::Engine(Settings settings, std::shared_ptr<const reading::Reader> reader)
    : settings_(std::move(settings)),
      reader_(std::move(reader)),
      snapshots_(std::make_unique<SnapshotCache>(settings_, reader_)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Engine Engine::open(const Settings& settings) {
  Settings complete = settings;
  if (complete.model.empty()) complete.model = default_model();
  if (complete.library.empty()) complete.library = default_library();
  complete.places = places_of(complete.library);
  auto reader = std::make_shared<const reading::Reader>(reading::Reader::load(complete.model));
  return {std::move(complete), std::move(reader)};
}

void Engine::keep_current() { snapshots_->keep_current(); }

catalog::Catalog& Engine::own_library() { return snapshots_->own(); }

catalog::Catalog& Engine::answering_library() const { return *snapshots_->view(kNoProgress).snapshot->library; }

EvaluateAnswer Engine::evaluate(const fs::path& file) const {
  corpus::Dataset data = corpus::read_dataset(file);
  return {evaluation::evaluate(*reader_, file, data, nullptr, settings_.threads), std::move(data.rejected)};
}

}  // namespace leitmotif::engine
