#include "leitmotif/text/paper_pipeline.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace leitmotif::text {
namespace {

/// Every expectation here was made with NLTK 3.8, inflect 2.1 and Python 3.11.
std::string words(std::string_view lyric) {
  static const PaperPipeline kPaper(std::make_shared<const WordNet>(WordNet::load(WordNet::default_folder())));
  return kPaper.words_of(lyric);
}

struct Row {
  std::string_view lyric;
  std::string_view words;
};

void expect_all(std::initializer_list<Row> rows) {
  for (const Row& row : rows) EXPECT_EQ(words(row.lyric), row.words) << row.lyric;
}

TEST(PaperPipeline, LowersDropsStopWordsAndTakesNounLemmas) {
  expect_all({
      {"The Lanterns of our harbours swing", "lantern harbour swing"},
      {"Wolves and geese, knives, leaves; the women's teeth", "wolf goose knife leaf woman teeth"},
      {"Was it us? Has she been yours?", "u"},
      {"", ""},
      {"a I the", ""},
      {"singing sailors' ships", "singing sailor ship"},
  });
}

TEST(PaperPipeline, DeletesAsciiPunctuationSoThatWordsGrowTogether) {
  expect_all({
      {"ring-a-ding don't sha_la_la", "ringading dont shalala"},
      {"salt/water a.b.c", "saltwater abc"},
      {"...!?", ""},
      {"(hey) [you] {there} <boat>", "hey boat"},
      {"back\\slash 100% $5 #1", "backslash one hundred five one"},
  });
}

TEST(PaperPipeline, SpellsNumbersThatStandAlone) {
  expect_all({
      {"7 seas and 40 nights", "seven sea forty night"},
      {"1001 lights, 1,500 miles", "one thousand one light one thousand five hundred mile"},
      {"2019 0 00 007", "two thousand nineteen zero zero seven"},
      {"365 21 1000000", "three hundred one million"},
      {"12345678901234567890",
       "twelve quintillion three hundred quadrillion six hundred trillion nine hundred one billion two hundred million "
       "five hundred thousand eight hundred ninety"},
      {"4th 2nite mp3 7even", ""},
  });
}

TEST(PaperPipeline, NumbersNextToOtherCharacters) {
  expect_all({
      {"\u26655\u2665 \u26651000\u2665 5\u2665", ""},
      {"10\u201320 10\u20141000", "thousand"},
      {"\u20AC5 5\u20AC", ""},
      {"5\u0301 \u00BD 5\u00BD x5", ""},
      {"1000\u200B 1000\u2010fold", "one one"},
  });
}

TEST(PaperPipeline, CutsContractionsInTwo) {
  expect_all({
      {"cannot gimme gonna gotta lemme wanna", "gim gon na got ta lem wan na"},
      {"Cannot. WANNA? wanna", "wan na wan na"},
      {"wannabe gonnas cannots", "wannabe gonnas cannots"},
      {"\u2665gonna\u2665 \u2665wanna\u2665 \u2665wanna", "gon na wan na"},
      {"gonna\u0301 lem\u0301me", "gon na"},
      {"g\u0131mme G\u0130MME", "g\u0131m"},
      {"wan'na can-not gonna\u2019s wanna\u2019s", "wan na gon na wan na"},
      {"d'ye more'n 'tis 'twas", "dye moren ti twas"},
      {"1000gonna gonna1000 \u2014gonna1000\u2014", ""},
  });
}

TEST(PaperPipeline, QuotesOfAllKindsSeparate) {
  expect_all({
      {"\u00ABbay\u00BB \u201Cbay\u201D \u2018bay\u2019 \u201Ebay", "bay bay bay bay"},
      {"don\u2019t won\u2019t sea\u2019s", "sea"},
      {"bay\u201Abay bay\u2039bay\u203A bay\u201Bbay", ""},
      {"\u201C1000\u201D", "one thousand"},
  });
}

TEST(PaperPipeline, SplitsAtPythonsWhiteSpace) {
  expect_all({
      {"bay\u00A0sea\u2003shore\u3000boat\u2028wave", "bay sea shore boat wave"},
      {"bay\034sea\035shore\036boat\037wave\013gull\014sand\302\205reef", "bay sea shore boat wave gull sand reef"},
      {"bay\u200Bsea bay\u180Esea \uFEFFbay", ""},
      {std::string_view("bay\0sea bay\001 \177bay", 17), ""},
  });
}

TEST(PaperPipeline, OtherScripts) {
  expect_all({
      {"Caf\u00E9 NA\u00CFVE e\u0301te\u0301 \u00DCber", "caf\u00E9 na\u00EFve \u00FCber"},
      {"\u039F\u0394\u03A5\u03A3\u03A3\u0395\u03A5\u03A3 \u0391\u03A3\u0301 \u03A3",
       "\u03BF\u03B4\u03C5\u03C3\u03C3\u03B5\u03C5\u03C2 \u03C3"},
      {"\u0130stanbul STRASSE \u1E9E Kelvin \u212Aing", "strasse \u00DF kelvin king"},
      {"\u043C\u043E\u0440\u0435 \u6D77 \u4F60\u597D\u4E16\u754C",
       "\u043C\u043E\u0440\u0435 \u6D77 \u4F60\u597D\u4E16\u754C"},
      {"\uFB01re \uFF41\uFF42 \uFF15\uFF10 \u0664\u0662 \u0967\u0966\u0966\u0967",
       "\uFB01re \uFF41\uFF42 fifty one thousand one"},
      {"\u2177 \u2167 \u00B2 x\u00B2 \u00AA \u00BA", "\u00AA \u00BA"},
      {"\U0001F600 bay\U0001F600 \U0001F469\u200D\U0001F3A4 bay", "bay"},
      {"\u017Fea", "\u017Fea"},
  });
}

TEST(PaperPipeline, ANumberWithoutANameIsDropped) {
  EXPECT_EQ(words("lantern " + std::string(37, '1') + " harbour"), "lantern harbour");
}

TEST(PaperPipeline, ZerosOfOtherScriptsSayNothing) {
  // inflect writes "thousand and seven" here, which is no number anybody meant.
  EXPECT_EQ(words("\u0660\u0660\u0660\u0667"), "seven");
}

}  // namespace
}  // namespace leitmotif::text
