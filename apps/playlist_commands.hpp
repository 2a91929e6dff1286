// `playlists ...`: lists for every topic and mood, playlist files in, saved lists, and `recommend --format`.
#pragma once

#include <vector>

#include "apps/options.hpp"

namespace leitmotif::apps {

int run_playlists_make(const Options& options);
int run_playlists_import(const Options& options);
int run_playlists_list(const Options& options);
int run_playlists_show(const Options& options);
int run_playlists_export(const Options& options);
int run_playlists_remove(const Options& options);

/// Prints an answer as a playlist file that will lie in the present folder.
void print_as_playlist(const engine::Engine& engine, const engine::RecommendAnswer& answer, const std::string& format);

}  // namespace leitmotif::apps
