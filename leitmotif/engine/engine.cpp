#include "leitmotif/engine/engine.hpp"

#include "leitmotif/browse/indexes.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/parts/other_parts.hpp"
#include "leitmotif/people/wishes.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::engine {

Engine::Engine(places::Settings settings, std::shared_ptr<const reading::Reader> reader)
    : settings_(std::move(settings)),
      reader_(std::move(reader)),
      snapshots_(std::make_unique<current::SnapshotCache>(settings_, reader_)),
      wishes_(std::make_unique<people::Wishes>(settings_, reader_, *snapshots_)),
      taste_(std::make_unique<listeners::Taste>(settings_, *snapshots_)),
      indexes_(std::make_unique<browse::Indexes>()),
      parts_(settings_.parts.empty()
                 ? nullptr
                 : std::make_unique<const parts::OtherParts>(settings_.parts, settings_.parts_token)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Engine Engine::open(const places::Settings& settings) {
  places::Settings complete = settings;
  if (complete.model.empty()) complete.model = places::default_model();
  if (complete.library.empty()) complete.library = places::default_library();
  complete.places = places::places_of(complete.library);
  auto reader = std::make_shared<const reading::Reader>(reading::Reader::load(complete.model));
  return {std::move(complete), std::move(reader)};
}

void Engine::keep_current() { snapshots_->keep_current(); }

void Engine::settle() { snapshots_->settle(); }
void Engine::settle_library(const OnProgress& on_progress) { snapshots_->settle_library(on_progress); }

const catalog::Catalog& Engine::own() const { return snapshots_->own(); }

catalog::Catalog& Engine::own_library() { return snapshots_->own(); }

catalog::Catalog& Engine::answering_library() const { return *snapshots_->view(kNoProgress).snapshot->library; }

}  // namespace leitmotif::engine
