// `leitmotif compare`: whether one model is really better than another.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/data_options.hpp"
#include "apps/evaluation_text.hpp"
#include "apps/kept_file.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/evaluation/evaluate.hpp"
#include "leitmotif/report/page.hpp"

namespace leitmotif::apps {

Command compare_command();

namespace {

struct CompareWish {
  std::filesystem::path first, second;
  std::filesystem::path html;
  std::string file;
  DataWish data;
};

std::string compared_text(const evaluation::Comparison& comparison) {
  std::string text = fmt::format("{} songs of {}\n", comparison.songs, without_controls(comparison.data_file));
  for (const evaluation::ScoredModel& model : comparison.models)
    text += fmt::format("  {:<40} {:<12} accuracy {:.4f}  macro F1 {:.4f}\n", without_controls(model.file),
                        without_controls(model.card.kind), model.evaluation.report.accuracy,
                        model.evaluation.report.macro.f1);
  return text + pairs_text(comparison);
}

int run(const CompareWish& wish, const General& general) {
  evaluation::EvaluateRequest request;
  request.data = wish.file;
  request.models = {wish.first, wish.second};
  request.threads = general.settings.threads;
  request.reading = reading_of(wish.data);
  const evaluation::Comparison comparison = evaluation::evaluate(request);
  check_stop();
  if (comparison.pairs.empty())
    throw Error(ErrorKind::invalid_argument, "the two models do not have the same labels, so they cannot be compared");
  tell_left_out(wish.data, wish.file, comparison.rejected);
  for (const evaluation::ScoredModel& model : comparison.models)
    if (evaluation::scored_on_training_songs(model, comparison))
      warn(model.file + ": was trained on these very songs, so its scores say little");
  if (!wish.html.empty()) write_output(wish.html, report::evaluation_page(comparison));
  print(general.json ? evaluation::to_json(comparison).dump(2) + "\n" : compared_text(comparison));
  return 0;
}

}  // namespace

Command compare_command() {
  const auto wish = std::make_shared<CompareWish>();
  Command command{"compare",
                  "whether one model is really better than another on the same songs",
                  {argument("FIRST", "model file", &wish->first),
                   argument("SECOND", "model file", &wish->second),
                   labelled_data(&wish->file),
                   {"--html", "FILE.html", "also write a page that shows everything, in one file", &wish->html}},
                  [wish](const General& general) { return run(*wish, general); }};
  for (wire::Option& option : reading_options(wish->data)) command.options.push_back(std::move(option));
  return command;
}

}  // namespace leitmotif::apps
