#include "leitmotif/training/tune.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/cross_validation.hpp"

namespace leitmotif::training {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::size_t kKeptOf = 3;  // one of so many goes on to the next rung
constexpr std::uint64_t kDraws = 77;

/// Settings that differ from the request's own, and where they stand.
struct Candidate {
  std::size_t number = 0;
  TrainRequest request;
  std::vector<Setting> settings;
  std::size_t last_trial = 0;
};

double log_uniform(RandomSource& random, double least, double most) {
  const double value = std::exp(std::log(least) + random.uniform() * (std::log(most) - std::log(least)));
  const double unit = std::pow(10, std::floor(std::log10(value)) - 1);  // two digits, as people write it
  return std::round(value / unit) * unit;
}

template <class Value, std::size_t N>
Value one_of(RandomSource& random, const std::array<Value, N>& values) {
  return values[random.below(N)];
}

void draw_widths(RandomSource& random, Hyperparameters& set) {
  constexpr std::array<std::size_t, 3> kFirst = {128, 256, 512};
  const std::size_t first = one_of(random, kFirst);
  set.hidden = {first, first / 2};
}

/// A setting that is searched, and how it is drawn. Each draws, whether it is used or not, so that a setting that is
/// given does not change the others.
struct Searched {
  std::string_view name;
  void (*draw)(RandomSource& random, Hyperparameters& set);
};

constexpr std::array<Searched, 8> kSearched = {{
    {"learning-rate",
     [](RandomSource& random, Hyperparameters& set) { set.learning_rate = log_uniform(random, 1e-4, 1e-2); }},
    {"dropout",
     [](RandomSource& random, Hyperparameters& set) {
       set.dropout = one_of(random, std::array{0.0, 0.1, 0.2, 0.3, 0.4, 0.5});
     }},
    {"hidden", draw_widths},
    {"batch",
     [](RandomSource& random, Hyperparameters& set) {
       set.batch = one_of(random, std::array<std::size_t, 3>{16, 32, 64});
     }},
    {"smoothing", [](RandomSource& random, Hyperparameters& set) { set.smoothing = log_uniform(random, 1e-3, 10); }},
    {"c", [](RandomSource& random, Hyperparameters& set) { set.c = log_uniform(random, 1e-2, 1e2); }},
    {"vocabulary",
     [](RandomSource& random, Hyperparameters& set) {
       set.vocabulary = one_of(random, std::array<std::size_t, 4>{2000, 5000, 10000, 20000});
     }},
    {"max-words",
     [](RandomSource& random, Hyperparameters& set) {
       set.max_words = one_of(random, std::array{1, 2});
     }},
}};

bool takes(const NetworkKind& kind, std::string_view setting) {
  return (" " + std::string(kind.takes) + " ").find(" " + std::string(setting) + " ") != std::string::npos;
}

bool is_set(const std::vector<Setting>& settings, std::string_view name) {
  return std::ranges::find(settings, name, &Setting::name) != settings.end();
}

/// The request with drawn settings where it sets none itself.
Candidate draw_candidate(const NetworkKind& kind, const TrainRequest& request, RandomSource& random) {
  const std::vector<Setting> given = settings_of(request);
  Candidate candidate{0, request, {}, 0};
  for (const Searched& searched : kSearched) {
    Hyperparameters drawn = candidate.request.set;
    searched.draw(random, drawn);
    if (takes(kind, searched.name) && !is_set(given, searched.name)) candidate.request.set = drawn;
  }
  for (const Setting& setting : settings_of(candidate.request))
    if (!is_set(given, setting.name)) candidate.settings.push_back(setting);
  return candidate;
}

std::vector<Candidate> draw_candidates(const NetworkKind& kind, const TuneRequest& request) {
  if (std::ranges::none_of(kSearched, [&](const Searched& searched) { return takes(kind, searched.name); }))
    throw Error(ErrorKind::unsupported, request.train.model + " has no settings to search");
  RandomSource random(request.train.seed, kDraws);
  std::vector<Candidate> candidates = {{1, request.train, {}, 0}};
  while (candidates.size() < std::max<std::size_t>(request.trials, 1)) {
    candidates.push_back(draw_candidate(kind, request.train, random));
    candidates.back().number = candidates.size();
  }
  return candidates;
}

std::size_t rungs_of(std::size_t trials) {
  std::size_t rungs = 1;
  for (; trials >= kKeptOf; trials /= kKeptOf) ++rungs;
  return rungs;
}

/// The state of one search.
class Search {
 public:
  Search(const TuneRequest& request, const NetworkKind& kind, const OnTraining& on_training)
      : request_(request),
        kind_(kind),
        on_training_(on_training),
        split_(split_data(request.train, pipeline_of(kind))) {
    all_ = std::move(split_.train);
    split_.test = split_.validation;
  }

