#include "apps/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <sstream>

#include "apps/defaults.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/library/names.hpp"
#include "leitmotif/wire/schema.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kNameColumns = 26;
/// The heading the help lists commands under.
constexpr const char* kCommands = "Commands";

/// What the help says about a command that only has commands below it.
constexpr std::pair<std::string_view, const char*> kGroups[] = {
    {"config", "what is set instead of being typed"},
    {"data", "the music data set"},
    {"library", "the whole library"},
    {"lyrics", "the lyrics of scanned songs"},
    {"model", "what is in a model file"},
    {"mpd", "the music player daemon: its queue, its playlists"},
    {"playlists", "playlist files and saved lists"},
    {"runs", "trainings that are kept"},
    {"servers", "music servers: their songs here, lists back there"},
    {"tags", "the tags of scanned files"},
    {"taste", "what people listen to together"},
    {"tokens", "who may ask the service, and for what"},
    {"topics", "topics learned from lyrics without labels"},
    {"wishes", "what people wish for, in their words"}};

/// Breaks a text at blanks into lines that fit beside the names.
std::string wrapped(const std::string& text) {
  std::string result;
  std::size_t used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const bool fits = used + 1 + (end - begin) <= kColumns - kNameColumns;
    if (used > 0) result += fits ? ' ' : '\n';
    used = (used > 0 && fits ? used + 1 : 0) + (end - begin);
    result.append(text, begin, end - begin);
    begin = end + 1;
  }
  return result;
}

/// The help, in 80 columns. The page of a command also has the options that every command takes.
class HelpPage : public CLI::Formatter {
 public:
  HelpPage() {
    column_width(kNameColumns);
    label("SUBCOMMAND", "COMMAND");
    label("OPTIONS", "OPTION...");
  }

  /// Only what was given as the option's text, not the checks on its value.
  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string& value = option->get_option_text();
    return value.empty() ? "" : " " + value;
  }
  std::string make_option_desc(const CLI::Option* option) const override { return wrapped(option->get_description()); }
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::stringstream out;
    const std::string name = make_option_name(option, is_positional) + (is_positional ? "" : make_option_opts(option));
    CLI::detail::format_help(out, name, make_option_desc(option), kNameColumns);
    return out.str();
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::stringstream out;
    CLI::detail::format_help(out, command->get_name(), wrapped(command->get_description()), kNameColumns);
    return out.str();
  }
  std::string make_footer(const CLI::App* app) const override {
    const CLI::App* root = app;
    while (root->get_parent() != nullptr) root = root->get_parent();
    if (root == app) return Formatter::make_footer(app);
    return make_group("Options of every command", false, root->get_options([](const CLI::Option* option) {
             return option->nonpositional() && option->get_name() != "--help";
           }))
        .substr(1);
  }
};

/// A bound as people write it.
std::string shown(double number) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

[[noreturn]] void refuse(const wire::Option& option, const std::string& expected, const std::string& text) {
  throw Error(ErrorKind::invalid_argument, option.names + ": expected " + expected + ", found '" + text + "'");
}

template <class Number>
void take_number(const wire::Option& option, const std::string& text, Number& number) {
  const char* const form = std::is_floating_point_v<Number> ? "a number"
                           : std::is_unsigned_v<Number>     ? "a whole number of at least 0"
                                                            : "a whole number";
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end) refuse(option, form, text);
  const auto value = static_cast<double>(number);
  if (value > option.bounds.limit)
    throw Error(ErrorKind::resource_limit,
                option.names + " " + text + " is above the limit of " + shown(option.bounds.limit));
  if (!(value >= option.bounds.least))
    throw Error(ErrorKind::invalid_argument, option.names + " " + text + " is below " + shown(option.bounds.least));
  if (!(value <= option.bounds.most))
    throw Error(ErrorKind::invalid_argument, option.names + " " + text + " is above " + shown(option.bounds.most));
}

/// Whether an option takes the name of a file or folder, or an address.
bool takes_place(const wire::Option& option) {
  if (std::holds_alternative<std::filesystem::path*>(option.target) ||
      std::holds_alternative<std::vector<std::filesystem::path>*>(option.target))
    return true;
  const std::string& kind = option.value.empty() ? option.names : option.value;
  return std::ranges::any_of(std::array{"FILE", "FOLDER", "DATA", "URL"},
                             [&](const char* one) { return kind.starts_with(one); });
}

/// Texts as they are meant: a script whose variable is empty meant a place too, and not every shell puts the home
/// folder for the `~` of `--library=~/songs.db`.
std::vector<std::string> as_meant(const wire::Option& option, std::vector<std::string> texts) {
  if (!takes_place(option)) return texts;
  for (std::string& text : texts) {
    if (text.empty()) refuse(option, "the name of a file, a folder or an address", text);
    text = with_home(text);
  }
  return texts;
}

