// `recommend` and `songs` from outside: order, filters, the flag for what is below the threshold, and the reasons.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "cli/stranger.hpp"
#include "leitmotif/core/records.hpp"
#include "support/matchers.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using Words = std::vector<std::string>;

std::vector<std::string> titles(const Json& answer) {
  std::vector<std::string> list;
  for (const Json& song : answer.at("songs")) list.push_back(song.at("title").get<std::string>());
  return list;
}

/// Runs with a library of five songs about violence, one about sadness, and a model whose answers are known.
class RecommendCommand : public Stranger {
 protected:
  RecommendCommand() {
    write_small_model(path("model"));
    // The two last are about violence by halves only.
    expect_done(run({"import", "--model", path("model"), "--library", path("own.db"),
                     file("songs.csv",
                          "artist_name,track_name,release_date,genre,lyrics\n"
                          "Ann,First,1970,rock,knife knife\n"
                          "Ann,Second,1980,rock,knife stone\n"
                          "Ann,Third,1990,pop,knife\n"
                          "Bob,Fourth,2000,pop,knife drum\n"
                          "Cid,Fifth,,blues,knife drum kiss\n"
                          "Dot,Sixth,2001,pop,teardrop\n"
                          "Eve,Seventh,2002,pop,nothing known\n")}));
  }
  [[nodiscard]] Json ask(Words words) const {
    words.insert(words.begin(), {"recommend", "--model", path("model"), "--library", path("own.db")});
    return json(words);
  }
};

TEST_F(RecommendCommand, GivesTheSurestFirstAndSaysWhy) {
  const Json answer = ask({"--topic", "violence", "-n", "3", "--artist-cap", "0"});
  EXPECT_EQ(answer["fallback"], false);
  EXPECT_EQ(answer["from_songbook"], false);
  EXPECT_EQ(answer["query"]["topic"], "violence");
  EXPECT_EQ(answer["query"]["n"], 3);
  ASSERT_THAT(titles(answer), ElementsAre("First", "Second", "Third"));
  const Json& song = answer["songs"][0];
  EXPECT_EQ(song["artist"], "Ann");
  EXPECT_EQ(song["year"], 1970);
  EXPECT_EQ(song["genre"], "rock");
  EXPECT_EQ(song["topic"], "violence");
  EXPECT_TRUE(song["id"].is_number_integer());
  EXPECT_GT(song["score"], 0.99);
  EXPECT_EQ(song["score"], song["confidence"]);
  EXPECT_EQ(song["why"], Json::array({"knife x2"}));
}

TEST_F(RecommendCommand, FillsTheListBelowTheThresholdAndSaysSo) {
  const Json answer = ask({"--topic", "violence", "-n", "5", "--artist-cap", "0"});
  EXPECT_EQ(answer["fallback"], true);
  EXPECT_EQ(answer["passed"], 3);
  EXPECT_THAT(titles(answer), ElementsAre("First", "Second", "Third", "Fourth", "Fifth"));
  const ProgramResult text = run({"recommend", "--model", path("model"), "--library", path("own.db"), "--topic",
                                  "violence", "-n", "5", "--artist-cap", "0"});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr("Only 3 songs are above the threshold of 0.5"));
  EXPECT_EQ(ask({"--topic", "violence", "-n", "4", "--artist-cap", "0", "--threshold", "0.4"})["fallback"], false);
}

TEST_F(RecommendCommand, SongsThatHaveNothingToDoWithTheTopicDoNotFillTheList) {
  write_small_model(path("sure"), 20);
  expect_done(run({"import", file("sure.csv", "artist,title,lyrics\nZoe,All Knives,knife\nZoe,All Tears,teardrop\n"),
                   "--model", path("sure"), "--library", path("sure.db")}));
  const Words question = {"recommend", "--model", path("sure"),   "--library", path("sure.db"), "--topic", "violence",
                          "-n",        "5",       "--artist-cap", "0"};
  const ProgramResult text = run(question);
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr("All Knives"));
  EXPECT_THAT(text.out, Not(HasSubstr("All Tears")));
  EXPECT_THAT(text.out, HasSubstr("1 more song is left out: 0.0 % sure.\n"));
  EXPECT_EQ(json(question)["songs"].size(), 2U) << "programs get them all";
  Words list = question;
  list.insert(list.end(), {"--format", "m3u8"});
  EXPECT_THAT(run(list).out, Not(HasSubstr("All Tears")));
}

