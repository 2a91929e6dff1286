// What a lyric's words say about a wish, and what becomes of it with mixture, sound and artist.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "leitmotif/wishes/reader.hpp"
#include "leitmotif/wishes/score.hpp"
#include "leitmotif/wishes/sung_words.hpp"
#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::shared_ptr<const WordVectors> small_vectors() {
  VectorData data;
  data.dimensions = 2;
  data.words = {"kiss", "war", "tree"};
  data.weight = {1, 1, 1};
  data.rows = {127, 0, 0, 127, -90, -90};
  data.common = {0, 0};
  return std::make_shared<WordVectors>(std::move(data));
}

WishReader reader_of(const std::string& wishes) {
  return WishReader(std::make_shared<WishTable>(parse_wishes(wishes, "test")), small_vectors());
}

float share_of(const WishReader& reader, const std::string& cleaned, const std::string& title = "") {
  const Tokens tokens = Tokens::from_joined(cleaned);
  return reader.shares({title, "", tokens}, reader.vectors().direction(tokens))[0];
}

std::string repeated(const std::string& word, int times) {
  std::string text = word;
  for (int i = 1; i < times; ++i) text += ' ' + word;
  return text;
}

TEST(WishReader, ManyDifferentWordsTellMoreThanOneSungFortyTimes) {
  const WishReader reader = reader_of("wish love\nwords 2 kiss darling lover sweetheart\nweigh words 1\n");
  const float many = share_of(reader, "kiss darling lover sweetheart " + repeated("stone", 36));
  const float often = share_of(reader, repeated("kiss", 40));
  EXPECT_GT(many, 1.9F * often);
  EXPECT_GT(often, 0);
}

TEST(WishReader, WordsSpeakForAndAgainstInAllTheirForms) {
  const WishReader reader = reader_of("wish love\nwords 2 kiss\nwords -2 fight\nweigh words 1\n");
  EXPECT_FLOAT_EQ(share_of(reader, "kissing stone"), share_of(reader, "kiss stone"));
  EXPECT_LT(share_of(reader, "fought stone"), 0);
  EXPECT_FLOAT_EQ(share_of(reader, "kiss fight"), 0);
}

TEST(WishReader, PhrasesAndTitlesCount) {
  const WishReader reader =
      reader_of("wish love\nwords 1 zither\nphrase 2 hold tight\ntitle 3 love\nweigh words 1, title 0.5\n");
  EXPECT_GT(share_of(reader, "holding tight"), 0);
  EXPECT_FLOAT_EQ(share_of(reader, "tight hold"), 0);
  EXPECT_FLOAT_EQ(share_of(reader, "stone", "Love, Lovin' Love"), 1.5F);
  EXPECT_TRUE(std::isnan(share_of(reader, "", "Stones")));
  EXPECT_FLOAT_EQ(share_of(reader, "", "A Love Song"), 1.5F);
}

TEST(WishReader, ANegationTakesAwayWhatFollowsIt) {
  const WishReader reader = reader_of("wish sad\nwords 2 cry tear lonely\nweigh words 1\n");
  const Tokens cleaned = Tokens::from_joined("cry");
  const std::vector<float> none;
  const auto sung = [&](const char* text) {
    const std::string words = sung_words(text);
    return reader.shares({"", words, cleaned}, none)[0];
  };
  EXPECT_GT(sung("I cry"), 0);
  EXPECT_FLOAT_EQ(sung("Don't cry"), 0);
  EXPECT_FLOAT_EQ(sung("no more lonely nights"), 0);
  EXPECT_GT(sung("I never know why I am lonely"), 0);
}

TEST(WishReader, MeaningPointsWhereTheWordsPoint) {
  const WishReader reader = reader_of("wish love\nwords 2 kiss\nweigh meaning 1\n");
  EXPECT_NEAR(share_of(reader, "kiss kiss"), 1, 0.01);
  EXPECT_NEAR(share_of(reader, "war"), 0, 0.01);
  EXPECT_LT(share_of(reader, "tree"), -0.5F);
}

