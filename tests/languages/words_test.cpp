// The tables: letters, English forms, grammars, the word list, and the forms that come of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/languages/bridge.hpp"
#include "leitmotif/languages/carry.hpp"
#include "leitmotif/languages/english_form.hpp"
#include "leitmotif/languages/grammar.hpp"
#include "leitmotif/languages/letters.hpp"
#include "leitmotif/languages/word_list.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::languages {
namespace {

using testing::error_of;
using ::testing::HasSubstr;

TEST(Letters, SeparateWordsAtEverythingElse) {
  EXPECT_EQ(joined_words("Qu'est-ce QUE c\u2019est, CŒUR?"), "qu est ce que c est cœur");
  EXPECT_EQ(joined_words("E\u0301te\u0301 1999"), "été");
  const std::vector<SungWord> words = sung_words_of("¡Ay, corazón!");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1], (SungWord{6, 14, "corazón"}));
  EXPECT_TRUE(sung_words_of(" 12 -- \u266A").empty());
}

TEST(Letters, AreReadWithoutAccents) {
  EXPECT_EQ(without_accents("corazón año cœur süß çà plain"), "corazon ano coeur suss ca plain");
  EXPECT_EQ(with_spelled_umlauts("süßes Mädchen, schön"), "suesses Maedchen, schoen");
  EXPECT_EQ(with_spelled_umlauts("corazón"), "corazón");
}

TEST(EnglishForm, IsAsItWouldBeSung) {
  struct Row {
    const char* word;
    FormKind kind;
    const char* form;
  };
  for (const Row& row : {Row{"cry", FormKind::base, "cry"},
                         {"cry", FormKind::third, "cries"},
                         {"play", FormKind::third, "plays"},
                         {"kiss", FormKind::third, "kisses"},
                         {"dance", FormKind::ing, "dancing"},
                         {"run", FormKind::ing, "running"},
                         {"hide", FormKind::ing, "hiding"},
                         {"die", FormKind::ing, "dying"},
                         {"see", FormKind::ing, "seeing"},
                         {"break", FormKind::ing, "breaking"},
                         {"woman", FormKind::many, "women"},
                         {"eye", FormKind::many, "eyes"},
                         {"have fun", FormKind::ing, "have fun"}})
    EXPECT_EQ(english_form(row.word, row.kind), row.form);
}

TEST(Grammar, TakesTheLongestEndingThatFits) {
  const std::vector<Grammar> grammars = parse_grammars(
      "language xx Test\ncommon la le\nclitics me\nn | one | many s\nn z | one z | many ces\n"
      "v ar | base ar+ o | ing ando ge~t\nv * | base o\n",
      "g");
  ASSERT_EQ(grammars.size(), 1U);
  const Grammar& grammar = grammars[0];
  EXPECT_EQ(grammar.name, "Test");
  EXPECT_EQ(grammar.rule_for('n', "luz")->ending, "z");
  EXPECT_EQ(grammar.rule_for('n', "casa")->ending, "");
  EXPECT_EQ(grammar.rule_for('v', "amor"), nullptr);
  EXPECT_EQ(grammar.stem_rule()->forms.size(), 1U);
  const Ending& participle = grammar.rule_for('v', "amar")->forms.back();
  EXPECT_EQ(participle.before, "ge");
  EXPECT_EQ(participle.behind, "t");
}

TEST(Grammar, AFaultNamesItsLine) {
  EXPECT_THAT(error_of([] { (void)parse_grammars("language xx Test\nq", "g"); }).what(), HasSubstr("g line 2"));
  EXPECT_THAT(error_of([] { (void)parse_grammars("common la", "g"); }).what(), HasSubstr("before the first"));
  EXPECT_THAT(error_of([] { (void)parse_grammars("language xx", "g"); }).what(), HasSubstr("name"));
  EXPECT_THAT(error_of([] { (void)parse_grammars("language xx T\nn a | many bs | some c", "g"); }).what(),
              HasSubstr("'some'"));
}

TEST(WordList, AFaultNamesItsLine) {
  const auto fault = [](const char* text) {
    return std::string(error_of([&] { (void)parse_words(text, "w"); }).what());
  };
  EXPECT_THAT(fault("# x\nq love | amar"), HasSubstr("w line 2"));
  EXPECT_THAT(fault("v love*2 | amar"), HasSubstr("weight"));
  EXPECT_THAT(fault("v love*x | amar"), HasSubstr("weight"));
  EXPECT_THAT(fault("v | amar"), HasSubstr("English"));
  EXPECT_THAT(fault("v love | a | b | c | d | e | f"), HasSubstr("more than 5"));
  EXPECT_THAT(fault("v love | 12"), HasSubstr("letters"));
}

