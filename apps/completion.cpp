#include "apps/completion.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace leitmotif::apps {
namespace {

using Commands = std::vector<Command>;
using Options = std::vector<wire::Option>;

/// A word of the command line, with what there is to say about it.
struct Choice {
  std::string name;
  std::string words;
};

/// `-o,--output` as two names.
std::vector<std::string> names_of(const wire::Option& option) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= option.names.size();) {
    const std::size_t end = std::min(option.names.find(',', begin), option.names.size());
    names.push_back(option.names.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

bool is_option(const wire::Option& option) { return option.names.starts_with('-'); }

/// `yes|no` says which words there are; nothing for any other value.
std::vector<std::string> words_of(const wire::Option& option) {
  std::vector<std::string> words;
  if (option.value.find('|') == std::string::npos) return words;
  for (std::size_t begin = 0; begin <= option.value.size();) {
    const std::size_t end = std::min(option.value.find('|', begin), option.value.size());
    words.push_back(option.value.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool takes_file(const wire::Option& option) {
  return option.value.find("FILE") != std::string::npos || option.value == "FOLDER" ||
         std::holds_alternative<std::filesystem::path*>(option.target) ||
         std::holds_alternative<std::vector<std::filesystem::path>*>(option.target);
}

/// The words that may follow "" and each upper command.
std::map<std::string, std::vector<Choice>> words_behind(const Commands& commands) {
  std::map<std::string, std::vector<Choice>> behind;
  std::set<std::string> seen;
  for (const Command& command : commands) {
    const std::size_t blank = command.name.find(' ');
    const std::string first = command.name.substr(0, blank);
    const std::string words = blank == std::string::npos ? command.summary : "";
    if (seen.insert(first).second) behind[""].push_back({first, words});
    if (blank != std::string::npos) behind[first].push_back({command.name.substr(blank + 1), command.summary});
  }
  return behind;
}

/// In single quotes for a shell.
std::string shell_word(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string spaced(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// What the shells' functions do first: find out which command stands before the cursor.
std::string find_command(const Commands& commands, std::string_view words) {
  std::string known;
  for (const auto& [upper, choices] : words_behind(commands))
    for (const Choice& choice : choices)
      known += std::string(known.empty() ? "" : "|") + "'" + upper + (upper.empty() ? "" : " ") + choice.name + "'";
  return "  for word in " + std::string(words) + "; do\n    case \"${command:+$command }$word\" in\n      " + known +
         ") command=\"${command:+$command }$word\" ;;\n    esac\n  done\n";
}

std::string bash_values(const Commands& commands, const Options& general) {
  std::string text;
  const auto add = [&](const std::string& command, const Options& options) {
    for (const wire::Option& option : options) {
      if (!is_option(option) || option.value.empty()) continue;
      std::string pattern;
      for (const std::string& name : names_of(option))
        pattern += (pattern.empty() ? "" : "|") + (command.empty() ? "*" : "'" + command + "'") + "' " + name + "'";
      const std::string answer = !words_of(option).empty() ? "-W " + shell_word(spaced(words_of(option)))
                                 : takes_file(option)      ? "-f"
                                                           : "";
      text += "    " + pattern + ") " +
              (answer.empty() ? std::string("COMPREPLY=()")
                              : "mapfile -t COMPREPLY < <(compgen " + answer + " -- \"$cur\")") +
              "; return ;;\n";
    }
  };
  for (const Command& command : commands) add(command.name, command.options);
  add("", general);
  return text;
}

std::string names_text(const Options& options) {
  std::vector<std::string> names;
  for (const wire::Option& option : options)
    if (is_option(option))
      for (const std::string& name : names_of(option)) names.push_back(name);
  return spaced(names);
}

/// A row of zsh's _arguments.
std::string zsh_argument(const wire::Option& option) {
  const auto escaped = [](std::string_view text) {
    std::string result;
    for (const char c : text)
      result += (c == '[' || c == ']' || c == ':' || c == '\\') ? std::string("\\") + c : std::string(1, c);
    return result;
  };
  const std::string value =
      words_of(option).empty() ? (takes_file(option) ? "_files" : " ") : "(" + spaced(words_of(option)) + ")";
  std::string text;
  for (const std::string& name : names_of(option)) {
    std::string row = "*" + name + "[" + escaped(option.words) + "]";
    if (!option.value.empty()) row += ":" + escaped(option.value) + ":" + value;
    text += " \\\n        " + shell_word(row);
  }
  return text;
}

std::string zsh_arguments(const Options& options, const Options& general) {
  std::string text;
  for (const Options* const list : {&options, &general})
    for (const wire::Option& option : *list)
      if (is_option(option)) text += zsh_argument(option);
  return text + " \\\n        '*: :_files'\n";
}

std::string fish_option(const std::string& condition, const wire::Option& option) {
  std::string text = "complete -c leitmotif" + (condition.empty() ? "" : " -n " + shell_word(condition));
  for (const std::string& name : names_of(option))
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.value.empty()) {
    const std::vector<std::string> words = words_of(option);
    text += !words.empty() ? " -x -a " + shell_word(spaced(words)) : takes_file(option) ? " -r -F" : " -x";
  }
  return text + " -d " + shell_word(option.words) + "\n";
}

/// True while a command, `make` of `playlists` say, stands on the line.
std::string fish_condition(const std::string& command) {
  const std::size_t blank = command.find(' ');
  std::string condition = "__fish_seen_subcommand_from " + command.substr(0, blank);
  if (blank != std::string::npos) condition += "; and __fish_seen_subcommand_from " + command.substr(blank + 1);
  return condition;
}

}  // namespace

std::string bash_completion(const Commands& commands, const Options& general) {
  std::string text =
      "# Completion of leitmotif for bash, made by `leitmotif completion bash`.\n_leitmotif() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} word command=\n  COMPREPLY=()\n";
  text += find_command(commands, "\"${COMP_WORDS[@]:1:COMP_CWORD-1}\"");
  text += "  case \"$command $prev\" in\n" + bash_values(commands, general) +
          "  esac\n  local names=" + shell_word(names_text(general) + " --help --version") +
          " words=\n  case $command in\n";
  for (const Command& command : commands)
    text += "    '" + command.name + "') names=" + shell_word(names_text(command.options)) + "\" $names\" ;;\n";
  text += "  esac\n  case $command in\n";
  for (const auto& [upper, choices] : words_behind(commands)) {
    std::vector<std::string> words;
    for (const Choice& choice : choices) words.push_back(choice.name);
    text += "    '" + upper + "') words=" + shell_word(spaced(words)) + " ;;\n";
  }
  return text +
         "  esac\n"
         "  if [[ $cur == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$names\" -- \"$cur\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
         "    [[ -n $command ]] && mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- \"$cur\")\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _leitmotif leitmotif\n";
}

std::string zsh_completion(const Commands& commands, const Options& general) {
  std::string text =
      "#compdef leitmotif\n# Completion of leitmotif for zsh, made by `leitmotif completion zsh`.\n"
      "_leitmotif() {\n  local word command= \n  local -a choices\n";
  text += find_command(commands, "\"${(@)words[2,CURRENT-1]}\"");
  text += "  case $command in\n";
  for (const auto& [upper, choices] : words_behind(commands)) {
    text += "    '" + upper + "') choices=(";
    for (const Choice& choice : choices) {
      std::string words = choice.words;
      std::ranges::replace(words, ':', ',');
      text += "\n        " + shell_word(choice.name + (words.empty() ? "" : ":" + words));
    }
    text += ") ;;\n";
  }
  text +=
      "  esac\n  (( $#choices )) && [[ $PREFIX != -* ]] && _describe -t commands command choices\n  case $command in\n";
  for (const Command& command : commands)
    text += "    '" + command.name + "')\n      _arguments" + zsh_arguments(command.options, general) + "      ;;\n";
  text += "    '')\n      [[ $PREFIX == -* ]] && _arguments" + zsh_arguments({}, general) + "      ;;\n";
  return text + "  esac\n}\n_leitmotif \"$@\"\n";
}

std::string fish_completion(const Commands& commands, const Options& general) {
  std::string text = "# Completion of leitmotif for fish, made by `leitmotif completion fish`.\n";
  for (const auto& [upper, choices] : words_behind(commands)) {
    std::vector<std::string> names;
    for (const Choice& choice : choices) names.push_back(choice.name);
    const std::string condition = upper.empty() ? "__fish_use_subcommand"
                                                : "__fish_seen_subcommand_from " + upper +
                                                      "; and not __fish_seen_subcommand_from " + spaced(names);
    for (const Choice& choice : choices)
      text += "complete -c leitmotif -f -n " + shell_word(condition) + " -a " + shell_word(choice.name) + " -d " +
              shell_word(choice.words) + "\n";
  }
  for (const wire::Option& option : general) text += fish_option("", option);
  for (const Command& command : commands)
    for (const wire::Option& option : command.options)
      if (is_option(option)) text += fish_option(fish_condition(command.name), option);
  return text;
}

}  // namespace leitmotif::apps
