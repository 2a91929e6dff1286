#include "apps/defaults.hpp"

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {
namespace {

namespace fs = std::filesystem;

constexpr const char* kConfigFile = "leitmotif/config.toml";

/// Folders of a list with colons between them.
std::vector<fs::path> folders_of(const std::string& list) {
  std::vector<fs::path> folders;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(':', begin), list.size());
    // The specification wants full paths and has others passed over.
    if (const fs::path folder = list.substr(begin, end - begin); folder.is_absolute()) folders.push_back(folder);
    begin = end + 1;
  }
  return folders;
}

std::vector<fs::path> usual_files() {
  fs::path own = path_from_environment("XDG_CONFIG_HOME");
  if (const fs::path home = path_from_environment("HOME"); own.empty() && !home.empty()) own = home / ".config";
  std::vector<fs::path> files;
  if (own.is_absolute()) files.push_back(own / kConfigFile);
  fs::path shared = path_from_environment("XDG_CONFIG_DIRS");
  if (shared.empty()) shared = "/etc/xdg";
  for (const fs::path& folder : folders_of(shared.string())) files.push_back(folder / kConfigFile);
  return files;
}

bool is_path(const wire::Option& option) {
  return std::holds_alternative<fs::path*>(option.target) ||
         std::holds_alternative<std::vector<fs::path>*>(option.target);
}

}  // namespace

std::string with_home(const std::string& value) {
  if (!value.starts_with("~/")) return value;
  const fs::path home = path_from_environment("HOME");
  return home.empty() ? value : (home / value.substr(2)).string();
}

std::string setting_name(std::string_view command, const wire::Option& option) {
  const std::size_t comma = option.names.rfind(',');
  std::string_view name = option.names;
  if (comma != std::string_view::npos) name.remove_prefix(comma + 1);
  if (!name.starts_with('-')) return {};
  name.remove_prefix(name.find_first_not_of('-'));
  std::string above(command);
  std::ranges::replace(above, ' ', '.');
  return (above.empty() ? "" : above + ".") + std::string(name);
}

std::string variable_of(std::string_view setting) {
  std::string variable = "LEITMOTIF_";
  for (const char c : setting) variable += ascii::is_letter_or_digit(c) ? ascii::upper(c) : '_';
  return variable;
}

Defaults Defaults::read() {
  Defaults defaults;
  const fs::path named = path_from_environment("LEITMOTIF_CONFIG");
  defaults.files_ = named.empty() ? usual_files() : std::vector{named};
  for (const fs::path& file : defaults.files_) {
    std::error_code unknown;
    if (!fs::exists(file, unknown)) {
      if (named.empty()) continue;
      throw Error(ErrorKind::not_found, file.string() + ": does not exist (LEITMOTIF_CONFIG names it)");
    }
    std::vector<Setting> settings = read_settings(file);
    std::ranges::move(settings, std::back_inserter(defaults.settings_));
  }
  return defaults;
}

std::optional<Setting> Defaults::find(std::string_view command, const wire::Option& option) const {
  const std::string name = setting_name(command, option);
  if (name.empty()) return std::nullopt;
  const std::string variable = variable_of(name);
  if (const fs::path value = path_from_environment(variable.c_str()); !value.empty())
    return Setting{name, {value.string()}, variable};
  const auto found = std::ranges::find(settings_, name, &Setting::name);
  if (found == settings_.end()) return std::nullopt;
  Setting setting = *found;
  if (is_path(option)) std::ranges::transform(setting.values, setting.values.begin(), with_home);
  return setting;
}

}  // namespace leitmotif::apps
