// `leitmotif completion` and `leitmotif manual`: what belongs to a program that is installed.
#include <algorithm>
#include <memory>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "apps/completion.hpp"
#include "apps/manual.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

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

int run_completion(const std::string& shell) {
  General general;
  const std::vector<wire::Option> options = general_options(general);
  if (shell == "bash")
    print(bash_completion(commands(), options));
  else if (shell == "zsh")
    print(zsh_completion(commands(), options));
  else if (shell == "fish")
    print(fish_completion(commands(), options));
  else
    throw Error(ErrorKind::invalid_argument, "SHELL: expected bash, zsh or fish, found '" + shell + "'");
  return 0;
}

/// Every page into a folder: leitmotif.1, leitmotif-recommend.1, ...
void write_manuals(const std::filesystem::path& folder) {
  General general;
  const std::vector<wire::Option> options = general_options(general);
  std::filesystem::create_directories(folder);
  const auto write = [&](std::string name, const std::string& page) {
    std::ranges::replace(name, ' ', '-');
    write_file(folder / (name + ".1"), page);
  };
  write("leitmotif", manual_of_program(this_program(), commands(), options));
  for (const Command& command : commands())
    if (command.run) write("leitmotif " + command.name, manual_of_command(this_program(), command, options));
}

int run_manual(const ManualWish& wish) {
  if (!wish.folder.empty()) {
    write_manuals(wish.folder);
    return 0;
  }
  General general;
  print(manual_of_program(this_program(), commands(), general_options(general)));
  return 0;
}

}  // namespace

Command completion_command() {
  const auto shell = std::make_shared<std::string>();
  return {"completion",
          "a script with which bash, zsh or fish complete what is typed",
          {{.names = "SHELL", .words = "bash, zsh or fish", .target = shell.get(), .required = true}},
          [shell](const General&) { return run_completion(*shell); }};
}

Command manual_command() {
  const auto wish = std::make_shared<ManualWish>();
  return {"manual",
          "the manual as a man page: leitmotif manual | man -l -",
          {{"--folder", "FOLDER", "write the pages of all commands there instead", &wish->folder}},
          [wish](const General&) { return run_manual(*wish); }};
}

}  // namespace leitmotif::apps
