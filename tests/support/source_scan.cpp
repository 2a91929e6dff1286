#include "support/source_scan.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace leitmotif::testing {
namespace {

bool is_word_byte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The end of the raw string that begins with its `R` at `at`, behind its last quote.
std::size_t raw_string_end(std::string_view text, std::size_t at) {
  const std::size_t open = text.find('(', at);
  if (open == std::string_view::npos) return text.size();
  const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
  const std::size_t found = text.find(close, open);
  return found == std::string_view::npos ? text.size() : found + close.size();
}

std::size_t quoted_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote && text[at] != '\n'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

/// Whether the word before `at` is a number, so that a quote there parts its digits.
bool in_number(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && is_word_byte(text[begin - 1])) --begin;
  return begin < at && std::isdigit(static_cast<unsigned char>(text[begin])) != 0;
}

/// Where the comment, literal or line of the preprocessor that begins at `at` ends; `at` when none does.
std::size_t skipped_end(std::string_view text, std::size_t at, bool first_of_line) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//") || (first_of_line && rest.starts_with('#'))) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    while (rest.starts_with('#') && end < text.size() && text[end - 1] == '\\')
      end = std::min(text.find('\n', end + 1), text.size());
    return end;
  }
  if (rest.starts_with("/*")) return std::min(text.find("*/", at) + 2, text.size());
  if (rest.starts_with("R\"") && (at == 0 || !is_word_byte(text[at - 1]))) return raw_string_end(text, at);
  const bool digits_apart = rest.starts_with('\'') && in_number(text, at);
  if (rest.starts_with('"') || (rest.starts_with('\'') && !digits_apart)) return quoted_end(text, at);
  return at;
}

/// The closing bracket of the one that opens at `open`, or the end.
std::size_t closing(std::string_view code, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    if (code[at] == '(' || code[at] == '{' || code[at] == '[') ++depth;
    if ((code[at] == ')' || code[at] == '}' || code[at] == ']') && --depth == 0) return at;
  }
  return code.size();
}

bool opens_template(std::string_view code, std::size_t at) {
  return code[at] == '<' && at > 0 && is_word_byte(code[at - 1]) && !code.substr(0, at).ends_with("operator");
}

/// Attributes and the template's own parameters blanked, so that the first bracket is that of the parameters.
std::string plain_head(std::string_view head) {
  std::string plain(head);
  for (std::size_t at = plain.find("[["); at != std::string::npos; at = plain.find("[[", at + 1))
    std::fill(plain.begin() + static_cast<std::ptrdiff_t>(at),
              plain.begin() + static_cast<std::ptrdiff_t>(std::min(closing(plain, at) + 1, plain.size())), ' ');
  for (const std::string_view word : {"__attribute__", "alignas", "decltype", "requires", "explicit("}) {
    for (std::size_t at = plain.find(word); at != std::string::npos; at = plain.find(word, at + 1)) {
      const std::size_t open = plain.find('(', at);
      if (open == std::string::npos) break;
      std::fill(plain.begin() + static_cast<std::ptrdiff_t>(at),
                plain.begin() + static_cast<std::ptrdiff_t>(std::min(closing(plain, open) + 1, plain.size())), ' ');
    }
  }
  return plain;
}

std::string_view first_word(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \n\t");
  if (begin == std::string_view::npos) return {};
  std::size_t end = begin;
  while (end < text.size() && is_word_byte(text[end])) ++end;
  return text.substr(begin, end - begin);
}

/// `head` behind `template <...>`, when it begins so.
std::string_view behind_template(std::string_view head) {
  while (first_word(head) == "template") {
    std::size_t at = head.find('<');
    int depth = 0;
    for (; at < head.size(); ++at) {
      if (head[at] == '<') ++depth;
      if (head[at] == '>' && --depth == 0) break;
    }
    head = head.substr(std::min(at + 1, head.size()));
  }
  return head;
}

/// The bracket that opens the parameters of the function declared by `head`, if it declares one.
std::optional<std::size_t> parameters_at(std::string_view head) {
  const std::size_t named = head.find("operator()");
  if (named != std::string_view::npos) return head.find('(', named + 10);
  int templates = 0;
  for (std::size_t at = 0; at < head.size(); ++at) {
    if (opens_template(head, at)) ++templates;
    if (head[at] == '>' && templates > 0 && head[at - 1] != '-') --templates;
    if (templates > 0) continue;
    if (head[at] == '=' && !head.substr(0, at).ends_with("operator") && !head.substr(0, at).ends_with("operator="))
      return std::nullopt;
    if (head[at] == '(') return head.substr(at + 1).starts_with('*') ? std::nullopt : std::optional(at);
  }
  return std::nullopt;
}

