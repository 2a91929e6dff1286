#include "leitmotif/reading/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/expect_error.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::reading {
namespace {

using testing::error_of;

class ReaderTest : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  Reader reader_ = Reader::load(testing::write_small_model(folder_.path() / "model"));
};

TEST_F(ReaderTest, BringsSungLyricsToTheCleanedForm) {
  EXPECT_EQ(reader_.words("[Chorus]\nThe KNIVES, and the drumming!", LyricsForm::sung).joined(), "knives drum");
  EXPECT_EQ(reader_.words("the KNIVES  and", LyricsForm::cleaned).joined(), "the KNIVES and");
}

TEST_F(ReaderTest, KnowsItsWordsByHeart) {
  for (std::size_t topic = 0; topic < kTopics.size(); ++topic) {
    const std::string word(testing::kSmallWords[topic]);
    for (const LyricsForm form : {LyricsForm::sung, LyricsForm::cleaned}) {
      const Prediction prediction = reader_.predict(word + " " + word, form);
      EXPECT_EQ(decided_label(prediction), topic) << word;
      EXPECT_GT(prediction.probabilities[topic], 0.99F);
      EXPECT_EQ(prediction.counted_words, 2);
      const std::vector<WordShare> why = reader_.explain(word, form);
      ASSERT_FALSE(why.empty());
      EXPECT_EQ(why[0].word, word);
      EXPECT_EQ(why[0].topic, kTopics[topic]);
    }
  }
}

TEST_F(ReaderTest, SaysNothingAboutWhatItDoesNotKnow) {
  for (const std::string text : {"", " \n ", "unheard of"}) {
    const Prediction prediction = reader_.predict(text, LyricsForm::sung);
    EXPECT_EQ(decided_label(prediction), std::nullopt);
    EXPECT_EQ(prediction.counted_words, 0);
    EXPECT_TRUE(std::ranges::all_of(prediction.probabilities, [](float p) { return p == 0.125F; }));
    EXPECT_TRUE(reader_.explain(text, LyricsForm::sung).empty());
  }
}

TEST_F(ReaderTest, SaysWhereTheWordsStand) {
  const std::string lyric = "[Intro: drum]\n\U0001F600 The DRUMS \u2013 and a kiss, kissed";
  const std::vector<WordSpan> spans = reader_.explain_spans(lyric, LyricsForm::sung);
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].word, "drum");
  EXPECT_EQ(lyric.substr(spans[0].begin_byte, spans[0].end_byte - spans[0].begin_byte), "DRUMS");
  EXPECT_EQ(spans[0].begin, 21U);  // the face is two units long
  EXPECT_EQ(spans[0].end, 26U);
  EXPECT_EQ(spans[0].topic, "music");
  EXPECT_EQ(spans[1].word, "kiss");
  EXPECT_EQ(spans[1].begin, 35U);  // the dash is one
  EXPECT_EQ(spans[2].begin, 41U);
  EXPECT_EQ(spans[2].end, 47U);
  EXPECT_GT(spans[2].share, 0);
  EXPECT_TRUE(reader_.explain_spans("nothing known", LyricsForm::sung).empty());
}

TEST_F(ReaderTest, AnswersManySongsAsItAnswersEach) {
  std::vector<LabelledSong> songs(500);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    songs[i].song.form = i % 2 == 0 ? LyricsForm::sung : LyricsForm::cleaned;
    songs[i].song.lyrics = std::string(testing::kSmallWords[i % 8]) + " " + std::string(testing::kSmallWords[i % 3]);
  }
  for (const unsigned threads : {1U, 3U, 0U}) {
    const std::vector<Prediction> all = reader_.predict(songs, threads);
    ASSERT_EQ(all.size(), songs.size());
    for (std::size_t i = 0; i < songs.size(); ++i)
      EXPECT_EQ(all[i].probabilities, reader_.predict(songs[i].song.lyrics, songs[i].song.form).probabilities);
  }
  EXPECT_TRUE(reader_.predict(std::span<const LabelledSong>(), 2).empty());
}

TEST_F(ReaderTest, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(error_of([&] { (void)reader_.words("caf\xE9", LyricsForm::sung); }).kind(), ErrorKind::corrupt_data);
  EXPECT_EQ(error_of([] { (void)Reader::load("/no/such/model"); }).kind(), ErrorKind::not_found);
}

TEST(DecidedLabel, TakesTheFirstAmongEquals) {
  EXPECT_EQ(decided_label({{0.2F, 0.4F, 0.4F}, {}, 3}), 1U);
  EXPECT_EQ(decided_label({{0.2F, 0.4F, 0.4F}, {}, 0}), std::nullopt);
}

}  // namespace
}  // namespace leitmotif::reading
