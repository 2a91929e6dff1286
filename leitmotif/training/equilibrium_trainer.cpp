#include "leitmotif/training/equilibrium_trainer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/split.hpp"
#include "leitmotif/evaluation/calibration.hpp"
#include "leitmotif/training/equilibrium_songs.hpp"
#include "leitmotif/training/equilibrium_stages.hpp"
#include "leitmotif/training/equilibrium_validation.hpp"
#include "leitmotif/training/temperature.hpp"

namespace leitmotif::training {
namespace {

constexpr double kLeastOfThatModel = 0.9;  // share of complete rows whose weights must be of the topic model
// So few songs of a validation part are answered wrongly that it alone would allow any certainty; this is the
// temperature that 11,349 held-out songs ask for when half of the data set trains.
constexpr float kLeastTemperature = 0.2F;
constexpr std::array<std::string_view, 4> kSampleLines = {
    "tears fall while the broken heart walks away from a lonely house",
    "tonight the clock runs late and nobody is ready to sleep until morning",
    "strings ring out on the radio and the whole street sings the old song",
    "soldiers march through smoke with blood upon the stone",
};
constexpr std::string_view kDescription =
    "Equilibrium topic network: one layer that shares the counted words of a lyric among topics, applied until nothing "
    "changes. It reproduces, from the words alone, the mixture that a topic model (latent Dirichlet allocation with "
    "nineteen topics) gave each song of the data set; the label is the strongest of eight parts of that mixture. No "
    "label is a human judgement: a right answer means agreement with that topic model.";

[[noreturn]] void refuse(const std::string& reason) {
  throw Error(ErrorKind::invalid_argument, "train equilibrium: " + reason);
}

void check(const EquilibriumOptions& options) {
  if (!(options.held_out >= 0.01 && options.held_out <= 0.5)) refuse("held_out must be from 0.01 to 0.5");
  if (options.epochs < 1) refuse("epochs must be at least 1");
  if (options.restarts < 1) refuse("restarts must be at least 1");
}

/// The topics of the rows, ascending.
std::vector<std::string> labels_of(const EquilibriumRows& rows) {
  std::set<std::string> labels;
  for (const auto part : {rows.train, rows.validation})
    for (const LabelledSong* row : part)
      if (!row->labels.topic.empty()) labels.insert(row->labels.topic);
  for (const std::string& label : labels)
    if (std::find(kMixtureParts.begin(), kMixtureParts.end(), label) == kMixtureParts.end())
      refuse("the topic '" + label + "' is none of the sixteen topic weights, so it cannot be learned from them; " +
             "expected topics such as 'sadness'; for topics of your own use the model ffnn");
  if (labels.empty()) refuse("no row has a topic");
  return {labels.begin(), labels.end()};
}

bool is_complete(const LabelledSong& row) {
  return std::none_of(row.labels.weights.begin(), row.labels.weights.end(), [](double w) { return std::isnan(w); });
}

/// How many words of each song were counted; -1 where its weights do not tell.
std::vector<double> counted_words(std::span<const LabelledSong* const> songs) {
  std::size_t complete = 0;
  std::size_t told = 0;
  std::vector<double> counted;
  for (const LabelledSong* song : songs) {
    counted.push_back(counted_words_of(song->labels));
    complete += is_complete(*song) ? 1U : 0U;
    told += counted.back() >= 0 ? 1U : 0U;
  }
  if (complete == 0)
    refuse(
        "no row has all sixteen topic weights (columns dating ... feelings), which this model learns from; add them, "
        "or use the model ffnn, which needs the topic only");
  if (static_cast<double>(told) < kLeastOfThatModel * static_cast<double>(complete))
    refuse(
        "the topic weights are not those of the music data set's topic model: the smallest of a row must be (1/19) / "
        "(1 + a whole number of words), which is so in " +
        std::to_string(told) + " of " + std::to_string(complete) + " rows; use the model ffnn instead");
  return counted;
}

/// The rows of training and of validation, split so that each topic has its share.
struct Rows {
  std::vector<const LabelledSong*> train;
  std::vector<const LabelledSong*> validation;
};

Rows split_rows(std::span<const LabelledSong> rows, const EquilibriumOptions& options) {
  std::vector<std::string_view> topics;
  for (const LabelledSong& row : rows) topics.push_back(row.labels.topic);
  const corpus::Split split = corpus::stratified_split(topics, options.held_out, options.seed);
  Rows parts;
  for (const std::size_t row : split.train) parts.train.push_back(&rows[row]);
  for (const std::size_t row : split.held_out) parts.validation.push_back(&rows[row]);
  return parts;
}

std::vector<std::string> pick(std::span<const std::string> vocabulary, std::span<const std::uint32_t> columns) {
  std::vector<std::string> words;
  for (const std::uint32_t column : columns) words.push_back(vocabulary[column]);
  return words;
}

std::vector<float> frequencies(const TrainingSongs& songs, std::size_t words) {
  std::vector<float> frequency(words, 0);
  for (std::size_t i = 0; i < songs.word.size(); ++i) frequency[songs.word[i]] += songs.count[i];
  return frequency;
}

/// Keeps the weights of the epoch whose mixtures were nearest to those of the validation part.
class Keeper {
 public:
  Keeper(const Validation& validation, TrainedEquilibrium& trained,
         const std::function<void(const models::EpochReport&)>& on_epoch)
      : validation_(validation), trained_(trained), on_epoch_(on_epoch) {}