/// Gives the texts that were typed to an option's target.
struct Taker {
  const wire::Option& option;
  std::vector<std::string> texts;

  Taker(const wire::Option& for_option, std::vector<std::string> typed)
      : option(for_option), texts(as_meant(for_option, std::move(typed))) {}

  void operator()(bool* truth) const { *truth = true; }
  void operator()(std::string* text) const { *text = texts.back(); }
  void operator()(std::filesystem::path* path) const { *path = texts.back(); }
  void operator()(std::vector<std::string>* list) const { *list = texts; }
  void operator()(std::vector<std::filesystem::path>* list) const { list->assign(texts.begin(), texts.end()); }
  void operator()(const std::function<void(const std::vector<std::string>&)>& take) const { take(texts); }
  void operator()(std::optional<double>* number) const { take_number(option, texts.back(), number->emplace()); }
  template <class Number>
  void operator()(Number* number) const {
    take_number(option, texts.back(), *number);
  }
};

bool takes_list(const wire::Option& option) {
  return option.is_list || std::holds_alternative<std::vector<std::string>*>(option.target) ||
         std::holds_alternative<std::vector<std::filesystem::path>*>(option.target);
}

CLI::Option* add_option(CLI::App& app, const wire::Option& option) {
  const bool is_positional = !option.names.starts_with('-');
  CLI::Option* added = nullptr;
  if (option.value.empty() && !is_positional) {
    added = app.add_flag_callback(
        option.names, [option] { std::visit(Taker(option, {}), option.target); }, option.words);
  } else {
    added = app.add_option(
        option.names,
        [option](const std::vector<std::string>& texts) {
          std::visit(Taker(option, texts), option.target);
          return true;
        },
        option.words);
    if (!is_positional) added->option_text(option.value);
    if (takes_list(option)) added->expected(1, CLI::detail::expected_max_vector_size)->allow_extra_args(is_positional);
  }
  if (option.required) added->required();
  if (!option.group.empty()) added->group(option.group);
  return added;
}

void add_options(CLI::App& app, const std::vector<wire::Option>& options) {
  for (const wire::Option& option : options) add_option(app, option);
}

