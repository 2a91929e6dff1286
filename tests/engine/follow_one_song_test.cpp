// One line of one song, checked at every wall of the house. What it must look like there is read from the page that
// tells the same story, docs/follow-one-song.md, so that page and program cannot drift apart.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;

/// The fenced block below the page's heading that begins with `heading`.
std::string page_block(const std::string& heading) {
  const fs::path file = testing::source_folder() / "docs" / "follow-one-song.md";
  const std::string page = read_file(file, 1U << 20U);
  const std::size_t section = page.find("\n## " + heading);
  const std::size_t fence = page.find("\n```text\n", section);
  const std::size_t end = page.find("\n```\n", fence + 1);
  if (section == std::string::npos || fence == std::string::npos || end == std::string::npos)
    throw std::runtime_error(file.string() + " has no block under '" + heading + "'");
  return page.substr(fence + 9, end - fence - 9);
}

class FollowOneSong : public ::testing::Test {
 protected:
  /// What the `corpus` and then the `paper` pipeline make of a lyric as sung.
  [[nodiscard]] Tokens paper_words(std::string_view lyric) const {
    return paper_.preprocess(corpus_.preprocess(lyric).joined());
  }

  const fs::path folder_ = places::data_folder() / "songbook";
  const fs::path file_ = folder_ / "sadness" / "kestrel-mabry--auction-day.txt";
  const std::string line_ = page_block("1.");
  const std::shared_ptr<const text::WordNet> wordnet_ =
      std::make_shared<const text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
  const text::Preprocessor corpus_{text::Pipeline::corpus, wordnet_};
  const text::Preprocessor paper_{text::Pipeline::paper, wordnet_};
};

TEST_F(FollowOneSong, Bytes) {
  const std::string bytes = read_file(file_, 1U << 20U);
  EXPECT_NE(bytes.find("\n" + line_ + "\n"), std::string::npos);
}

TEST_F(FollowOneSong, Song) {
  const LabelledSong row = corpus::read_lyric_file(file_);
  const Song& song = row.song;
  EXPECT_EQ(fmt::format("artist: {}\ntitle: {}\nyear: {}\ngenre: {}\nform: {}\nlyrics: {} lines", song.artist,
                        song.title, song.year.value_or(0), song.genre,
                        song.form == LyricsForm::sung ? "sung" : "cleaned", std::ranges::count(song.lyrics, '\n') + 1),
            page_block("2."));
  EXPECT_NE(song.lyrics.find(line_), std::string::npos);
}

TEST_F(FollowOneSong, CleanedWords) { EXPECT_EQ(corpus_.preprocess(line_).joined(), page_block("3.")); }

TEST_F(FollowOneSong, ModelWords) { EXPECT_EQ(paper_words(line_).joined(), page_block("4.")); }

TEST_F(FollowOneSong, TfidfRow) {
  std::vector<Tokens> songs;
  for (const LabelledSong& row : corpus::read_songbook(folder_).songs) songs.push_back(paper_words(row.song.lyrics));
  const features::Tfidf tfidf = features::Tfidf::fit(songs, {});
  const SparseMatrix row = tfidf.transform(std::vector<Tokens>{paper_words(line_)});
  std::string text;
  for (std::size_t e = 0; e < row.column.size(); ++e)
    text += fmt::format("{}{:<12} {:.4f}", e == 0 ? "" : "\n", tfidf.terms()[row.column[e]], row.value[e]);
  EXPECT_EQ(text, page_block("5."));
  EXPECT_NEAR(std::inner_product(row.value.begin(), row.value.end(), row.value.begin(), 0.0), 1, 1e-6);
}

TEST_F(FollowOneSong, Prediction) {
  const reading::Reader reader = reading::Reader::load(places::default_model());
  const models::Classifier& model = reader.model();
  const Tokens words = reader.words(line_, LyricsForm::sung);
  const std::string expected = model.card().pipeline == "paper" ? page_block("4.") : page_block("3.");
  EXPECT_EQ(words.joined(), expected) << "the model's pipeline is " << model.card().pipeline;
  const Prediction prediction = reader.predict(line_, LyricsForm::sung);
  EXPECT_EQ(prediction.probabilities, model.predict(words).probabilities);
  EXPECT_EQ(prediction.probabilities.size(), kTopics.size());
  EXPECT_NEAR(std::accumulate(prediction.probabilities.begin(), prediction.probabilities.end(), 0.0), 1, 1e-5);
  EXPECT_LE(prediction.counted_words, static_cast<int>(words.size()));
}

TEST_F(FollowOneSong, Recommendation) {
  const testing::TemporaryFolder home;
  places::Settings settings;
  settings.library = home.path() / "library.db";
  Engine engine = Engine::open(settings);
  const LabelledSong row = corpus::read_lyric_file(file_);
  const Prediction prediction = engine.reader().predict(row.song.lyrics, row.song.form);
  const std::optional<std::size_t> label = reading::decided_label(prediction);
  ASSERT_TRUE(label);
  answers::RecommendRequest request;
  request.topic = engine.reader().model().labels()[*label];
  request.n = 200;
  const std::vector<answers::RecommendedSong> songs = engine.recommend(request, [](const Progress&) {}).songs;
  const auto found = std::ranges::find(songs, row.song.title, &answers::RecommendedSong::title);
  ASSERT_NE(found, songs.end());
  EXPECT_EQ(found->artist, row.song.artist);
  EXPECT_EQ(found->topic, request.topic);
  EXPECT_EQ(found->score, static_cast<double>(prediction.probabilities[*label]));
  EXPECT_FALSE(found->why.empty());
}

}  // namespace
}  // namespace leitmotif::engine
