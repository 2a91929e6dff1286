// `leitmotif-train`: the only program that links LibTorch. Usually started by `leitmotif train`, `leitmotif
// train-taste`, `leitmotif reproduce` or `leitmotif evaluate-cold-start`.
#include <algorithm>
#include <array>

#include "apps/command_line.hpp"

namespace leitmotif::apps {

using Make = Command();
Make cold_start_command, reproduce_command, train_command, train_taste_command, tune_command;

namespace {

constexpr std::array<Make*, 5> kCommands = {train_command, train_taste_command, reproduce_command, cold_start_command,
                                            tune_command};

/// What every command here takes of what every command of `leitmotif` takes.
std::vector<wire::Option> trainer_options(General& general) {
  std::vector<wire::Option> options;
  for (wire::Option& option : general_options(general))
    if (option.names != "--model") options.push_back(std::move(option));
  return options;
}

int run(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  const auto named = std::ranges::find_if(kCommands, [&](Make* make) { return make().name == first; });
  const bool is_named = named != kCommands.end();
  const Command command = is_named ? (*named)() : train_command();  // without a name it trains
  const Program program{"leitmotif " + command.name, command.summary,
                        std::string("leitmotif-train ") + LEITMOTIF_VERSION};
  General general;
  const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
  const Typed typed = parse_command(program, command, trainer_options(general), words.subspan(is_named ? 1 : 0));
  if (typed.command != nullptr) return command.run(general);
  print(typed.message);
  return 0;
}

}  // namespace
}  // namespace leitmotif::apps

int main(int argc, char** argv) {
  return leitmotif::apps::run_program("leitmotif", [&] { return leitmotif::apps::run(argc, argv); });
}
