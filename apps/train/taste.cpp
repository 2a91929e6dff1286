// `leitmotif train-taste`: the network of two inputs, nine liked songs and a candidate.
#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "apps/command.hpp"
#include "apps/data_options.hpp"
#include "apps/kept_file.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/training/torch/pair_trainer.hpp"

namespace leitmotif::apps {

Command train_taste_command();

namespace {

constexpr const char* kPairDescription =
    "Nine liked songs and a candidate: attention by the candidate over what each liked song is to it (lists that share "
    "both, factors, artist, mixture, sound, era, genre), and what a blend of exact methods says of the candidate. "
    "Learned from lists against songs drawn uniformly and as often as lists have them.";

struct TasteWish {
  std::filesystem::path histories;
  std::filesystem::path output;
  training::PairRequest request;
  training::PairOptions options;
  bool is_quick = false;
};

/// What the figures mean, for whoever knows only one of them.
std::string reading_of(const training::PairReport& report) {
  const training::PairWay& popularity = report.ways.front();
  return fmt::format(
      "Popularity alone wins {:.3f} of the pairs against uniform songs, with a precision of {:.2f}: a precision of "
      "0.88 there says that listed songs are popular and little else. Against equally popular songs it wins {:.3f}.",
      popularity.uniform.won, popularity.uniform.precision, popularity.popular.won);
}

std::string to_text(const training::PairReport& report, const std::filesystem::path& file) {
  std::string text = fmt::format(
      "{} lists; {} of ten songs and more were asked for {} songs, by what other lists teach\n\n{:<20} {:^19}   "
      "{:^19}\n{:<20} {:>9} {:>9}   {:>9} {:>9}\n",
      report.lists, report.measured, report.questions, "", "uniform", "equally popular", "way of judging", "pairs won",
      "precision", "pairs won", "precision");
  for (const training::PairWay& way : report.ways)
    text += fmt::format("{:<20} {:>9.4f} {:>9.4f}   {:>9.4f} {:>9.4f}\n", way.name, way.uniform.won,
                        way.uniform.precision, way.popular.won, way.popular.precision);
  text += "\n" + reading_of(report);
  if (file.empty()) return text + "\nThe blend judges as well by itself: no network is kept (-o FILE keeps it).\n";
  return text + fmt::format("\n{} written to {}\n",
                            report.attends ? "The network with attention was" : "The network by the mean was",
                            file.string());
}

Json to_json(const training::PairScore& score) { return {{"won", score.won}, {"precision", score.precision}}; }

Json to_json(const training::PairReport& report, const std::filesystem::path& file, double seconds) {
  Json json = {{"model", "taste-pair"},         {"lists", report.lists},         {"measured", report.measured},
               {"questions", report.questions}, {"ways", Json::array()},         {"attention", report.attends},
               {"kept", !file.empty()},         {"reading", reading_of(report)}, {"seconds", seconds},
               {"file", file.string()}};
  for (const training::PairWay& way : report.ways)
    json["ways"].push_back({{"name", way.name}, {"uniform", to_json(way.uniform)}, {"popular", to_json(way.popular)}});
  return json;
}

models::ModelCard card_of(const training::PairReport& report, std::uint64_t seed) {
  models::ModelCard card;
  card.pipeline = "none";
  card.protocol = "honest";
  card.description = kPairDescription;
  card.training_songs = report.lists;
  card.validation_songs = report.measured;
  card.seed = seed;
  card.version = LEITMOTIF_VERSION;
  if (report.ways.size() == 4) {
    const training::PairWay& network = report.ways[report.attends ? 3 : 2];
    card.scores["uniform_won"] = network.uniform.won;
    card.scores["popular_won"] = network.popular.won;
  }
  card.scores["popularity_uniform_won"] = report.ways.front().uniform.won;
  return card;
}

int run_train_taste(const TasteWish& wish, const General& general) {
  const auto start = std::chrono::steady_clock::now();
  const engine::Engine engine = engine::Engine::open(general.settings);
  std::filesystem::path file = wish.output.empty() ? engine.taste().pairs_file() : wish.output;
  if (wish.output.empty()) std::filesystem::create_directories(file.parent_path());
  // The one beside the library is made anew whenever it is learned.
  KeptFile kept(file, wish.output.empty() ? Keep::none : Keep::every);
  const AtomicFile probe(file);  // a place that takes no file is said now, not after all the training
  const listeners::LearningLists learning = engine.taste().learning_lists(wish.histories, progress_line());
  training::PairRequest request = wish.request;
  request.measures = !wish.is_quick;
  request.seed = general.seed;
  request.threads = general.settings.threads;
  training::PairOptions options = wish.options;
  options.seed = general.seed;
  const training::PairReport report = training::train_pairs(
      learning.lists, learning.facts, request,
      [&](const training::PairExamples& examples, bool attends) {
        check_stop();
        options.attends = attends;
        return training::train_pair_network(examples, options);
      },
      progress_line());
  if (wish.output.empty() && !report.is_better) file.clear();
  if (!file.empty()) report.network.save(file, card_of(report, general.seed));
  clear_progress();
  if (!file.empty()) kept.replaced();
  if (learning.left_out > 0) warn(fmt::format("{} lines of the histories were left out", learning.left_out));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  print(general.json ? to_json(report, file, seconds.count()).dump(2) + "\n" : to_text(report, file));
  return 0;
}

}  // namespace

Command train_taste_command() {
  const auto wish = std::make_shared<TasteWish>();
  return {"train-taste",
          "Trains the network that says whether a song goes with nine liked ones, and measures it.",
          {history_lists(&wish->histories),
           {"-o,--output", "FILE", "file to write (default: beside the library, where `taste pair` finds it)",
            &wish->output},
           {"--folds", "N", "each list is judged by the other folds (default: 5)", &wish->request.folds, within(2, 50)},
           {"--quick", "", "learn the network with attention, without measuring what it wins", &wish->is_quick},
           {"--epochs", "N", "passes over the examples (default: 8)", &wish->options.epochs, within(1, 1000)}},
          [wish](const General& general) { return run_train_taste(*wish, general); }};
}

}  // namespace leitmotif::apps
