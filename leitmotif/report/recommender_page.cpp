#include "leitmotif/report/recommender_page.hpp"

#include <functional>

#include "leitmotif/report/citation.hpp"
#include "leitmotif/report/sections.hpp"
#include "leitmotif/report/style.hpp"
#include "leitmotif/report/svg_intervals.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

using evaluation::MethodMeasure;

/// A table with a row a method.
Markup methods_table(const std::string& caption, const std::vector<std::string>& titles,
                     std::span<const MethodMeasure> methods,
                     const std::function<std::vector<std::string>(const MethodMeasure&)>& cells) {
  std::vector<TableColumn> columns = {{"method"}};
  for (const std::string& title : titles) columns.push_back({title, true});
  std::vector<TableRow> rows;
  for (const MethodMeasure& method : methods) {
    TableRow row{{escaped(method.name)}, false};
    for (const std::string& cell : cells(method)) row.cells.push_back(escaped(cell));
    rows.push_back(std::move(row));
  }
  return table(caption, columns, rows);
}

Markup continued_table(std::span<const MethodMeasure> methods) {
  return methods_table("Each method on the same lists",
                       {"NDCG@20", "95 % interval", "recall@20", "MRR", "precision@10", "coverage", "novelty",
                        "diversity", "popularity"},
                       methods, [](const MethodMeasure& it) -> std::vector<std::string> {
                         return {decimal(it.scores.ndcg, 4),           interval_text(it.scores.interval),
                                 decimal(it.scores.recall, 4),         decimal(it.scores.reciprocal, 3),
                                 decimal(it.scores.precision, 3),      percent(it.coverage),
                                 decimal(it.scores.novelty, 2),        decimal(it.scores.diversity, 3),
                                 decimal(it.scores.popularity_bias, 1)};
                       });
}

Markup gains_table(std::span<const MethodMeasure> methods) {
  return methods_table("Against EASE on the same lists", {"NDCG@20 gained", "95 % interval"}, methods,
                       [](const MethodMeasure& it) -> std::vector<std::string> {
                         return {decimal(it.over_ease.mean, 4), interval_text(it.over_ease.interval)};
                       });
}

/// What the columns mean.
Markup measures_note() {
  return element(
      "p", {{"class", "note"}},
      "NDCG@20: how high the hidden songs stand among the first twenty; 1 is best. Recall@20: the share of "
      "them that is there. MRR: one by the place of the first. Precision@10: the share of the first ten that "
      "was hidden. Of the first twenty, coverage is the share of all songs that some list is given; novelty "
      "how rare they are in lists, in bits; diversity the share of pairs by different artists; popularity how "
      "many times as often lists have them as the mean song.");
}

Markup apart_table(std::span<const MethodMeasure> methods) {
  return methods_table("New listeners and new songs: NDCG@20",
                       {"one song known", "95 % interval", "times item neighbours", "nothing known",
                        "songs never heard", "95 % interval", "recall@20"},
                       methods, [](const MethodMeasure& it) -> std::vector<std::string> {
                         return {decimal(it.one_known.scores.ndcg, 4), interval_text(it.one_known.scores.interval),
                                 decimal(it.one_known_ratio, 2),       decimal(it.none_known.scores.ndcg, 4),
                                 decimal(it.never.scores.ndcg, 4),     interval_text(it.never.scores.interval),
                                 decimal(it.never.scores.recall, 4)};
                       });
}

/// A column a group, with how many lists or songs it has.
Markup groups_table(const std::string& caption, std::vector<evaluation::GroupMeasure> MethodMeasure::*groups,
                    std::span<const MethodMeasure> methods) {
  if (methods.empty()) return {};
  std::vector<std::string> titles;
  for (const evaluation::GroupMeasure& group : methods.front().*groups)
    titles.push_back(group.name + " (" + count(group.size) + ")");
  return methods_table(caption, titles, methods, [groups](const MethodMeasure& method) {
    std::vector<std::string> cells;
    for (const evaluation::GroupMeasure& group : method.*groups)
      cells.push_back(group.size == 0 ? "–" : decimal(group.value, 4));
    return cells;
  });
}

Markup methods_chart(std::span<const MethodMeasure> methods) {
  IntervalChart chart;
  chart.summary = "NDCG at 20 of each method with its 95 % interval.";
  chart.x_title = "NDCG@20, with 95 % interval";
  for (const MethodMeasure& method : methods)
    chart.rows.push_back(
        {method.name, method.scores.ndcg, method.scores.interval.low, method.scores.interval.high, {}});
  return element("figure", interval_chart(chart));
}

}  // namespace

std::string recommender_page(const RecommenderFacts& facts, std::span<const MethodMeasure> methods) {
  const std::string hidden = facts.held_out == "last" ? "the last song of each" : "a fifth of each";
  Markup head =
      element("header", element("h1", std::string("What goes together")) +
                            element("p", {{"class", "lead"}},
                                    count(facts.lists) + " lists over " + count(facts.songs) +
                                        " songs were continued, " + hidden + " hidden, learned from the other " +
                                        count(facts.folds - 1) + " of " + count(facts.folds) + " folds."));
  Markup content = continued_table(methods) + measures_note();
  if (!methods.empty()) content += methods_chart(methods) + gains_table(methods);
  return document("What goes together",
                  head +
                      element("main", card("Methods", content) + card("Apart", apart_table(methods)) +
                                          card("Groups", groups_table("NDCG@20 by songs known of a list (lists)",
                                                                      &MethodMeasure::by_known, methods) +
                                                             groups_table("Recall@20 by lists that have a hidden song "
                                                                          "(hidden songs)",
                                                                          &MethodMeasure::by_history, methods))) +
                      element("footer", citation_part(false)));
}

}  // namespace leitmotif::report
