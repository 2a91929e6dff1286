#include "apps/train/cold_start.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "apps/command_line.hpp"
#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/locations.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/training/torch/cold_start_evaluation.hpp"

namespace leitmotif::apps {
namespace {

struct Wish {
  training::ColdStartRequest request;
  std::string data;
  std::string topics;
  bool json = false;
};

void add_options(CLI::App& app, Wish& wish) {
  training::ColdStartRequest& request = wish.request;
  app.add_option("DATA.csv", wish.data, "CSV file with lyrics, artists and audio features")->required();
  app.add_option("--topics", wish.topics, "topic model that reads the lyrics (default: the shipped model)")
      ->option_text("FILE");
  app.add_option("--hidden", request.hidden, "share of the songs whose lyrics are hidden (default: 0.2)")
      ->option_text("SHARE")
      ->check(CLI::Range(0.01, 0.9));
  app.add_option("--clusters", request.clusters, "clusters of the audio features (default: 5)")
      ->option_text("K")
      ->check(CLI::Range(1, 1000));
  app.add_option("--seed", request.seed, "decides which songs are hidden, clusters and network (default: 0)")
      ->option_text("N")
      ->check(not_negative)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("--threads", request.threads, "threads to use (default: one a processor)")
      ->option_text("N")
      ->check(CLI::Range(0U, 1024U))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_flag("--json", wish.json, "print one JSON document");
}

std::string to_text(const training::ColdStartEvaluation& evaluation) {
  std::string text = fmt::format(
      "lyrics of {} songs shown, of {} hidden\nback-off weights learned: cluster {}, genre {}, decade {}, artist {}\n\n"
      "{:34} {:>16}   {:>16}   {:>16}\n{:34}",
      evaluation.shown, evaluation.ways.front().all.songs, evaluation.weights[0], evaluation.weights[1],
      evaluation.weights[2], evaluation.weights[3], "", "all", "artist known", "artist not known", "way of guessing");
  for (int column = 0; column < 3; ++column) text += fmt::format(" {:>8} {:>7}  ", "accuracy", "loss");
  text += "\n";
  for (const training::ColdStartWay& way : evaluation.ways) {
    text += fmt::format("{:34}", way.name);
    for (const training::Guesses* guesses : {&way.all, &way.known_artist, &way.unknown_artist})
      text += fmt::format(" {:8.4f} {:7.4f}  ", guesses->accuracy, guesses->log_loss);
    text += "\n";
  }
  return text;
}

}  // namespace

int run_evaluate_cold_start(int argc, const char* const* argv) {
  Wish wish;
  CLI::App app("Guesses the topics of songs whose lyrics are hidden, and says how well.",
               "leitmotif evaluate-cold-start");
  use_our_help_page(app);
  add_options(app, wish);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return 0;
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorKind::invalid_argument, std::string(error.what()) + " (see --help)");
  }
  const reading::Reader reader =
      reading::Reader::load(wish.topics.empty() ? engine::default_model() : std::filesystem::path(wish.topics));
  const evaluation::SimilaritySongs songs(
      wish.data, [&](std::span<const LabelledSong> rows) { return reader.predict(rows, wish.request.threads); });
  const training::ColdStartEvaluation evaluation = training::evaluate_cold_start(songs, wish.request);
  print(wish.json ? training::to_json(evaluation).dump(2) + "\n" : to_text(evaluation));
  return 0;
}

}  // namespace leitmotif::apps
