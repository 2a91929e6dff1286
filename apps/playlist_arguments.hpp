// The options of `playlists ...`.
#pragma once

#include <string>

#include "apps/options.hpp"

namespace CLI {
class App;
}

namespace leitmotif::apps {

/// `command` is what stands behind `playlists`, such as `make`.
void add_playlists(const std::string& command, CLI::App& app, PlaylistsOptions& wish);

}  // namespace leitmotif::apps
