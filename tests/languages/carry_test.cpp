// Which language a lyric is in, line by line, and what becomes of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "leitmotif/languages/carry.hpp"
#include "leitmotif/languages/line_languages.hpp"
#include "support/expect_each.hpp"

namespace leitmotif::languages {
namespace {

using testing::expect_each;

CarriedLyric carried(std::string_view lyric) { return Bridges::shipped().carry(lyric); }

/// "es", "en", ... and what it says in English.
std::string read(std::string_view lyric) {
  const CarriedLyric result = carried(lyric);
  const std::string text = result.how == HowRead::carried_over ? result.english(lyric) : std::string(lyric);
  return result.language.code + (result.how == HowRead::not_read ? " -" : ": " + text);
}

TEST(Carry, BringsAShortLyricOver) {
  expect_each(read, {{"Quiero bailar contigo toda la noche", "es: dance night"},
                     {"Tô com saudade de você, meu coração chora", "pt: miss heart cries"},
                     {"J't'aime comme un fou, mon cœur pleure", "fr: love like fool heart cry"},
                     {"Ich hab' dich lieb und halt' dich fest", "de: love hold tight"},
                     {"C'è un'altra notte per l'amore e per il dolore", "it: night love pain"}});
}

TEST(Carry, ReadsSpanishWithoutAccents) {
  EXPECT_EQ(read("Mi corazon esta cansado, no quiero llorar mas"), "es: heart tired no cry");
}

TEST(Carry, KeepsLinesAndPlaces) {
  const std::string lyric = "[Coro]\nMi corazón está solo\ny llora por la noche";
  const CarriedLyric result = carried(lyric);
  EXPECT_EQ(result.english(lyric), "heart lonely\ncries night");
  EXPECT_EQ(result.words, 9U);
  EXPECT_EQ(result.carried, 4U);
  ASSERT_EQ(result.pieces.size(), 4U);
  EXPECT_EQ(lyric.substr(result.pieces[0].begin, result.pieces[0].end - result.pieces[0].begin), "corazón");
  EXPECT_EQ(lyric.substr(result.pieces[3].begin, result.pieces[3].end - result.pieces[3].begin), "noche");
}

TEST(Carry, LeavesEnglishAsItIs) {
  for (const char* lyric : {"I want you tonight, baby", "Hold me", "La la la la", "", "Oh oh oh", "Hey Maria",
                            "Voulez-vous come with me and see what the night can do for you and me"}) {
    EXPECT_EQ(carried(lyric).how, HowRead::as_it_is) << lyric;
    EXPECT_TRUE(carried(lyric).pieces.empty()) << lyric;
  }
}

TEST(Carry, ReadsMixedLyricsLineByLine) {
  const CarriedLyric result = carried(
      "Te quiero mucho, mi corazón está contigo\nPor la noche lloro cuando no estás\n"
      "I want you to stay with me and hold my hand\nPorque sin ti no puedo vivir ni soñar");
  EXPECT_EQ(result.language.code, "es");
  EXPECT_EQ(result.how, HowRead::carried_over);
  EXPECT_THAT(result.pieces, ::testing::Contains(
                                 ::testing::Field(&EnglishPiece::text, "I want you to stay with me and hold my hand")));
}

TEST(Carry, GuessesNothingWithoutABridge) {
  EXPECT_EQ(read("Jag älskar dig så mycket, du är min sol och min måne i natten när jag inte kan sova"), "sv -");
  EXPECT_EQ(read("Я иду по улице один и думаю о тебе каждый день"), "ru -");
  EXPECT_EQ(read("Ik hou van jou en ik wil met je dansen in de regen tot het weer ochtend wordt"), "nl -");
}

TEST(Carry, WordsThatCountHalfComeEverySecondTime) {
  const Bridges bridges("x half*0.5 | medio\n",
                        "language en English\ncommon the and\nlanguage es Spanish\n"
                        "common de la que y mi\nlanguage pt P\nlanguage fr F\nlanguage de G\n"
                        "language it I\n");
  EXPECT_EQ(bridges.in_english("medio de medio de medio", "es"), "half half");
  EXPECT_EQ(bridges.in_english("medio", "xx"), "medio");
}

TEST(Carry, TakesAnyBytes) {
  for (const char* lyric : {"\xff\xfe corazón", "\xc3", "caf\xe9 con leche y la noche"})
    EXPECT_EQ(carried(lyric).how, HowRead::as_it_is);
}

TEST(PlainlyEnglish, IsToldOfLongLyricsWithoutLookingAtAll) {
  std::string english;
  for (int i = 0; i < 12; ++i) english += "And when the night is over you can find me in this old house with them\n";
  EXPECT_TRUE(is_plainly_english(english));
  std::string spanish;
  for (int i = 0; i < 12; ++i) spanish += "Y cuando la noche termina me puedes encontrar en esta vieja casa\n";
  EXPECT_FALSE(is_plainly_english(spanish));
  EXPECT_FALSE(is_plainly_english("Hold me"));
  EXPECT_FALSE(is_plainly_english(""));
}

constexpr std::string_view kEnglish[] = {"The winter is crying at the door", "You promised me the morning and a letter",
                                         "The lonely tears are falling on the floor",
                                         "And the sorrow took the summer from us"};
constexpr std::string_view kGerman[] = {
    "Der Winter weint an der T\u00FCr und ich bin allein", "Du hast mir den Morgen und einen Brief versprochen",
    "Die Tr\u00E4nen fallen auf den Boden und ich warte", "Und die Trauer nahm uns den Sommer weg"};

TEST(Carry, ReadsTheEnglishOfALyricWithItsTranslation) {
  std::string turns;
  std::string english;
  std::string german;
  for (int times = 0; times < 2; ++times)
    for (std::size_t i = 0; i < 4; ++i) {
      turns.append(kEnglish[i]).append("\n").append(kGerman[i]).append("\n");
      english.append(kEnglish[i]).append("\n");
      german.append(kGerman[i]).append("\n");
    }
  for (const std::string& lyric : {turns, english + "\n" + german, german + "\n" + english}) {
    const CarriedLyric result = carried(lyric);
    EXPECT_EQ(result.language.code, "en");
    const std::string read = result.how == HowRead::carried_over ? result.english(lyric) : lyric;
    EXPECT_NE(read.find("promised me"), std::string::npos);
    EXPECT_EQ(read.find("versprochen"), std::string::npos);
    EXPECT_EQ(read.find("cries"), std::string::npos);
  }
}

TEST(Carry, ASongInTwoLanguagesIsReadInBoth) {
  std::string song;
  for (const std::size_t i : {0U, 1U}) song.append(kEnglish[i]).append("\n");
  for (const std::size_t i : {0U, 1U, 2U}) song.append(kGerman[i]).append("\n");
  for (const std::size_t i : {2U, 3U, 0U}) song.append(kEnglish[i]).append("\n");
  song.append(kGerman[3]);
  EXPECT_NE(carried(song).carried, 0U);
}

}  // namespace
}  // namespace leitmotif::languages