TEST_F(RecommendCommand, ASongWithoutAKnownWordIsNoCandidate) {
  EXPECT_THAT(titles(ask({"--topic", "sadness", "-n", "100"})), Not(::testing::Contains("Seventh")));
}

TEST_F(RecommendCommand, CapsArtistsWhileThereAreOthers) {
  EXPECT_THAT(titles(ask({"--topic", "violence", "-n", "3", "--artist-cap", "1"})),
              ElementsAre("First", "Fourth", "Fifth"));
  EXPECT_THAT(titles(ask({"--topic", "violence", "-n", "3"})), ElementsAre("First", "Second", "Fourth"));
  EXPECT_EQ(ask({"--topic", "violence", "-n", "100", "--artist-cap", "1"})["songs"].size(), 6U);
}

TEST_F(RecommendCommand, FiltersByGenreAndYear) {
  EXPECT_THAT(titles(ask({"--topic", "violence", "--genre", "ROCK"})), ElementsAre("First", "Second"));
  EXPECT_THAT(titles(ask({"--topic", "violence", "--genre", "rock", "--genre", "blues"})),
              ElementsAre("First", "Second", "Fifth"));
  EXPECT_THAT(titles(ask({"--topic", "violence", "--years", "1980-1990"})), ElementsAre("Second", "Third"));
  EXPECT_THAT(titles(ask({"--topic", "violence", "--years", "1970"})), ElementsAre("First"));
  EXPECT_THAT(titles(ask({"--topic", "violence", "--years", "1950"})), ElementsAre());
  EXPECT_EQ(run({"recommend", "--model", path("model"), "--library", path("own.db"), "--topic", "violence", "--years",
                 "1950"})
                .out,
            "No song matches.\n");
}

// ux 40: what is refused says what would have done.
TEST_F(RecommendCommand, RefusalsSayWhatWasMeant) {
  const auto refusal = [&](Words words) {
    words.insert(words.begin(), {"recommend", "--model", path("model"), "--library", path("own.db")});
    return run(words);
  };
  expect_refused(refusal({"--like", "Ann - Frist"}), 3, "did you mean Ann - First?");
  expect_refused(refusal({"--like", "Secnod"}), 3, "did you mean");
  EXPECT_THAT(refusal({"--like", "Nothing like any of them"}).err,
              ::testing::Not(::testing::HasSubstr("did you mean")));
  expect_refused(refusal({"-n", "3"}), 2, "needs something to ask for: --ask, --about");
  expect_refused(refusal({"--topic", "viol"}), 2, "did you mean violence?");
}

// Which songs alone is a question: in options and in words, with an order that the answer tells.
TEST_F(RecommendCommand, FiltersAloneAreAnswered) {
  const Json by_option = ask({"--genre", "rock"});
  EXPECT_THAT(titles(by_option), UnorderedElementsAre("First", "Second"));
  EXPECT_EQ(by_option["order"], "the most typical rock songs first, spread by variety") << by_option["order"];
  EXPECT_EQ(by_option["passed"], 2);
  EXPECT_FALSE(by_option["fallback"]);
  const Json in_words = ask({"rock", "songs"});
  EXPECT_EQ(titles(in_words), titles(by_option));
  EXPECT_EQ(in_words["query"]["genre"], Json::array({"rock"}));
  EXPECT_THAT(
      run({"recommend", "--model", path("model"), "--library", path("own.db"), "rock", "of", "1970"}).out,
      HasSubstr(
          "Understood as: --genre \"rock\" --years 1970-1970\n1 song is so: the most typical rock songs of 1970 "));
}

TEST_F(RecommendCommand, ALibraryWithoutLyricsSaysSo) {
  const std::string bare = file("bare.csv", "artist,title,energy,valence\nFay,One,0.5,0.5\nFay,Two,0.4,0.4\n");
  ASSERT_EQ(run({"import", bare, "--model", path("model"), "--library", path("bare.db")}).status, 0);
  const ProgramResult answer =
      run({"recommend", "--topic", "sadness", "--model", path("model"), "--library", path("bare.db")});
  EXPECT_THAT(answer.out, HasSubstr("No song matches.\nNone of the 2 songs of the library has lyrics."));
}

