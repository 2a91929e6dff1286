#include "leitmotif/wishes/reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "leitmotif/wishes/inflection.hpp"
#include "leitmotif/wishes/sung_words.hpp"

namespace leitmotif::wishes {
namespace {

/// A word sung once has half its strength, sung forty times all of it: many different words weigh more than one.
constexpr double kOnce = 0.5;
/// Long songs hold more words by chance: the sum is divided by the root of their number, and so many more.
constexpr double kFewWords = 40;
constexpr double kScale = 8;
constexpr double kMostTitle = 4;
/// A negation reaches so many words: "no more tears", "never my love".
constexpr std::size_t kReach = 2;
constexpr std::array<std::string_view, 14> kNegations = {"aint",    "arent", "didnt",   "doesnt", "dont",
                                                         "isnt",    "never", "no",      "not",    "wasnt",
                                                         "without", "wont",  "wouldnt", "nor"};

bool is_negation(std::string_view word) {
  return std::find(kNegations.begin(), kNegations.end(), word) != kNegations.end();
}

double saturated(int count) { return 1 - std::pow(kOnce, count); }

}  // namespace

WishReader::WishReader(std::shared_ptr<const WishTable> table, std::shared_ptr<const WordVectors> vectors)
    : table_(std::move(table)), vectors_(std::move(vectors)) {
  for (std::size_t w = 0; w < table_->wishes.size(); ++w) {
    const Wish& wish = table_->wishes[w];
    const auto number = static_cast<std::uint32_t>(w);
    add_words(number, HitKind::word, wish.words, words_);
    add_words(number, HitKind::title, wish.title, titles_);
    add_phrases(number, wish.phrases);
    std::vector<std::pair<std::string, double>> telling;
    for (const TellingWord& word : wish.words)
      if (word.strength > 0) telling.emplace_back(word.text, word.strength);
    directions_.push_back(vectors_->direction(telling));
  }
}

/// Words of the table own their forms before what the rules make of other words.
void WishReader::add_words(std::uint32_t wish, HitKind kind, const std::vector<TellingWord>& words, Index& index) {
  std::map<std::string, std::uint32_t> owner;
  for (const TellingWord& word : words) {
    if (!owner.emplace(word.text, static_cast<std::uint32_t>(entries_.size())).second) continue;
    entries_.push_back({wish, kind, word.text, word.strength});
  }
  const std::map<std::string, std::uint32_t> written = owner;
  for (const TellingWord& word : words)
    for (std::string& form : inflections(word.text)) owner.emplace(std::move(form), written.at(word.text));
  for (const auto& [form, entry] : owner) {
    const auto known = index.forms.find(form);
    if (!known) index.forms.set(form, static_cast<std::uint32_t>(index.lists.size()));
    if (!known) index.lists.emplace_back();
    index.lists[known ? known->value : index.lists.size() - 1].push_back(entry);
  }
}

void WishReader::add_phrases(std::uint32_t wish, const std::vector<TellingWord>& phrases) {
  for (const TellingWord& phrase : phrases) {
    Phrase made{static_cast<std::uint32_t>(entries_.size()), {}};
    const Tokens words = Tokens::from_joined(phrase.text);
    for (const std::string_view word : words) {
      made.words.push_back(inflections(word));
      std::sort(made.words.back().begin(), made.words.back().end());
    }
    entries_.push_back({wish, HitKind::phrase, phrase.text, phrase.strength});
    for (const std::string& form : made.words.front()) {
      const auto known = phrase_starts_.forms.find(form);
      if (!known) phrase_starts_.forms.set(form, static_cast<std::uint32_t>(phrase_starts_.lists.size()));
      if (!known) phrase_starts_.lists.emplace_back();
      const std::size_t list = known ? known->value : phrase_starts_.lists.size() - 1;
      phrase_starts_.lists[list].push_back(static_cast<std::uint32_t>(phrases_.size()));
    }
    phrases_.push_back(std::move(made));
  }
}

void WishReader::count_word(const Index& index, std::string_view word, Counts& counts) const {
  const auto found = index.forms.find(word);
  if (!found) return;
  for (const std::uint32_t entry : index.lists[found->value]) {
    if (counts.of_entry[entry] == 0) counts.touched.push_back(entry);
    if (counts.of_entry[entry] < std::numeric_limits<std::uint16_t>::max()) ++counts.of_entry[entry];
  }
}

void WishReader::count_sung(std::string_view sung, Counts& counts) const {
  const Tokens words = Tokens::from_joined(std::string(sung));
  std::size_t since_negation = kReach;
  for (const std::string_view word : words) {
    if (since_negation >= kReach) count_word(words_, word, counts);
    since_negation = is_negation(word) ? 0 : std::min(since_negation + 1, kReach);
  }
}

void WishReader::count_phrases(const Tokens& cleaned, Counts& counts) const {
  const std::vector<std::string_view> words(cleaned.begin(), cleaned.end());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto starts = phrase_starts_.forms.find(words[i]);
    if (!starts) continue;
    for (const std::uint32_t number : phrase_starts_.lists[starts->value]) {
      const Phrase& phrase = phrases_[number];
      if (phrase.words.size() > words.size() - i) continue;
      bool all = true;
      for (std::size_t k = 1; k < phrase.words.size() && all; ++k)
        all = std::binary_search(phrase.words[k].begin(), phrase.words[k].end(), words[i + k], std::less<>());
      if (!all) continue;
      if (counts.of_entry[phrase.entry] == 0) counts.touched.push_back(phrase.entry);
      ++counts.of_entry[phrase.entry];
    }
  }
}

