// Drawings as pictures of pixels. The door to librsvg, by its program rsvg-convert.
// Flow: SVG file -> PNG file beside it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/kept_file.hpp"

namespace leitmotif::report {

/// Draws `svg` into `png` at twice its size on white. `png` is whole or not there.
/// Throws unsupported (no rsvg-convert on this machine: Debian's package librsvg2-bin), io (it could not draw or
/// write).
void draw_png(const std::filesystem::path& svg, const std::filesystem::path& png);

/// Draws NAME.png beside each NAME.svg of a folder, as `files` keeps earlier ones. Throws as draw_png.
void draw_pngs(const std::filesystem::path& folder, const std::vector<std::string>& names, KeptFiles& files);

}  // namespace leitmotif::report
