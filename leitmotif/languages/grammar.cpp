#include "leitmotif/languages/grammar.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/languages/text_pieces.hpp"

namespace leitmotif::languages {
namespace {

std::optional<FormKind> kind_named(std::string_view name) {
  if (name == "base" || name == "one") return FormKind::base;
  if (name == "she") return FormKind::third;
  if (name == "ing") return FormKind::ing;
  if (name == "many") return FormKind::many;
  return std::nullopt;
}

Ending ending_of(std::string_view written, FormKind kind) {
  Ending ending;
  ending.kind = kind;
  ending.takes_clitics = written.size() > 1 && written.back() == '+';
  if (ending.takes_clitics) written.remove_suffix(1);
  const std::size_t stem = written.find('~');
  if (stem != std::string_view::npos) {
    ending.before = written.substr(0, stem);
    written.remove_prefix(stem + 1);
  }
  if (written != "_") ending.behind = written;
  return ending;
}

/// One pass over the lines.
class GrammarParser {
 public:
  explicit GrammarParser(const std::string& where) : where_(where) {}

  std::vector<Grammar> parse(std::string_view text) {
    while (!text.empty()) {
      ++line_;
      const std::string_view line = cut(text, '\n');
      if (!line.empty() && line.front() != '#') read(line);
    }
    return std::move(grammars_);
  }

 private:
  [[noreturn]] void refuse(const std::string& reason) const {
    throw Error(ErrorKind::corrupt_data, where_ + " line " + std::to_string(line_) + ": " + reason);
  }

  void read(std::string_view line) {
    std::string_view rest = line;
    const std::string_view key = cut(rest, ' ');
    if (key == "language") {
      Grammar& grammar = grammars_.emplace_back();
      grammar.code = cut(rest, ' ');
      grammar.name = rest;
      if (grammar.name.empty()) refuse("a language needs its code and its name");
      return;
    }
    if (grammars_.empty()) refuse("'" + std::string(key) + "' stands before the first language");
    Grammar& grammar = grammars_.back();
    if (key == "common") return add(rest, grammar.common);
    if (key == "clitics") return add(rest, grammar.clitics);
    if (key.size() != 1 || std::string_view("nva").find(key[0]) == std::string_view::npos)
      refuse("'" + std::string(key) + "' is not known; expected language, common, clitics, n, v or a");
    read_rule(key[0], rest, grammar);
  }

  static void add(std::string_view words, std::vector<std::string>& list) {
    for (const std::string_view word : pieces(words)) list.emplace_back(word);
  }

  void read_rule(char part, std::string_view rest, Grammar& grammar) {
    InflectionRule rule;
    rule.part = part;
    rule.ending = cut(rest, '|');
    while (!rest.empty()) {
      std::string_view group = cut(rest, '|');
      const std::string_view name = cut(group, ' ');
      const auto kind = kind_named(name);
      if (!kind) refuse("'" + std::string(name) + "' is no kind of form; expected base, she, ing, one or many");
      for (const std::string_view form : pieces(group)) rule.forms.push_back(ending_of(form, *kind));
      if (rule.ending.empty() && *kind == FormKind::base) rule.forms.push_back(ending_of("", *kind));
    }
    grammar.rules.push_back(std::move(rule));
  }

  const std::string& where_;
  std::size_t line_ = 0;
  std::vector<Grammar> grammars_;
};

}  // namespace

const InflectionRule* Grammar::rule_for(char part, std::string_view word) const noexcept {
  const InflectionRule* best = nullptr;
  for (const InflectionRule& rule : rules)
    if (rule.part == part && rule.ending != "*" && word.ends_with(rule.ending) &&
        (best == nullptr || rule.ending.size() > best->ending.size()))
      best = &rule;
  return best;
}

const InflectionRule* Grammar::stem_rule() const noexcept {
  const auto found = std::ranges::find_if(rules, [](const InflectionRule& rule) { return rule.ending == "*"; });
  return found == rules.end() ? nullptr : &*found;
}

std::vector<Grammar> parse_grammars(std::string_view text, const std::string& where) {
  return GrammarParser(where).parse(text);
}

}  // namespace leitmotif::languages
