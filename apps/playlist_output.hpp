// An answer as a playlist file on standard output.
#pragma once

#include <filesystem>
#include <string>

#include "apps/command.hpp"

namespace leitmotif::apps {

/// The folder a file will lie in; of `-` the one the program was started in.
[[nodiscard]] std::filesystem::path folder_of(const std::string& output);

/// Prints the songs of an answer in a format of playlists. Throws invalid_argument for another one.
void print_as_playlist(const engine::Engine& engine, const answers::RecommendAnswer& answer, const std::string& format);

}  // namespace leitmotif::apps
