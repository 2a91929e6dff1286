#include "leitmotif/wishes/question.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/wishes/inflection.hpp"
#include "leitmotif/wishes/sung_words.hpp"
#include "leitmotif/wishes/telling.hpp"

namespace leitmotif::wishes {
namespace {

/// A word without a vector is rare and tells most.
constexpr double kUnknownWeight = 7;
/// Words sung near the question's stand for them, as far as they are alike.
constexpr std::size_t kRelated = 10;
constexpr double kLeastAlike = 0.5;
constexpr double kRelatedShare = 0.35;
/// So do WordNet's, which help where a word is too rare to have been learned; most of what one counts for is how near
/// it is sung, so that senses nobody sings of fall out.
constexpr std::size_t kKin = 40;
constexpr double kKinShare = 0.8;
constexpr double kSungNear = 0.9;
constexpr double kLeastKin = 0.08;
constexpr std::size_t kMostFound = 6;
/// How soon more of the same word says nothing more.
constexpr double kSaturation = 1.2;
constexpr double kUsualLength = 200;  ///< words of a lyric
constexpr std::size_t kShortestWord = 3;
/// A word must be asked for, and its place filled: one that is missing takes more than another that is there gives.
constexpr double kAllAsked = 0.7;
/// What is sung of concepts: how much what tells a little counts, the same again, and what makes a text speak of one.
constexpr double kPlainSung = 0.4;
constexpr double kAgain = 0.3;
constexpr double kSpoken = 2;
constexpr double kSpokenLine = 1;
/// How much speaking of a concept counts beside saying the word, and its words in where the question lies.
constexpr double kConceptShare = 0.8;
constexpr double kConceptDirection = 0.3;
/// Words that say that something is asked for, not what.
constexpr std::string_view kAsking[] = {"song", "songs", "about", "lyrics", "track", "tracks", "tune", "music"};

bool is_asking(std::string_view word) {
  return std::find(std::begin(kAsking), std::end(kAsking), word) != std::end(kAsking);
}

/// The dictionary form a table of forms would have: the shortest known word whose inflections hold this one.
std::string base_of(const std::string& word, const WordVectors& vectors) {
  if (std::string base = irregular_base(word); base != word) return base;
  for (std::size_t length = kShortestWord; length < word.size(); ++length) {
    for (const std::string& stem :
         {word.substr(0, length), word.substr(0, length) + "e", word.substr(0, length) + "y"}) {
      if (!vectors.find(stem)) continue;
      const std::vector<std::string> forms = all_inflections(stem);
      if (std::find(forms.begin(), forms.end(), word) != forms.end()) return stem;
    }
  }
  return word;
}

/// How much a related word counts: less when it is sung near other words.
double kinship(const WordVectors& vectors, const std::string& word, const text::WordRelations::Related& other) {
  const auto a = vectors.find(word);
  const auto b = vectors.find(other.word);
  // Of a word nobody was heard to sing nothing is known: it counts as half as near as can be.
  double near = 0.5;
  if (a && b) {
    const auto dot = std::inner_product(vectors.row(*a).begin(), vectors.row(*a).end(), vectors.row(*b).begin(), 0);
    near = std::max(0.0, static_cast<double>(dot) / (127.0 * 127.0));
  }
  return other.share * (1 - kSungNear + kSungNear * near);
}

/// How much a word tells; a phrase as much as its most telling word.
double weight_of(const WordVectors& vectors, const std::string& text) {
  double most = 0;
  const Tokens words = Tokens::from_joined(text);
  for (const std::string_view word : words) {
    const auto known = vectors.find(word);
    const double root = known ? static_cast<double>(vectors.data().weight[*known]) : std::sqrt(kUnknownWeight);
    most = std::max(most, root * root);
  }
  return most;
}

/// All that is sung of a concept, with how much it tells.
std::vector<std::pair<SungOf, double>> told_of(const Concept& meant, const WordVectors& vectors) {
  std::vector<std::pair<SungOf, double>> told;
  for (const SungOf& one : meant.sung)
    told.emplace_back(one, (one.strong ? 1 : kPlainSung) * weight_of(vectors, one.text));
  for (const std::string& name : meant.names)
    if (name.find(' ') == std::string::npos) told.emplace_back(SungOf{name, true}, weight_of(vectors, name));
  return told;
}

}  // namespace

Question::Question(std::string_view text, const Tokens& cleaned, const WordKnowledge& known) {
  const Tokens sung = Tokens::from_joined(sung_words(text));
  add_words(sung, known.vectors);
  Telling telling;
  for (const Word& word : words_) telling.emplace_back(word.text, word.weight);
  add_related(known);
  for (const std::string_view word : cleaned)
    if (!stands(word) && !is_asking(word)) telling.emplace_back(std::string(word), 1.0);
  if (words_.empty())
    throw Error(ErrorKind::invalid_argument, "text: it holds no word that tells anything about a song");
  std::vector<std::string> spoken;
  for (const std::string_view word : sung)
    if (!is_asking(word) || stands(word)) spoken.emplace_back(word);
  add_concepts(spoken, known, telling);
  direction_ = known.vectors.direction(telling);
}

void Question::add_words(const Tokens& spoken, const WordVectors& vectors) {
  const bool only_asks =
      std::all_of(spoken.begin(), spoken.end(), [](auto word) { return is_asking(word) || !tells_something(word); });
  for (const std::string_view word : spoken) {
    if (!tells_something(word) || (is_asking(word) && !only_asks)) continue;
    const std::string base = base_of(std::string(word), vectors);
    if (stands(base)) continue;
    add_term(base, words_.size(), 1);
    add_term(std::string(word), words_.size(), 1);
    const bool is_irregular = irregular_base(word) != word;
    words_.push_back({base, is_irregular ? std::string(word) : base, weight_of(vectors, base)});
  }
}

void Question::add_related(const WordKnowledge& known) {
  // A word that everybody sings says little of a rare one.
  const auto rare = [&](const std::string& other, std::size_t i) {
    return std::min(1.0, weight_of(known.vectors, other) / words_[i].weight);
  };
  for (std::size_t i = 0; i < words_.size(); ++i)
    for (const auto& [other, cosine] : known.vectors.nearest(words_[i].text, kRelated))
      if (cosine >= kLeastAlike) add_term(other, i, kRelatedShare * cosine * rare(other, i));
  for (std::size_t i = 0; i < words_.size(); ++i)
    for (const text::WordRelations::Related& other : known.relations.related(words_[i].text, kKin))
      if (const double share = kinship(known.vectors, words_[i].text, other) * rare(other.word, i); share >= kLeastKin)
        add_term(other.word, i, kKinShare * share);
}

Question::Form& Question::form_of(const std::string& form) {
  if (const auto known = numbers_.find(form)) return forms_[known->value];
  numbers_.set(form, static_cast<std::uint32_t>(forms_.size()));
  return forms_.emplace_back();
}

const Question::Form* Question::find(std::string_view form) const {
  const auto known = numbers_.find(form);
  return known ? &forms_[known->value] : nullptr;
}

bool Question::stands(std::string_view form) const {
  const Form* known = find(form);
  return known != nullptr && known->word != kNone;
}

/// A word, with its forms, that stands for one of the question's; the first that a form stands for counts.
void Question::add_term(const std::string& term, std::size_t word, double share) {
  for (const std::string& one : all_inflections(term)) {
    Form& form = form_of(one);
    if (form.word != kNone) continue;
    form.word = word;
    form.share = share;
    if (share == 1) said_.push_back(one);
  }
}

std::vector<std::vector<std::size_t>> Question::named(const std::vector<std::string>& spoken,
                                                      const Concepts& concepts) const {
  std::vector<std::size_t> meant(concepts.name_words().size(), kNone);
  for (const std::string& form : said_)
    if (const auto place = concepts.name_word(form)) meant[*place] = find(form)->word;
  const auto is_said = [&](const std::string& turning) {
    return std::any_of(spoken.begin(), spoken.end(),
                       [&](const std::string& word) { return word == turning || (denies(word) && denies(turning)); });
  };
  std::vector<std::vector<std::size_t>> named(concepts.all().size());
  for (const ConceptName& name : concepts.names()) {
    if (std::any_of(name.words.begin(), name.words.end(), [&](std::uint32_t word) { return meant[word] == kNone; }))
      continue;
    if (!std::all_of(name.turning.begin(), name.turning.end(), is_said)) continue;
    std::vector<std::size_t> words;
    for (const std::uint32_t word : name.words) words.push_back(meant[word]);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (words.size() > named[name.number].size()) named[name.number] = std::move(words);
  }
  return named;
}

void Question::add_concepts(const std::vector<std::string>& spoken, const WordKnowledge& known, Telling& telling) {
  const std::vector<std::vector<std::size_t>> named_words = named(spoken, known.concepts);
  const auto is_part = [&](const std::vector<std::size_t>& words) {
    return std::any_of(named_words.begin(), named_words.end(), [&](const std::vector<std::size_t>& more) {
      return more.size() > words.size() && std::includes(more.begin(), more.end(), words.begin(), words.end());
    });
  };
  for (std::size_t number = 0; number < named_words.size(); ++number) {
    if (named_words[number].empty() || is_part(named_words[number])) continue;
    concepts_.push_back(named_words[number]);
    double weight = 0;
    for (const std::size_t word : named_words[number]) weight += words_[word].weight;
    double all = 0;
    const auto told = told_of(known.concepts.all()[number], known.vectors);
    for (const auto& [sung, tells] : told) all += tells;
    for (const auto& [sung, tells] : told) {
      add_sung(sung, tells / kUnknownWeight);
      telling.emplace_back(sung.text, kConceptDirection * weight * tells / all);
    }
  }
}

/// A word or phrase, with all forms, that is sung of the last concept.
void Question::add_sung(const SungOf& sung, double tells) {
  Sung added{{}, concepts_.size() - 1, items_++, tells, 0};
  std::vector<std::string> first;
  const Tokens words = Tokens::from_joined(sung.text);
  for (const std::string_view word : words)
    first.empty() ? void(first = all_inflections(word)) : added.rest.push_back(all_inflections(word));
  for (const std::string& one : first) {
    Form& form = form_of(one);
    added.next = form.sung;
    sung_.push_back(added);
    form.sung = static_cast<std::uint32_t>(sung_.size());
  }
}

std::vector<std::string> Question::words() const {
  std::vector<std::string> words;
  for (const Word& word : words_) {
    words.push_back(word.text);
    if (word.irregular != word.text) words.push_back(word.irregular);
  }
  return words;
}

void Question::count_sung(Tokens::iterator at, Tokens::iterator end, Tally& tally) const {
  const Form* form = find(*at);
  for (std::uint32_t place = form != nullptr ? form->sung : 0; place != 0; place = sung_[place - 1].next) {
    const Sung& one = sung_[place - 1];
    auto next = at;
    const bool is_there = std::all_of(one.rest.begin(), one.rest.end(), [&](const std::vector<std::string>& forms) {
      return ++next != end && std::find(forms.begin(), forms.end(), *next) != forms.end();
    });
    std::uint8_t& seen = tally.seen_items[one.item];
    if (!is_there || seen == 2) continue;
    tally.sung[one.number] += (seen == 0 ? 1 : kAgain) * one.tells;
    ++seen;
  }
}

bool Question::count(const Tokens& words, Tally& tally) const {
  auto at = words.begin();
  tally.length = 0;
  // Most lines hold nothing.
  for (; at != words.end() && !numbers_.find(*at); ++at) ++tally.length;
  if (at == words.end()) return false;
  tally.own.assign(words_.size(), 0);
  tally.related.assign(words_.size(), 0);
  tally.sung.assign(concepts_.size(), 0);
  tally.seen_forms.assign(forms_.size(), 0);
  tally.seen_items.assign(items_, 0);
  for (; at != words.end(); ++at) {
    ++tally.length;
    const auto found = numbers_.find(*at);
    if (!found) continue;
    const Form& form = forms_[found->value];
    if (form.share == 1)
      ++tally.own[form.word];
    else if (form.word != kNone && tally.seen_forms[found->value]++ == 0)
      tally.related[form.word] += form.share;
    if (form.sung != 0) count_sung(at, words.end(), tally);
  }
  return true;
}

double Question::share(const Tokens& words, double usual_length, Tally& tally) const {
  if (!count(words, tally)) return 0;
  const bool is_whole = usual_length > 0;
  const double long_as = is_whole ? tally.length / usual_length : 0;
  std::vector<double>& covered = tally.covered;
  covered.assign(words_.size(), 0);
  for (std::size_t k = 0; k < concepts_.size(); ++k) {
    const double spoken = 1 - std::exp(-tally.sung[k] / (is_whole ? kSpoken * (1 + long_as) / 2 : kSpokenLine));
    for (const std::size_t word : concepts_[k]) covered[word] = std::max(covered[word], kConceptShare * spoken);
  }
  const double norm = kSaturation * (0.25 + 0.75 * long_as);
  const double power = is_whole ? kAllAsked : 1;
  double sum = 0;
  double all = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const double often = tally.own[i];
    const double itself = often > 0 ? (is_whole ? often * (1 + kSaturation / 2) / (often + norm) : 1) : 0;
    const double near = std::min(1.0, itself + std::min(tally.related[i], 0.5) * (itself > 0 ? 0.3 : 1));
    sum += words_[i].weight * std::pow(near + covered[i] * (1 - near), power);
    all += words_[i].weight;
  }
  return all > 0 ? std::pow(sum / all, 1 / power) : 0;
}