TEST(WordList, ReadsStemsPastsAndForms) {
  const WordList list = parse_words("v go*0.5 | ir/=voy/~fu - dar_la_vuelta | ir", "w");
  ASSERT_EQ(list.words.size(), 1U);
  EXPECT_EQ(list.words[0].weight, 0.5F);
  const std::vector<ForeignWord>& spanish = list.words[0].foreign[0];
  ASSERT_EQ(spanish.size(), 2U);
  EXPECT_EQ(spanish[0].forms, std::vector<std::string>{"voy"});
  EXPECT_EQ(spanish[0].past_stems, std::vector<std::string>{"fu"});
  EXPECT_EQ(spanish[1].lemma, "dar la vuelta");
  EXPECT_TRUE(list.words[0].foreign[4].empty());
}

/// What a word of a language says; empty when nothing.
std::string said(const char* code, const char* word) {
  const auto found = Bridges::shipped().bridge(code).find(word);
  return found ? std::string(found->text) : std::string();
}

TEST(ShippedBridges, KnowTheFormsOfTheirWords) {
  struct Known {
    const char* code;
    const char* word;
    const char* english;
  };
  for (const Known& known : std::initializer_list<Known>{
           {"es", "corazón", "heart"},  {"es", "corazones", "hearts"}, {"es", "lloraba", "crying"},
           {"es", "llora", "cries"},    {"es", "abrázame", "holds"},   {"es", "luces", "lights"},
           {"es", "muriendo", "dying"}, {"es", "sola", "lonely"},      {"pt", "corações", "hearts"},
           {"pt", "chorei", "crying"},  {"pt", "mãos", "hands"},       {"pt", "dança", "dance"},
           {"fr", "cœurs", "hearts"},   {"fr", "pleurait", "crying"},  {"fr", "yeux", "eyes"},
           {"fr", "chevaux", "horses"}, {"fr", "heureuse", "happy"},   {"fr", "dansent", "dances"},
           {"de", "herzen", "hearts"},  {"de", "hände", "hands"},      {"de", "geweint", "crying"},
           {"de", "starben", "dying"},  {"de", "einsamen", "lonely"},  {"de", "nächte", "nights"},
           {"it", "cuori", "hearts"},   {"it", "piangeva", "crying"},  {"it", "stringimi", "hold"},
           {"it", "mani", "hands"},     {"it", "stanche", "tired"},    {"it", "baciando", "kissing"},
       })
    EXPECT_EQ(said(known.code, known.word), known.english) << known.code << " " << known.word;
}

TEST(ShippedBridges, KnowWordsWithoutTheirAccents) {
  EXPECT_EQ(said("es", "corazon"), "heart");
  EXPECT_EQ(said("es", "abrazame"), "holds");
  EXPECT_EQ(said("pt", "coracao"), "heart");
  EXPECT_EQ(said("fr", "coeur"), "heart");
  EXPECT_EQ(said("de", "traene"), "tear");
  EXPECT_EQ(said("de", "Kuss") + said("de", "kuss") + said("de", "küsse"), "kisskiss");
  EXPECT_EQ(said("it", "verita"), "truth");
}

TEST(ShippedBridges, SayNothingOfWordsThatAreInEveryText) {
  EXPECT_EQ(said("es", "para"), "");
  EXPECT_EQ(said("es", "entre"), "");
  EXPECT_EQ(said("fr", "est"), "");
  EXPECT_EQ(said("fr", "son"), "sound") << "listed words come before";
  EXPECT_EQ(said("de", "war"), "");
  EXPECT_EQ(said("it", "sono"), "");
}

TEST(ShippedBridges, SayEveryListedWord) {
  const Bridges& bridges = Bridges::shipped();
  EXPECT_THAT(bridges.languages(), ::testing::UnorderedElementsAre("es", "pt", "fr", "de", "it"));
  for (const std::string& code : bridges.languages()) {
    EXPECT_GT(bridges.bridge(code).forms(), 8000U) << code;
    EXPECT_GT(bridges.bridge(code).entries(), 700U) << code;
  }
  EXPECT_EQ(error_of([&] { (void)bridges.bridge("sv"); }).kind(), ErrorKind::not_found);
}

}  // namespace
}  // namespace leitmotif::languages
