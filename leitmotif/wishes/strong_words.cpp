#include "leitmotif/wishes/strong_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/wishes/inflection.hpp"
#include "leitmotif/wishes/sung_words.hpp"

namespace leitmotif::wishes {
namespace {

constexpr std::size_t kLargestWordList = 1U << 20U;
constexpr int kExplicitPoints = 2;
constexpr char kAnyLetter = '*';

/// Signs that are written for a letter inside a word.
char letter_of(char c) {
  struct Sign {
    char sign;
    char letter;
  };
  static constexpr std::array<Sign, 9> kSigns = {
      {{'$', 's'}, {'@', 'a'}, {'!', 'i'}, {'1', 'i'}, {'0', 'o'}, {'3', 'e'}, {'5', 's'}, {'#', '*'}, {'_', '*'}}};
  for (const Sign& one : kSigns)
    if (one.sign == c) return one.letter;
  return ascii::lower(c);
}

/// Without what punctuation stands around a word; a mask stays.
std::string_view bare(std::string_view piece) {
  constexpr std::string_view kAround = "()[]{}<>\"'`.,;:!?~-/\\&+=|%^";
  const std::size_t begin = piece.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  piece = piece.substr(begin, piece.find_last_not_of(kAround) - begin + 1);
  if (piece.front() != '*') return piece;
  // "*laughs*" is a remark, not a mask.
  const std::size_t inner = piece.find_first_not_of('*');
  if (inner == std::string_view::npos) return {};
  return piece.substr(inner, piece.find_last_not_of('*') - inner + 1);
}

/// "f.u.c.k" without its dots; anything else as it is.
std::string without_dots(std::string_view piece) {
  std::string letters;
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const bool is_mark = piece[i] == '.' || piece[i] == '-';
    if ((i % 2 == 1) != is_mark) return std::string(piece);
    if (!is_mark) letters += piece[i];
  }
  return letters.size() > 2 ? letters : std::string(piece);
}

/// Two hyphens or more inside a word are a mask.
void unify_masks(std::string& piece) {
  for (std::size_t i = 0; i + 1 < piece.size(); ++i) {
    if (piece[i] != '-' || piece[i + 1] != '-') continue;
    for (std::size_t k = i; k < piece.size() && piece[k] == '-'; ++k) piece[k] = kAnyLetter;
  }
}

/// Runs of three or more of a letter become `kept` of it: "shiiiit".
std::string drawn_in(const std::string& word, std::size_t kept) {
  std::string result;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t end = i;
    while (end < word.size() && word[end] == word[i]) ++end;
    result.append(end - i >= 3 ? kept : end - i, word[i]);
    i = end;
  }
  return result;
}

bool fits(std::string_view masked, std::string_view form) {
  return masked.size() == form.size() && std::equal(masked.begin(), masked.end(), form.begin(),
                                                    [](char m, char f) { return m == kAnyLetter || m == f; });
}

/// The same when the run of marks stands for any number of letters.
bool fits_loosely(std::string_view masked, std::string_view form) {
  const std::size_t first = masked.find(kAnyLetter);
  const std::size_t last = masked.rfind(kAnyLetter);
  const std::string_view head = masked.substr(0, first);
  const std::string_view tail = masked.substr(last + 1);
  return masked.substr(first, last - first + 1).find_first_not_of(kAnyLetter) == std::string_view::npos &&
         form.size() > head.size() + tail.size() && form.substr(0, head.size()) == head &&
         form.substr(form.size() - tail.size()) == tail;
}

}  // namespace

std::string_view name_of(Level level) noexcept {
  constexpr std::array<std::string_view, 3> kNames = {"none", "mild", "explicit"};
  return kNames[static_cast<std::size_t>(level)];
}

StrongWords StrongWords::parse(std::string_view text, const std::string& where) {
  StrongWords list;
  std::size_t number = 0;
  for (std::string_view line : each_line(text)) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t blank = std::min(line.find(' '), line.size());
    list.add_line(line.substr(0, blank), line.substr(std::min(blank + 1, line.size())),
                  where + " line " + std::to_string(number));
  }
  if (list.entries_.empty()) throw Error(ErrorKind::corrupt_data, where + ": holds no strong words");
  for (const Form& form : list.forms_) list.numbers_.set(form.text, form.entry);
  list.digest_ = sha256_hex(text);
  return list;
}

StrongWords StrongWords::load(const std::filesystem::path& file) {
  return parse(read_file(file, kLargestWordList), file.string());
}

void StrongWords::add_line(std::string_view key, std::string_view rest, const std::string& where) {
  if (rest.empty()) throw Error(ErrorKind::corrupt_data, where + ": nothing follows '" + std::string(key) + "'");
  if (key == "innocent") return add_innocent(rest);
  const int points = key == "explicit" ? 2 : key == "strong" ? 1 : key == "mild" ? 0 : -1;
  if (points < 0 && key != "name")
    throw Error(ErrorKind::corrupt_data, where + ": unknown severity '" + std::string(key) +
                                             "'; expected explicit, strong, mild, innocent or name");
  const Tokens words = Tokens::from_joined(std::string(rest));
  for (const std::string_view word : words) {
    if (word.empty()) continue;
    if (key == "name")
      names_.emplace_back(word);
    else
      add_word(word, points);
  }
}

