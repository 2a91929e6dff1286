#include "leitmotif/topics/study.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/topics/coherence.hpp"
#include "leitmotif/topics/match.hpp"

namespace leitmotif::topics {
namespace {

constexpr std::size_t kMostStudyBytes = 1U << 30U;
constexpr const char* kStudyFormat = "leitmotif topics 1";
/// The words a topic's coherence is measured by.
constexpr std::size_t kCoherentWords = 10;
/// A learned topic above this correlation is taken for the published one.
constexpr double kMatched = 0.8;

/// How often each word of the vocabulary stands in each song.
SparseMatrix counts_of(const features::Tfidf& vocabulary, std::span<const Tokens> songs) {
  SparseMatrix counts;
  counts.columns = vocabulary.size();
  for (const Tokens& song : songs) {
    for (const features::Tfidf::TermCount& term : vocabulary.count_terms(song)) {
      counts.column.push_back(term.column);
      counts.value.push_back(static_cast<float>(term.count));
    }
    counts.row_begin.push_back(counts.column.size());
  }
  return counts;
}

/// Songs that topics are learned from, and those they are held against.
struct Halves {
  std::vector<Tokens> learned;
  std::vector<Tokens> held_out;
};

Halves divided(std::span<const Tokens> songs, double held_out) {
  if (!(held_out >= 0) || held_out > 0.5) throw Error(ErrorKind::invalid_argument, "held-out", "expected 0 to 0.5");
  const std::size_t every = held_out == 0 ? songs.size() + 1 : static_cast<std::size_t>(std::lround(1 / held_out));
  Halves halves;
  for (std::size_t i = 0; i < songs.size(); ++i)
    ((i + 1) % every == 0 ? halves.held_out : halves.learned).push_back(songs[i]);
  return halves;
}

/// A topic's words, the most probable first; the first in alphabetical order among equals.
std::vector<std::uint32_t> first_words(const LdaModel& model, std::size_t topic, std::size_t most) {
  std::vector<std::uint32_t> order(model.words());
  std::iota(order.begin(), order.end(), 0U);
  const std::size_t count = std::min(most, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      const float weight_a = model.weight[a * model.topics + topic];
                      const float weight_b = model.weight[b * model.topics + topic];
                      return weight_a != weight_b ? weight_a > weight_b : a < b;
                    });
  order.resize(count);
  return order;
}

/// The same model with its topics in another order.
LdaModel reordered(const LdaModel& model, std::span<const std::size_t> order) {
  LdaModel result = model;
  for (std::size_t word = 0; word < model.words(); ++word)
    for (std::size_t k = 0; k < model.topics; ++k)
      result.weight[word * model.topics + k] = model.weight[word * model.topics + order[k]];
  return result;
}

/// How much of all songs each topic has.
std::vector<double> shares_of(const LdaModel& model) {
  std::vector<double> shares(model.topics);
  for (std::size_t i = 0; i < model.weight.size(); ++i)
    shares[i % model.topics] += static_cast<double>(model.weight[i]) - model.word_prior;
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= sum;
  return shares;
}

LdaModel most_frequent_first(const LdaModel& model) {
  const std::vector<double> shares = shares_of(model);
  std::vector<std::size_t> order(model.topics);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t k) { return shares[k]; });
  return reordered(model, order);
}

void describe(TopicStudy& study, const LdaModel& model, const SparseMatrix& counts, std::size_t shown) {
  const std::vector<double> shares = shares_of(model);
  for (std::size_t k = 0; k < model.topics; ++k) {
    const Coherence coherent = coherence(counts, first_words(model, k, kCoherentWords));
    StudiedTopic topic{.number = k, .share = shares[k], .words = {}, .npmi = coherent.npmi, .umass = coherent.umass};
    for (const std::uint32_t word : first_words(model, k, shown)) topic.words.push_back(study.terms[word]);
    study.npmi += topic.npmi / static_cast<double>(model.topics);
    study.umass += topic.umass / static_cast<double>(model.topics);
    study.topics.push_back(std::move(topic));
  }
}

