#include "leitmotif/listeners/recommender_evaluation.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/top_k.hpp"
#include "leitmotif/taste/blend.hpp"
#include "leitmotif/taste/item_neighbours.hpp"
#include "leitmotif/taste/popularity.hpp"

namespace leitmotif::listeners {
namespace {

using taste::Item;
using ItemList = std::vector<Item>;
using Clock = std::chrono::steady_clock;

constexpr double kHiddenShare = 0.2;
constexpr std::size_t kRankedPlaces = 100;
constexpr std::size_t kPieceOfLists = 16;

/// One list of a fold: what is shown and what is hidden.
struct Question {
  ItemList given;
  ItemList held;
};

/// What methods are fitted on.
struct Learning {
  const SparseMatrix& lists;
  std::shared_ptr<const taste::SongFacts> facts;
  unsigned threads = 0;
};

/// A method by name.
struct Method {
  const char* name;
  std::function<std::unique_ptr<taste::Scorer>(const Learning& learning)> fit;
  bool knows_songs = false;  ///< it goes by what is known of songs, too
};

template <class Model>
std::unique_ptr<taste::Scorer> kept(Model model) {
  return std::make_unique<Model>(std::move(model));
}

const std::vector<Method>& methods() {
  static const std::vector<Method> all = {
      {"popularity", [](const Learning& from) { return kept(taste::Popularity(from.lists)); }},
      {"item neighbours",
       [](const Learning& from) { return kept(taste::Neighbours::by_cosine(from.lists, {.threads = from.threads})); }},
      {"random walk",
       [](const Learning& from) { return kept(taste::Neighbours::by_walk(from.lists, {.threads = from.threads})); }},
      {"implicit ALS",
       [](const Learning& from) { return kept(taste::ImplicitAls::fit(from.lists, {.threads = from.threads})); }},
      {"EASE", [](const Learning& from) { return kept(taste::Ease::fit(from.lists, {.threads = from.threads})); }},
      {"blend",
       [](const Learning& from) {
         taste::BlendOptions options;
         options.threads = from.threads;
         return kept(taste::Blend::fit(from.lists, from.facts, options));
       },
       true}};
  return all;
}

/// Places of the methods that others are compared with.
std::size_t ease_place() { return methods().size() - 2; }
constexpr std::size_t kNeighboursPlace = 1;

Question question_of(const ItemList& list, const FoldOptions& options, RandomSource& random) {
  Question question{list, {}};
  if (options.held_out == HeldOut::last) {
    question.held = {list.back()};
    question.given.pop_back();
    return question;
  }
  random.shuffle(question.given);
  const auto wanted = static_cast<std::size_t>(std::lround(kHiddenShare * static_cast<double>(list.size())));
  const std::size_t hidden = std::clamp<std::size_t>(wanted, 1, list.size() - 1);
  question.held.assign(question.given.end() - static_cast<std::ptrdiff_t>(hidden), question.given.end());
  question.given.resize(question.given.size() - hidden);
  return question;
}

/// Which songs may be recommended.
enum class Among : std::uint8_t { heard, unheard };

std::vector<evaluation::ContinuedList> answers(const taste::Scorer& scorer, const std::vector<Question>& questions,
                                               const std::vector<std::uint32_t>& counts, Among among,
                                               unsigned threads) {
  std::vector<evaluation::ContinuedList> lists(questions.size());
  parallel_for(questions.size(), kPieceOfLists, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> scores(counts.size());
    for (std::size_t q = begin; q < end; ++q) {
      const Question& question = questions[q];
      scorer.score(question.given, scores);
      TopK best(kRankedPlaces);
      for (std::size_t item = 0; item < scores.size(); ++item) {
        if ((counts[item] > 0) != (among == Among::heard)) continue;
        if (std::ranges::find(question.given, static_cast<Item>(item)) != question.given.end()) continue;
        best.offer({scores[item], static_cast<std::uint32_t>(item)});
      }
      for (const ScoredRow& row : best.sorted()) lists[q].ranked.push_back(row.row);
      lists[q].held = question.held;
      lists[q].known = question.given.size();
    }
  });
  return lists;
}

/// Groups by a number: from `least` on to the next.
struct Group {
  const char* name;
  std::size_t least;
};
constexpr std::array<Group, 4> kKnown = {{{"1", 0}, {"2-4", 2}, {"5-9", 5}, {"10+", 10}}};
constexpr std::array<Group, 3> kHistory = {{{"1-4", 0}, {"5-19", 5}, {"20+", 20}}};

template <std::size_t N>
std::size_t group_of(const std::array<Group, N>& groups, std::size_t number) {
  std::size_t place = 0;
  while (place + 1 < N && number >= groups[place + 1].least) ++place;
  return place;
}

/// Sums over the folds.
struct Tally {
  std::vector<evaluation::ListMeasures> measures;
  std::vector<evaluation::ListMeasures> one_known;
  std::vector<evaluation::ListMeasures> none_known;
  std::vector<evaluation::ListMeasures> never;
  std::set<Item> recommended;
  std::array<double, kKnown.size()> known_sum{};
  std::array<std::size_t, kKnown.size()> known_size{};
  std::array<std::size_t, kHistory.size()> hits{};
  std::array<std::size_t, kHistory.size()> hidden{};
  double fit_seconds = 0;
};

void add_answer(const evaluation::ContinuedList& list, const evaluation::MeasuredSongs& songs, Tally& tally) {
  const evaluation::ListMeasures measures = evaluation::measures_of(list, songs);
  tally.measures.push_back(measures);
  const std::size_t known = group_of(kKnown, list.known);
  tally.known_sum.at(known) += measures.ndcg;
  ++tally.known_size.at(known);
  const std::size_t looked_at = std::min(evaluation::kPlaces, list.ranked.size());
  const auto end = list.ranked.begin() + static_cast<std::ptrdiff_t>(looked_at);
  for (auto song = list.ranked.begin(); song != end; ++song) tally.recommended.insert(*song);
  for (const Item held : list.held) {
    const std::size_t group = group_of(kHistory, songs.count[held]);
    ++tally.hidden.at(group);
    tally.hits.at(group) += std::find(list.ranked.begin(), end, held) != end ? 1U : 0U;
  }
}

/// A fold: what is learned from, and the questions of its lists.
struct Fold {
  SparseMatrix learned;
  std::vector<std::uint32_t> counts;
  std::vector<Question> questions;  ///< only with hidden songs that have a history
  std::vector<Question> one_known;  ///< the same with one song given
  SparseMatrix without;             ///< as `learned`, without a fifth of the songs
  std::vector<std::uint32_t> without_counts;
  std::vector<Question> never;  ///< hidden songs are those that `without` does not have
};

/// Whether a song belongs to the fifth that is hidden from a fold.
bool is_hidden(Item item, std::size_t fold, std::uint64_t seed) {
  return RandomSource(seed + fold, item).below(5) == 0;
}

void add_questions(const ItemList& list, RandomSource& random, const FoldOptions& options, Fold& fold) {
  if (list.size() < 2) return;
  Question question = question_of(list, options, random);
  std::erase_if(question.held, [&](Item item) { return fold.counts[item] == 0; });
  Question cold;
  for (const Item item : list) {
    if (fold.counts[item] == 0) continue;
    (fold.without_counts[item] == 0 ? cold.held : cold.given).push_back(item);
  }
  if (!cold.held.empty() && !cold.given.empty()) fold.never.push_back(std::move(cold));
  if (question.held.empty()) return;
  fold.one_known.push_back({{question.given.front()}, question.held});
  fold.questions.push_back(std::move(question));
}

Fold fold_of(const std::vector<ItemList>& lists, const std::vector<std::size_t>& order, std::size_t number,
             std::size_t items, const FoldOptions& options) {
  std::vector<ItemList> learned;
  std::vector<ItemList> without;
  for (std::size_t place = 0; place < order.size(); ++place) {
    if (place % options.folds == number) continue;
    learned.push_back(lists[order[place]]);
    without.push_back(learned.back());
    std::erase_if(without.back(), [&](Item item) { return is_hidden(item, number, options.seed); });
  }
  Fold fold;
  fold.learned = taste::lists_of(learned, items);
  fold.counts = taste::counts_of(fold.learned);
  fold.without = taste::lists_of(without, items);
  fold.without_counts = taste::counts_of(fold.without);
  RandomSource random(options.seed, number + 1);
  for (std::size_t place = number; place < order.size(); place += options.folds)
    add_questions(lists[order[place]], random, options, fold);
  return fold;
}

void measure(const Method& method, const Fold& fold, const std::shared_ptr<const taste::SongFacts>& facts,
             unsigned threads, Tally& tally) {
  const evaluation::MeasuredSongs songs{fold.counts, facts->artist, fold.learned.rows()};
  const Clock::time_point begin = Clock::now();
  const std::unique_ptr<taste::Scorer> scorer = method.fit({fold.learned, facts, threads});
  tally.fit_seconds += std::chrono::duration<double>(Clock::now() - begin).count();
  for (const auto& list : answers(*scorer, fold.questions, fold.counts, Among::heard, threads))
    add_answer(list, songs, tally);
  for (const auto& list : answers(*scorer, fold.one_known, fold.counts, Among::heard, threads))
    tally.one_known.push_back(evaluation::measures_of(list, songs));
  // Whoever is new gets the same songs.
  evaluation::ContinuedList anybody = answers(*scorer, {{}}, fold.counts, Among::heard, threads).front();
  for (const Question& question : fold.questions) {
    anybody.held = question.held;
    tally.none_known.push_back(evaluation::measures_of(anybody, songs));
  }
  if (!method.knows_songs) return;  // it has nothing to say of songs that no list has
  const std::unique_ptr<taste::Scorer> cold = method.fit({fold.without, facts, threads});
  for (const auto& list : answers(*cold, fold.never, fold.without_counts, Among::unheard, threads))
    tally.never.push_back(evaluation::measures_of(list, songs));
}

evaluation::MethodMeasure measure_of(const char* name, const Tally& tally, std::size_t items, double mean_count) {
  evaluation::MethodMeasure measure;
  measure.name = name;
  measure.scores = evaluation::mean_of(tally.measures, mean_count);
  measure.coverage =
      static_cast<double>(tally.recommended.size()) / static_cast<double>(std::max<std::size_t>(items, 1));
  for (std::size_t g = 0; g < kKnown.size(); ++g)
    measure.by_known.push_back(
        {kKnown[g].name, tally.known_size[g],
         tally.known_sum[g] / static_cast<double>(std::max<std::size_t>(tally.known_size[g], 1))});
  for (std::size_t g = 0; g < kHistory.size(); ++g)
    measure.by_history.push_back(
        {kHistory[g].name, tally.hidden[g],
         static_cast<double>(tally.hits[g]) / static_cast<double>(std::max<std::size_t>(tally.hidden[g], 1))});
  measure.one_known = {"one song known", evaluation::mean_of(tally.one_known, mean_count)};
  measure.none_known = {"nothing known", evaluation::mean_of(tally.none_known, mean_count)};
  measure.never = {"songs never heard", evaluation::mean_of(tally.never, mean_count)};
  measure.fit_seconds = tally.fit_seconds;
  return measure;
}

/// Adds what each method is beside the two that others are compared with.
void compare(const std::vector<Tally>& tallies, std::vector<evaluation::MethodMeasure>& measures) {
  const double neighbours = measures[kNeighboursPlace].one_known.scores.ndcg;
  for (std::size_t m = 0; m < measures.size(); ++m) {
    measures[m].over_ease = evaluation::paired_gain(tallies[m].measures, tallies[ease_place()].measures);
    measures[m].one_known_ratio = neighbours > 0 ? measures[m].one_known.scores.ndcg / neighbours : 0;
  }
}

}  // namespace