std::size_t count_parameters(std::string_view inside) {
  if (first_word(inside).empty() && inside.find_first_not_of(" \n\t") == std::string_view::npos) return 0;
  if (first_word(inside) == "void" && inside.find_first_not_of(" \n\tvoid") == std::string_view::npos) return 0;
  std::size_t count = 1;
  int depth = 0;
  for (std::size_t at = 0; at < inside.size(); ++at) {
    const char c = inside[at];
    if (c == '(' || c == '[' || c == '{' || opens_template(inside, at)) ++depth;
    if (c == ')' || c == ']' || c == '}' || (c == '>' && depth > 0 && at > 0 && inside[at - 1] != '-')) --depth;
    if (c == ',' && depth == 0) ++count;
  }
  return count;
}

std::string name_before(std::string_view head, std::size_t at) {
  const std::size_t named = head.rfind("operator", at);
  if (named != std::string_view::npos) return std::string(head.substr(named, at - named));
  std::size_t end = at;
  while (end > 0 && std::isspace(static_cast<unsigned char>(head[end - 1])) != 0) --end;
  std::size_t begin = end;
  while (begin > 0 && (is_word_byte(head[begin - 1]) || head[begin - 1] == '~')) --begin;
  return std::string(head.substr(begin, end - begin));
}

enum class Scope { named, hidden, type, other };

struct Open {
  Scope scope = Scope::other;
  std::string name;
  bool is_public = true;
};