void match(TopicStudy& study, const LdaModel& model, const SparseMatrix& counts, const StudySongs& songs,
           unsigned threads) {
  if (songs.published.empty()) return;
  const std::vector<float> weights = song_weights(model, counts, threads);
  const std::vector<TopicMatch> matches =
      match_topics({model.topics, weights}, {kMixtureParts.size(), songs.published});
  for (const TopicMatch& pair : matches) {
    study.topics[pair.learned].published = kMixtureParts[pair.published];
    study.topics[pair.learned].correlation = pair.correlation;
    study.matched += pair.correlation > kMatched ? 1 : 0;
  }
}

LdaModel model_of(const TopicStudy& study) {
  return {study.topics.size(), study.song_prior, study.word_prior, study.weight};
}

std::vector<wire::Field<StudiedTopic>> topic_rows() {
  using F = wire::Field<StudiedTopic>;
  return {F::value("number", &StudiedTopic::number, wire::count()),
          F::value("share", &StudiedTopic::share, wire::number(0, 1, "of all places of all songs")),
          F::value("words", &StudiedTopic::words,
                   wire::list_of(wire::any_text(), 0, wire::kManyItems, "the most probable first")),
          F::value("npmi", &StudiedTopic::npmi, wire::any_number("coherence of its ten first words, -1..1")),
          F::value("umass", &StudiedTopic::umass, wire::any_number("coherence, 0 at most")),
          F::some("published", &StudiedTopic::published, wire::any_text("the published topic it is most like")),
          F::value("correlation", &StudiedTopic::correlation, wire::or_null(wire::any_number("with its weights")))
              .where([](const StudiedTopic& topic) { return topic.correlation.has_value(); })};
}

StudiedTopic topic_from(const Json& json) {
  StudiedTopic topic{.number = json.at("number").get<std::size_t>(),
                     .share = json.at("share").get<double>(),
                     .words = json.at("words").get<std::vector<std::string>>(),
                     .npmi = json.at("npmi").get<double>(),
                     .umass = json.at("umass").get<double>()};
  if (const Json* name = json.find("published"); name != nullptr) topic.published = name->text();
  if (const Json* number = json.find("correlation"); number != nullptr) topic.correlation = number->get<double>();
  return topic;
}

TopicStudy study_from(const Json& json) {
  TopicStudy study;
  study.songs = json.at("songs").get<std::size_t>();
  study.held_out = json.at("held_out").get<std::size_t>();
  study.vocabulary = json.at("vocabulary").get<std::size_t>();
  study.passes = json.at("passes").get<int>();
  study.seed = json.at("seed").get<std::uint64_t>();
  study.song_prior = json.at("song_prior").get<double>();
  study.word_prior = json.at("word_prior").get<double>();
  if (!json.at("perplexity").is_null()) study.perplexity = json.at("perplexity").get<double>();
  study.npmi = json.at("npmi").get<double>();
  study.umass = json.at("umass").get<double>();
  study.matched = json.at("matched").get<std::size_t>();
  for (const Json& topic : json.at("topics")) study.topics.push_back(topic_from(topic));
  study.terms = json.at("terms").get<std::vector<std::string>>();
  study.weight = json.at("weight").get<std::vector<float>>();
  return study;
}

bool is_whole(const TopicStudy& study) {
  return study.topics.size() >= 2 && study.weight.size() == study.terms.size() * study.topics.size() &&
         study.song_prior > 0 && study.word_prior > 0 && std::ranges::is_sorted(study.terms) &&
         std::ranges::all_of(study.weight, [](float weight) { return std::isfinite(weight) && weight > 0; });
}

}  // namespace

