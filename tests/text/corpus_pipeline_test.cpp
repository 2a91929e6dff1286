#include "leitmotif/text/corpus_pipeline.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace leitmotif::text {
namespace {

std::string words(std::string_view lyric) {
  static const CorpusPipeline kCorpus(std::make_shared<const WordNet>(WordNet::load(WordNet::default_folder())));
  return kCorpus.words_of(lyric);
}

TEST(CorpusPipeline, WordsAreRunsOfLettersInLowerCase) {
  EXPECT_EQ(words("Lanterns,HARBOURS;oceans!waves 50boats"), "lanterns harbour oceans wave boat");
  EXPECT_EQ(words("caf\u00E9 ma\u00F1ana \u043C\u043E\u0440\u0435"), "caf\u00E9 ma\u00F1ana \u043C\u043E\u0440\u0435");
}

TEST(CorpusPipeline, AnApostropheEndsAWord) {
  EXPECT_EQ(words("sailin' don't couldn't somethin\u2019 y'all \u02BCtwas shouldn\u02BCt"),
            "sailin couldn somethin twas shouldn");
}

TEST(CorpusPipeline, AHyphenJoins) {
  EXPECT_EQ(words("uh-huh t-shirt self\u2010control merry-go-round"), "uhhuh tshirt selfcontrol merrygoround");
  EXPECT_EQ(words("harbour--lights sea-"), "harbour light");
  EXPECT_EQ(words("harbour\u2014lights \u2013 sailing -"), "harbour light sail");
}

TEST(CorpusPipeline, ShortAndLongWordsGoBeforeTheLemma) {
  EXPECT_EQ(words("sea going bye extraordinarily incomprehensibly abcdefghijklmnop abcdefghijklmno"),
            "go extraordinarily abcdefghijklmno");
  EXPECT_EQ(words("\u00E9\u00E9\u00E9 \u00E9\u00E9\u00E9\u00E9"), "\u00E9\u00E9\u00E9\u00E9");
}

TEST(CorpusPipeline, StopWordsAndFirstNamesGoInThatExactForm) {
  EXPECT_EQ(words("everything nobody sailing though"), "sail");
  EXPECT_EQ(words("love loving loved hope hoping star stars rose roses"), "love love hop star roses");
  EXPECT_EQ(words("Brown chorus intro"), "");
}

TEST(CorpusPipeline, LemmasAreThoseOfVerbs) {
  EXPECT_EQ(words("shining evening things went carried sung"), "shin even things go carry sing");
}

TEST(CorpusPipeline, InvisibleCharactersAreNotThere) {
  EXPECT_EQ(words("har\u00ADbour\u200B lan\u200Dterns \uFEFFsailing"), "harbour lanterns sail");
}

TEST(CorpusPipeline, MarksAndPlantedLettersAreRepaired) {
  EXPECT_EQ(words("cafe\u0301"), "caf\u00E9");
  EXPECT_EQ(words("happin\u0435ss \u0430nchor"), "happiness anchor");
  EXPECT_EQ(words("\u0441\u043E\u0440\u0430"), "\u0441\u043E\u0440\u0430");  // Russian stays Russian
}

TEST(CorpusPipeline, ReadsALyricAsItComesFromTheWeb) {
  EXPECT_EQ(
      words("2 ContributorsHarbour Lights Lyrics[Verse 1: Anna]\nI\u2019m walkin\u2019 where the lanterns shine (x2)\n"
            "\n[Chorus]\nOh-oh, the tide don't wait, it's burning\nYou might also like[Outro]\n(Repeat chorus)\n"
            "Written by: Anna Noon\nhttps://lyrics.example/1\nSailing home12Embed"),
      "walkin lanterns shine ohoh tide burn sail home");
}

TEST(CorpusPipeline, NothingSungIsNothing) {
  for (const std::string_view lyric : {"", " ", "\n", "[Instrumental]", "Embed", "- - -", "'", "\u200B", "x2"})
    EXPECT_EQ(words(lyric), "") << lyric;
}

}  // namespace
}  // namespace leitmotif::text
