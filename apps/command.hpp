// A command of a program: what it is called, what it takes, what it does. Everything about one command stands in one
// file; commands.cpp lists them.
// Flow: a row of the list -> command_line.cpp (options, help) -> run. Results go to standard output, everything else to
// standard error.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "apps/terminal.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/wire/option.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::apps {

using wire::argument;
using wire::needed;
using wire::within;

/// What every command takes.
struct General {
  places::Settings settings;
  std::uint64_t seed = 0;
  bool json = false;
};

/// One command. Errors leave `run` as leitmotif::Error.
struct Command {
  std::string name;     ///< one word, or two: the second is a command of the first
  std::string summary;  ///< what it does, in one line
  std::vector<wire::Option> options;
  std::function<int(const General& general)> run;  ///< gives the exit status; empty: leitmotif-train runs it
  /// Whether leitmotif-train has to run it after all; asked when the options are filled in. Empty: never.
  std::function<bool()> elsewhere = {};
  bool only_asks = false;  ///< it writes nothing that would be missed, so a stop may end it anywhere
};

/// Prints one JSON document when that was asked for, else text for people.
template <class Answer, class ToText>
void show(const General& general, const wire::Table<Answer>& table, const Answer& answer, ToText to_text) {
  clear_progress();
  print(general.json ? table.text(answer, 2) + "\n" : to_text(answer));
}

}  // namespace leitmotif::apps
