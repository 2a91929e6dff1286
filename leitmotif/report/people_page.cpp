#include "leitmotif/report/people_page.hpp"

#include <algorithm>

#include "leitmotif/report/citation.hpp"
#include "leitmotif/report/sections.hpp"
#include "leitmotif/report/style.hpp"
#include "leitmotif/report/svg_intervals.hpp"
#include "leitmotif/report/table.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

std::vector<Markup> wish_cells(const WishRow& wish) {
  const std::string topic = wish.topic.empty() ? "–" : wish.topic + " " + decimal(wish.topic_auc, 3);
  return {escaped(wish.name),
          escaped(count(wish.songs)),
          escaped(count(wish.positive)),
          escaped(wish.auc ? decimal(*wish.auc, 3) : "–"),
          escaped(wish.auc ? decimal(wish.interval.low, 3) + " to " + decimal(wish.interval.high, 3) : "–"),
          bar_cell(wish.first_10),
          bar_cell(wish.first_50),
          escaped(percent(wish.coverage)),
          escaped(topic)};
}

Markup areas_chart(std::span<const WishRow> wishes) {
  IntervalChart chart;
  chart.summary = "Area under the ROC curve of each wish with its 95 % interval, and of the best topic.";
  chart.x_title = "AUC, with 95 % interval";
  chart.other_label = "best topic";
  for (const WishRow& wish : wishes) {
    if (!wish.auc) continue;
    IntervalRow row{wish.name, *wish.auc, wish.interval.low, wish.interval.high, {}};
    if (!wish.topic.empty()) row.other = wish.topic_auc;
    chart.rows.push_back(std::move(row));
  }
  return element("figure", interval_chart(chart));
}

}  // namespace

std::string people_page(const std::string& labels, std::span<const WishRow> wishes) {
  const std::string title = "Wishes and people";
  std::vector<TableRow> rows;
  for (const WishRow& wish : wishes) rows.push_back({wish_cells(wish), false});
  Markup body = element("header", element("h1", title) + element("p", {{"class", "lead"}},
                                                                 "How often a song that people call so stands before "
                                                                 "one that they do not; judged in " +
                                                                     file_name(labels) + "."));
  const std::vector<TableColumn> columns = {{"wish"},
                                            {"songs", true},
                                            {"called so", true},
                                            {"AUC", true},
                                            {"95 % interval", true},
                                            {"of the first 10", true},
                                            {"of the first 50", true},
                                            {"with a score", true},
                                            {"best topic"}};
  Markup content = table("Each wish against what people say", columns, rows);
  if (std::ranges::any_of(wishes, [](const WishRow& wish) { return wish.auc.has_value(); }))
    content += areas_chart(wishes);
  return document(title, body + element("main", card("Wishes", content)) + element("footer", citation_part(false)));
}

}  // namespace leitmotif::report
