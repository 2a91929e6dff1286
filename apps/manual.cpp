#include "apps/manual.hpp"

#include <algorithm>

#include "apps/defaults.hpp"
#include "leitmotif/core/ascii.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::string_view kExitStatus = R"(.SH EXIT STATUS
0 done; 2 wrong usage or argument; 3 not found; 4 corrupt data; 5 over a limit; 6 input or output; 7 unsupported;
69 something that is needed is not there now; 70 internal; 130 cancelled. An error is one line on standard error.
.PP
SIGINT (Ctrl-C) and SIGTERM ask for a stop. What only asks ends within a second; what writes ends where nothing is half
written, and says what stays. Asked again half a second later, or after that, it ends as it is.
)";

constexpr std::string_view kFiles = R"(.SH FILES
.TP
.I ~/.local/share/leitmotif/library.db
The library, in
.B XDG_DATA_HOME
where that is set.
.TP
.I ~/.config/leitmotif/config.toml
What is set instead of being typed: options by their long names, those of a command in a table called like it. Then
.I /etc/xdg/leitmotif/config.toml
counts for what is not set there.
.SH ENVIRONMENT
A variable
.BI LEITMOTIF_ OPTION
or
.BI LEITMOTIF_ COMMAND_OPTION
counts before the files and after what is typed:
.B LEITMOTIF_LIBRARY
for
.BR \-\-library ,
.B LEITMOTIF_SERVE_PORT
for
.B \-\-port
of serve.
.B LEITMOTIF_CONFIG
names the one file that is read instead of the usual ones,
.B LEITMOTIF_DATA
the folder of the shipped models and songs.
)";

/// A text that troff prints as it is: a leading dot or apostrophe would be a request.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n'))
      result += std::string("\\&") + c;
    else
      result += c;
  }
  return result;
}

std::string upper_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), ascii::upper);
  return result;
}

/// `leitmotif playlists make` is at home in leitmotif-playlists-make(1).
std::string page_name(const Program& program, const Command& command) {
  std::string name = program.name + " " + command.name;
  std::ranges::replace(name, ' ', '-');
  return name;
}

std::string head(std::string_view name, std::string_view summary, std::string_view version) {
  return ".TH " + upper_case(plain(name)) + " 1 \"\" \"" + std::string(version) + "\"\n.SH NAME\n" + plain(name) +
         " \\- " + plain(summary) + "\n";
}

std::string option_lines(const std::vector<wire::Option>& options) {
  std::string text;
  for (const wire::Option& option : options) {
    std::string names;
    for (const char c : option.names) names += c == ',' ? std::string("\\fR, \\fB") : plain(std::string(1, c));
    text += ".TP\n\\fB" + names + "\\fR" + (option.value.empty() ? "" : " \\fI" + plain(option.value) + "\\fR") + "\n" +
            plain(option.words) + "\n";
  }
  return text;
}

std::string synopsis(const Program& program, const Command& command) {
  std::string text = ".SH SYNOPSIS\n.B " + plain(program.name + " " + command.name) + "\n[\\fIOPTION\\fR...]";
  for (const wire::Option& option : command.options) {
    if (option.names.starts_with('-')) continue;
    const std::string name = "\\fI" + plain(option.names) + "\\fR";
    text += option.required ? " " + name : " [" + name + "]";
  }
  return text + "\n";
}

}  // namespace

std::string manual_of_program(const Program& program, const std::vector<Command>& commands,
                              const std::vector<wire::Option>& general) {
  std::string text = head(program.name, program.summary, program.version);
  text += ".SH SYNOPSIS\n.B " + plain(program.name) + "\n[\\fIOPTION\\fR...] \\fICOMMAND\\fR ...\n.SH COMMANDS\n";
  for (const Command& command : commands)
    text += ".TP\n\\fB" + plain(command.name) + "\\fR\n" + plain(command.summary) +
            (command.run ? ": see\n.BR " + plain(page_name(program, command)) + " (1).\n" : "\n");
  return text + ".SH OPTIONS OF EVERY COMMAND\n" + option_lines(general) + std::string(kFiles) +
         std::string(kExitStatus);
}

std::string manual_of_command(const Program& program, const Command& command,
                              const std::vector<wire::Option>& general) {
  return head(page_name(program, command), command.summary, program.version) + synopsis(program, command) +
         ".SH OPTIONS\n" + option_lines(command.options) + ".SH OPTIONS OF EVERY COMMAND\n" + option_lines(general) +
         std::string(kExitStatus) + ".SH SEE ALSO\n.BR leitmotif (1)\n";
}

}  // namespace leitmotif::apps
