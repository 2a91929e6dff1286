#include "leitmotif/training/request.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/quoted.hpp"

namespace leitmotif::training {
namespace {

/// Values of a table that have an option of their own.
constexpr std::array<std::pair<const char*, const char*>, 3> kColumnSettings = {
    {{"lyrics", "text-column"}, {"topic", "label-column"}, {"artist", "group-column"}}};

/// The shortest text that gives the same number again.
std::string shortest(double number) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

/// Collects what was set.
struct Settings {
  std::vector<Setting> list;

  void add(const char* name, const std::string& value) {
    if (!value.empty()) list.push_back({name, value});
  }
  void add(const char* name, std::optional<double> value) {
    if (value) list.push_back({name, shortest(*value)});
  }
  void add_whole(const char* name, std::uint64_t value) {
    if (value != 0) list.push_back({name, std::to_string(value)});
  }
};

void add_columns(Settings& settings, const corpus::DatasetOptions& reading) {
  for (const corpus::ColumnChoice& choice : reading.columns) {
    const auto own = std::ranges::find(kColumnSettings, choice.value, &std::pair<const char*, const char*>::first);
    if (own != kColumnSettings.end())
      settings.add(own->second, choice.column);
    else
      settings.add("column", choice.value + "=" + choice.column);
  }
  if (reading.lyrics == corpus::LyricsChoice::sung) settings.add("pipeline", "corpus");
  if (reading.lyrics == corpus::LyricsChoice::cleaned) settings.add("pipeline", "none");
}

}  // namespace

Protocol parse_protocol(std::string_view name) {
  if (name == "honest") return Protocol::honest;
  if (name == "paper") return Protocol::paper;
  throw Error(ErrorKind::invalid_argument, "protocol '" + std::string(name) + "' is not known; known: honest, paper");
}

std::string_view name(Protocol protocol) noexcept { return protocol == Protocol::honest ? "honest" : "paper"; }

std::vector<Setting> settings_of(const TrainRequest& request) {
  Settings settings;
  settings.add("protocol", std::string(name(request.protocol)));
  if (request.protocol == Protocol::honest) settings.add("held-out", std::optional(request.held_out));
  settings.add_whole("epochs", static_cast<std::uint64_t>(request.epochs));
  add_columns(settings, request.reading);
  const Hyperparameters& set = request.set;
  settings.add("learning-rate", set.learning_rate);
  settings.add("dropout", set.dropout);
  settings.add("smoothing", set.smoothing);
  settings.add("c", set.c);
  if (set.hidden.size() == 2)
    settings.add("hidden", std::to_string(set.hidden[0]) + "," + std::to_string(set.hidden[1]));
  settings.add_whole("batch", set.batch);
  settings.add_whole("patience", static_cast<std::uint64_t>(set.patience));
  settings.add_whole("vocabulary", set.vocabulary);
  settings.add_whole("max-words", static_cast<std::uint64_t>(set.max_words));
  settings.list.push_back({"seed", std::to_string(request.seed)});
  return settings.list;
}

std::string command_of(const TrainRequest& request) {
  std::string command = "leitmotif train " + request.model + " " + shell_word(request.data.filename().string());
  if (request.test) command += " --test " + shell_word(request.test->filename().string());
  for (const Setting& setting : settings_of(request)) command += " --" + setting.name + " " + shell_word(setting.value);
  return command;
}

}  // namespace leitmotif::training
