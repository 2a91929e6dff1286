#include "apps/command_line.hpp"

#include <charconv>
#include <memory>
#include <sstream>

#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kNameColumns = 26;

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

/// A bound as people write it.
std::string shown(double number) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

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

[[noreturn]] void refuse(const std::string& name, const std::string& expected, const std::string& text) {
  throw Error(ErrorKind::invalid_argument, name + ": expected " + expected + ", found '" + text + "'");
}

template <class Number>
void take_number(const wire::Option& option, const std::string& text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  const char* const form = std::is_floating_point_v<Number> ? "a number"
                           : std::is_unsigned_v<Number>     ? "a whole number of at least 0"
                                                            : "a whole number";
  if (error != std::errc() || rest != end) refuse(option.names, form, text);
  if (const auto value = static_cast<double>(number); !(value >= option.least && value <= option.most))
    refuse(option.names, std::string(form) + " from " + shown(option.least) + " to " + shown(option.most), text);
}

/// Gives the texts that were typed to the option's target.
struct Taker {
  const wire::Option& option;
  const std::vector<std::string>& texts;

  void operator()(bool* truth) const { *truth = true; }
  void operator()(std::string* text) const { *text = texts.back(); }
  void operator()(std::filesystem::path* path) const { *path = texts.back(); }
  void operator()(std::vector<std::string>* list) const { *list = texts; }
  void operator()(std::vector<std::filesystem::path>* list) const { list->assign(texts.begin(), texts.end()); }
  void operator()(const std::function<void(const std::vector<std::string>&)>& take) const { take(texts); }
  template <class Number>
  void operator()(Number* number) const {
    take_number(option, texts.back(), *number);
  }
};

bool takes_list(const wire::Option& option) {
  return option.is_list || std::holds_alternative<std::vector<std::string>*>(option.target) ||
         std::holds_alternative<std::vector<std::filesystem::path>*>(option.target);
}

void add_option(CLI::App& app, const wire::Option& option) {
  const bool is_positional = !option.names.starts_with('-');
  CLI::Option* added = nullptr;
  if (option.value.empty() && !is_positional) {
    added = app.add_flag_callback(
        option.names,
        [option] {
          std::visit(Taker{option, {}}, option.target);
        },
        option.words);
  } else {
    added = app.add_option(
        option.names,
        [option](const std::vector<std::string>& texts) {
          std::visit(Taker{option, texts}, option.target);
          return true;
        },
        option.words);
    if (!is_positional) added->option_text(option.value);
    if (takes_list(option)) added->expected(1, CLI::detail::expected_max_vector_size)->allow_extra_args(is_positional);
  }
  if (option.required) added->required();
  if (!option.group.empty()) added->group(option.group);
}

}  // namespace

void add_options(CLI::App& app, const std::vector<wire::Option>& options) {
  for (const wire::Option& option : options) add_option(app, option);
}

void use_our_help_page(CLI::App& app) {
  app.formatter(std::make_shared<HelpPage>());
  app.set_help_flag("-h,--help", "print this page");
}

std::string not_negative(const std::string& text) {
  return text.starts_with('-') ? "value " + text + " is below 0" : "";
}

}  // namespace leitmotif::apps