TEST(WishReader, TheReasonsSumToWhatIsKept) {
  const auto table = std::make_shared<WishTable>(load_wishes(testing::source_folder() / "data/wishes/wishes.txt"));
  const auto vectors =
      std::make_shared<WordVectors>(WordVectors::load(testing::source_folder() / "data/wishes/meaning.vectors"));
  const WishReader reader(table, vectors);
  const Tokens words = Tokens::from_joined("rain fall window goodbye darling cry night hold tight leave morning train");
  const std::vector<float> shares = reader.shares({"Rain Tonight", "", words}, vectors->direction(words));
  ASSERT_EQ(shares.size(), table->wishes.size());
  for (std::size_t w = 0; w < shares.size(); ++w) {
    const TextShare share = reader.explain(w, {"Rain Tonight", "", words});
    EXPECT_NEAR(share.words + share.title + share.meaning, shares[w], 1e-5) << table->wishes[w].name;
    double hits = 0;
    for (const Hit& hit : share.hits)
      if (hit.kind != HitKind::title) hits += hit.value;
    EXPECT_NEAR(hits, share.words, 1e-9);
  }
  const TextShare rain = reader.explain(*table->find("rain"), {"Rain Tonight", "", words});
  ASSERT_FALSE(rain.hits.empty());
  EXPECT_EQ(rain.hits.front().text, "rain");
}

constexpr const char* kTwo =
    "standard mixture romantic 0.5 0.25\nstandard sound energy 0.5 0.25\n"
    "wish love\nwords 1 kiss\nmixture romantic 1\nsound energy -1\nweigh words 1, mixture 1, sound 1, artist 0.6\n"
    "wish night\nwords 1 moon\nweigh words 1\n";

struct Columns {
  std::vector<std::int16_t> text = {1000, kSilent, kSilent, kSilent};
  std::vector<float> roots = {0.5F, 1.0F, 0, 0};
  std::vector<float> energy = std::vector<float>(4, kNaN);
  std::vector<std::uint32_t> artist = {0, 1, 2, 3};

  [[nodiscard]] WishInputs view() const {
    WishInputs columns;
    columns.songs = 4;
    columns.text = text;
    columns.root_mixture = roots;
    columns.parts = 1;
    columns.part_columns[6] = 0;
    columns.audio[5] = energy;
    columns.artist = artist;
    return columns;
  }
};

TEST(WishScores, EachKindOfEvidenceMovesAScoreAndNothingIsNothing) {
  const WishTable table = parse_wishes(kTwo, "two");
  Columns columns;
  columns.energy[2] = 0.0F;
  const std::vector<float> scores = wish_scores(table, 0, columns.view());
  EXPECT_NEAR(scores[0], 0.5, 1e-6);        // one spread above by its words
  EXPECT_GT(scores[1], scores[0]);          // two spreads by its mixture
  EXPECT_NEAR(scores[2], scores[1], 1e-6);  // two by its sound
  EXPECT_TRUE(std::isnan(scores[3]));
  const auto parts = wish_parts(table, 0, columns.view(), 2);
  ASSERT_TRUE(parts);
  EXPECT_NEAR(parts->sound, 2, 1e-6);
  EXPECT_NEAR(parts->score, scores[2], 1e-6);
  EXPECT_FALSE(wish_parts(table, 0, columns.view(), 3));
}

TEST(WishScores, OtherSongsOfAnArtistAreEvidence) {
  const WishTable table = parse_wishes(kTwo, "two");
  Columns columns;
  const float alone = wish_scores(table, 0, columns.view())[0];
  columns.artist = {1, 1, 2, 3};
  const std::vector<float> together = wish_scores(table, 0, columns.view());
  EXPECT_GT(together[0], alone);
  const auto parts = wish_parts(table, 0, columns.view(), 0);
  ASSERT_TRUE(parts);
  EXPECT_NEAR(parts->artist, 0.6 * 2 / 4, 1e-6);
  EXPECT_NEAR(parts->score, together[0], 1e-6);
}

