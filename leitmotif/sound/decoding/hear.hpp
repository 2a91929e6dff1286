// One file from its bytes to what it sounds like.
// Flow: path -> decoder -> Listener, Chromaprint -> Measurement.
#pragma once

#include <filesystem>
#include <string>

#include "leitmotif/sound/measurement.hpp"

namespace leitmotif::sound::decoding {

/// Throws not_found, io (the file), corrupt_data (nothing of it can be decoded).
[[nodiscard]] Measurement hear(const std::filesystem::path& file);

/// JSON on one line: `file`, `names`, `whole` and `quarters`, the numbers a descriptor is made of, for learning it.
/// Throws as `hear`.
[[nodiscard]] std::string hear_numbers(const std::filesystem::path& file);

}  // namespace leitmotif::sound::decoding
