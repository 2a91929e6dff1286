// `leitmotif doctor`: whether everything the program needs is there, and what to do where it is not.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include "apps/command.hpp"
#include "apps/defaults.hpp"
#include "leitmotif/catalog/open.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/text/wordnet.hpp"

namespace leitmotif::apps {

Command doctor_command();

namespace {

namespace fs = std::filesystem;

/// One thing that was looked at.
struct Check {
  std::string name;
  std::string state;  ///< good, missing (something optional) or bad
  std::string says;   ///< what was found, or what is wrong
};

struct Installation {
  std::string version;
  bool good = true;  ///< nothing is bad
  std::vector<Check> checks;
};

const wire::Table<Installation>& installation_table() {
  using C = wire::Field<Check>;
  static const wire::Table<Check> check(
      "Check", {C::value("name", &Check::name, wire::any_text()),
                C::value("state", &Check::state,
                         wire::one_of({"good", "missing", "bad"}, "missing: only some commands need it")),
                C::value("says", &Check::says, wire::any_text())});
  using F = wire::Field<Installation>;
  static const wire::Table<Installation> table("Installation",
                                               {F::value("version", &Installation::version, wire::any_text()),
                                                F::value("good", &Installation::good, wire::truth("nothing is bad")),
                                                F::list("checks", &Installation::checks, check)});
  return table;
}

/// Looks at one thing; what it throws is what is wrong with it.
Check look_at(const char* name, const std::function<std::string()>& look) {
  try {
    return {name, "good", look()};
  } catch (const std::exception& error) {
    return {name, "bad", error.what()};
  }
}

Check helper(const char* program, const char* serves) {
  const fs::path file = program_folder() / program;
  if (::access(file.c_str(), X_OK) == 0) return {program, "good", file.string()};
  return {program, "missing", fmt::format("{} is not there; {} needs it", file.string(), serves)};
}

std::string configuration() {
  const Defaults defaults = Defaults::read();
  std::string read;
  for (const fs::path& file : defaults.files()) {
    std::error_code unknown;
    if (fs::exists(file, unknown)) read += (read.empty() ? "" : ", ") + file.string();
  }
  return read.empty() ? "no file" : read;
}

/// The library as it is, and whether it can be written to. Makes nothing.
std::string library_state(const General& general) {
  const fs::path file = general.settings.library.empty() ? places::default_library() : general.settings.library;
  const bool is_file = !catalog::is_on_server(file);
  if (is_file && !fs::exists(file)) return file.string() + ": there is none yet; import or scan makes it";
  if (is_file && ::access(file.c_str(), W_OK) != 0)
    throw Error(ErrorKind::io, file.string() + ": cannot be written to");
  const engine::Engine engine = engine::Engine::open(general.settings);
  const answers::LibrarySummary library = engine.library();
  if (library.from_songbook) return file.string() + ": no songs yet, so the songbook answers";
  return fmt::format("{}: {} songs{}", file.string(), library.songs,
                     library.gone == 0 ? "" : fmt::format(", {} of them with their files gone", library.gone));
}

Installation examine(const General& general) {
  Installation found;
  found.version = LEITMOTIF_VERSION;
  found.checks.push_back(look_at("configuration", configuration));
  found.checks.push_back(look_at("data", [] { return places::data_folder().string(); }));
  found.checks.push_back(look_at("model", [&] {
    const engine::Engine engine = engine::Engine::open(general.settings);
    return fmt::format("{} ({})", engine.settings().model.string(), engine.reader().model().card().kind);
  }));
  found.checks.push_back(look_at("WordNet", [] {
    const fs::path folder = text::WordNet::default_folder();
    (void)text::WordNet::load(folder);
    return folder.string();
  }));
  found.checks.push_back(look_at("library", [&] { return library_state(general); }));
  found.checks.push_back(helper("leitmotif-listen", "what songs sound like"));
  found.checks.push_back(helper("leitmotif-train", "training"));
  found.good = std::ranges::none_of(found.checks, [](const Check& check) { return check.state == "bad"; });
  return found;
}

std::string to_text(const Installation& found) {
  std::string text = fmt::format("leitmotif {}\n", found.version);
  for (const Check& check : found.checks)
    text += fmt::format("{:<8} {}: {}\n", check.state, check.name, without_controls(check.says));
  return text;
}

}  // namespace

Command doctor_command() {
  return {"doctor", "whether everything the program needs is there", {}, [](const General& general) {
            const Installation found = examine(general);
            show(general, installation_table(), found, [](const Installation& all) { return to_text(all); });
            if (found.good) return 0;
            flush_output();
            const auto bad = std::ranges::find(found.checks, "bad", &Check::state);
            throw Error(ErrorKind::io, bad->name + ": " + bad->says);
          }};
}

}  // namespace leitmotif::apps