double Question::tells_alone(const Form& form) const {
  double most = form.word != kNone ? form.share * words_[form.word].weight : 0;
  for (std::uint32_t place = form.sung; place != 0; place = sung_[place - 1].next)
    if (sung_[place - 1].rest.empty()) most = std::max(most, kConceptShare * kUnknownWeight * sung_[place - 1].tells);
  return most;
}

std::vector<std::string> Question::found_in(const Tokens& words) const {
  std::vector<std::pair<std::string, double>> found;
  for (const std::string_view word : words) {
    const Form* form = find(word);
    if (form == nullptr || std::any_of(found.begin(), found.end(), [&](const auto& one) { return one.first == word; }))
      continue;
    if (const double tells = tells_alone(*form); tells > 0) found.emplace_back(word, tells);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> result;
  for (std::size_t i = 0; i < std::min(found.size(), kMostFound); ++i) result.push_back(std::move(found[i].first));
  return result;
}

Reply Question::ask(std::string_view title, std::string_view lyric) const {
  Reply reply;
  Tally tally;
  std::string all = sung_words(title);
  reply.line_share = share(Tokens::from_joined(all), 0, tally);
  double best = 0;
  std::string_view line;
  for (const std::string_view whole : each_line(lyric)) {
    const std::string_view one = ascii::trimmed(whole);
    std::string sung = sung_words(one);
    if (sung.empty()) continue;
    if (!all.empty()) all += ' ';
    all += sung;
    if (const double value = share(Tokens::from_joined(std::move(sung)), 0, tally); value > best) {
      best = value;
      line = one;
    }
  }
  const Tokens words = Tokens::from_joined(std::move(all));
  reply.words = share(words, kUsualLength, tally);
  reply.line_share = std::max(reply.line_share, best);
  reply.line = line;
  if (reply.words > 0) reply.found = found_in(words);
  return reply;
}

}  // namespace leitmotif::wishes
