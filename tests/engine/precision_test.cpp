// Asking by topic on songs never seen in training, as a person would: trained, imported, asked, judged by the labels.
#include <gtest/gtest.h>

#include <map>

#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/evaluation/ranking.hpp"
#include "leitmotif/training/divide_file.hpp"
#include "leitmotif/training/equilibrium_kind.hpp"
#include "leitmotif/training/train.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::engine {
namespace {

/// The topic of each song by its labels. Songs of one artist and title with several topics are left out.
std::map<std::pair<std::string, std::string>, std::string> labels_of(const std::filesystem::path& file) {
  std::map<std::pair<std::string, std::string>, std::string> labels;
  for (const LabelledSong& row : corpus::read_dataset(file).rows) {
    const auto [entry, is_new] = labels.emplace(std::pair(row.song.artist, row.song.title), row.labels.topic);
    if (!is_new && entry->second != row.labels.topic) entry->second.clear();
  }
  return labels;
}

TEST(PrecisionOfTopics, IsHighOnSongsNeverSeen) {
  const std::filesystem::path shared = testing::shared_folder();
  if (shared.empty()) GTEST_SKIP() << "the music data set is not beside the project";
  const testing::TemporaryFolder folder;
  const training::DividedFile files = training::divide_file(shared / "data/music-train.csv", 0.2, 1, folder.path());
  training::TrainRequest request;
  request.model = "equilibrium";
  request.data = files.train;
  request.output = folder.path() / "model.safetensors";
  const training::NetworkKind kind{"equilibrium", text::Pipeline::none, training::train_equilibrium_kind};
  (void)training::train(request, {&kind, 1}, {});
  Engine engine = Engine::open({folder.path() / "library.db", request.output, 0});
  (void)engine.import_csv(files.test, kNoProgress);
  const auto labels = labels_of(files.test);
  for (const std::size_t k : {10U, 50U, 100U}) {
    std::vector<evaluation::Judgements> queries;
    for (const std::string_view topic : kTopics) {
      answers::RecommendRequest wish;
      wish.topic = topic;
      wish.n = static_cast<std::int64_t>(k);
      evaluation::Judgements judgements;
      for (const answers::RecommendedSong& song : engine.recommend(wish, kNoProgress).songs)
        judgements.push_back(labels.at({song.artist, song.title}) == topic ? 1 : 0);
      EXPECT_EQ(judgements.size(), k);
      queries.push_back(judgements);
    }
    const double precision = evaluation::mean_precision_at(queries, k);
    RecordProperty("precision_at_" + std::to_string(k), std::to_string(precision));
    EXPECT_GE(precision, 0.99) << "at " << k;
  }
}

}  // namespace
}  // namespace leitmotif::engine