/// Walks once over the code and keeps the scopes that are open.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), code_(code_of(text)) {
    for (std::size_t begin = 0; begin <= text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      lines_.push_back(text_.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  std::vector<Declared> scan() {
    for (at_ = 0; at_ < code_.size(); ++at_) step();
    return std::move(found_);
  }

 private:
  void step() {
    switch (code_[at_]) {
      case '(':
      case '[':
        at_ = closing(code_, at_);
        break;
      case '{':
        open_brace();
        break;
      case '}':
        if (!open_.empty()) open_.pop_back();
        begin_ = at_ + 1;
        break;
      case ';':
        declaration();
        begin_ = at_ + 1;
        break;
      case ':':
        access();
        break;
      default:
        break;
    }
  }

  [[nodiscard]] std::string_view head() const { return std::string_view(code_).substr(begin_, at_ - begin_); }

  void access() {
    const std::string_view word = first_word(head());
    if (word != "public" && word != "private" && word != "protected") return;
    if (code_.substr(at_, 2) == "::" || open_.empty()) return;
    open_.back().is_public = word == "public";
    begin_ = at_ + 1;
  }

  [[nodiscard]] bool visible() const {
    return std::ranges::all_of(open_, [](const Open& scope) {
      return scope.scope == Scope::named || (scope.scope == Scope::type && scope.is_public);
    });
  }

  void open_brace() {
    const std::string plain = plain_head(head());
    const std::string_view declared = behind_template(plain);
    const std::string_view word = first_word(declared);
    const bool joined = at_ > 0 && code_[at_ - 1] != ' ' && code_[at_ - 1] != '\n';
    if (word == "namespace" || word == "inline" || word == "extern") {
      if (const std::size_t space = declared.find("namespace"); space != std::string_view::npos)
        return open_namespace(declared.substr(space + 9));
      if (word == "extern" && !parameters_at(declared)) return open_as({Scope::named, "", true});
    }
    const auto bracket = parameters_at(declared);
    if ((word == "struct" || word == "class" || word == "union" || word == "enum") && !bracket)
      return open_type(declared, word);
    // A member's or a default's own braces, or those of a value: part of what is being declared.
    if (!bracket || joined) {
      at_ = closing(code_, at_);
      return;
    }
    function(declared, *bracket, closing(code_, at_));
    at_ = closing(code_, at_);
    begin_ = at_ + 1;
  }

  void open_namespace(std::string_view name) {
    const std::string_view first = first_word(name);
    const bool hidden = first.empty() || name.find("detail") != std::string_view::npos;
    open_as({hidden ? Scope::hidden : Scope::named, std::string(first), true});
  }

  void open_as(Open scope) {
    open_.push_back(std::move(scope));
    begin_ = at_ + 1;
  }

  void open_type(std::string_view declared, std::string_view word) {
    std::string_view rest = declared.substr(declared.find(word) + word.size());
    if (word == "enum" && first_word(rest) == "class") rest = rest.substr(rest.find("class") + 5);
    const std::string name(first_word(rest));
    // The inside of a class, defined apart from it (`struct Catalog::State`), is nobody else's.
    const std::size_t colon = rest.find(':');
    const bool outside = colon != std::string_view::npos && rest.substr(colon).starts_with("::");
    add({.kind = Declared::Kind::type, .name = name}, outside);
    if (word == "enum") {  // its names are covered by its contract
      at_ = closing(code_, at_);
      return;
    }
    open_as({outside ? Scope::hidden : Scope::type, name, word != "class"});
  }

  void declaration() {
    const std::string plain = plain_head(head());
    const std::string_view declared = behind_template(plain);
    const std::string_view word = first_word(declared);
    if (word.empty() || word == "friend" || word == "static_assert" || word == "return") return;
    if (word == "using" || word == "typedef") {
      const std::size_t equals = declared.find('=');
      if (equals != std::string_view::npos)
        add({.kind = Declared::Kind::alias, .name = name_before(declared, equals)}, false);
      return;
    }
    const auto bracket = parameters_at(declared);
    if (bracket) return function(declared, *bracket, 0);
    if (word == "struct" || word == "class" || word == "enum" || word == "namespace" || word == "extern") return;
    const std::size_t equals = declared.find_first_of("={");
    const bool in_type = !open_.empty() && open_.back().scope == Scope::type;
    if (equals != std::string_view::npos && declared.find("constexpr") != std::string_view::npos)
      add({.kind = Declared::Kind::constant, .name = name_before(declared, equals)}, in_type);
  }

  void function(std::string_view declared, std::size_t bracket, std::size_t end) {
    if (std::ranges::any_of(open_, [](const Open& scope) { return scope.scope == Scope::other; })) return;
    Declared one{.name = name_before(declared, bracket)};
    if (!one.name.empty() && std::ranges::none_of(one.name, [](char c) { return c >= 'a' && c <= 'z'; })) return;
    const std::size_t close = closing(declared, bracket);
    one.parameters = count_parameters(declared.substr(bracket + 1, close - bracket - 1));
    const std::string_view behind = declared.substr(std::min(close + 1, declared.size()));
    const bool in_type = !open_.empty() && open_.back().scope == Scope::type;
    // A member that is defined apart from its type has its contract there.
    const std::size_t named = declared.substr(0, bracket).rfind(one.name);
    const bool apart = named != std::string_view::npos && declared.substr(0, named).ends_with("::");
    const bool of_type =
        one.name.starts_with('~') || one.name == "operator=" || (in_type && one.name == open_.back().name);
    const bool given = behind.find("override") != std::string_view::npos ||
                       behind.find("= default") != std::string_view::npos ||
                       behind.find("= delete") != std::string_view::npos || first_word(declared) == "friend";
    add(std::move(one), of_type || apart || given, end);
  }

  /// The declaration that ends here (a function's body ends at `body_end`).
  void add(Declared one, bool implied, std::size_t body_end = 0) {
    const std::size_t first = code_.find_first_not_of(" \n\t", begin_);
    one.line = line_at(first);
    if (body_end > 0) one.lines = line_at(body_end) - one.line + 1;
    one.is_public = visible();
    one.is_implied = implied;
    one.has_contract = contract_at(one.line, line_at(at_));
    found_.push_back(std::move(one));
  }

  [[nodiscard]] std::size_t line_at(std::size_t place) const {
    return 1 + static_cast<std::size_t>(std::count(
                   code_.begin(), code_.begin() + static_cast<std::ptrdiff_t>(std::min(place, code_.size())), '\n'));
  }

  [[nodiscard]] std::string_view trimmed_line(std::size_t number) const {
    const std::string_view line = lines_[number - 1];
    const std::size_t begin = line.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
  }

  [[nodiscard]] bool contract_at(std::size_t first, std::size_t last) const {
    for (std::size_t line = first; line <= last && line <= lines_.size(); ++line)
      if (lines_[line - 1].find("///<") != std::string_view::npos) return true;
    for (std::size_t line = first - 1; line > 0 && !trimmed_line(line).empty(); --line) {
      const std::string_view text = trimmed_line(line);
      if (text.starts_with("///") && !text.starts_with("///<")) return true;
      if (text.ends_with('{') || text.starts_with('}') || text == "public:") return false;
    }
    return false;
  }

  std::string_view text_;
  std::string code_;
  std::vector<std::string_view> lines_;
  std::vector<Open> open_;
  std::vector<Declared> found_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
};

}  // namespace

std::string code_of(std::string_view text) {
  std::string code(text);
  bool first = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = skipped_end(text, at, first);
    for (std::size_t i = at; i < end; ++i)
      if (code[i] != '\n') code[i] = text[at] == '"' || text[at] == 'R' ? '0' : ' ';
    if (end == at) first = text[at] == '\n' || (first && std::isspace(static_cast<unsigned char>(text[at])) != 0);
    at = std::max(end, at + 1);
  }
  return code;
}

std::vector<Declared> declared_in(std::string_view text) { return Scanner(text).scan(); }

}  // namespace leitmotif::testing
