#include "leitmotif/report/recommender_page.hpp"

#include "leitmotif/report/citation.hpp"
#include "leitmotif/report/sections.hpp"
#include "leitmotif/report/style.hpp"
#include "leitmotif/report/svg_intervals.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

std::string ends_text(const evaluation::Interval& interval) {
  return decimal(interval.low, 4) + " to " + decimal(interval.high, 4);
}

std::vector<Markup> method_cells(const RecommenderRow& method) {
  return {escaped(method.name),
          escaped(decimal(method.scores.ndcg_20, 4)),
          escaped(ends_text(method.scores.interval)),
          escaped(decimal(method.scores.recall_20, 4)),
          escaped(decimal(method.scores.mrr, 3)),
          escaped(decimal(method.scores.precision_10, 3)),
          escaped(percent(method.coverage)),
          escaped(decimal(method.scores.novelty, 2)),
          escaped(decimal(method.scores.diversity, 3)),
          escaped(decimal(method.scores.popularity_bias, 1)),
          escaped(ends_text(method.over_ease.interval)),
          escaped(decimal(method.one_known, 4)),
          escaped(decimal(method.never, 4))};
}

Markup methods_chart(std::span<const RecommenderRow> methods) {
  IntervalChart chart;
  chart.summary = "NDCG at 20 of each method with its 95 % interval.";
  chart.x_title = "NDCG@20, with 95 % interval";
  for (const RecommenderRow& method : methods)
    chart.rows.push_back(
        {method.name, method.scores.ndcg_20, method.scores.interval.low, method.scores.interval.high, {}});
  return element("figure", interval_chart(chart));
}

}  // namespace

std::string recommender_page(const RecommenderFacts& facts, std::span<const RecommenderRow> methods) {
  std::vector<TableRow> rows;
  for (const RecommenderRow& method : methods) rows.push_back({method_cells(method), false});
  const std::string hidden = facts.held_out == "last" ? "the last song of each" : "a fifth of each";
  Markup head =
      element("header", element("h1", std::string("What goes together")) +
                            element("p", {{"class", "lead"}},
                                    count(facts.lists) + " lists over " + count(facts.songs) +
                                        " songs were continued, " + hidden + " hidden, learned from the other " +
                                        count(facts.folds - 1) + " of " + count(facts.folds) + " folds."));
  const std::vector<TableColumn> columns = {
      {"method"},           {"NDCG@20", true},      {"95 % interval", true},  {"recall@20", true},
      {"MRR", true},        {"precision@10", true}, {"coverage", true},       {"novelty", true},
      {"diversity", true},  {"popularity", true},   {"gain over EASE", true}, {"one known", true},
      {"never heard", true}};
  Markup content = table("Each method on the same lists", columns, rows);
  if (!methods.empty()) content += methods_chart(methods);
  return document("What goes together",
                  head + element("main", card("Methods", content)) + element("footer", citation_part(false)));
}

}  // namespace leitmotif::report
