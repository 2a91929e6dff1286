// `leitmotif`: finds the command and runs it. Links no LibTorch; for what needs it, it becomes leitmotif-train.
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"

namespace {

using namespace leitmotif;

constexpr const char* kFooter = R"(Examples:
  leitmotif recommend sad songs about trains
  leitmotif recommend --topic sadness -n 5
  leitmotif recommend --mood calm --years 1960-1979
  leitmotif classify song.txt --explain
  leitmotif import songs.csv

Exit status: 0 done, 2 wrong usage, 3 not found, 4 corrupt data, 5 over a limit,
6 input/output, 7 unsupported, 69 unavailable, 70 internal, 130 cancelled.)";

/// The options that came before a command of leitmotif-train, written out again for it.
std::vector<std::string> train_arguments(const apps::Typed& typed, const apps::General& general) {
  std::vector<std::string> arguments;
  if (typed.command->name != "train") arguments.push_back(typed.command->name);
  arguments.insert(arguments.end(),
                   {"--seed", std::to_string(general.seed), "--threads", std::to_string(general.settings.threads)});
  if (general.json) arguments.emplace_back("--json");
  arguments.insert(arguments.end(), typed.rest.begin(), typed.rest.end());
  return arguments;
}

/// Becomes leitmotif-train, which lies beside this program. The library goes as a variable, because an address may hold
/// a password and the system shows arguments to everybody. Returns only by throwing.
[[noreturn]] void become_trainer(std::vector<std::string> arguments, const std::filesystem::path& library) {
  if (!library.empty()) ::setenv("LEITMOTIF_LIBRARY", library.c_str(), 1);
  const std::filesystem::path trainer = program_folder() / "leitmotif-train";
  std::vector<char*> words;
  std::string name = "leitmotif-train";
  words.push_back(name.data());
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  ::execv(trainer.c_str(), words.data());
  throw Error(ErrorKind::unsupported,
              trainer.string() + ": cannot run: " + std::strerror(errno) + "; training needs a build with LibTorch");
}

int run(int argc, char** argv) {
  const apps::Program program{"leitmotif", "Leitmotif finds songs by what they say.",
                              std::string("leitmotif ") + LEITMOTIF_VERSION, kFooter};
  const std::vector<apps::Command> commands = apps::commands();
  apps::General general;
  const apps::Typed typed =
      apps::parse_command_line(program, commands, general, {argv, static_cast<std::size_t>(argc)});
  if (typed.command == nullptr) {
    apps::print(typed.message);
    return 0;
  }
  const bool elsewhere = typed.command->elsewhere && typed.command->elsewhere();
  if (!typed.command->run || elsewhere) become_trainer(train_arguments(typed, general), general.settings.library);
  if (typed.command->only_asks) apps::end_when_asked();
  return typed.command->run(general);
}

}  // namespace

int main(int argc, char** argv) {
  // The system shows these words to every user of the machine.
  std::vector<std::string> typed(argv, argv + argc);
  for (int i = 1; i < argc; ++i) catalog::postgresql::hide_password(argv[i]);
  std::vector<char*> words;
  for (std::string& word : typed) words.push_back(word.data());
  words.push_back(nullptr);
  return apps::run_program("leitmotif", [&] { return run(argc, words.data()); });
}
