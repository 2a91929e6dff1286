// `leitmotif-train`: the only program that links LibTorch. Usually started by `leitmotif train` `leitmotif
// reproduce` or `leitmotif evaluate-cold-start`.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "apps/answers.hpp"
#include "apps/command_line.hpp"
#include "apps/terminal.hpp"
#include "apps/train/cold_start.hpp"
#include "apps/train/reproduce.hpp"
#include "apps/train/similarity.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/training/torch/kinds.hpp"
#include "leitmotif/training/train.hpp"

namespace {

using namespace leitmotif;

constexpr const char* kSimilarity = "similarity";

struct Wish {
  training::TrainRequest request;
  std::string protocol = "honest";
  std::string test;
  std::string topics;
  bool json = false;
};

void add_options(CLI::App& app, Wish& wish) {
  training::TrainRequest& request = wish.request;
  app.add_option("MODEL", request.model,
                 "equilibrium, ffnn, ffnn-tuned or transformer, which tell topics, or similarity, which compares songs")
      ->required();
  app.add_option("DATA.csv", request.data, "CSV file with lyrics and topic")->required();
  app.add_option("-o,--output", request.output, "model file to write (needed)")->option_text("FILE")->required();
  app.add_option(
         "--protocol", wish.protocol,
         "honest (default): nothing of a validation or test song is seen by the vectorizer, the choice of epoch "
         "or the temperature; paper: as the paper did, the test songs included")
      ->option_text("NAME");
  app.add_option("--test", wish.test, "CSV file that is scored at the end")->option_text("FILE.csv");
  app.add_option("--held-out", request.held_out,
                 "share of the rows kept for validation (default: 0.1); for similarity: of "
                 "the songs whose artists are kept for testing (default: 0.2)")
      ->option_text("SHARE")
      ->check(CLI::Range(0.01, 0.9));
  app.add_option("--epochs", request.epochs, "epochs at most (default: the paper's number)")
      ->option_text("N")
      ->check(CLI::Range(1, 100000));
  app.add_option("--topics", wish.topics,
                 "for similarity: topic model that reads the lyrics (default: the shipped model)")
      ->option_text("FILE");
  app.add_option("--seed", request.seed, "decides split, first weights and order (default: 0)")
      ->option_text("N")
      ->check(apps::not_negative)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("--threads", request.threads, "threads for reading and preprocessing (default: one a processor)")
      ->option_text("N")
      ->check(CLI::Range(0U, 1024U))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_flag("--json", wish.json, "print one JSON document");
}

void show_epoch(const models::EpochReport& epoch) {
  apps::check_stop();
  if (!apps::is_watched()) return;
  apps::say(fmt::format("epoch {:2}  train loss {:.4f}  validation loss {:.4f}  accuracy {:.4f}  {:.1f} s\n",
                        epoch.epoch, epoch.train_loss, epoch.validation_loss, epoch.validation_accuracy,
                        epoch.seconds));
}

std::string to_text(const training::TrainReport& report) {
  std::string text = fmt::format(
      "{} trained on {} songs ({} protocol) in {:.1f} s, epoch {} kept\nvalidation accuracy {:.4f}\nwritten to {}\n",
      report.model, report.songs, report.protocol, report.seconds, report.kept_epoch, report.validation_accuracy,
      report.file.string());
  if (report.test) text += "\ntest songs\n" + apps::to_text(*report.test);
  return text;
}

int train_similarity(const Wish& wish, bool own_share) {
  const training::TrainRequest& request = wish.request;
  if (!wish.test.empty())
    throw Error(ErrorKind::invalid_argument, "similarity takes no test file: it keeps artists apart itself");
  apps::SimilarityWish similarity;
  similarity.data = request.data;
  similarity.output = request.output;
  similarity.topics = wish.topics;
  if (own_share) similarity.held_out = request.held_out;
  similarity.epochs = request.epochs;
  similarity.seed = request.seed;
  similarity.threads = request.threads;
  similarity.json = wish.json;
  { const AtomicFile probe(request.output); }
  return apps::run_train_similarity(similarity);
}

int run(int argc, char** argv) {
  Wish wish;
  CLI::App app("Trains a topic model from labelled lyrics.", "leitmotif train");
  apps::use_our_help_page(app);
  app.set_version_flag("--version", std::string("leitmotif-train ") + LEITMOTIF_VERSION, "print the version");
  add_options(app, wish);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    apps::print(app.help());
    return 0;
  } catch (const CLI::CallForVersion& version) {
    apps::print(std::string(version.what()) + "\n");
    return 0;
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::invalid_argument, std::string(error.what()) + " (see --help)");
  }
  if (wish.request.model == kSimilarity) return train_similarity(wish, app.count("--held-out") > 0);
  wish.request.protocol = training::parse_protocol(wish.protocol);
  if (!wish.test.empty()) wish.request.test = wish.test;
  // A place that takes no file is said now, not after hours of training.
  { const AtomicFile probe(wish.request.output); }
  const training::TrainReport report = training::train(wish.request, training::kinds(), show_epoch);
  apps::print(wish.json ? training::to_json(report).dump(2) + "\n" : to_text(report));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return apps::run_program("leitmotif", [&] {
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (first == "reproduce") return apps::run_reproduce(argc - 1, argv + 1);
    if (first == "evaluate-cold-start") return apps::run_evaluate_cold_start(argc - 1, argv + 1);
    return run(argc, argv);
  });
}
