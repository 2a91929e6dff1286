#include "leitmotif/engine/engine.hpp"

#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/indexes.hpp"
#include "leitmotif/engine/locations.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/engine/taste.hpp"
#include "leitmotif/engine/wishes.hpp"

namespace leitmotif::engine {

Engine::Engine(Settings settings, std::shared_ptr<const reading::Reader> reader)
    : settings_(std::move(settings)),
      reader_(std::move(reader)),
      snapshots_(std::make_unique<SnapshotCache>(settings_, reader_)),
      wishes_(std::make_unique<Wishes>(settings_, reader_, *snapshots_)),
      taste_(std::make_unique<Taste>(settings_, *snapshots_)),
      indexes_(std::make_unique<Indexes>()) {}
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

}  // namespace leitmotif::engine
