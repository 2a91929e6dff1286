#include "leitmotif/languages/word_list.hpp"

#include <algorithm>
#include <charconv>

#include "leitmotif/core/error.hpp"
#include "leitmotif/languages/letters.hpp"
#include "leitmotif/languages/text_pieces.hpp"

namespace leitmotif::languages {
namespace {

/// One pass over the lines.
class ListParser {
 public:
  explicit ListParser(const std::string& where) : where_(where) { list_.languages = listed_languages(); }

  WordList parse(std::string_view text) {
    while (!text.empty()) {
      ++line_;
      const std::string_view line = cut(text, '\n');
      if (!line.empty() && line.front() != '#') read(line);
    }
    return std::move(list_);
  }

 private:
  [[noreturn]] void refuse(const std::string& reason) const {
    throw Error(ErrorKind::corrupt_data, where_ + " line " + std::to_string(line_) + ": " + reason);
  }

  void read(std::string_view line) {
    std::string_view head = cut(line, '|');
    const std::string_view part = cut(head, ' ');
    if (part.size() != 1 || std::string_view("nvax").find(part[0]) == std::string_view::npos)
      refuse("a word is n, v, a or x, not '" + std::string(part) + "'");
    ListedWord word;
    word.part = part[0];
    word.english = std::string(cut(head, '*'));
    std::ranges::replace(word.english, '_', ' ');
    if (word.english.empty()) refuse("the English word is missing");
    if (!head.empty()) word.weight = weight_of(head);
    while (!line.empty()) word.foreign.push_back(column_of(cut(line, '|')));
    word.foreign.resize(std::max(word.foreign.size(), list_.languages.size()));
    if (word.foreign.size() != list_.languages.size())
      refuse("has more than " + std::to_string(list_.languages.size()) + " languages");
    list_.words.push_back(std::move(word));
  }

  [[nodiscard]] float weight_of(std::string_view text) const {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || !(value > 0) || value > 1)
      refuse("a weight is a number above 0, at most 1, not '" + std::string(text) + "'");
    return static_cast<float>(value);
  }

  [[nodiscard]] std::vector<ForeignWord> column_of(std::string_view column) const {
    std::vector<ForeignWord> words;
    for (std::string_view written : pieces(column)) {
      if (written == "-") continue;
      ForeignWord word;
      word.lemma = joined_words(cut(written, '/'));
      if (word.lemma.empty()) refuse("a word without letters");
      while (!written.empty()) add_extra(cut(written, '/'), word);
      words.push_back(std::move(word));
    }
    return words;
  }

  static void add_extra(std::string_view extra, ForeignWord& word) {
    if (extra.starts_with('~'))
      word.past_stems.push_back(joined_words(extra));
    else if (extra.starts_with('='))
      word.forms.push_back(joined_words(extra));
    else
      word.stems.emplace_back(extra == "-" ? std::string("-") : joined_words(extra));
  }

  const std::string& where_;
  std::size_t line_ = 0;
  WordList list_;
};

}  // namespace

const std::vector<std::string>& listed_languages() {
  static const std::vector<std::string> codes = {"es", "pt", "fr", "de", "it"};
  return codes;
}

WordList parse_words(std::string_view text, const std::string& where) { return ListParser(where).parse(text); }

}  // namespace leitmotif::languages