/// Options that may be given again; the last one counts.
void add_general(CLI::App& app, const std::vector<wire::Option>& options) {
  for (const wire::Option& option : options) {
    CLI::Option* added = add_option(app, option);
    if (!option.value.empty()) added->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
}

const char* summary_of(std::string_view group) {
  const auto found = std::ranges::find(kGroups, group, &std::pair<std::string_view, const char*>::first);
  return found == std::end(kGroups) ? "" : found->second;
}

/// What a flag's setting says: `1` is as good as `true` for a variable.
bool is_true(const wire::Option& option, const std::string& value) {
  if (value == "true" || value == "1") return true;
  if (value != "false" && value != "0") refuse(option, "true or false", value);
  return false;
}

/// Takes what was set as if it had been typed.
void take_setting(const wire::Option& option, const Setting& setting) {
  const bool is_flag = option.value.empty();
  try {
    if (setting.values.empty() || (setting.values.size() > 1 && !takes_list(option)))
      refuse(option, "one value", std::to_string(setting.values.size()) + " values");
    if (!is_flag || is_true(option, setting.values.front())) std::visit(Taker(option, setting.values), option.target);
  } catch (const Error& error) {
    throw Error(error.kind(), setting.origin + ": " + error.what());
  }
}

/// Fills in the options of a command that were not typed.
void fill_in(const CLI::App& app, const Defaults& defaults, std::string_view command,
             const std::vector<wire::Option>& options) {
  for (const wire::Option& option : options) {
    if (!option.names.starts_with('-') || app.get_option(option.names.substr(0, option.names.find(',')))->count() > 0)
      continue;
    if (const std::optional<Setting> setting = defaults.find(command, option)) take_setting(option, *setting);
  }
}

/// Says which settings of the files no command knows. Those of programs that are started say so themselves.
void tell_unknown(const Defaults& defaults, std::span<const Command> commands,
                  const std::vector<wire::Option>& general) {
  std::vector<std::string> known;
  std::vector<std::string> passed_on;
  for (const wire::Option& option : general) known.push_back(setting_name("", option));
  for (const Command& command : commands) {
    if (!command.run) passed_on.push_back(command.name + ".");
    for (const wire::Option& option : command.options) known.push_back(setting_name(command.name, option));
  }
  for (const Setting& setting : defaults.of_files()) {
    if (std::ranges::find(known, setting.name) != known.end()) continue;
    if (std::ranges::any_of(passed_on, [&](const std::string& name) { return setting.name.starts_with(name); }))
      continue;
    warn(setting.origin + ": nothing is called '" + setting.name + "'; it was passed over");
  }
}

/// `data fetch` is `fetch` under `data`; the upper command is made when it is first needed, unless it is one itself,
/// which stands before those below it.
CLI::App* add_command(CLI::App& app, const Command& command, std::map<std::string, CLI::App*>& groups) {
  const std::size_t blank = command.name.find(' ');
  if (blank == std::string::npos)
    return groups[command.name] = app.add_subcommand(command.name, command.summary)->require_subcommand(0, 1);
  const std::string upper = command.name.substr(0, blank);
  CLI::App*& group = groups[upper];
  if (group == nullptr)
    group = app.add_subcommand(upper, summary_of(upper))->require_subcommand(0, 1)->fallthrough()->group(kCommands);
  return group->add_subcommand(command.name.substr(blank + 1), command.summary);
}

void describe(CLI::App& app, const Program& program) {
  app.formatter(std::make_shared<HelpPage>());
  app.set_help_flag("-h,--help", "print this page");
  app.set_version_flag("--version", program.version, "print the version");
  app.footer(program.footer);
}

/// Whether a word that was typed is an option, or the value of the option before it.
bool is_of_option(const CLI::App& app, std::span<const char* const> words, std::size_t place) {
  const std::string_view word = words[place];
  if (word.starts_with('-') && word.size() > 1) return true;
  const std::string before = words[place - 1];
  const CLI::Option* const option = before.starts_with('-') ? app.get_option_no_throw(before) : nullptr;
  return option != nullptr && option->get_items_expected_max() > 0;
}

/// The commands below one, as they are typed.
std::vector<std::string> commands_below(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

/// Names of commands below the one whose last word was not understood: `lyrics show` -> `lyrics doctor`.
std::vector<std::string> in_full(const std::string& typed, std::vector<std::string> below) {
  const std::size_t blank = typed.rfind(' ');
  if (blank == std::string::npos) return below;
  for (std::string& name : below) name.insert(0, typed.substr(0, blank + 1));
  return below;
}

/// Refuses a word that stands where a command has to.
void require_commands(const CLI::App& root, std::span<const char* const> words) {
  const CLI::App* app = &root;
  std::string typed;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_of_option(root, words, i)) continue;
    const std::vector<std::string> known = commands_below(*app);
    const bool takes_words =
        !app->get_options([](const CLI::Option* option) { return option->get_positional(); }).empty();
    if (known.empty() || takes_words) return;
    typed += (typed.empty() ? "" : " ") + std::string(words[i]);
    if (std::ranges::find(known, words[i]) == known.end())
      throw Error(ErrorKind::invalid_argument, library::unknown_name("command", typed, in_full(typed, known)));
    app = app->get_subcommand(words[i]);
  }
}

/// Refuses words that end where a command has to follow, with the commands that may: of a group all, of the program
/// those that most begin with.
[[noreturn]] void refuse_no_command(const CLI::App& root) {
  const CLI::App* app = &root;
  std::string typed;
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    typed += app->get_name() + " ";
  }
  const std::vector<std::string> first = {"recommend", "songs", "import", "scan", "classify", "serve"};
  std::string names;
  for (const std::string& name : app == &root ? first : commands_below(*app))
    names += (names.empty() ? "" : ", ") + name;
  const std::string which = typed.empty() ? ", such as " + names + " (--help lists all)"
                                          : ": " + typed + "with one of " + names + " (see " + typed + "--help)";
  throw Error(ErrorKind::invalid_argument, "a command is required" + which);
}

/// An option that was given too often or without its value, in our words: "--topic: At Most 1 required but received 2"
/// is what CLI11 says.
std::string mismatch(const CLI::ArgumentMismatch& error) {
  const std::string_view words = error.what();
  const std::string option(words.substr(0, words.find(':')));
  const bool is_given_twice = words.find("At Most") != std::string_view::npos;
  return option + (is_given_twice ? ": may be given only once" : ": expected a value behind it");
}

/// A flag that was given a value.
std::string no_value(const CLI::ConversionError& error) {
  const std::string_view words = error.what();
  const std::size_t begin = std::min(words.find("--"), words.size());
  const std::size_t end = words.find(' ', begin);
  return std::string(words.substr(begin, end - begin)) + ": is either given or not; expected no value";
}

