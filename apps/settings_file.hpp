// A configuration file as a flat list of settings. The door to toml++.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace leitmotif::apps {

/// Something a person set once instead of typing it each time.
struct Setting {
  std::string name;                 ///< `library`, or `serve.port` for an option of a command
  std::vector<std::string> values;  ///< as they would be typed; a truth value is `true` or `false`
  std::string origin;               ///< FILE:LINE, or the name of a variable
};

/// The settings of a TOML file, in the order of their lines: text, numbers, truth values and lists of these, in tables
/// called like commands. Throws io, corrupt_data (not TOML, or a value of another kind; with file and line).
[[nodiscard]] std::vector<Setting> read_settings(const std::filesystem::path& file);

}  // namespace leitmotif::apps
