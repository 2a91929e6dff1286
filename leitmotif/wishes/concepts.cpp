#include "leitmotif/wishes/concepts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/wishes/inflection.hpp"
#include "leitmotif/wishes/sung_words.hpp"
#include "leitmotif/wishes/telling.hpp"

namespace leitmotif::wishes {
namespace {

constexpr std::size_t kLargestConcepts = 4U << 20U;
constexpr char kStrongSign = '+';

[[noreturn]] void refuse_line(const std::string& where, const std::string& reason) {
  throw Error(ErrorKind::corrupt_data, where + ": " + reason);
}

SungOf sung_of(std::string_view piece, const std::string& where) {
  SungOf one;
  one.strong = piece.back() == kStrongSign;
  if (one.strong) piece.remove_suffix(1);
  for (const char c : piece) {
    if (!ascii::is_lower(c) && !ascii::is_digit(c) && c != '_')
      refuse_line(where, "'" + std::string(piece) +
                             "' is no word; expected small letters, _ between the words of a phrase, + at the end");
    one.text += c == '_' ? ' ' : c;
  }
  if (one.text.empty() || one.text.front() == ' ' || one.text.back() == ' ')
    refuse_line(where, "'" + std::string(piece) + "' is no word; expected one before + and around _");
  return one;
}

}  // namespace

Concepts Concepts::parse(std::string_view text, const std::string& where) {
  Concepts concepts;
  std::size_t number = 0;
  for (const std::string_view whole : each_line(text)) {
    ++number;
    const std::string_view line = ascii::trimmed(whole);
    if (line.empty() || line.front() == '#') continue;
    concepts.add_line(line, where + " line " + std::to_string(number));
  }
  if (concepts.concepts_.empty()) throw Error(ErrorKind::corrupt_data, where + ": holds no concepts");
  return concepts;
}

Concepts Concepts::load(const std::filesystem::path& file) {
  return parse(read_file(file, kLargestConcepts), file.string());
}

void Concepts::add_line(std::string_view line, const std::string& where) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) refuse_line(where, "no colon; expected NAME, NAME: WORD WORD+ SEVERAL_WORDS");
  Concept& added = concepts_.emplace_back();
  std::string_view names = line.substr(0, colon);
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    const std::string name = sung_words(names.substr(0, end));
    if (name.empty()) refuse_line(where, "a name is empty; expected words between the commas");
    added.names.push_back(name);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  if (added.names.empty()) refuse_line(where, "no name; expected one before the colon");
  const Tokens pieces = Tokens::from_joined(std::string(ascii::trimmed(line.substr(colon + 1))));
  for (const std::string_view piece : pieces)
    if (!piece.empty()) added.sung.push_back(sung_of(piece, where));
  if (added.sung.empty()) refuse_line(where, "no words; expected what is sung of it behind the colon");
  for (const std::string& name : added.names) add_name(name, where);
}

void Concepts::add_name(const std::string& name, const std::string& where) {
  const Tokens words = Tokens::from_joined(name);
  ConceptName added{concepts_.size() - 1, {}, {}};
  const auto add = [&](std::string_view word) {
    const auto known = numbers_.find(word);
    if (!known) {
      numbers_.set(word, static_cast<std::uint32_t>(words_.size()));
      words_.emplace_back(word);
    }
    added.words.push_back(known ? known->value : static_cast<std::uint32_t>(words_.size() - 1));
  };
  for (const std::string_view word : words)
    if (tells_something(word)) add(word);
  const bool is_bare = added.words.empty();
  if (is_bare && words.size() == 1) refuse_line(where, "'" + name + "' tells nothing; expected a name that does");
  if (added.words.size() < 2)
    for (const std::string_view word : words)
      if (is_bare || turns(word)) added.turning.emplace_back(word);
  names_.push_back(std::move(added));
}

}  // namespace leitmotif::wishes
