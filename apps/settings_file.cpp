#include "apps/settings_file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::apps {
namespace {

/// More is no configuration.
constexpr std::size_t kMostBytes = 1 << 20;

/// A setting that knows its line until all are in order.
struct PlacedSetting {
  std::uint32_t line;
  Setting setting;
};

std::string number_text(double number) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

std::string where_of(const std::string& file, const toml::node& node) {
  return file + ":" + std::to_string(node.source().begin.line);
}

/// One value as it would be typed.
std::string typed_value(const toml::node& node, const std::string& where, const std::string& name) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* number = node.as_floating_point()) return number_text(number->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  throw Error(ErrorKind::corrupt_data,
              where + ": " + name + ": expected a text, a number, true or false, or a list of these");
}

void flatten(const toml::table& table, const std::string& file, const std::string& above,
             std::vector<PlacedSetting>& into) {
  for (const auto& [key, node] : table) {
    const std::string name = above + std::string(key.str());
    const std::string where = where_of(file, node);
    if (const auto* below = node.as_table()) {
      flatten(*below, file, name + ".", into);
      continue;
    }
    Setting setting{name, {}, where};
    if (const auto* list = node.as_array())
      for (const toml::node& one : *list) setting.values.push_back(typed_value(one, where, name));
    else
      setting.values.push_back(typed_value(node, where, name));
    into.push_back({node.source().begin.line, std::move(setting)});
  }
}

}  // namespace

std::vector<Setting> read_settings(const std::filesystem::path& file) {
  const std::string text = read_file(file, kMostBytes);
  std::vector<PlacedSetting> placed;
  try {
    flatten(toml::parse(text), file.string(), "", placed);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorKind::corrupt_data, file.string() + ":" + std::to_string(error.source().begin.line) +
                                             ": is not TOML: " + std::string(error.description()));
  }
  std::ranges::stable_sort(placed, {}, &PlacedSetting::line);
  std::vector<Setting> settings;
  for (PlacedSetting& one : placed) settings.push_back(std::move(one.setting));
  return settings;
}

}  // namespace leitmotif::apps
