// What holds where an option is not typed: a variable, else a person's configuration file, else the system's.
// Flow: files, environment -> Defaults -> command_line.cpp.
// Source: the XDG base directory specification for where such files lie.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/settings_file.hpp"
#include "leitmotif/wire/option.hpp"

namespace leitmotif::apps {

/// `~/Music` as the folder it is in a shell, where HOME is set.
[[nodiscard]] std::string with_home(const std::string& value);

/// Immutable.
class Defaults {
 public:
  /// Reads leitmotif/config.toml of XDG_CONFIG_DIRS (default /etc/xdg) and of XDG_CONFIG_HOME (default ~/.config); with
  /// LEITMOTIF_CONFIG that file and no other. A file that is not there says nothing, unless it was named.
  /// Throws as read_settings, and not_found (LEITMOTIF_CONFIG).
  [[nodiscard]] static Defaults read();

  /// What was set for an option of a command (empty: of every command). A variable counts before files:
  /// LEITMOTIF_SERVE_PORT for serve's --port, LEITMOTIF_LIBRARY for --library.
  [[nodiscard]] std::optional<Setting> find(std::string_view command, const wire::Option& option) const;

  /// The files looked for, the one that counts most first.
  [[nodiscard]] const std::vector<std::filesystem::path>& files() const noexcept { return files_; }
  /// Every setting of the files, also those of no known name; the ones that count most first.
  [[nodiscard]] const std::vector<Setting>& of_files() const noexcept { return settings_; }

 private:
  std::vector<std::filesystem::path> files_;
  std::vector<Setting> settings_;
};

/// What an option is called in files: `serve.port`; `playlists.make.n` for `playlists make -n`. The long name is taken
/// where there is one. Empty for what is given by its place.
[[nodiscard]] std::string setting_name(std::string_view command, const wire::Option& option);

/// The variable of a setting: LEITMOTIF_SERVE_PORT.
[[nodiscard]] std::string variable_of(std::string_view setting);

}  // namespace leitmotif::apps
