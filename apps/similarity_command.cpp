// `leitmotif evaluate-similarity`: score similarity against plain distances.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/evaluation/similarity_evaluation.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::apps {

Command evaluate_similarity_command();

namespace {

struct SimilarityWish {
  std::string file;
  std::filesystem::path model;  ///< of similarity; empty: the shipped one
};

std::string to_text(const evaluation::SimilarityEvaluation& evaluation) {
  std::string text = fmt::format(
      "{} songs with every audio feature; asked for: {}\n\n"
      "{:38} {:>22}   {:>22}\n{:38} {:>11} {:>10}   {:>11} {:>10}\n",
      evaluation.songs, evaluation.held_out ? "the songs of artists the model was not trained on" : "all of them", "",
      "among all songs", "among those asked for", "way of comparing", "recip. rank", "same topic", "recip. rank",
      "same topic");
  for (const evaluation::SimilarityWay& way : evaluation.ways) {
    text += fmt::format("{:38} {:11.4f} {:10.4f}", way.name, way.among_all.reciprocal_rank, way.among_all.same_topic);
    if (way.among_queries)
      text += fmt::format("   {:11.4f} {:10.4f}", way.among_queries->reciprocal_rank, way.among_queries->same_topic);
    text += "\n";
  }
  return text + fmt::format("\n{} songs were asked for that have another song by their artist.\n",
                            evaluation.ways.front().among_all.queries);
}

int run(const SimilarityWish& wish, const General& general) {
  const places::Settings& settings = general.settings;
  const models::SongEmbedding embedding =
      models::SongEmbedding::load(wish.model.empty() ? places::default_similarity_model() : wish.model);
  const reading::Reader reader =
      reading::Reader::load(settings.model.empty() ? places::default_model() : settings.model);
  const evaluation::SimilaritySongs songs(
      wish.file, [&](std::span<const LabelledSong> rows) { return reader.predict(rows, settings.threads); });
  const evaluation::SimilarityEvaluation evaluation =
      evaluation::evaluate_similarity(songs, embedding, settings.threads);
  print(general.json ? evaluation::to_json(evaluation).dump(2) + "\n" : to_text(evaluation));
  return 0;
}

}  // namespace

Command evaluate_similarity_command() {
  const auto wish = std::make_shared<SimilarityWish>();
  return {"evaluate-similarity",
          "score similarity against plain distances",
          {argument("DATA.csv", "CSV file with lyrics, artists and audio features", &wish->file),
           {"--similarity", "FILE", "similarity model file (default: the shipped one)", &wish->model}},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
