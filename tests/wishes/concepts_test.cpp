// Everyday concepts: the form of their file, and what the shipped one holds.
#include "leitmotif/wishes/concepts.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/wishes/inflection.hpp"
#include "leitmotif/wishes/telling.hpp"
#include "support/expect_error.hpp"
#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

TEST(Concepts, ALineIsNamesAndWhatIsSung) {
  const Concepts concepts = Concepts::parse(
      "# a comment\n\nfuneral, saying good-bye, nobody around: coffin+ lay_to_rest+ gone\r\nrain: wet\n", "small");
  ASSERT_EQ(concepts.all().size(), 2U);
  const Concept& funeral = concepts.all()[0];
  EXPECT_EQ(funeral.names, (std::vector<std::string>{"funeral", "saying good bye", "nobody around"}));
  ASSERT_EQ(funeral.sung.size(), 3U);
  EXPECT_EQ(funeral.sung[1].text, "lay to rest");
  EXPECT_TRUE(funeral.sung[1].strong);
  EXPECT_FALSE(funeral.sung[2].strong);
  ASSERT_EQ(concepts.names().size(), 4U);
  EXPECT_EQ(concepts.names()[3].number, 1U);
  EXPECT_EQ(concepts.name_words()[concepts.names()[3].words[0]], "rain");
}

TEST(Concepts, ANameOfOneTellingWordKeepsWhatTurnsIt) {
  const Concepts concepts = Concepts::parse("breaking up, cannot sleep, night shift out: door", "small");
  EXPECT_EQ(concepts.names()[0].turning, std::vector<std::string>{"up"});
  EXPECT_EQ(concepts.names()[1].turning, std::vector<std::string>{"cannot"});
  EXPECT_TRUE(concepts.names()[2].turning.empty());
}

TEST(Concepts, ErrorsNameTheLineAndWhatWasExpected) {
  struct Case {
    const char* text;
    const char* says;
  };
  for (const Case& one : std::initializer_list<Case>{
           {"rain: wet\nfuneral coffin", "small line 2: no colon; expected NAME, NAME: WORD WORD+ SEVERAL_WORDS"},
           {"\n: coffin", "small line 2: no name; expected one before the colon"},
           {"funeral, , grave: coffin", "small line 1: a name is empty; expected words between the commas"},
           {"funeral:  ", "small line 1: no words; expected what is sung of it behind the colon"},
           {"the: coffin", "small line 1: 'the' tells nothing; expected a name that does"},
           {"funeral: Coffin", "small line 1: 'Coffin' is no word; expected small letters"},
           {"funeral: coffin++", "small line 1: 'coffin+' is no word"},
           {"funeral: +", "small line 1: '' is no word; expected one before + and around _"},
           {"funeral: lay_", "small line 1: 'lay_' is no word; expected one before + and around _"},
           {"# nothing\n", "small: holds no concepts"}}) {
    const Error error = testing::error_of([&] { (void)Concepts::parse(one.text, "small"); });
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    EXPECT_NE(std::string(error.what()).find(one.says), std::string::npos) << error.what();
  }
}

TEST(Concepts, TheShippedFileIsReadWhole) {
  const Concepts concepts = Concepts::load(testing::source_folder() / "data/wishes/concepts.txt");
  EXPECT_GE(concepts.all().size(), 800U);
  for (const Concept& one : concepts.all()) EXPECT_GE(one.sung.size(), 3U) << one.names.front();
}

TEST(Telling, SomeStopWordsTellAndSmallWordsTurn) {
  EXPECT_TRUE(tells_something("fire"));
  EXPECT_TRUE(tells_something("train"));
  EXPECT_FALSE(tells_something("the"));
  EXPECT_FALSE(tells_something("somebody"));
  EXPECT_FALSE(tells_something("oh"));
  EXPECT_TRUE(denies("cannot"));
  EXPECT_FALSE(denies("can"));
  EXPECT_TRUE(turns("up"));
  EXPECT_TRUE(turns("no"));
}

TEST(Inflections, AnIrregularFormHasAWord) {
  EXPECT_EQ(irregular_base("lost"), "lose");
  EXPECT_EQ(irregular_base("gone"), "go");
  EXPECT_EQ(irregular_base("train"), "train");
}

}  // namespace
}  // namespace leitmotif::wishes
