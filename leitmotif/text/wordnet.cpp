#include "leitmotif/text/wordnet.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <span>
#include <string>

#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::text {
namespace {

constexpr std::size_t kLongestLemma = 127;  // bytes; WordNet's own longest has 71

/// An ending and what takes its place.
struct Rule {
  std::string_view ending;
  std::string_view replacement;
};

constexpr std::array<Rule, 9> kNounRules = {{{"s", ""},
                                             {"ses", "s"},
                                             {"ves", "f"},
                                             {"xes", "x"},
                                             {"zes", "z"},
                                             {"ches", "ch"},
                                             {"shes", "sh"},
                                             {"men", "man"},
                                             {"ies", "y"}}};
constexpr std::array<Rule, 8> kVerbRules = {
    {{"s", ""}, {"ies", "y"}, {"es", "e"}, {"es", ""}, {"ed", "e"}, {"ed", ""}, {"ing", "e"}, {"ing", ""}}};

std::span<const Rule> rules_of(PartOfSpeech part) noexcept {
  if (part == PartOfSpeech::noun) return kNounRules;
  return kVerbRules;
}

/// The file as it lies in the folder. A missing one most likely means that the package is not there.
MappedFile open_part(const std::filesystem::path& file) {
  try {
    return MappedFile(file);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::not_found) throw;
    throw Error(ErrorKind::not_found, file.string() +
                                          ": no such file; install Debian's wordnet-base, or name the folder of "
                                          "WordNet 3.0 in the environment variable WNSEARCHDIR");
  }
}

[[noreturn]] void throw_corrupt(const std::filesystem::path& file, std::size_t line, const std::string& expected) {
  throw Error(ErrorKind::corrupt_data, file.string() + " line " + std::to_string(line) + ": expected " + expected);
}

/// Calls `use(line, number)` for each line of the file, which must end in one.
template <typename Use>
void for_each_line(const std::filesystem::path& file, std::string_view bytes, const Use& use) {
  std::size_t number = 0;
  while (!bytes.empty()) {
    ++number;
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) throw_corrupt(file, number, "a line feed at the end; the file is cut");
    use(bytes.substr(0, end), number);
    bytes.remove_prefix(end + 1);
  }
}

/// Takes the next field off a line of fields with blanks between them; empty at the end.
std::string_view take_field(std::string_view& line) noexcept {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::string_view field = line.substr(0, line.find(' '));
  line.remove_prefix(field.size());
  return field;
}

std::optional<std::size_t> number_of(std::string_view field) noexcept {
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (failure != std::errc() || end != field.data() + field.size()) return std::nullopt;
  return value;
}

/// The lemma of an index line "lemma pos senses pointers pointer... senses tagged offset...", or nothing when the line
/// is not of that form.
std::optional<std::string_view> lemma_of(std::string_view line, std::string_view part) noexcept {
  const std::string_view lemma = take_field(line);
  if (take_field(line) != part) return std::nullopt;
  const std::optional<std::size_t> senses = number_of(take_field(line));
  const std::optional<std::size_t> pointers = number_of(take_field(line));
  if (!senses || *senses == 0 || !pointers) return std::nullopt;
  // What follows is only counted: the fields end in one blank each, and the line in one more.
  const auto blanks = static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
  if (blanks != *pointers + *senses + 4) return std::nullopt;
  return lemma;
}

WordTable read_index(const std::filesystem::path& file, std::string_view part) {
  const MappedFile mapped = open_part(file);
  // A line takes about 40 bytes, a lemma 12 of them.
  WordTable lemmas(mapped.bytes().size() / 40, mapped.bytes().size() / 3);
  for_each_line(file, mapped.bytes(), [&](std::string_view line, std::size_t number) {
    if (line.starts_with(' ')) return;  // the licence
    const std::optional<std::string_view> lemma = lemma_of(line, part);
    if (!lemma || lemma->size() > kLongestLemma) throw_corrupt(file, number, "a line of WordNet's index");
    lemmas.set(*lemma, 0);
  });
  if (lemmas.size() == 0) throw_corrupt(file, 1, "at least one lemma");
  return lemmas;
}