/// Whether a command was typed; else the message to print.
bool parse(CLI::App& app, std::span<const char* const> words, std::string& message) {
  try {
    app.parse(static_cast<int>(words.size()), words.data());
    return true;
  } catch (const CLI::CallForHelp&) {
    message = app.help();
  } catch (const CLI::CallForVersion& version) {
    message = std::string(version.what()) + "\n";
  } catch (const CLI::ExtrasError&) {
    // CLI11 names them in the wrong order.
    std::string extra;
    for (const std::string& word : app.remaining(true)) extra += (extra.empty() ? "'" : " '") + word + "'";
    throw Error(ErrorKind::invalid_argument, "not expected here: " + extra + " (see --help)");
  } catch (const CLI::ArgumentMismatch& error) {
    throw Error(ErrorKind::invalid_argument, mismatch(error) + " (see --help)");
  } catch (const CLI::ConversionError& error) {
    throw Error(ErrorKind::invalid_argument, no_value(error) + " (see --help)");
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::invalid_argument, std::string(error.what()) + " (see --help)");
  }
  return false;
}

/// `leitmotif help recommend` asks for what `leitmotif recommend --help` does.
std::vector<const char*> help_as_option(const CLI::App& app, std::span<const char* const> words) {
  std::vector<const char*> asked(words.begin(), words.end());
  std::size_t first = 1;
  while (first < asked.size() && is_of_option(app, words, first)) ++first;
  if (first == asked.size() || std::string_view(asked[first]) != "help") return asked;
  asked.erase(asked.begin() + static_cast<std::ptrdiff_t>(first));
  asked.push_back("--help");
  return asked;
}

/// What was typed behind the name of a command.
std::vector<std::string> words_behind(std::span<const char* const> words, const std::string& name) {
  const auto found = std::find_if(words.begin() + 1, words.end(), [&](const char* word) { return word == name; });
  return found == words.end() ? std::vector<std::string>() : std::vector<std::string>(found + 1, words.end());
}

}  // namespace

std::vector<wire::Option> general_options(General& general) {
  return {
      {"--library", "FILE", "library file, or postgresql://... (default: leitmotif/library.db in the XDG data folder)",
       &general.settings.library},
      {"--model", "FILE", "model file (default: the shipped model)", &general.settings.model},
      {"--threads", "N", "threads to use (default: one a processor)", &general.settings.threads, {.most = 1024}},
      {"--seed",
       "N",
       "seed of everything that is drawn at random (default: 0)",
       &general.seed,
       {.most = static_cast<double>(wire::kLargestWhole)}},
      {"--json", "", "print one JSON document", &general.json}};
}

Typed parse_command_line(const Program& program, std::span<const Command> commands, General& general,
                         std::span<const char* const> words) {
  CLI::App app(program.summary, program.name);
  describe(app, program);
  app.require_subcommand(0, 1);
  add_general(app, general_options(general));
  std::vector<CLI::App*> subcommands;
  std::map<std::string, CLI::App*> groups;
  for (const Command& command : commands) {
    CLI::App* sub = subcommands.emplace_back(add_command(app, command, groups));
    add_options(*sub, command.options);
    sub->group(kCommands);
    if (command.run)
      sub->fallthrough();
    else
      sub->prefix_command()->set_help_flag();
  }
  const std::vector<const char*> asked = help_as_option(app, words);
  require_commands(app, asked);
  Typed typed;
  if (!parse(app, asked, typed.message)) return typed;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (!subcommands[i]->parsed()) continue;
    typed.command = &commands[i];
    typed.rest = commands[i].elsewhere ? words_behind(words, commands[i].name) : subcommands[i]->remaining();
  }
  // CLI11 would say this before it names a word that is no command.
  if (typed.command == nullptr) refuse_no_command(app);
  const Defaults defaults = Defaults::read();
  tell_unknown(defaults, commands, general_options(general));
  fill_in(app, defaults, "", general_options(general));
  const CLI::App* const sub = subcommands[static_cast<std::size_t>(typed.command - commands.data())];
  fill_in(*sub, defaults, typed.command->name, typed.command->options);
  return typed;
}

Typed parse_command(const Program& program, const Command& command, const std::vector<wire::Option>& general,
                    std::span<const char* const> words) {
  CLI::App app(program.summary, program.name);
  describe(app, program);
  add_options(app, command.options);
  add_general(app, general);
  Typed typed;
  if (!parse(app, words, typed.message)) return typed;
  typed.command = &command;
  const Defaults defaults = Defaults::read();
  fill_in(app, defaults, "", general);
  fill_in(app, defaults, command.name, command.options);
  return typed;
}

}  // namespace leitmotif::apps
