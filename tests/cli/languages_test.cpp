// Lyrics in other languages from outside: every door reads them alike and says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/stranger.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;

/// A verse of our own.
constexpr const char* kSpanish =
    "Abrázame, mi amor, que la noche es tan fría\n"
    "Tus labios me besan y mi corazón te quería\n"
    "No me digas adiós, mujer, abrázame más\n";
constexpr const char* kSwedish =
    "Jag går genom staden i natt och tänker på dig\n"
    "Regnet faller på taken och ingen ser mig\n"
    "När solen går upp är du inte längre här\n";

class OtherLanguages : public Stranger {};

TEST_F(OtherLanguages, ClassifySaysInWhichLanguageItRead) {
  const Json answer = json({"classify", file("a.txt", kSpanish)});
  EXPECT_EQ(answer["language"], "es");
  EXPECT_EQ(answer["carried_over"], true);
  EXPECT_GT(answer["carried_words"].get<int>(), 6);
  EXPECT_GT(answer["counted_words"].get<int>(), 3);
  EXPECT_EQ(answer["topic"], "romantic");
  EXPECT_THAT(run({"classify", path("a.txt")}).out, HasSubstr("; Spanish, "));
  const Json english = json({"classify", file("b.txt", "I want to hold you and kiss your lips tonight, my darling")});
  EXPECT_EQ(english["language"], "en");
  EXPECT_EQ(english["carried_over"], false);
  EXPECT_FALSE(english.contains("carried_words"));
}

TEST_F(OtherLanguages, JsonLinesAreReadAsFilesAre) {
  Json line = parse(run_on("{\"id\":1,\"lyrics\":\"Abr\u00e1zame, mi amor, que la noche es tan fr\u00eda\"}\n",
                           {"classify", "--jsonl"})
                        .out);
  EXPECT_EQ(line["language"], "es");
  EXPECT_EQ(line["carried_over"], true);
}

TEST_F(OtherLanguages, NothingIsGuessedWithoutABridge) {
  const ProgramResult result = run({"classify", file("a.txt", kSwedish)});
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.out, HasSubstr("no topic: it is in Swedish"));
  EXPECT_THAT(result.err, HasSubstr("Swedish"));
  const Json answer = parse(run({"classify", path("a.txt"), "--json"}).out);
  EXPECT_TRUE(answer["topic"].is_null());
  EXPECT_EQ(answer["counted_words"], 0);
  EXPECT_EQ(answer["language"], "sv");
}

TEST_F(OtherLanguages, ScannedSongsAreFoundByTopicTextAndWords) {
  (void)file("music/Ana - Abrazo.txt", kSpanish);
  (void)file("music/Ulf - Regn.txt", kSwedish);
  EXPECT_EQ(json({"scan", path("music")})["not_english"], 1);
  const Json songs = json({"recommend", "--topic", "romantic"})["songs"];
  ASSERT_EQ(songs.size(), 1U);
  EXPECT_EQ(songs[0]["title"], "Abrazo");
  EXPECT_EQ(json({"recommend", "--text", "hold me and kiss my lips"})["songs"][0]["title"], "Abrazo");
  EXPECT_EQ(json({"recommend", "--text", "abrázame y bésame, mi amor"})["songs"][0]["title"], "Abrazo");
  EXPECT_EQ(json({"songs", "heart"})["songs"][0]["title"], "Abrazo");
  EXPECT_EQ(json({"songs", "cold night"})["songs"][0]["title"], "Abrazo");
  EXPECT_EQ(json({"songs", "hammer"})["songs"].size(), 0U);
}

TEST_F(OtherLanguages, EnglishSongsAreFoundByForeignWords) {
  (void)file("music/Ann - Hold.txt", "Hold me close and let your heart beat next to mine tonight");
  EXPECT_EQ(json({"scan", path("music")})["songs"], 1);
  EXPECT_EQ(json({"songs", "corazón"})["songs"].size(), 1U);
  EXPECT_EQ(json({"songs", "Herz"})["songs"].size(), 1U);
  EXPECT_EQ(json({"songs", "\"corazón\""})["songs"].size(), 0U) << "a phrase is meant as it stands";
}

TEST_F(OtherLanguages, TheDoctorNamesThem) {
  (void)file("music/Ana - Abrazo.txt", kSpanish);
  EXPECT_EQ(json({"scan", path("music")})["songs"], 1);
  const Json findings = json({"lyrics", "doctor"})["findings"];
  ASSERT_GE(findings.size(), 1U);
  EXPECT_EQ(findings[0]["kind"], "not-english");
  EXPECT_THAT(findings[0]["reason"].get<std::string>(), HasSubstr("carried over"));
}

}  // namespace
}  // namespace leitmotif::testing