  void look(int epoch, double loss, const LogWeights& logs) {
    const std::vector<models::TopicRow> weights = weights_of(logs);
    const ValidationScores scores = validation_.score(weights);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
    trained_.epochs.push_back({epoch, loss, validation_.loss(weights), scores.accuracy, elapsed.count()});
    if (trained_.kept_epoch == 0 || scores.mixture_l1 < best_.mixture_l1) {
      best_ = scores;
      trained_.kept_epoch = epoch;
      trained_.weights.rows = weights;
    }
    if (on_epoch_) on_epoch_(trained_.epochs.back());
  }
  [[nodiscard]] const ValidationScores& best() const noexcept { return best_; }

 private:
  const Validation& validation_;
  TrainedEquilibrium& trained_;
  const std::function<void(const models::EpochReport&)>& on_epoch_;
  ValidationScores best_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Fits the temperature and writes down how good the network is.
void finish(const Validation& validation, const ValidationScores& best, TrainedEquilibrium& trained) {
  trained.scores = {{"counted_words", static_cast<double>(trained.weights.words.size())},
                    {"kept_epoch", static_cast<double>(trained.kept_epoch)}};
  if (best.truth.empty()) return;
  const std::size_t classes = trained.labels.size();
  trained.weights.temperature = std::max(kLeastTemperature, fit_temperature(best.logits, best.truth, classes));
  trained.scores["validation_accuracy"] = best.accuracy;
  trained.scores["mixture_l1"] = best.mixture_l1;
  trained.scores["temperature"] = static_cast<double>(trained.weights.temperature);
  const auto ece = [&](float temperature) {
    return evaluation::calibration(best.truth, validation.probabilities(best, temperature), classes).ece;
  };
  trained.scores["ece_before"] = ece(1);
  trained.scores["ece"] = ece(trained.weights.temperature);
}

}  // namespace

TrainedEquilibrium train_equilibrium(std::span<const LabelledSong> rows, const EquilibriumOptions& options,
                                     const std::function<void(const models::EpochReport&)>& on_epoch) {
  check(options);
  const Rows parts = split_rows(rows, options);
  return train_equilibrium(EquilibriumRows{parts.train, parts.validation}, options, on_epoch);
}

TrainedEquilibrium train_equilibrium(const EquilibriumRows& parts, const EquilibriumOptions& options,
                                     const std::function<void(const models::EpochReport&)>& on_epoch) {
  check(options);
  TrainedEquilibrium trained;
  trained.labels = labels_of(parts);
  const std::vector<double> counted = counted_words(parts.train);
  const WordCounts words = count_words(parts.train);
  const std::vector<std::uint32_t> columns = find_counted_words(words.counts, counted);
  trained.weights.words = pick(words.vocabulary, columns);
  const TrainingSongs songs = make_training_songs(parts.train, trained.weights.words, counted);
  trained.weights.frequency = frequencies(songs, columns.size());
  trained.training_songs = songs.size();
  trained.validation_songs = parts.validation.size();
  for (const LabelledSong* row : parts.train) trained.incomplete_songs += is_complete(*row) ? 0U : 1U;

  const Validation validation(parts.validation, trained.weights.words, trained.labels, options.threads);
  Keeper keeper(validation, trained, on_epoch);
  fit_weights(songs, columns.size(), {options.epochs, options.restarts, options.seed, options.threads},
              [&](int epoch, double loss, const LogWeights& logs) { keeper.look(epoch, loss, logs); });
  finish(validation, keeper.best(), trained);
  return trained;
}

std::string_view equilibrium_description() noexcept { return kDescription; }

models::ModelCard equilibrium_card(const TrainedEquilibrium& trained, std::uint64_t seed) {
  models::ModelCard card;
  card.kind = "equilibrium";
  card.pipeline = "none";
  card.protocol = "honest";
  card.description = kDescription;
  card.explanation = models::equilibrium_explanation();
  card.labels = trained.labels;
  card.training_songs = trained.training_songs;
  card.validation_songs = trained.validation_songs;
  card.seed = seed;
  card.scores = trained.scores;
  card.epochs = trained.epochs;
  const auto model = models::make_equilibrium(trained.weights, card, "");
  for (const std::string_view line : kSampleLines) {
    const Tokens tokens = Tokens::from_joined(std::string(line));
    card.samples.push_back({std::string(line), tokens.joined(), model->predict(tokens).probabilities});
  }
  return card;
}

}  // namespace leitmotif::training