  Tuning run() {
    std::vector<Candidate> candidates = draw_candidates(kind_, request_);
    const std::size_t rungs = rungs_of(candidates.size());
    std::size_t left = candidates.size();
    for (std::size_t rung = 0, on_rung = left; rung < rungs;
         ++rung, on_rung = std::max<std::size_t>(on_rung / kKeptOf, 1))
      expected_ += on_rung;
    std::size_t best = 0;
    for (std::size_t rung = 1; rung <= rungs && !is_over(); ++rung) {
      try_all(candidates, rung, std::pow(1.0 / kKeptOf, static_cast<double>(rungs - rung)));
      std::ranges::stable_sort(candidates, [&](const Candidate& a, const Candidate& b) { return is_better(a, b); });
      best = candidates.front().last_trial;
      left = std::max<std::size_t>(candidates.size() / kKeptOf, 1);
      candidates.resize(left);
    }
    tuning_.best = best;
    tuning_.best_request = candidates.front().request;
    return std::move(tuning_);
  }

 private:
  [[nodiscard]] bool is_over() const {
    return request_.seconds > 0 && !tuning_.trials.empty() && seconds_since(start_) > request_.seconds;
  }
  static double seconds_since(std::chrono::steady_clock::time_point start) {
    return Seconds(std::chrono::steady_clock::now() - start).count();
  }

  /// Those that were not tried for want of time are dropped.
  void try_all(std::vector<Candidate>& candidates, std::size_t rung, double share) {
    split_.train = first_share(all_, share, request_.train.seed, *split_.data);
    std::size_t tried = 0;
    for (; tried < candidates.size() && !is_over(); ++tried) try_one(candidates[tried], rung);
    candidates.resize(std::max<std::size_t>(tried, 1));
  }

  void try_one(Candidate& candidate, std::size_t rung) {
    on_training_(tuning_.trials.size(), expected_);
    const auto start = std::chrono::steady_clock::now();
    const std::vector<int> answers = answers_to_test(kind_, split_, candidate.request, [](const auto&) {});
    const evaluation::ClassificationReport report =
        evaluation::classification_report(split_.test->labels, answers, split_.names);
    candidate.last_trial = tuning_.trials.size();
    tuning_.trials.push_back({candidate.number, rung, split_.train.size(), candidate.settings, report.accuracy,
                              report.macro.f1, seconds_since(start)});
  }

  [[nodiscard]] bool is_better(const Candidate& a, const Candidate& b) const {
    const Trial& first = tuning_.trials[a.last_trial];
    const Trial& second = tuning_.trials[b.last_trial];
    if (first.accuracy != second.accuracy) return first.accuracy > second.accuracy;
    return first.macro_f1 > second.macro_f1;
  }

  const TuneRequest& request_;
  const NetworkKind& kind_;
  const OnTraining& on_training_;
  DataSplit split_;
  Part all_;
  std::size_t expected_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  Tuning tuning_;
};

const wire::Table<Trial>& trial_table() {
  using F = wire::Field<Trial>;
  static const wire::Table<Trial> table(
      "Trial", {F::value("number", &Trial::number, wire::count("of the settings; 1: the usual ones")),
                F::value("rung", &Trial::rung, wire::count("from 1")),
                F::value("songs", &Trial::songs, wire::count("learned from")),
                F::value(
                    "settings",
                    [](const Trial& trial) {
                      std::map<std::string, std::string> settings;
                      for (const Setting& setting : trial.settings) settings[setting.name] = setting.value;
                      return settings;
                    },
                    wire::map_of(wire::any_text(), "by option; empty: the usual ones")),
                F::value("accuracy", &Trial::accuracy, wire::any_number("on validation songs")),
                F::value("macro_f1", &Trial::macro_f1, wire::any_number()),
                F::value("seconds", &Trial::seconds, wire::any_number())});
  return table;
}

}  // namespace

Tuning tune(const TuneRequest& request, std::span<const NetworkKind> kinds, const OnTraining& on_training) {
  const NetworkKind& kind = find_kind(request.train.model, kinds);
  check_settings(kind, request.train);
  Tuning tuning = Search(request, kind, on_training).run();
  tuning.report = train(tuning.best_request, kinds, [](const auto&) {});
  return tuning;
}

const wire::Table<Tuning>& tuning_table() {
  using F = wire::Field<Tuning>;
  static const wire::Table<Tuning> table(
      "Tuning",
      {F::list("trials", &Tuning::trials, trial_table(), "in the order they were made"),
       F::object(
           "best", [](const Tuning& tuning) -> const Trial& { return tuning.trials[tuning.best]; }, trial_table()),
       F::object("report", &Tuning::report, train_report_table(), "of the training with the best settings")});
  return table;
}

}  // namespace leitmotif::training