TopicStudy study(const StudySongs& songs, const StudyOptions& options, const OnProgress& on_progress) {
  const Halves halves = divided(songs.words, options.held_out);
  const features::Tfidf vocabulary =
      features::Tfidf::fit(halves.learned, {.max_features = options.most_words, .max_words = 1}, options.lda.threads);
  const SparseMatrix counts = counts_of(vocabulary, halves.learned);
  const LdaModel model = most_frequent_first(learn_topics(counts, options.lda, on_progress));
  TopicStudy study;
  study.songs = halves.learned.size();
  study.held_out = halves.held_out.size();
  study.vocabulary = vocabulary.size();
  study.passes = options.lda.passes;
  study.seed = options.lda.seed;
  study.song_prior = model.song_prior;
  study.word_prior = model.word_prior;
  study.terms = {vocabulary.terms().begin(), vocabulary.terms().end()};
  study.weight = model.weight;
  if (!halves.held_out.empty())
    study.perplexity = completion_perplexity(model, counts_of(vocabulary, halves.held_out), options.lda.threads);
  describe(study, model, counts, options.shown_words);
  match(study, model, counts_of(vocabulary, songs.words), songs, options.lda.threads);
  return study;
}

const wire::Table<TopicStudy>& topic_study_table() {
  using F = wire::Field<TopicStudy>;
  static const wire::Table<StudiedTopic> topics("StudiedTopic", topic_rows());
  static const wire::Table<TopicStudy> table(
      "TopicStudy",
      {F::value("songs", &TopicStudy::songs, wire::count("learned from")),
       F::value("held_out", &TopicStudy::held_out, wire::count("songs the topics were held against")),
       F::value("vocabulary", &TopicStudy::vocabulary, wire::count("words that are known")),
       F::value("passes", &TopicStudy::passes, wire::count("how often each song was read")),
       F::value("seed", &TopicStudy::seed, wire::integer(0, wire::kLargestWhole)),
       F::value("song_prior", &TopicStudy::song_prior, wire::any_number("alpha")),
       F::value("word_prior", &TopicStudy::word_prior, wire::any_number("eta")),
       F::value("perplexity", &TopicStudy::perplexity,
                wire::or_null(wire::any_number("of the held-out songs, each half known; null without any"))),
       F::value("npmi", &TopicStudy::npmi, wire::any_number("mean coherence of the topics, -1..1")),
       F::value("umass", &TopicStudy::umass, wire::any_number("mean coherence, 0 at most")),
       F::value("matched", &TopicStudy::matched, wire::count("topics that are a published one: correlation above 0.8")),
       F::list("topics", &TopicStudy::topics, topics, "the most frequent first")});
  return table;
}

void save_study(const TopicStudy& study, const std::filesystem::path& file) {
  wire::Writer out;
  out.begin_object();
  out.key("format");
  out.put(kStudyFormat);
  topic_study_table().write_fields(out, study);
  out.key("terms");
  out.put(study.terms);
  out.key("weight");
  out.put(study.weight);
  out.end_object();
  write_file(file, out.take() + "\n");
}

TopicStudy load_study(const std::filesystem::path& file) {
  const Json json = parse_json(read_file(file, kMostStudyBytes), file.string());
  const Json* const format = json.find("format");
  if (format == nullptr || !format->is_string() || format->text() != kStudyFormat)
    throw Error(ErrorKind::corrupt_data, file.string() + ": no topics that `topics learn` wrote");
  try {
    TopicStudy study = study_from(json);
    if (is_whole(study)) return study;
  } catch (const JsonMismatch& mismatch) {
    throw Error(ErrorKind::corrupt_data, file.string() + ": " + mismatch.what());
  }
  throw Error(ErrorKind::corrupt_data, file.string() + ": its words, topics and weights do not belong together");
}

std::vector<float> weights_of(const TopicStudy& study, std::span<const Tokens> words, unsigned threads) {
  const features::Tfidf vocabulary = features::Tfidf::from_parts(
      study.terms, std::vector<double>(study.terms.size(), 1.0), {.max_features = study.terms.size(), .max_words = 1});
  return song_weights(model_of(study), counts_of(vocabulary, words), threads);
}

}  // namespace leitmotif::topics