TEST_F(RecommendCommand, UnknownYearAndEmptyGenreAreNullAndEmpty) {
  expect_done(run({"import", "--model", path("model"), "--library", path("own.db"),
                   file("bare.csv", "artist,title,lyrics\nFay,Bare,curse\n")}));
  const Json song = ask({"--topic", "obscene", "-n", "1"})["songs"][0];
  EXPECT_EQ(song["title"], "Bare");
  EXPECT_TRUE(song["year"].is_null());
  EXPECT_EQ(song["genre"], "");
}

class RecommendFromSongbook : public Stranger {};

TEST_F(RecommendFromSongbook, AnswersWithoutMakingALibrary) {
  const Json answer = json({"recommend", "--topic", "sadness"});
  EXPECT_EQ(answer["from_songbook"], true);
  EXPECT_EQ(answer["songs"].size(), 10U);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "home"));
}

TEST_F(RecommendFromSongbook, EverySongThatPassesHasAReasonForEveryTopic) {
  for (const std::string_view topic : kTopics) {
    const Json answer = json({"recommend", "--topic", std::string(topic), "-n", "100", "--artist-cap", "0"});
    std::size_t passed = 0;
    double before = 1;
    std::set<std::int64_t> ids;
    for (const Json& song : answer["songs"]) {
      EXPECT_TRUE(ids.insert(song["id"].get<std::int64_t>()).second) << "a song twice";
      if (song["score"] <= 0.5) continue;
      ++passed;
      EXPECT_FALSE(song["why"].empty()) << song;
      EXPECT_EQ(song["topic"], topic);
      EXPECT_LE(song["score"], before);
      before = song["score"];
    }
    EXPECT_GT(passed, 0U) << topic;
    EXPECT_EQ(answer["passed"], passed);
    EXPECT_EQ(answer["fallback"], passed < 100);
  }
}

TEST_F(RecommendFromSongbook, TheSameSeedDrawsTheSameSongs) {
  const Words wish = {"recommend", "--topic", "romantic", "-n", "6", "--random", "--seed"};
  const auto drawn = [&](const std::string& seed) {
    Words words = wish;
    words.push_back(seed);
    return json(words)["songs"].dump();
  };
  EXPECT_EQ(drawn("7"), drawn("7"));
  std::set<std::string> different;
  for (const std::string seed : {"1", "2", "3", "4"}) different.insert(drawn(seed));
  EXPECT_GT(different.size(), 1U);
  EXPECT_NE(drawn("7"), json({"recommend", "--topic", "romantic", "-n", "6"})["songs"].dump());
}

TEST_F(RecommendFromSongbook, TheNumberOfThreadsChangesNothing) {
  const auto answer = [&](const std::string& threads) {
    Json asked =
        json({"recommend", "--topic", "music", "--text", "a drum at midnight", "-n", "50", "--threads", threads});
    EXPECT_TRUE(asked.erase("milliseconds"));
    return asked.dump();
  };
  const std::string one = answer("1");
  for (const std::string threads : {"2", "5", "0"}) EXPECT_EQ(answer(threads), one);
}

TEST_F(RecommendFromSongbook, TheCapHoldsInTheShippedSongs) {
  for (const std::int64_t cap : {1, 2}) {
    std::map<std::string, std::int64_t> songs;
    const Json answer = json({"recommend", "--topic", "night/time", "-n", "12", "--artist-cap", std::to_string(cap)});
    for (const Json& song : answer["songs"]) EXPECT_LE(++songs[song["artist"].get<std::string>()], cap);
  }
}

TEST_F(RecommendFromSongbook, SongsAreFoundByTheirWords) {
  const Json all = json({"songs", "-n", "1000"});
  EXPECT_EQ(all["from_songbook"], true);
  ASSERT_GT(all["songs"].size(), 100U);
  for (const std::string key : {"id", "artist", "title", "year", "genre", "topic"})
    EXPECT_TRUE(all["songs"][0].contains(key)) << key;
  const Json found = json({"songs", "understudy"});
  ASSERT_EQ(found["songs"].size(), 1U);
  EXPECT_EQ(found["songs"][0]["artist"], "Lowgate Cinema");
  EXPECT_EQ(json({"songs", "-n", "1", "--offset", "4"})["songs"][0], all["songs"][4]);
  EXPECT_EQ(run({"songs", "qqqqq"}).out, "No song matches.\n");
}

}  // namespace
}  // namespace leitmotif::testing
