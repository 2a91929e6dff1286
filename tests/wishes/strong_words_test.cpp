// Strong words by severity, masked, drawn out, and what only looks like them.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include "leitmotif/core/error.hpp"
#include "leitmotif/wishes/strong_words.hpp"
#include "support/expect_error.hpp"
#include "support/places.hpp"

namespace leitmotif::wishes {
namespace {

using testing::expect_refusal;

const StrongWords& shipped() {
  static const StrongWords list = StrongWords::load(testing::source_folder() / "data/wishes/strong_words.txt");
  return list;
}

Level level_of(const char* text) { return shipped().read(text).level; }

TEST(StrongWords, OneExplicitWordOrTwoStrongOnesAreExplicit) {
  EXPECT_EQ(level_of("nothing to see here"), Level::none);
  EXPECT_EQ(level_of("oh damn, what the hell, damn it all to hell"), Level::mild);
  EXPECT_EQ(level_of("that is some shit"), Level::mild);
  EXPECT_EQ(level_of("shit, this shit again"), Level::explicit_words);
  EXPECT_EQ(level_of("fuckin' around"), Level::explicit_words);
  EXPECT_EQ(level_of(""), Level::none);
}

TEST(StrongWords, TheWordsBehindTheLevelAreGiven) {
  const Explicitness found = shipped().read("Damn, damn! Bitches and damn shit");
  ASSERT_EQ(found.words.size(), 3U);
  EXPECT_EQ(found.words[0], (FoundStrongWord{"bitch", 1}));
  EXPECT_EQ(found.words[1], (FoundStrongWord{"shit", 1}));
  EXPECT_EQ(found.words[2], (FoundStrongWord{"damn", 3}));
}

TEST(StrongWords, MasksAndSungSpellingsAreRead) {
  for (const char* text : {"what the f**k", "F*CK", "f***", "f--k you", "f.u.c.k.", "fuuuuck", "motherf***in", "(f#ck)",
                           "b*tches", "B!TCH", "n***as", "mothafuckin'", "p*ssy", "f_ck", "fuk"})
    EXPECT_EQ(level_of(text), Level::explicit_words) << text;
  for (const char* text : {"sh*t", "$hit", "sh!t", "s**t", "shiiiit", "a$$", "d*mn", "@ss", "bull$hit"})
    EXPECT_EQ(level_of(text), Level::mild) << text;
}

TEST(StrongWords, InnocentWordsStayInnocent) {
  for (const char* text : {"Scunthorpe",
                           "assassin",
                           "cockpit and peacock",
                           "shiitake",
                           "Dickens",
                           "classic bass",
                           "he'll, she'll, we'll",
                           "hello shell",
                           "pussycat",
                           "pussy willow",
                           "rake and hoe",
                           "I met Dick downtown",
                           "shuttlecock",
                           "*laughs* ****",
                           "basement",
                           "cucumber",
                           "Hancock",
                           "a * b",
                           "therapist",
                           "sussex",
                           "chorus x2 ***",
                           "fork, folk, shot, shirt, beach, duck"})
    EXPECT_EQ(level_of(text), text == std::string("rake and hoe") ? Level::mild : Level::none) << text;
}

TEST(StrongWords, CleanedAndSungLyricsHaveOneLevel) {
  EXPECT_EQ(level_of("Niggas in the house"), level_of("niggas house"));
  EXPECT_EQ(level_of("We're rakin' and hoein' cotton, hoe cotton"), level_of("hoe cotton"));
}

TEST(StrongWords, AFaultyListIsRefusedWithItsLine) {
  expect_refusal([] { static_cast<void>(StrongWords::parse("explicit x\nawful y\n", "l")); }, ErrorKind::corrupt_data,
                 "l line 2: unknown severity 'awful'");
  expect_refusal([] { static_cast<void>(StrongWords::parse("# none\n", "l")); }, ErrorKind::corrupt_data,
                 "holds no strong words");
}

}  // namespace
}  // namespace leitmotif::wishes
