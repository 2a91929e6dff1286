// `leitmotif completion` and `leitmotif manual`: what belongs to a program that is installed.
#include <algorithm>
#include <memory>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/completion.hpp"
#include "apps/manual.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::apps {

Command completion_command();
Command manual_command();

namespace {

struct ManualWish {
  std::filesystem::path folder;
};

const Program& this_program() {
  static const Program program{"leitmotif", "finds songs by what they say",
                               std::string("leitmotif ") + LEITMOTIF_VERSION};
  return program;
}

std::string completion_for(const std::string& shell) {
  General general;
  const std::vector<wire::Option> options = general_options(general);
  if (shell == "bash") return bash_completion(commands(), options);
  if (shell == "zsh") return zsh_completion(commands(), options);
  if (shell == "fish") return fish_completion(commands(), options);
  throw Error(ErrorKind::invalid_argument, "SHELL: expected bash, zsh or fish, found '" + shell + "'");
}

int run_completion(const std::string& shell, const General& general) {
  const std::string script = completion_for(shell);
  print(general.json ? Json({{"shell", shell}, {"script", script}}).dump(2) + "\n" : script);
  return 0;
}

/// Every page into a folder: leitmotif.1, leitmotif-recommend.1, ...
void write_manuals(const std::filesystem::path& folder) {
  General general;
  const std::vector<wire::Option> options = general_options(general);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(ErrorKind::io, folder.string() + ": the folder cannot be made: " + error.message());
  const auto write = [&](std::string name, const std::string& page) {
    std::ranges::replace(name, ' ', '-');
    write_file(folder / (name + ".1"), page);
  };
  write("leitmotif", manual_of_program(this_program(), commands(), options));
  for (const Command& command : commands())
    if (command.run) write("leitmotif " + command.name, manual_of_command(this_program(), command, options));
}

int run_manual(const ManualWish& wish, const General& general) {
  if (!wish.folder.empty()) {
    write_manuals(wish.folder);
    if (general.json) print(Json({{"folder", wish.folder.string()}}).dump(2) + "\n");
    return 0;
  }
  General shown;
  const std::string page = manual_of_program(this_program(), commands(), general_options(shown));
  print(general.json ? Json({{"manual", page}}).dump(2) + "\n" : page);
  return 0;
}

}  // namespace

Command completion_command() {
  const auto shell = std::make_shared<std::string>();
  return {"completion",
          "a script with which bash, zsh or fish complete what is typed",
          {argument("SHELL", "bash, zsh or fish", shell.get())},
          [shell](const General& general) { return run_completion(*shell, general); }};
}

Command manual_command() {
  const auto wish = std::make_shared<ManualWish>();
  return {"manual",
          "the manual as a man page: leitmotif manual | man -l -",
          {{"--folder", "FOLDER", "write the pages of all commands there instead", &wish->folder}},
          [wish](const General& general) { return run_manual(*wish, general); }};
}

}  // namespace leitmotif::apps
