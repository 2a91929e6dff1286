// `leitmotif evaluate-recommender`: how well taste is learned from histories.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/data_options.hpp"
#include "apps/kept_file.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/report/recommender_page.hpp"

namespace leitmotif::apps {

Command evaluate_recommender_command();

namespace {

using evaluation::ApartMeasure;
using evaluation::GroupMeasure;
using evaluation::MethodMeasure;
using listeners::RecommenderEvaluation;

struct RecommenderWish {
  std::filesystem::path histories;
  std::filesystem::path also_histories;  ///< of --histories
  std::string held_out = "some";
  unsigned folds = 5;
  std::string html;  ///< empty: no page
};

std::vector<double> ends_of(const evaluation::Interval& interval) { return {interval.low, interval.high}; }

wire::Schema ends_form() { return wire::list_of(wire::any_number(), 2, 2, "95 % interval"); }

const wire::Table<GroupMeasure>& group_table() {
  using F = wire::Field<GroupMeasure>;
  static const wire::Table<GroupMeasure> table("MeasuredGroup",
                                               {F::value("name", &GroupMeasure::name, wire::any_text()),
                                                F::value("size", &GroupMeasure::size, wire::count("lists or songs")),
                                                F::value("value", &GroupMeasure::value, wire::any_number())});
  return table;
}

const wire::Table<ApartMeasure>& apart_table() {
  using F = wire::Field<ApartMeasure>;
  const auto score = [](double evaluation::RecommenderScores::*member) {
    return [member](const ApartMeasure& apart) { return apart.scores.*member; };
  };
  using S = evaluation::RecommenderScores;
  static const wire::Table<ApartMeasure> table(
      "MeasuredApart",
      {F::value("name", &ApartMeasure::name, wire::any_text()),
       F::value(
           "lists", [](const ApartMeasure& apart) { return apart.scores.lists; }, wire::count("that were asked")),
       F::value("ndcg_20", score(&S::ndcg), wire::any_number()),
       F::value("recall_20", score(&S::recall), wire::any_number()),
       F::value(
           "interval", [](const ApartMeasure& apart) { return ends_of(apart.scores.interval); }, ends_form())});
  return table;
}

template <class Member>
auto score_of(Member member) {
  return [member](const MethodMeasure& measure) { return measure.scores.*member; };
}

const wire::Table<MethodMeasure>& method_table() {
  using F = wire::Field<MethodMeasure>;
  using S = evaluation::RecommenderScores;
  const auto number = wire::any_number();
  static const wire::Table<MethodMeasure> table(
      "MeasuredMethod",
      {F::value("name", &MethodMeasure::name, wire::any_text()),
       F::value("ndcg_20", score_of(&S::ndcg), number),
       F::value("recall_20", score_of(&S::recall), number),
       F::value("mrr", score_of(&S::reciprocal), number),
       F::value("precision_10", score_of(&S::precision), number),
       F::value("coverage", &MethodMeasure::coverage, number),
       F::value(
           "interval", [](const MethodMeasure& it) { return ends_of(it.scores.interval); }, ends_form()),
       F::value("novelty", score_of(&S::novelty), number),
       F::value("diversity", score_of(&S::diversity), number),
       F::value("popularity_bias", score_of(&S::popularity_bias), number),
       F::value(
           "over_ease", [](const MethodMeasure& it) { return it.over_ease.mean; }, number),
       F::value(
           "over_ease_interval", [](const MethodMeasure& it) { return ends_of(it.over_ease.interval); }, ends_form()),
       F::list("by_known", &MethodMeasure::by_known, group_table()),
       F::list("by_history", &MethodMeasure::by_history, group_table()),
       F::value(
           "one_known", [](const MethodMeasure& it) { return it.one_known.scores.ndcg; }, number),
       F::value("one_known_ratio", &MethodMeasure::one_known_ratio, number),
       F::value(
           "none_known", [](const MethodMeasure& it) { return it.none_known.scores.ndcg; }, number),
       F::value(
           "never", [](const MethodMeasure& it) { return it.never.scores.ndcg; }, number),
       F::list(
           "apart",
           [](const MethodMeasure& it) {
             return std::vector{it.one_known, it.none_known, it.never};
           },
           apart_table()),
       F::value("fit_seconds", &MethodMeasure::fit_seconds, number)});
  return table;
}

const wire::Table<RecommenderEvaluation>& evaluation_table() {
  using F = wire::Field<RecommenderEvaluation>;
  static const wire::Table<RecommenderEvaluation> table(
      "RecommenderEvaluation",
      {F::value("held_out", &RecommenderEvaluation::held_out, wire::any_text()),
       F::value("lists", &RecommenderEvaluation::lists, wire::count("that were continued")),
       F::value("songs", &RecommenderEvaluation::songs, wire::count("that lists have")),
       F::value("left_out", &RecommenderEvaluation::left_out, wire::count("lines and lists that could not be used")),
       F::value("folds", &RecommenderEvaluation::folds, wire::count("each was guessed from the others")),
       F::list("methods", &RecommenderEvaluation::methods, method_table())});
  return table;
}

std::string ends_text(const evaluation::Interval& interval) {
  return fmt::format("{:.4f}..{:.4f}", interval.low, interval.high);
}

std::string groups_text(const std::string& title, std::vector<GroupMeasure> MethodMeasure::*groups,
                        const std::vector<MethodMeasure>& methods) {
  std::string text = "\n" + title + "\n" + fmt::format("{:<16}", "method");
  for (const GroupMeasure& group : methods.front().*groups)
    text += fmt::format(" {:>16}", fmt::format("{} ({})", group.name, group.size));
  text += '\n';
  for (const MethodMeasure& m : methods) {
    text += fmt::format("{:<16}", m.name);
    for (const GroupMeasure& group : m.*groups) text += fmt::format(" {:>16.4f}", group.value);
    text += '\n';
  }
  return text;
}

std::string continued_text(const std::vector<MethodMeasure>& methods) {
  std::string text = fmt::format("{:<16} {:>7} {:>14} {:>9} {:>6} {:>6} {:>8} {:>7} {:>9} {:>10} {:>9} {:>17}\n",
                                 "method", "NDCG@20", "95 % interval", "recall@20", "MRR", "P@10", "coverage",
                                 "novelty", "diversity", "popularity", "over EASE", "95 % interval");
  for (const MethodMeasure& m : methods)
    text += fmt::format(
        "{:<16} {:>7.4f} {:>14} {:>9.4f} {:>6.3f} {:>6.3f} {:>8.3f} {:>7.2f} {:>9.3f} {:>10.1f} {:>+9.4f} {:>17}\n",
        m.name, m.scores.ndcg, ends_text(m.scores.interval), m.scores.recall, m.scores.reciprocal, m.scores.precision,
        m.coverage, m.scores.novelty, m.scores.diversity, m.scores.popularity_bias, m.over_ease.mean,
        fmt::format("{:+.4f}..{:+.4f}", m.over_ease.interval.low, m.over_ease.interval.high));
  return text;
}

std::string apart_text(const std::vector<MethodMeasure>& methods) {
  std::string text = "\nNew listeners and new songs, NDCG@20\n";
  text += fmt::format("{:<16} {:>9} {:>14} {:>16} {:>10} {:>11} {:>14} {:>9}\n", "method", "one known", "95 % interval",
                      "times neighbours", "none known", "never heard", "95 % interval", "recall@20");
  for (const MethodMeasure& m : methods)
    text += fmt::format("{:<16} {:>9.4f} {:>14} {:>16.2f} {:>10.4f} {:>11.4f} {:>14} {:>9.4f}\n", m.name,
                        m.one_known.scores.ndcg, ends_text(m.one_known.scores.interval), m.one_known_ratio,
                        m.none_known.scores.ndcg, m.never.scores.ndcg, ends_text(m.never.scores.interval),
                        m.never.scores.recall);
  return text;
}

std::string to_text(const RecommenderEvaluation& evaluation) {
  const std::vector<MethodMeasure>& methods = evaluation.methods;
  return fmt::format("{} lists of {} songs, {} folds; hidden: {}\n\n", evaluation.lists, evaluation.songs,
                     evaluation.folds, evaluation.held_out) +
         continued_text(methods) + apart_text(methods) +
         groups_text("NDCG@20 by songs known of a list (lists)", &MethodMeasure::by_known, methods) +
         groups_text("Recall@20 by lists that have a hidden song (hidden songs)", &MethodMeasure::by_history, methods);
}

std::string page_of(const RecommenderEvaluation& evaluation) {
  return report::recommender_page({evaluation.lists, evaluation.songs, evaluation.folds, evaluation.held_out},
                                  evaluation.methods);
}

int run_evaluate_recommender(const RecommenderWish& wish, const General& general) {
  if (!wish.histories.empty() && !wish.also_histories.empty())
    throw Error(ErrorKind::invalid_argument, "histories are named twice; expected one file");
  listeners::FoldOptions options;
  options.held_out = wish.held_out == "last" ? listeners::HeldOut::last : listeners::HeldOut::some;
  if (wish.held_out != "last" && wish.held_out != "some")
    throw Error(ErrorKind::invalid_argument, "--hide " + wish.held_out + ": expected some or last");
  options.folds = wish.folds;
  options.seed = general.seed;
  const engine::Engine engine = engine::Engine::open(general.settings);
  const RecommenderEvaluation evaluation =
      engine.taste().evaluate(wish.histories.empty() ? wish.also_histories : wish.histories, options, progress_line());
  clear_progress();
  if (!wish.html.empty()) write_output(wish.html, page_of(evaluation));
  show(general, evaluation_table(), evaluation, [](const RecommenderEvaluation& it) { return to_text(it); });
  return 0;
}

}  // namespace

Command evaluate_recommender_command() {
  const auto wish = std::make_shared<RecommenderWish>();
  return {"evaluate-recommender",
          "measure how well taste is learned from histories",
          {history_lists(&wish->histories),
           {"--histories", "FILE", "the same", &wish->also_histories},
           {"--hide", "WHAT", "some: a fifth of each list (default); last: its last song", &wish->held_out},
           {"--folds", "N", "each list is guessed from the other folds (default: 5)", &wish->folds, within(2, 50)},
           {"--html", "FILE", "page to write", &wish->html}},
          [wish](const General& general) { return run_evaluate_recommender(*wish, general); }};
}

}  // namespace leitmotif::apps
