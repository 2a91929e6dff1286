// `leitmotif train`: a topic model, or the network that compares songs.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/evaluation_text.hpp"
#include "apps/train/similarity.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/training/torch/kinds.hpp"
#include "leitmotif/training/train.hpp"

namespace leitmotif::apps {

Command train_command();

namespace {

constexpr const char* kSimilarity = "similarity";

struct Wish {
  training::TrainRequest request;
  std::optional<double> held_out;
  std::string protocol = "honest";
  std::string test;
  std::string topics;
};

void show_epoch(const models::EpochReport& epoch) {
  check_stop();
  if (!is_watched()) return;
  say(fmt::format("epoch {:2}  train loss {:.4f}  validation loss {:.4f}  accuracy {:.4f}  {:.1f} s\n", epoch.epoch,
                  epoch.train_loss, epoch.validation_loss, epoch.validation_accuracy, epoch.seconds));
}

std::string to_text(const training::TrainReport& report) {
  std::string text = fmt::format(
      "{} trained on {} songs ({} protocol) in {:.1f} s, epoch {} kept\nvalidation accuracy {:.4f}\nwritten to {}\n",
      report.model, report.songs, report.protocol, report.seconds, report.kept_epoch, report.validation_accuracy,
      report.file.string());
  if (report.test) text += "\ntest songs\n" + apps::to_text(*report.test);
  return text;
}

int train_similarity(const Wish& wish, const General& general) {
  const training::TrainRequest& request = wish.request;
  if (!wish.test.empty())
    throw Error(ErrorKind::invalid_argument, "similarity takes no test file: it keeps artists apart itself");
  SimilarityWish similarity;
  similarity.data = request.data;
  similarity.output = request.output;
  similarity.topics = wish.topics;
  if (wish.held_out) similarity.held_out = *wish.held_out;
  similarity.epochs = request.epochs;
  similarity.seed = general.seed;
  similarity.threads = general.settings.threads;
  similarity.json = general.json;
  { const AtomicFile probe(request.output); }
  return run_train_similarity(similarity);
}

int run(const Wish& wish, const General& general) {
  if (wish.request.model == kSimilarity) return train_similarity(wish, general);
  training::TrainRequest request = wish.request;
  if (wish.held_out) request.held_out = *wish.held_out;
  request.protocol = training::parse_protocol(wish.protocol);
  if (!wish.test.empty()) request.test = wish.test;
  request.seed = general.seed;
  request.threads = general.settings.threads;
  // A place that takes no file is said now, not after hours of training.
  { const AtomicFile probe(request.output); }
  const training::TrainReport report = training::train(request, training::kinds(), show_epoch);
  print(general.json ? training::train_report_table().text(report, 2) + "\n" : to_text(report));
  return 0;
}

}  // namespace

Command train_command() {
  const auto wish = std::make_shared<Wish>();
  training::TrainRequest& request = wish->request;
  return {
      "train",
      "Trains a topic model from labelled lyrics.",
      {{.names = "MODEL",
        .words = "equilibrium, ffnn, ffnn-tuned or transformer, which tell topics, or similarity, which compares songs",
        .target = &request.model,
        .required = true},
       {.names = "DATA.csv", .words = "CSV file with lyrics and topic", .target = &request.data, .required = true},
       {.names = "-o,--output",
        .value = "FILE",
        .words = "model file to write (needed)",
        .target = &request.output,
        .required = true},
       {"--protocol", "NAME",
        "honest (default): nothing of a validation or test song is seen by the vectorizer, the choice of epoch or the "
        "temperature; paper: as the paper did, the test songs included",
        &wish->protocol},
       {"--test", "FILE.csv", "CSV file that is scored at the end", &wish->test},
       {.names = "--held-out",
        .value = "SHARE",
        .words = "share of the rows kept for validation (default: 0.1); for similarity: of the songs whose artists are "
                 "kept for testing (default: 0.2)",
        .target = &wish->held_out,
        .least = 0.01,
        .most = 0.9},
       {.names = "--epochs",
        .value = "N",
        .words = "epochs at most (default: the paper's number)",
        .target = &request.epochs,
        .least = 1,
        .most = 100000},
       {"--topics", "FILE", "for similarity: topic model that reads the lyrics (default: the shipped model)",
        &wish->topics}},
      [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
