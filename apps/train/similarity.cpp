#include "apps/train/similarity.hpp"

#include <fmt/format.h>

#include "apps/terminal.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/training/similarity.hpp"
#include "leitmotif/training/torch/embedding_trainer.hpp"

namespace leitmotif::apps {
namespace {

/// How often a song is made to forget a group of inputs: audio most, because a person's own files have none.
constexpr double kForgetAudio = 0.15;
constexpr double kForgetOther = 0.05;

std::vector<training::Forgettable> forgettable(const models::SongInputs& inputs) {
  training::Forgettable audio{{}, kForgetAudio};
  for (std::size_t f = 0; f < kAudioFeatures.size(); ++f) audio.groups.push_back(models::SongInputs::audio_group(f));
  return {audio,
          {{models::SongInputs::mixture_group()}, kForgetOther},
          {{models::SongInputs::year_group()}, kForgetOther},
          {{inputs.genre_group()}, kForgetOther}};
}

std::string to_text(const training::SimilarityReport& report) {
  std::string text = fmt::format(
      "similarity trained on {} songs in {:.1f} s; the artists of {} songs were kept for testing\n"
      "share of topics {:.3f}, chosen on {} songs of validation artists:\n",
      report.parts.train.size(), report.seconds, report.parts.test.size(), report.topic_share,
      report.parts.validation.size());
  text += "share   reciprocal rank   same topic\n";
  for (const training::TopicShare& share : report.shares)
    text += fmt::format("{:.3f}   {:15.4f}   {:10.4f}\n", share.share, share.retrieval.reciprocal_rank,
                        share.retrieval.same_topic);
  return text + fmt::format("written to {}\n", report.file.string());
}

}  // namespace

int run_train_similarity(const SimilarityTraining& wish) {
  const reading::Reader reader = reading::Reader::load(wish.topics.empty() ? places::default_model() : wish.topics);
  const evaluation::SimilaritySongs songs(
      wish.data, [&](std::span<const LabelledSong> rows) { return reader.predict(rows, wish.threads); });
  const training::LearnEmbedding learn = [&](const models::SongInputs& inputs, std::span<const float> rows,
                                             std::span<const std::uint32_t> artists, std::uint64_t seed,
                                             const std::function<void(const training::SimilarityEpoch&)>& on_epoch) {
    training::EmbeddingOptions options;
    options.seed = seed;
    options.forgettable = forgettable(inputs);
    if (wish.epochs > 0) options.epochs = wish.epochs;
    return training::train_embedding({rows, inputs.width(), artists}, options,
                                     [&](int epoch, double loss, const models::EmbeddingWeights&) {
                                       on_epoch({epoch, loss});
                                     });
  };
  const training::SimilarityReport report = training::train_similarity(
      songs, {wish.output, wish.held_out, wish.seed, wish.threads}, learn, [](const training::SimilarityEpoch& epoch) {
        check_stop();
        if (is_watched()) say(fmt::format("epoch {:2}  train loss {:.4f}\n", epoch.epoch, epoch.train_loss));
      });
  print(wish.json ? training::to_json(report).dump(2) + "\n" : to_text(report));
  return 0;
}

}  // namespace leitmotif::apps
