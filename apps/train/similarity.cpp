#include "apps/train/similarity.hpp"

#include <fmt/format.h>

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/listeners/taste_lines.hpp"
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

/// The lists of a file as songs of the data set, by artist and title; songs it does not have are left out.
std::vector<std::vector<std::size_t>> playlists_of(const std::filesystem::path& file,
                                                   const evaluation::SimilaritySongs& songs) {
  std::vector<std::vector<std::size_t>> playlists;
  if (file.empty()) return playlists;
  listeners::TasteItems items;
  std::vector<std::size_t> song_of;
  for (std::size_t song = 0; song < songs.size(); ++song) {
    const Song& row = songs.data().rows[song].song;
    if (items.item({row.artist, row.title}) == song_of.size()) song_of.push_back(song);
  }
  std::vector<std::vector<taste::Item>> lists;
  const listeners::HistoriesRead read = listeners::read_histories(file, items, lists);
  if (read.lists == 0) throw Error(ErrorKind::corrupt_data, file.string() + ": holds no playlist");
  if (read.left_out > 0) warn(fmt::format("{} lines of the playlists were left out", read.left_out));
  for (const std::vector<taste::Item>& list : lists) {
    std::vector<std::size_t>& playlist = playlists.emplace_back();
    for (const taste::Item item : list)
      if (item < song_of.size()) playlist.push_back(song_of[item]);
  }
  return playlists;
}

std::string to_text(const training::SimilarityReport& report) {
  std::string text = fmt::format(
      "similarity trained on {} songs in {:.1f} s; the artists of {} songs were kept for testing\n"
      "share of topics {:.3f}, chosen on {} songs of validation artists:\n",
      report.parts.train.size(), report.seconds, report.parts.test.size(), report.topic_share,
      report.parts.validation.size());
  if (report.playlists > 0) text += fmt::format("{} playlists were learned from, beside artists\n", report.playlists);
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
  const training::LearnEmbedding learn = [&](const training::EmbeddingTask& task,
                                             const std::function<void(const training::SimilarityEpoch&)>& on_epoch) {
    training::EmbeddingOptions options;
    options.seed = task.seed;
    options.forgettable = forgettable(task.inputs);
    if (wish.epochs > 0) options.epochs = wish.epochs;
    return training::train_embedding({task.rows, task.inputs.width(), task.artists, task.playlists}, options,
                                     [&](int epoch, double loss, const models::EmbeddingWeights&) {
                                       on_epoch({epoch, loss});
                                     });
  };
  const training::SimilarityReport report = training::train_similarity(
      songs, {wish.output, wish.held_out, playlists_of(wish.playlists, songs), wish.seed, wish.threads}, learn,
      [](const training::SimilarityEpoch& epoch) {
        check_stop();
        if (is_watched()) say(fmt::format("epoch {:2}  train loss {:.4f}\n", epoch.epoch, epoch.train_loss));
      });
  print(wish.json ? training::to_json(report).dump(2) + "\n" : to_text(report));
  return 0;
}

}  // namespace leitmotif::apps
