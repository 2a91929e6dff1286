#include "leitmotif/text/word_relations.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

namespace leitmotif::text {
namespace {

/// Senses are in the order of how frequent they are; later ones are seldom meant.
constexpr std::array<double, 3> kSenseShare = {1, 0.5, 0.3};
/// Of a sense with many kinds ("person") each says less.
constexpr double kFewKinds = 8;
constexpr std::string_view kPartLetters = "nvar";

/// How near a relation is: its symbol in the data files.
struct Relation {
  std::string_view symbol;
  double share;
};
constexpr std::array<Relation, 8> kRelations = {
    {{"~", 0.7}, {"@", 0.5}, {"&", 0.7}, {"+", 0.8}, {"*", 0.5}, {">", 0.5}, {"%p", 0.4}, {"#m", 0.4}}};

double share_of(std::string_view symbol) {
  for (const Relation& relation : kRelations)
    if (relation.symbol == symbol) return relation.share;
  return 0;
}

/// The words of a line, one after the other; empty ones at its end.
class EntryFields {
 public:
  explicit EntryFields(std::string_view line) : rest_(line) {}
  std::string_view next() {
    const std::size_t begin = std::min(rest_.find_first_not_of(' '), rest_.size());
    const std::size_t end = std::min(rest_.find(' ', begin), rest_.size());
    const std::string_view word = rest_.substr(begin, end - begin);
    rest_.remove_prefix(end);
    return word;
  }
  /// Nothing but blanks is left: counts of a broken entry end here.
  [[nodiscard]] bool done() const { return rest_.find_first_not_of(' ') == std::string_view::npos; }
  std::size_t number(int base = 10) {
    const std::string_view word = next();
    std::size_t value = 0;
    std::from_chars(word.data(), word.data() + word.size(), value, base);
    return value;
  }

 private:
  std::string_view rest_;
};

std::string_view line_at(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return {};
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

/// The line of an index that begins with the word: its lines are in the order of bytes.
std::string_view index_line(std::string_view index, std::string_view word) {
  std::size_t low = 0;
  std::size_t high = index.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = index.rfind('\n', middle == 0 ? 0 : middle - 1);
    const std::size_t begin = middle == 0 || before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = line_at(index, begin);
    const std::string_view lemma = line.substr(0, line.find(' '));
    if (lemma == word) return line;
    if (lemma < word)
      low = begin + line.size() + 1;
    else
      high = begin;
  }
  return {};
}

/// Where the senses of a word stand in the data file, the most frequent first.
std::vector<std::size_t> senses_of(std::string_view index, std::string_view word) {
  EntryFields words(index_line(index, word));
  words.next();
  words.next();
  const std::size_t count = words.number();
  for (std::size_t pointers = words.number(); pointers > 0 && !words.done(); --pointers) words.next();
  words.next();
  words.next();
  std::vector<std::size_t> senses;
  for (std::size_t i = 0; i < std::min(count, kSenseShare.size()); ++i) senses.push_back(words.number());
  return senses;
}

/// A set of synonyms, and what it points to.
struct Synset {
  struct Pointer {
    double share = 0;
    std::size_t part = 0;
    std::size_t offset = 0;
  };
  std::vector<std::string> words;
  std::vector<Pointer> pointers;
};

Synset synset_at(std::string_view data, std::size_t offset) {
  Synset set;
  EntryFields words(line_at(data, offset));
  if (words.number() != offset) return set;  // not the beginning of an entry
  words.next();
  words.next();
  for (std::size_t count = words.number(16); count > 0 && !words.done(); --count) {
    std::string word(words.next());
    words.next();
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos && !word.empty())
      set.words.push_back(std::move(word));
  }
  for (std::size_t count = words.number(); count > 0 && !words.done(); --count) {
    const double share = share_of(words.next());
    const std::size_t place = words.number();
    const std::string_view part = words.next();
    words.next();
    const std::size_t found = part.empty() ? std::string_view::npos : kPartLetters.find(part.front());
    if (share > 0 && found != std::string_view::npos) set.pointers.push_back({share, found, place});
  }
  return set;
}

}  // namespace

WordRelations WordRelations::load(const std::filesystem::path& folder) {
  const auto part = [&](const char* name) {
    return Part{MappedFile(folder / (std::string("index.") + name)),
                MappedFile(folder / (std::string("data.") + name))};
  };
  return WordRelations({part("noun"), part("verb"), part("adj"), part("adv")});
}

std::vector<WordRelations::Related> WordRelations::related(std::string_view word, std::size_t n) const {
  std::map<std::string, double> shares;
  const auto note = [&](const std::vector<std::string>& words, double share) {
    for (const std::string& other : words)
      if (other != word) shares[other] = std::max(shares[other], share);
  };
  for (const Part& part : parts_) {
    const std::vector<std::size_t> senses = senses_of(part.index.bytes(), word);
    for (std::size_t sense = 0; sense < senses.size(); ++sense) {
      const Synset set = synset_at(part.data.bytes(), senses[sense]);
      note(set.words, kSenseShare[sense]);
      const double many = std::sqrt(std::max(1.0, static_cast<double>(set.pointers.size()) / kFewKinds));
      for (const Synset::Pointer& pointer : set.pointers)
        note(synset_at(parts_[pointer.part].data.bytes(), pointer.offset).words,
             kSenseShare[sense] * pointer.share / many);
    }
  }
  std::vector<Related> list;
  for (const auto& [other, share] : shares) list.push_back({other, share});
  std::stable_sort(list.begin(), list.end(), [](const Related& a, const Related& b) { return a.share > b.share; });
  if (list.size() > n) list.resize(n);
  return list;
}

}  // namespace leitmotif::text