TEST(WishScores, AGenreIsFoundByItsWordsHoweverItIsWritten) {
  const std::vector<TellingWord> genres = {{"rock", -1}, {"soft rock", 0.5}, {"hip hop", -2}, {"r&b", 1}, {"jazz", 3}};
  EXPECT_EQ(genre_strength(genres, "Rock"), -1);
  EXPECT_EQ(genre_strength(genres, "Soft Rock"), 0.5) << "the longer name counts, not both";
  for (const char* one : {"hip hop", "Hip-Hop", "HIP_HOP", "Hip Hop", "(hip/hop)"})
    EXPECT_EQ(genre_strength(genres, one), -2) << one;
  EXPECT_EQ(genre_strength(genres, "R&B"), 1);
  EXPECT_EQ(genre_strength(genres, "Jazz; Rock"), 1) << "several names: their mean";
  for (const char* one : {"", "rockabilly", "jazzy", "b", "Rök", " ; "})
    EXPECT_EQ(genre_strength(genres, one), 0) << one;
}

TEST(WishScores, AGenreIsEvidenceAndAStrongOneTellsAlone) {
  const WishTable table =
      parse_wishes("wish calm\nwords 1 calm\ngenre 1 ambient\ngenre -0.25 rock\nweigh words 1, genre 1\n", "calm");
  Columns columns;
  columns.roots.clear();
  columns.text = {1000, 1000, kSilent, kSilent};
  const std::vector<std::uint32_t> genre = {0, 1, 2, 1};
  const std::vector<std::string> genres = {"", "Rock", "Dark Ambient"};
  WishInputs inputs = columns.view();
  inputs.genre = genre;
  inputs.genres = genres;
  const std::vector<float> scores = wish_scores(table, 0, inputs);
  EXPECT_NEAR(scores[0], 0.5, 1e-6);
  EXPECT_LT(scores[1], scores[0]);
  EXPECT_NEAR(scores[2], scores[0], 1e-6);  // one spread above by its genre alone
  EXPECT_TRUE(std::isnan(scores[3])) << "a weak one alone is not enough";
  EXPECT_EQ(wish_parts(table, 0, inputs, 1)->genre, -0.25);
  inputs.genre = {};
  EXPECT_TRUE(std::isnan(wish_scores(table, 0, inputs)[2]));
}

TEST(WishScores, OfASongWithoutWordsTheSoundAloneSpeaks) {
  const WishTable table = parse_wishes(
      "standard mixture romantic 0.5 0.25\nstandard sound energy 0.5 0.25\nwish dance\nwords 1 dance\n"
      "mixture romantic 1\nsound energy 1\nweigh words 1, mixture 1, sound 0.1, alone 0.5, beat 0.5\n",
      "dance");
  Columns columns;
  columns.roots = {0, 1, 0, 1};
  columns.energy = {1, 1, 1, kNaN};
  const std::vector<float> beat = {0.63F, 0.63F, kNaN, 0.63F};
  const std::vector<std::uint8_t> guessed = {0, 1, 1, 1};
  WishInputs inputs = columns.view();
  inputs.beat = beat;
  inputs.guessed = guessed;
  const auto with_words = wish_parts(table, 0, inputs, 0);
  ASSERT_TRUE(with_words);
  EXPECT_FALSE(with_words->is_sound_alone);
  EXPECT_NEAR(with_words->sound, 0.2, 1e-6) << "where there are words the sound counts as before, and no beat";
  const auto by_sound = wish_parts(table, 0, inputs, 1);
  ASSERT_TRUE(by_sound);
  EXPECT_TRUE(by_sound->is_sound_alone) << "a guessed mixture says nothing of the words";
  EXPECT_EQ(by_sound->mixture, 0);
  EXPECT_NEAR(by_sound->sound, 0.5 * 2 + 0.5, 1e-6);
  EXPECT_NEAR(wish_parts(table, 0, inputs, 2)->sound, 0.5 * 2, 1e-6);
  EXPECT_FALSE(wish_parts(table, 0, inputs, 3)) << "nothing tells";
  inputs.guessed = {};
  EXPECT_FALSE(wish_parts(table, 0, inputs, 1)->is_sound_alone);
}

TEST(WishScores, WhatIsKeptIsAThousandthExact) {
  EXPECT_EQ(kept(kNaN), kSilent);
  EXPECT_EQ(kept(1.2344F), 1234);
  EXPECT_EQ(kept(-1e9F), -32767);
  EXPECT_EQ(kept(1e9F), 32767);
}

}  // namespace
}  // namespace leitmotif::wishes
