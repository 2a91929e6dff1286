// `leitmotif evaluate-cold-start`: the topics of songs whose lyrics are hidden, guessed.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/training/torch/cold_start_evaluation.hpp"

namespace leitmotif::apps {

Command cold_start_command();

namespace {

struct Wish {
  training::ColdStartRequest request;
  std::string data;
  std::filesystem::path topics;
};

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

int run(const Wish& wish, const General& general) {
  training::ColdStartRequest request = wish.request;
  request.seed = general.seed;
  request.threads = general.settings.threads;
  const reading::Reader reader = reading::Reader::load(wish.topics.empty() ? places::default_model() : wish.topics);
  const evaluation::SimilaritySongs songs(
      wish.data, [&](std::span<const LabelledSong> rows) { return reader.predict(rows, request.threads); });
  const training::ColdStartEvaluation evaluation = training::evaluate_cold_start(songs, request);
  print(general.json ? training::to_json(evaluation).dump(2) + "\n" : to_text(evaluation));
  return 0;
}

}  // namespace

Command cold_start_command() {
  const auto wish = std::make_shared<Wish>();
  return {
      "evaluate-cold-start",
      "Guesses the topics of songs whose lyrics are hidden, and says how well.",
      {argument("DATA.csv", "CSV file with lyrics, artists and audio features", &wish->data),
       {"--topics", "FILE", "topic model that reads the lyrics (default: the shipped model)", &wish->topics},
       {"--hidden", "SHARE", "share of the songs whose lyrics are hidden (default: 0.2)", &wish->request.hidden,
        within(0.01, 0.9)},
       {"--clusters", "K", "clusters of the audio features (default: 5)", &wish->request.clusters, within(1, 1000)}},
      [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
