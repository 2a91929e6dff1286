// `leitmotif config show`: what is set, and where.
#include <fmt/format.h>

#include <memory>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/defaults.hpp"

namespace leitmotif::apps {

Command config_show_command();

namespace {

/// A place where settings may stand.
struct ConfigFile {
  std::string file;
  bool read = false;  ///< it is there
};

/// What holds unless something else is typed.
struct ShownConfig {
  std::vector<Setting> settings;
  std::vector<ConfigFile> files;  ///< the one that counts most first
};

const wire::Table<ShownConfig>& config_table() {
  using S = wire::Field<Setting>;
  static const wire::Table<Setting> setting(
      "Setting", {S::value("name", &Setting::name, wire::any_text("a dot stands between command and option")),
                  S::value("values", &Setting::values, wire::list_of(wire::any_text(), 0, wire::kManyItems)),
                  S::value("origin", &Setting::origin, wire::any_text("file and line, or a variable"))});
  using P = wire::Field<ConfigFile>;
  static const wire::Table<ConfigFile> file("ConfigFile",
                                            {P::value("file", &ConfigFile::file, wire::any_text()),
                                             P::value("read", &ConfigFile::read, wire::truth("it is there"))});
  using F = wire::Field<ShownConfig>;
  static const wire::Table<ShownConfig> table(
      "Config", {F::list("settings", &ShownConfig::settings, setting), F::list("files", &ShownConfig::files, file)});
  return table;
}

ShownConfig current_config() {
  const Defaults defaults = Defaults::read();
  ShownConfig config;
  const auto add = [&](std::string_view command, const std::vector<wire::Option>& options) {
    for (const wire::Option& option : options)
      if (std::optional<Setting> setting = defaults.find(command, option))
        config.settings.push_back(std::move(*setting));
  };
  General general;
  add("", general_options(general));
  for (const Command& command : commands()) add(command.name, command.options);
  for (const std::filesystem::path& file : defaults.files()) {
    std::error_code unknown;
    config.files.push_back({file.string(), std::filesystem::exists(file, unknown)});
  }
  return config;
}

std::string to_text(const ShownConfig& config, bool with_origin) {
  std::string text;
  for (const Setting& setting : config.settings) {
    std::string values;
    for (const std::string& value : setting.values) values += (values.empty() ? "" : ", ") + value;
    text += fmt::format("{} = {}", setting.name, without_controls(values));
    text += with_origin ? fmt::format("  ({})\n", without_controls(setting.origin)) : "\n";
  }
  if (config.settings.empty()) text += "nothing is set: every option is as its help says\n";
  if (!with_origin) return text;
  for (const ConfigFile& file : config.files)
    text += fmt::format("{}: {}\n", without_controls(file.file), file.read ? "read" : "is not there");
  return text;
}

}  // namespace

Command config_show_command() {
  const auto with_origin = std::make_shared<bool>(false);
  return {"config show",
          "what is set in configuration files and variables",
          {{"--origin", "", "also where each comes from, and which files were looked for", with_origin.get()}},
          [with_origin](const General& general) {
            show(general, config_table(), current_config(),
                 [&](const ShownConfig& config) { return to_text(config, *with_origin); });
            return 0;
          }};
}

}  // namespace leitmotif::apps
