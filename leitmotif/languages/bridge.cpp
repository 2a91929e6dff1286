#include "leitmotif/languages/bridge.hpp"

#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/languages/letters.hpp"

namespace leitmotif::languages {
namespace {

/// Shorter words say too little to cut a pronoun off them.
constexpr std::size_t kShortestBeforeClitic = 3;

std::uint32_t packed_form(std::uint32_t entry, FormKind kind, bool takes_clitics) {
  return (entry << 3U) | (static_cast<std::uint32_t>(kind) << 1U) | (takes_clitics ? 1U : 0U);
}

}  // namespace

Bridge::Bridge(const WordList& list, std::size_t language, const Grammar& grammar) : clitics_(grammar.clitics) {
  for (const std::string& word : grammar.common) common_.set(word, 0);
  for (const ListedWord& word : list.words) {
    Entry entry;
    for (std::size_t kind = 0; kind < kFormKinds; ++kind)
      entry.forms.push_back(word.part == 'v' || word.part == 'n'
                                ? english_form(word.english, static_cast<FormKind>(kind))
                                : word.english);
    entry.weight = word.weight;
    entries_.push_back(std::move(entry));
  }
  add_written(list, language);
  add_inflected(list, language, grammar);
  std::ranges::stable_sort(clitics_, std::ranges::greater(), &std::string::size);
}

void Bridge::add_written(const WordList& list, std::size_t language) {
  for (std::uint32_t i = 0; i < list.words.size(); ++i)
    for (const ForeignWord& word : list.words[i].foreign[language]) {
      add(word.lemma, {i, FormKind::base, list.words[i].part == 'v'}, true);
      const FormKind kind = list.words[i].part == 'n' ? FormKind::many : FormKind::base;
      for (const std::string& form : word.forms) add(form, {i, kind, list.words[i].part == 'v'}, true);
    }
}

void Bridge::add_inflected(const WordList& list, std::size_t language, const Grammar& grammar) {
  for (std::uint32_t i = 0; i < list.words.size(); ++i)
    for (const ForeignWord& word : list.words[i].foreign[language])
      if (list.words[i].part != 'x' && word.lemma.find(' ') == std::string::npos)
        add_forms(i, list.words[i].part, word, grammar);
}

void Bridge::add_forms(std::uint32_t entry, char part, const ForeignWord& word, const Grammar& grammar) {
  const InflectionRule* const rule = grammar.rule_for(part, word.lemma);
  if (rule == nullptr)
    throw Error(ErrorKind::corrupt_data,
                "the word list: no rule of the grammar " + grammar.code + " inflects '" + word.lemma + "'");
  if (part == 'n' && !word.stems.empty()) return add_plurals(entry, word);
  add_stem(entry, std::string_view(word.lemma).substr(0, word.lemma.size() - rule->ending.size()), *rule, false);
  const InflectionRule* const others = grammar.stem_rule();
  if (part != 'v' || others == nullptr) return;
  for (const std::string& stem : word.stems) {
    add(stem, {entry, FormKind::base, true}, false);
    add_stem(entry, stem, *others, false);
  }
  for (const std::string& stem : word.past_stems) {
    add(stem, {entry, FormKind::ing, false}, false);
    add_stem(entry, stem, *others, true);
  }
}

void Bridge::add_stem(std::uint32_t entry, std::string_view stem, const InflectionRule& rule, bool is_past) {
  std::string form;
  for (const Ending& ending : rule.forms) {
    form.assign(ending.before);
    form += stem;
    form += ending.behind;
    if (form.size() > 1) add(form, {entry, is_past ? FormKind::ing : ending.kind, ending.takes_clitics}, false);
  }
}

/// German nouns, whose plural the list gives.
void Bridge::add_plurals(std::uint32_t entry, const ForeignWord& word) {
  for (const char* genitive : {"s", "es"}) add(word.lemma + genitive, {entry, FormKind::base, false}, false);
  for (const std::string& ending : word.stems) {
    const std::string plural = without_accents(word.lemma) + (ending == "-" ? "" : ending);
    for (const char* dative : {"", "n"}) add(plural + dative, {entry, FormKind::many, false}, false);
  }
}

void Bridge::add(const std::string& form, const Form& meant, bool is_written) {
  const std::uint32_t value = packed_form(meant.entry, meant.kind, meant.takes_clitics);
  if (const std::size_t blank = form.find(' '); blank != std::string::npos) {
    if (!phrases_.find(form)) phrases_.set(form, value);
    const auto words = static_cast<std::uint32_t>(1 + std::ranges::count(form, ' '));
    const auto known = begins_.find(form.substr(0, blank));
    if (!known || known->value < words) begins_.set(form.substr(0, blank), words);
    return;
  }
  if (!is_written && common_.find(form)) return;
  if (!exact_.find(form)) exact_.set(form, value);
  add_plain(without_accents(form), form, value);
  if (const std::string typed = with_spelled_umlauts(form); typed != form) add_plain(typed, form, value);
}

void Bridge::add_plain(const std::string& plain, const std::string& form, std::uint32_t value) {
  if (plain != form && common_.find(plain)) return;
  if (!plain_.find(plain)) plain_.set(plain, value);
}

EnglishWord Bridge::word_of(std::uint32_t value) const {
  const std::uint32_t number = value >> 3U;
  const Entry& entry = entries_[number];
  return {entry.forms[(value >> 1U) & 3U], entry.weight, number};
}

/// A word as it stands, or without its accents.
std::optional<std::uint32_t> Bridge::value_of(std::string_view word) const {
  if (const auto found = exact_.find(word)) return found->value;
  if (common_.find(word)) return std::nullopt;
  if (const auto found = plain_.find(without_accents(word))) return found->value;
  return std::nullopt;
}

std::optional<EnglishWord> Bridge::find(std::string_view word) const {
  if (const auto value = value_of(word)) return word_of(*value);
  if (common_.find(word)) return std::nullopt;
  for (const std::string& clitic : clitics_) {
    if (!word.ends_with(clitic) || word.size() < clitic.size() + kShortestBeforeClitic) continue;
    const auto value = value_of(word.substr(0, word.size() - clitic.size()));
    if (value && (*value & 1U) != 0) return word_of(*value);
  }
  return std::nullopt;
}

std::optional<EnglishWord> Bridge::find_phrase(std::string_view words) const {
  if (const auto found = phrases_.find(words)) return word_of(found->value);
  return std::nullopt;
}

std::size_t Bridge::longest_phrase(std::string_view word) const {
  const auto found = begins_.find(word);
  return found ? found->value : 0;
}

}  // namespace leitmotif::languages
