// The model file a command means.
#pragma once

#include <filesystem>

#include "apps/command.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::apps {

/// The file that was named, else that of `--model`, else the shipped one.
[[nodiscard]] inline std::filesystem::path model_or_shipped(const std::filesystem::path& file, const General& general) {
  if (!file.empty()) return file;
  return general.settings.model.empty() ? places::default_model() : general.settings.model;
}

}  // namespace leitmotif::apps