RecommenderEvaluation evaluate_recommenders(const std::vector<ItemList>& lists,
                                            const std::shared_ptr<const taste::SongFacts>& facts,
                                            const FoldOptions& options, const OnProgress& on_progress) {
  if (options.folds < 2) throw Error(ErrorKind::invalid_argument, "folds: expected at least 2");
  std::vector<ItemList> usable;
  for (const ItemList& list : lists) {
    ItemList once;
    for (const Item item : list)
      if (std::ranges::find(once, item) == once.end()) once.push_back(item);
    if (once.size() >= 2) usable.push_back(std::move(once));
  }
  if (usable.size() < options.folds)
    throw Error(ErrorKind::invalid_argument, std::to_string(usable.size()) +
                                                 " lists of two songs or more; expected at least as many as folds, " +
                                                 std::to_string(options.folds));
  std::vector<std::size_t> order(usable.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  RandomSource random(options.seed);
  random.shuffle(order);
  std::vector<Tally> tallies(methods().size());
  double counted = 0;
  for (std::size_t number = 0; number < options.folds; ++number) {
    const Fold fold = fold_of(usable, order, number, facts->items(), options);
    counted += static_cast<double>(fold.learned.column.size()) / static_cast<double>(options.folds);
    for (std::size_t m = 0; m < tallies.size(); ++m) {
      on_progress({"measuring", number * tallies.size() + m, options.folds * tallies.size()});
      measure(methods()[m], fold, facts, options.threads, tallies[m]);
    }
  }
  RecommenderEvaluation result;
  const Tally& ease = tallies[ease_place()];
  if (ease.measures.empty())
    throw Error(ErrorKind::invalid_argument, "no song is in two lists; expected lists that share songs");
  std::set<Item> songs;
  for (const ItemList& list : usable) songs.insert(list.begin(), list.end());
  result.held_out = options.held_out == HeldOut::last ? "last" : "some";
  result.lists = ease.measures.size();
  result.songs = songs.size();
  result.left_out = lists.size() - usable.size();
  result.folds = options.folds;
  for (std::size_t m = 0; m < tallies.size(); ++m)
    result.methods.push_back(measure_of(methods()[m].name, tallies[m], facts->items(),
                                        counted / static_cast<double>(std::max<std::size_t>(songs.size(), 1))));
  compare(tallies, result.methods);
  return result;
}

}  // namespace leitmotif::listeners
