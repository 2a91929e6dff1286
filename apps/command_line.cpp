#include "apps/command_line.hpp"

#include <memory>
#include <sstream>

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

}  // namespace

void use_our_help_page(CLI::App& app) {
  app.formatter(std::make_shared<HelpPage>());
  app.set_help_flag("-h,--help", "print this page");
}

std::string not_negative(const std::string& text) {
  return text.starts_with('-') ? "value " + text + " is below 0" : "";
}

}  // namespace leitmotif::apps