/// Looks up a stem with another ending, without taking memory.
std::string_view find_joined(const WordTable& lemmas, std::string_view stem, std::string_view ending) noexcept {
  std::array<char, kLongestLemma> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
  const std::size_t size = stem.size() + ending.size();
  if (size > buffer.size()) return {};  // longer than any lemma: read_index refuses such
  std::copy(ending.begin(), ending.end(), std::copy(stem.begin(), stem.end(), buffer.begin()));
  const auto found = lemmas.find({buffer.data(), size});
  return found ? found->word : std::string_view();
}

/// What one application of the rules to a form gave.
struct Derived {
  std::string_view lemma;    ///< the shortest that is a lemma, the first of equals; empty when none is
  std::string_view shorter;  ///< the shortest result that is a beginning of the form; empty when there is none
};

Derived derive(std::string_view form, std::span<const Rule> rules, const WordTable& lemmas) noexcept {
  Derived derived;
  for (const auto& [ending, replacement] : rules) {
    if (!form.ends_with(ending)) continue;
    const std::string_view stem = form.substr(0, form.size() - ending.size());
    if (replacement.empty() || ending.starts_with(replacement)) {
      const std::string_view shorter = form.substr(0, stem.size() + replacement.size());
      if (derived.shorter.data() == nullptr || shorter.size() < derived.shorter.size()) derived.shorter = shorter;
    }
    const std::string_view lemma = find_joined(lemmas, stem, replacement);
    if (!lemma.empty() && (derived.lemma.empty() || lemma.size() < derived.lemma.size())) derived.lemma = lemma;
  }
  return derived;
}

}  // namespace

WordNet WordNet::load(const std::filesystem::path& folder) {
  WordNet net;
  net.lexicons_[0] = read_lexicon(folder, "noun", "n");
  net.lexicons_[1] = read_lexicon(folder, "verb", "v");
  return net;
}

WordNet::Lexicon WordNet::read_lexicon(const std::filesystem::path& folder, const std::string& name,
                                       std::string_view letter) {
  Lexicon lexicon;
  lexicon.lemmas = read_index(folder / ("index." + name), letter);
  const std::filesystem::path file = folder / (name + ".exc");
  const MappedFile mapped = open_part(file);
  for_each_line(file, mapped.bytes(), [&](std::string_view line, std::size_t number) {
    const std::string_view form = take_field(line);
    if (form.empty() || line.find_first_not_of(' ') == std::string_view::npos)
      throw_corrupt(file, number, "an irregular form and its lemma");
    // The shortest of those that are lemmas, the form itself among them; the first of equals.
    std::string_view best;
    for (std::string_view field = form; !field.empty(); field = take_field(line)) {
      const auto found = lexicon.lemmas.find(field);
      if (found && (best.empty() || field.size() < best.size())) best = found->word;
    }
    lexicon.exceptions.set(form, static_cast<std::uint32_t>(lexicon.exception_lemmas.size()));
    lexicon.exception_lemmas.push_back(best);
  });
  return lexicon;
}

std::filesystem::path WordNet::default_folder() {
  const std::filesystem::path folder = path_from_environment("WNSEARCHDIR");
  return folder.empty() ? "/usr/share/wordnet" : folder;
}

std::string_view WordNet::lemma(std::string_view word, PartOfSpeech part) const noexcept {
  const Lexicon& lexicon = lexicons_[static_cast<std::size_t>(part)];
  if (const auto irregular = lexicon.exceptions.find(word)) {
    const std::string_view lemma = lexicon.exception_lemmas[irregular->value];
    return lemma.empty() ? word : lemma;
  }
  const std::span<const Rule> rules = rules_of(part);
  Derived derived = derive(word, rules, lexicon.lemmas);
  if (derived.lemma.empty() && derived.shorter.empty()) return word;
  // The word itself stands first among its forms: it wins when nothing shorter is found.
  if ((derived.lemma.empty() || derived.lemma.size() == word.size()) && lexicon.lemmas.find(word)) return word;
  // The rules go on until something is found. Of the results only the shortest beginning of the form can end in a
  // way that a rule matches: all others end in e, f, x, y, z, ch, sh or man.
  while (derived.lemma.empty() && !derived.shorter.empty()) derived = derive(derived.shorter, rules, lexicon.lemmas);
  return derived.lemma.empty() ? word : derived.lemma;
}

}  // namespace leitmotif::text