void StrongWords::add_innocent(std::string_view phrases) {
  while (!phrases.empty()) {
    const std::size_t end = std::min(phrases.find('|'), phrases.size());
    std::vector<std::vector<std::string>> phrase;
    std::string word;
    for (const char c : std::string(phrases.substr(0, end)) + ' ') {
      if (c != ' ' && c != '\'') word += c;
      if (c == ' ' && !word.empty()) phrase.push_back(inflections(std::exchange(word, {})));
    }
    innocent_.push_back(std::move(phrase));
    phrases.remove_prefix(std::min(end + 1, phrases.size()));
  }
}

void StrongWords::add_word(std::string_view word, int points) {
  const auto entry = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({std::string(word), points});
  for (std::string& form : inflections(word)) {
    const auto same = [&](const Form& one) { return one.text == form; };
    if (std::none_of(forms_.begin(), forms_.end(), same)) forms_.push_back({std::move(form), entry});
  }
}

std::optional<std::uint32_t> StrongWords::find(const std::string& word) const {
  if (const auto found = numbers_.find(word)) return found->value;
  for (const std::size_t kept : {std::size_t{1}, std::size_t{2}})
    if (const std::string shorter = drawn_in(word, kept); shorter != word)
      if (const auto found = numbers_.find(shorter)) return found->value;
  return std::nullopt;
}

std::optional<std::uint32_t> StrongWords::unmasked(const std::string& masked) const {
  const auto letters = std::count_if(masked.begin(), masked.end(), ascii::is_letter);
  if (masked.size() < 3 || letters == 0 || !ascii::is_lower(masked.front())) return std::nullopt;
  for (const Form& form : forms_)
    if (fits(masked, form.text)) return form.entry;
  if (letters < 2) return std::nullopt;
  for (const Form& form : forms_)
    if (fits_loosely(masked, form.text)) return form.entry;
  return std::nullopt;
}

void StrongWords::read_piece(const Piece& piece, std::vector<Spoken>& spoken) const {
  const std::string_view inner = bare(piece.text);
  std::string joined = without_dots(inner);
  unify_masks(joined);
  const bool has_letter =
      std::any_of(joined.begin(), joined.end(), [](char c) { return ascii::is_lower(ascii::lower(c)); });
  if (!has_letter) return;
  const bool is_capital = ascii::is_upper(joined.front()) && !piece.begins_line;
  std::string word;
  const auto finish = [&] {
    if (word.empty()) return;
    Spoken one{std::exchange(word, {}), std::nullopt};
    one.entry = one.text.find(kAnyLetter) == std::string::npos ? find(one.text) : unmasked(one.text);
    if (is_capital && std::find(names_.begin(), names_.end(), one.text) != names_.end()) one.entry.reset();
    spoken.push_back(std::move(one));
  };
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const char c = joined[i];
    if (c == '\'' && is_contraction(std::string_view(joined).substr(i + 1))) break;
    const char letter = letter_of(c);
    const bool is_part = ascii::is_lower(letter) || letter == kAnyLetter || static_cast<unsigned char>(c) >= 0x80;
    if (is_part)
      word += letter;
    else if (c != '\'' && c != '`')
      finish();
  }
  finish();
}

bool StrongWords::is_innocent(const std::vector<Spoken>& spoken, std::size_t at) const {
  for (const auto& phrase : innocent_) {
    for (std::size_t before = 0; before < phrase.size() && before <= at; ++before) {
      const std::size_t begin = at - before;
      if (begin + phrase.size() > spoken.size()) continue;
      bool all = true;
      for (std::size_t k = 0; k < phrase.size() && all; ++k)
        all = std::find(phrase[k].begin(), phrase[k].end(), spoken[begin + k].text) != phrase[k].end();
      if (all) return true;
    }
  }
  return false;
}

Explicitness StrongWords::read(std::string_view lyric) const {
  std::vector<Spoken> spoken;
  bool begins_line = true;
  for (std::size_t i = 0; i < lyric.size();) {
    const std::size_t end = std::min(lyric.find_first_of(" \t\r\n", i), lyric.size());
    if (end > i) {
      read_piece({lyric.substr(i, end - i), begins_line}, spoken);
      begins_line = false;
    }
    if (end < lyric.size() && lyric[end] == '\n') begins_line = true;
    i = end + 1;
  }
  std::vector<int> counts(entries_.size());
  for (std::size_t i = 0; i < spoken.size(); ++i)
    if (spoken[i].entry && !is_innocent(spoken, i)) ++counts[*spoken[i].entry];
  return judged(counts);
}

Explicitness StrongWords::judged(const std::vector<int>& counts) const {
  Explicitness result;
  long points = 0;
  std::vector<std::size_t> found;
  for (std::size_t e = 0; e < counts.size(); ++e) {
    if (counts[e] == 0) continue;
    points += long{counts[e]} * entries_[e].points;
    found.push_back(e);
  }
  std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    return entries_[a].points != entries_[b].points ? entries_[a].points > entries_[b].points : counts[a] > counts[b];
  });
  for (const std::size_t e : found) result.words.push_back({entries_[e].word, counts[e]});
  if (!found.empty()) result.level = points >= kExplicitPoints ? Level::explicit_words : Level::mild;
  return result;
}

}  // namespace leitmotif::wishes
