// `leitmotif`: finds the command and runs it. Links no LibTorch; `train`, `reproduce` and
// `evaluate-cold-start` become leitmotif-train.
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "apps/arguments.hpp"
#include "apps/commands.hpp"
#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/locations.hpp"

namespace {

using namespace leitmotif;

/// Becomes leitmotif-train, which lies beside this program. Returns only by throwing.
[[noreturn]] void become_trainer(std::vector<std::string> arguments) {
  const std::filesystem::path trainer = engine::program_folder() / "leitmotif-train";
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
  apps::Arguments arguments = apps::parse_arguments(argc, argv);
  if (!arguments.train_arguments.empty()) become_trainer(std::move(arguments.train_arguments));
  for (const apps::Command& command : apps::commands())
    if (arguments.command == command.name) return command.run(arguments.options);
  apps::print(arguments.message);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return apps::run_program("leitmotif", [&] { return run(argc, argv); });
}
