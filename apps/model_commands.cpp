#include "apps/model_commands.hpp"

#include <fmt/format.h>

#include "apps/model_answers.hpp"
#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/locations.hpp"
#include "leitmotif/evaluation/evaluate.hpp"
#include "leitmotif/report/page.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::int64_t kMostWords = 10000;

std::filesystem::path or_shipped(const std::filesystem::path& file, const Options& options) {
  if (!file.empty()) return file;
  return options.general.settings.model.empty() ? engine::default_model() : options.general.settings.model;
}

}  // namespace

int run_evaluate(const Options& options) {
  const EvaluateOptions& wish = options.evaluate;
  evaluation::EvaluateRequest request;
  request.data = wish.file;
  request.models = wish.models;
  if (request.models.empty()) request.models = {or_shipped({}, options)};
  if (!wish.without_artists_of.empty()) request.training_artists = wish.without_artists_of;
  request.threads = options.general.settings.threads;
  const evaluation::Comparison comparison = evaluation::evaluate(request);
  check_stop();
  if (!comparison.rejected.empty())
    warn(fmt::format("{}: {} of its rows cannot be used and are left out; the first: line {}: {}", wish.file,
                     comparison.rejected.size(), comparison.rejected[0].line, comparison.rejected[0].reason));
  for (const evaluation::ScoredModel& model : comparison.models)
    if (evaluation::scored_on_training_songs(model, comparison))
      warn(model.file + ": was trained on these very songs, so its scores say little");
  if (!wish.html.empty()) write_file(wish.html, report::evaluation_page(comparison));
  print(options.general.json ? printed(evaluation::to_json(comparison)) : to_text(comparison));
  return 0;
}

int run_model_info(const Options& options) {
  const models::ModelInfo info = models::model_info(models::ModelFile::load(or_shipped(options.model.file, options)));
  print(options.general.json ? printed(models::to_json(info)) : to_text(info));
  return 0;
}

int run_top_words(const Options& options) {
  const std::int64_t n = options.model.n;
  if (n < 1) throw Error(ErrorKind::invalid_argument, fmt::format("-n {} is below 1", n));
  if (n > kMostWords)
    throw Error(ErrorKind::resource_limit, fmt::format("-n {} is above the limit of {}", n, kMostWords));
  const std::filesystem::path file = or_shipped(options.model.file, options);
  const std::vector<models::KnownWord> words = models::known_words(models::ModelFile::load(file));
  const auto model = models::load_classifier(file);
  const std::vector<models::TopicWords> topics =
      models::strong_words(*model, words, static_cast<std::size_t>(n), options.general.settings.threads);
  print(options.general.json ? printed(top_words_json(*model, file.string(), topics)) : to_text(topics));
  return 0;
}

}  // namespace leitmotif::apps
