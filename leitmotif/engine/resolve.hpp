// A wish in words becomes a query in numbers.
// Flow: RecommendRequest, library::Snapshot -> Resolved -> rank and describe.
#pragma once

#include "leitmotif/answers/request.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::engine {

/// A wish whose names were found in the library.
struct Resolved {
  recommend::Query query;
  answers::RecommendRequest understood;  ///< names spelled as the program spells them
};

/// Throws as Engine::recommend what is wrong whatever the library: before anything long begins.
void check_request(const answers::RecommendRequest& request, const reading::Reader& reader);

/// Throws as Engine::recommend what is wrong with names and songs.
[[nodiscard]] Resolved resolve(const answers::RecommendRequest& request, const current::View& view);

}  // namespace leitmotif::engine
