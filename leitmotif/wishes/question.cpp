#include "leitmotif/wishes/question.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/text/stop_words.hpp"
#include "leitmotif/wishes/inflection.hpp"
#include "leitmotif/wishes/sung_words.hpp"

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
/// Words that say that something is asked for, not what.
constexpr std::string_view kAsking[] = {"song", "songs", "about", "lyrics", "track", "tracks", "tune", "music"};

bool is_stop_word(std::string_view word) {
  const auto lists = {text::paper_stop_words(), text::corpus_stop_words()};
  for (const auto& list : lists)
    if (std::find(list.begin(), list.end(), word) != list.end()) return true;
  return false;
}

bool is_asking(std::string_view word) {
  return std::find(std::begin(kAsking), std::end(kAsking), word) != std::end(kAsking);
}

/// The dictionary form a table of forms would have: the shortest known word whose inflections hold this one.
std::string base_of(const std::string& word, const WordVectors& vectors) {
  std::string best = word;
  for (std::size_t length = kShortestWord; length < word.size(); ++length) {
    for (const std::string& stem :
         {word.substr(0, length), word.substr(0, length) + "e", word.substr(0, length) + "y"}) {
      if (!vectors.find(stem)) continue;
      const std::vector<std::string> forms = inflections(stem);
      if (std::find(forms.begin(), forms.end(), word) != forms.end()) return stem;
    }
  }
  return best;
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

}  // namespace

Question::Question(std::string_view text, const Tokens& cleaned, const WordVectors& vectors,
                   const text::WordRelations& relations) {
  const Tokens sung = Tokens::from_joined(sung_words(text));
  std::vector<std::pair<std::string, double>> telling;
  const bool only_asks =
      std::all_of(sung.begin(), sung.end(), [](auto word) { return is_asking(word) || is_stop_word(word); });
  for (const std::string_view spoken : sung) {
    if (spoken.size() < kShortestWord || is_stop_word(spoken) || (is_asking(spoken) && !only_asks)) continue;
    const std::string base = base_of(std::string(spoken), vectors);
    if (terms_.find(base)) continue;
    const auto known = vectors.find(base);
    const double root = known ? static_cast<double>(vectors.data().weight[*known]) : std::sqrt(kUnknownWeight);
    add_term(base, words_.size(), 1);
    add_term(std::string(spoken), words_.size(), 1);
    words_.push_back({base, root * root});
    telling.emplace_back(base, root * root);
  }
  add_related(vectors, relations);
  for (const std::string_view word : cleaned)
    if (!terms_.find(word) && !is_asking(word)) telling.emplace_back(std::string(word), 1.0);
  if (words_.empty())
    throw Error(ErrorKind::invalid_argument, "text: it holds no word that tells anything about a song");
  direction_ = vectors.direction(telling);
}

void Question::add_related(const WordVectors& vectors, const text::WordRelations& relations) {
  for (std::size_t i = 0; i < words_.size(); ++i)
    for (const auto& [other, cosine] : vectors.nearest(words_[i].text, kRelated))
      if (cosine >= kLeastAlike) add_term(other, i, kRelatedShare * cosine);
  for (std::size_t i = 0; i < words_.size(); ++i)
    for (const text::WordRelations::Related& other : relations.related(words_[i].text, kKin))
      if (const double share = kinship(vectors, words_[i].text, other); share >= kLeastKin)
        add_term(other.word, i, kKinShare * share);
}

/// A word, with its forms, that stands for one of the question's; the first that a form stands for counts.
void Question::add_term(const std::string& term, std::size_t word, double share) {
  for (const std::string& form : inflections(term)) {
    if (terms_.find(form)) continue;
    terms_.set(form, static_cast<std::uint32_t>(meant_.size()));
    meant_.push_back({word, share});
  }
}

std::vector<std::string> Question::words() const {
  std::vector<std::string> words;
  for (const Word& word : words_) words.push_back(word.text);
  return words;
}

double Question::share(const Tokens& words, double usual_length) const {
  std::vector<double> own(words_.size());
  std::vector<double> related(words_.size());
  std::vector<std::uint8_t> seen(meant_.size());
  double length = 0;
  for (const std::string_view word : words) {
    ++length;
    const auto found = terms_.find(word);
    if (!found) continue;
    const Meant& meant = meant_[found->value];
    if (meant.share == 1)
      ++own[meant.word];
    else if (seen[found->value]++ == 0)
      related[meant.word] += meant.share;
  }
  const double norm = usual_length > 0 ? kSaturation * (0.25 + 0.75 * length / usual_length) : 0;
  double sum = 0;
  double all = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const double itself = own[i] > 0 ? (usual_length > 0 ? own[i] * (1 + kSaturation / 2) / (own[i] + norm) : 1) : 0;
    sum += words_[i].weight * std::min(1.0, std::max(itself, 0.0) + std::min(related[i], 0.5) * (itself > 0 ? 0.3 : 1));
    all += words_[i].weight;
  }
  return all > 0 ? sum / all : 0;
}

void Question::find_line(std::string_view lyric, Reply& reply) const {
  std::string_view line;
  for (const std::string_view one : each_line(lyric)) {
    const double value = share(Tokens::from_joined(sung_words(one)), 0);
    if (value > reply.line_share) {
      reply.line_share = value;
      line = one;
    }
  }
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return;
  reply.line = line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string> Question::found_in(const Tokens& words) const {
  std::vector<std::string> found;
  for (const std::string_view word : words)
    if (found.size() < kMostFound && terms_.find(word) && std::find(found.begin(), found.end(), word) == found.end())
      found.emplace_back(word);
  return found;
}

Reply Question::ask(std::string_view title, std::string_view lyric) const {
  Reply reply;
  const Tokens title_words = Tokens::from_joined(sung_words(title));
  const Tokens all = Tokens::from_joined(sung_words(title) + ' ' + sung_words(lyric));
  reply.found = found_in(all);
  if (reply.found.empty()) return reply;
  reply.words = share(all, kUsualLength);
  find_line(lyric, reply);
  reply.line_share = std::max(reply.line_share, share(title_words, 0));
  return reply;
}

}  // namespace leitmotif::wishes