WishReader::Counts WishReader::counts(const SongText& song) const {
  Counts counts;
  counts.of_entry.resize(entries_.size());
  if (song.sung.empty()) {
    for (const std::string_view word : song.cleaned) count_word(words_, word, counts);
  } else {
    count_sung(song.sung, counts);
  }
  count_phrases(song.cleaned, counts);
  const Tokens title = Tokens::from_joined(sung_words(song.title));
  for (const std::string_view word : title) count_word(titles_, word, counts);
  std::sort(counts.touched.begin(), counts.touched.end());
  return counts;
}

double WishReader::value_of(std::uint32_t entry, int count, std::size_t words) const noexcept {
  const Entry& one = entries_[entry];
  const WishWeights& weights = table_->wishes[one.wish].weights;
  if (one.kind == HitKind::title) return weights.title * one.strength;
  return weights.words * kScale * one.strength * saturated(count) / std::sqrt(kFewWords + static_cast<double>(words));
}

std::vector<float> WishReader::shares(const SongText& song, const std::vector<float>& direction) const {
  const std::size_t wishes = table_->wishes.size();
  const Counts found = counts(song);
  const std::size_t words = song.cleaned.size();
  const bool has_lyric = words > 0 || !song.sung.empty();
  std::vector<double> sums(wishes);
  std::vector<double> titles(wishes);
  std::vector<bool> is_known(wishes, has_lyric);
  for (const std::uint32_t entry : found.touched) {
    const Entry& one = entries_[entry];
    const bool is_title = one.kind == HitKind::title;
    (is_title ? titles : sums)[one.wish] += value_of(entry, found.of_entry[entry], words);
    if (is_title) is_known[one.wish] = true;
  }
  std::vector<float> shares(wishes, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t w = 0; w < wishes; ++w) {
    if (!is_known[w]) continue;
    const WishWeights& weights = table_->wishes[w].weights;
    double sum = sums[w] + std::clamp(titles[w], -kMostTitle * weights.title, kMostTitle * weights.title);
    if (!direction.empty() && !directions_[w].empty())
      sum += weights.meaning * std::inner_product(direction.begin(), direction.end(), directions_[w].begin(), 0.0);
    shares[w] = static_cast<float>(sum);
  }
  return shares;
}

TextShare WishReader::explain(std::size_t wish, const SongText& song) const {
  const Counts found = counts(song);
  const std::size_t words = song.cleaned.size();
  const WishWeights& weights = table_->wishes[wish].weights;
  TextShare share;
  share.is_known = words > 0 || !song.sung.empty();
  for (const std::uint32_t entry : found.touched) {
    const Entry& one = entries_[entry];
    if (one.wish != wish) continue;
    const double value = value_of(entry, found.of_entry[entry], words);
    const bool is_title = one.kind == HitKind::title;
    (is_title ? share.title : share.words) += value;
    share.is_known = share.is_known || is_title;
    share.telling += !is_title && value > 0 ? 1 : 0;
    share.hits.push_back({one.kind, one.text, found.of_entry[entry], value});
  }
  share.title = std::clamp(share.title, -kMostTitle * weights.title, kMostTitle * weights.title);
  const std::vector<float> direction = vectors_->direction(song.cleaned);
  if (!direction.empty() && !directions_[wish].empty())
    share.meaning =
        weights.meaning * std::inner_product(direction.begin(), direction.end(), directions_[wish].begin(), 0.0);
  std::stable_sort(share.hits.begin(), share.hits.end(), [](const Hit& a, const Hit& b) { return a.value > b.value; });
  return share;
}

}  // namespace leitmotif::wishes
