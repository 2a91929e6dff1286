// Questions of every kind to an engine whose library is known: combinations, contradictions, blocks, and what is
// remembered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <thread>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/engine.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::engine {
namespace {

using testing::error_of;
using testing::kSmallWords;

constexpr std::size_t kSongs = 96;

/// Ninety-six songs: every topic twelve times, four genres, sixteen artists, years 1950 to 2045, audio for most; the
/// last of every topic has a curse in it.
std::string songs_csv() {
  std::string csv =
      "artist_name,track_name,release_date,genre,lyrics,danceability,loudness,acousticness,instrumentalness,valence,"
      "energy\n";
  constexpr std::array kGenres = {"rock", "pop", "jazz", "blues"};
  for (std::size_t i = 0; i < kSongs; ++i) {
    const std::string word(kSmallWords[i % 8]);
    std::string lyrics = word + " " + word + " " + std::string(kSmallWords[(i * 5 + 3) % 8]);
    if (i >= kSongs - 8) lyrics += " curse curse shit shit";
    csv += "Artist " + std::to_string(i % 16) + ",Song " + std::to_string(i) + "," + std::to_string(1950 + i) + "," +
           kGenres[i / 8 % 4] + "," + lyrics;
    const auto number = [&](std::size_t k) { return "," + std::to_string(static_cast<double>(i * k % 97) / 97); };
    csv += i % 11 == 10 ? ",,,,,," : number(3) + number(5) + number(7) + number(11) + number(13) + number(17);
    csv += '\n';
  }
  return csv;
}

class QueryTest : public ::testing::Test {
 protected:
  QueryTest() {
    places::Settings settings;
    settings.library = folder_.path() / "library.db";
    settings.model = testing::write_small_model(folder_.path() / "model", 2);
    settings.threads = 2;
    settings_ = settings;
    engine_ = std::make_unique<Engine>(Engine::open(settings));
    EXPECT_EQ(engine_->import_csv(folder_.write("songs.csv", songs_csv()), kNoProgress).imported, kSongs);
  }
  [[nodiscard]] Error refusal(const answers::RecommendRequest& wish) const {
    return error_of([&] { (void)engine_->recommend(wish); });
  }
  [[nodiscard]] Error refusal(const std::function<void(answers::RecommendRequest&)>& change) const {
    answers::RecommendRequest wish;
    wish.topic = "music";
    change(wish);
    return refusal(wish);
  }

  testing::TemporaryFolder folder_;
  places::Settings settings_;
  std::unique_ptr<Engine> engine_;
};

struct Wording {
  const char* name;
  std::function<void(answers::RecommendRequest&)> add;
};

const std::vector<Wording>& ways() {
  static const std::vector<Wording> kWays = {
      {"topic", [](answers::RecommendRequest& wish) { wish.topic = "Sadness"; }},
      {"mix", [](answers::RecommendRequest& wish) { wish.mix = answers::mix_from("sadness=0.7, romantic=0.3"); }},
      {"mood", [](answers::RecommendRequest& wish) { wish.mood = answers::mood_from("calm"); }},
      {"text", [](answers::RecommendRequest& wish) { wish.text = "a kiss at midnight"; }},
      {"like",
       [](answers::RecommendRequest& wish) {
         wish.like = {"artist 3 - song 3", "12"};
       }},
      {"unlike", [](answers::RecommendRequest& wish) { wish.unlike = {"Artist 5 - Song 5"}; }},
      {"path",
       [](answers::RecommendRequest& wish) {
         wish.from = "1";
         wish.to = "Artist 6 - Song 6";
       }},
  };
  return kWays;
}

const std::vector<Wording>& filters() {
  static const std::vector<Wording> kFilters = {
      {"no filter", [](answers::RecommendRequest&) {}},
      {"genre",
       [](answers::RecommendRequest& wish) {
         wish.genres = {"Jazz", "pop"};
       }},
      {"years", [](answers::RecommendRequest& wish) { wish.years = answers::years_from("1960-2010"); }},
      {"artist",
       [](answers::RecommendRequest& wish) {
         wish.artists = {"ARTIST 3", "Artist 4", "Artist 9", "Artist 10"};
       }},
      {"explicit", [](answers::RecommendRequest& wish) { wish.avoid_explicit = true; }},
      {"no instrumental", [](answers::RecommendRequest& wish) { wish.instrumental = recommend::Instrumental::avoid; }},
      {"only instrumental", [](answers::RecommendRequest& wish) { wish.instrumental = recommend::Instrumental::only; }},
  };
  return kFilters;
}

void expect_filters_hold(const answers::RecommendRequest& wish, const answers::RecommendedSong& song,
                         const Engine& engine) {
  static const std::set<std::string> kArtists = {"Artist 3", "Artist 4", "Artist 9", "Artist 10"};
  const double instrumental = engine.song(song.id).audio[3];
  using recommend::Instrumental;
  EXPECT_TRUE(wish.genres.empty() || song.genre == "jazz" || song.genre == "pop") << song.genre;
  EXPECT_TRUE(!wish.years || (*song.year >= wish.years->first && *song.year <= wish.years->last)) << *song.year;
  EXPECT_TRUE(wish.artists.empty() || kArtists.contains(song.artist)) << song.artist;
  EXPECT_FALSE(wish.avoid_explicit && song.explicit_note.is_explicit);
  EXPECT_TRUE(wish.instrumental != Instrumental::only || instrumental > 0.5);
  EXPECT_FALSE(wish.instrumental == Instrumental::avoid && instrumental > 0.5);
}

TEST_F(QueryTest, EveryTwoWaysWithEveryTwoFiltersAnswerOrRefuseClearly) {
  std::size_t answered = 0;
  for (std::size_t a = 0; a < ways().size(); ++a)
    for (std::size_t b = a; b < ways().size(); ++b)
      for (std::size_t f = 0; f < filters().size(); ++f)
        for (std::size_t g = f; g < filters().size(); ++g) {
          answers::RecommendRequest wish;
          for (const Wording* wording : {&ways()[a], &ways()[b], &filters()[f], &filters()[g]}) wording->add(wish);
          SCOPED_TRACE(std::string(ways()[a].name) + ", " + ways()[b].name + ", " + filters()[f].name + ", " +
                       filters()[g].name);
          wish.n = 5;
          try {
            const answers::RecommendAnswer answer = engine_->recommend(wish);
            ++answered;
            std::set<std::int64_t> ids;
            for (const answers::RecommendedSong& song : answer.songs) {
              EXPECT_TRUE(ids.insert(song.id).second);
              expect_filters_hold(wish, song, *engine_);
              double sum = 0;
              std::set<std::string_view> kinds;
              for (const answers::ScorePart& part : song.parts) {
                sum += part.value;
                kinds.insert(recommend::name_of(part.kind));
              }
              EXPECT_NEAR(sum, song.score, 1e-6);
              EXPECT_TRUE(kinds.contains(ways()[a].name));
              EXPECT_TRUE(kinds.contains(ways()[b].name));
            }
          } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
            EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
          }
        }
  EXPECT_GT(answered, 700U) << "of 784";
}

TEST_F(QueryTest, ContradictionsSayWhatIsWrong) {
  struct Case {
    std::function<void(answers::RecommendRequest&)> change;
    ErrorKind kind;
    const char* says;
  };
  const auto bad = ErrorKind::invalid_argument;
  const std::vector<Case> cases = {
      {[](auto& wish) {
         wish.years = recommend::YearRange{2000, 1990};
       },
       bad, "first year is after the last"},
      {[](auto& wish) {
         wish.mix = {{"sadness", -1}};
       },
       bad, "mix.sadness: expected a number 0..1000000, found -1.0"},
      {[](auto& wish) {
         wish.mix = {{"sadness", kMissing}};
       },
       bad, "mix.sadness: expected a number 0..1000000, found null"},
      {[](auto& wish) {
         wish.mix = {{"sadness", 0}};
       },
       bad, "all weights are 0"},
      {[](auto& wish) {
         wish.mix = {{"sadnes", 1}};
       },
       bad, "did you mean sadness?"},
      {[](auto& wish) {
         wish.mix = {{"sadness", 1}, {"SADNESS", 1}};
       },
       bad, "named twice"},
      {[](auto& wish) { wish.from = "1"; }, bad, "to: is missing; a path needs"},
      {[](auto& wish) { wish.to = "1"; }, bad, "from: is missing; a path needs"},
      {[](auto& wish) { wish.from = wish.to = "1"; }, bad, "same song"},
      {[](auto& wish) { wish.like = wish.unlike = {"1"}; }, bad, "cannot be in like too"},
      {[](auto& wish) {
         wish.like = {"1"};
         wish.unlike = {"artist 0 - SONG 0"};
       },
       bad, "cannot be in like too"},
      {[](auto& wish) { wish.like = {"999"}; }, ErrorKind::not_found, "no song 999"},
      {[](auto& wish) { wish.like = {"Artist 3"}; }, ErrorKind::not_found, "expected a number or ARTIST - TITLE"},
      {[](auto& wish) { wish.like = {"Artist 3 - Song 4"}; }, ErrorKind::not_found, "no song 'Artist 3 - Song 4'"},
      {[](auto& wish) { wish.like = {""}; }, bad, "like[0]: expected"},
      {[](auto& wish) { wish.genres = {"polka"}; }, bad, "genre: 'polka' is not known"},
      {[](auto& wish) { wish.artists = {"Artist 33"}; }, bad, "did you mean artist 3"},
      {[](auto& wish) { wish.topic = "sadnes"; }, bad, "did you mean sadness?"},
      {[](auto& wish) { wish.topic.clear(); }, bad, "nothing is asked for"},
      {[](auto& wish) {
         wish.mood = answers::MoodWish{{2, 0.5}, ""};
       },
       bad, "mood.valence: expected a number 0..1"},
      {[](auto& wish) {
         wish.mood = answers::MoodWish{{0.5, kMissing}, ""};
       },
       bad, "mood.energy: expected a number 0..1"},
      {[](auto& wish) { wish.text = "and the of"; }, bad, "holds no word that tells anything"},
      {[](auto& wish) {
         wish.topic = "obscene";
         wish.avoid_explicit = true;
       },
       bad, "explicit: leaves out the songs"},
      {[](auto& wish) { wish.threshold = kMissing; }, bad, "threshold"},
      {[](auto& wish) { wish.variety = -0.1; }, bad, "variety"},
      {[](auto& wish) { wish.n = 0; }, bad, "n: expected an integer 1..10000, found 0"},
      {[](auto& wish) { wish.n = 10001; }, ErrorKind::resource_limit, "n: expected an integer 1..10000, found 10001"},
      {[](auto& wish) { wish.artist_cap = -1; }, bad, "artist_cap: expected an integer 0..10000, found -1"},
      {[](auto& wish) {
         wish.from = "1";
         wish.to = "2";
         wish.at_random = true;
       },
       bad, "path"},
  };
  for (const Case& each : cases) {
    const Error error = refusal(each.change);
    EXPECT_EQ(error.kind(), each.kind) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(each.says));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
}

TEST_F(QueryTest, WordingsThatCannotBeReadAreRefused) {
  for (const char* text : {"", "sadness", "sadness=", "=1", "sadness=x", "sadness=1,", "sadness=1=2=x"})
    EXPECT_EQ(error_of([&] { (void)answers::mix_from(text); }).kind(), ErrorKind::invalid_argument) << text;
  for (const char* text : {"", "blue", "0.1", "0.1,x", "0.1,0.2,0.3"})
    EXPECT_THAT(error_of([&] { (void)answers::mood_from(text); }).what(), HasSubstr("happy")) << text;
  EXPECT_THAT(error_of([] { (void)answers::mood_from("hapy"); }).what(), HasSubstr("did you mean happy?"));
  for (const char* text : {"", "x", "1990-", "-1990", "1990-2000-2010"})
    EXPECT_EQ(error_of([&] { (void)answers::years_from(text); }).kind(), ErrorKind::invalid_argument) << text;
}

TEST_F(QueryTest, SeveralSongsOfOneNameAreListed) {
  (void)engine_->import_csv(folder_.write("twice.csv",
                                          "artist_name,track_name,release_date,lyrics\nDot,Same,1970,knife\n"
                                          "Dot,Same,1980,knife\nA - B,C,1990,kiss\n"),
                            kNoProgress);
  EXPECT_THAT(refusal([](auto& wish) { wish.like = {"dot - same"}; }).what(),
              HasSubstr("97 (Dot - Same, 1970), 98 (Dot - Same, 1980)"));
  answers::RecommendRequest wish;
  wish.like = {"a - b - c"};
  EXPECT_EQ(engine_->recommend(wish).query.like.at(0), "A - B - C") << "names may hold what stands between them";
}

TEST_F(QueryTest, AnAnswerCanBeAskedAgainAsJson) {
  answers::RecommendRequest wish;
  for (const Wording& way : ways()) way.add(wish);
  filters()[1].add(wish);
  filters()[2].add(wish);
  wish.variety = 0.25;
  const answers::RecommendAnswer first = engine_->recommend(wish);
  const Json query = answers::recommend_keys().show(first.query);
  const answers::RecommendAnswer again = engine_->recommend(answers::recommend_keys().read(query));
  ASSERT_EQ(first.songs.size(), again.songs.size());
  for (std::size_t i = 0; i < first.songs.size(); ++i) EXPECT_EQ(first.songs[i].id, again.songs[i].id);
  EXPECT_EQ(answers::recommend_keys().show(again.query), query);
  const Json song = Json::parse(answers::recommend_answer_table().text(first))["songs"][0];
  for (const char* key : {"id", "artist", "title", "year", "genre", "score", "topic", "confidence", "why", "parts",
                          "mixture", "explicit", "inferred"})
    EXPECT_TRUE(song.contains(key)) << key;
}

TEST_F(QueryTest, KeysOfAQueryAreChecked) {
  for (const char* text : {R"({"topik":"music"})", R"({"topic":1})", R"({"n":"x"})", R"({"n":1.5})", R"([])",
                           R"({"mood":{"valence":1}})", R"({"random":1})", R"({"seed":-1})", R"({"mix":{"music":"x"}})",
                           R"({"like":[1.5]})", R"({"genre":[3]})", R"({"explicit":"no"})", R"({"instrumental":"no"})"})
    EXPECT_EQ(error_of([&] { (void)answers::recommend_keys().read(parse_json(text, "test")); }).kind(),
              ErrorKind::invalid_argument)
        << text;
  const answers::RecommendRequest wish = answers::recommend_keys().read(
      parse_json(R"({"like":[3,"A - B"],"mood":{"valence":0.2,"energy":0.3},"genre":"jazz","text":null})", "test"));
  EXPECT_THAT(wish.like, ::testing::ElementsAre("3", "A - B"));
  EXPECT_EQ(wish.mood->point.energy, 0.3);
  EXPECT_THAT(wish.genres, ::testing::ElementsAre("jazz"));
}

TEST_F(QueryTest, BlockedSongsAndArtistsNeverAppear) {
  answers::RecommendRequest wish;
  wish.topic = "sadness";
  wish.n = kSongs;
  const answers::RecommendAnswer before = engine_->recommend(wish);
  ASSERT_EQ(before.songs.size(), kSongs);
  const std::int64_t song = before.songs[0].id;
  const std::string artist = before.songs[1].artist;
  engine_->block_song(song);
  engine_->block_artist(" " + artist);
  EXPECT_TRUE(engine_->song(song).blocked);
  for (const Wording& way : ways()) {
    answers::RecommendRequest any;
    way.add(any);
    any.n = any.from.empty() ? static_cast<std::int64_t>(kSongs) : 90;
    for (const answers::RecommendedSong& each : engine_->recommend(any).songs) {
      EXPECT_NE(each.id, song) << way.name;
      EXPECT_NE(each.artist, artist) << way.name;
    }
  }
  EXPECT_EQ(engine_->blocks().songs.size(), 1U);
  EXPECT_EQ(engine_->blocks().artists.size(), 1U);
  // They are in the library's file, not in this engine.
  EXPECT_LT(Engine::open(settings_).recommend(wish).songs.size(), kSongs);
  EXPECT_TRUE(engine_->unblock_song(song));
  EXPECT_FALSE(engine_->unblock_song(song));
  EXPECT_TRUE(engine_->unblock_artist(artist));
  EXPECT_EQ(engine_->recommend(wish).songs.size(), kSongs);
  EXPECT_EQ(error_of([&] { engine_->block_song(999); }).kind(), ErrorKind::not_found);
  EXPECT_EQ(error_of([&] { engine_->block_artist("Nobody"); }).kind(), ErrorKind::not_found);
}

TEST_F(QueryTest, RememberedAnswersDoNotComeAgainWhileThereAreOthers) {
  answers::RecommendRequest wish;
  wish.mix = {{"romantic", 1}};
  wish.n = 20;
  wish.fresh = true;
  wish.remember = true;
  std::set<std::int64_t> seen;
  for (int round = 0; round < 4; ++round)
    for (const answers::RecommendedSong& song : engine_->recommend(wish).songs)
      EXPECT_TRUE(seen.insert(song.id).second);
  EXPECT_EQ(engine_->recommend(wish).songs.size(), 20U) << "sixteen are left, so some come again";
  engine_->forget_answers();
  EXPECT_TRUE(seen.contains(engine_->recommend(wish).songs[0].id));
}

TEST_F(QueryTest, ReasonsNameWordsAndSongs) {
  answers::RecommendRequest wish;
  wish.topic = "music";
  wish.like = {"2"};
  wish.variety = 0.5;
  wish.n = 3;
  const answers::RecommendAnswer answer = engine_->recommend(wish);
  const answers::RecommendedSong& second = answer.songs.at(1);
  EXPECT_THAT(second.parts.at(0).because, ::testing::Contains("drum x2"));
  EXPECT_THAT(second.parts.at(1).because, ::testing::ElementsAre("Artist 1 - Song 1"));
  EXPECT_THAT(second.parts.at(2).because.at(0), HasSubstr("Artist"));
  EXPECT_THAT(second.why, ::testing::Contains("like Artist 1 - Song 1"));
}

TEST_F(QueryTest, ExplicitSongsSayWhy) {
  answers::RecommendRequest wish;
  wish.topic = "obscene";
  wish.n = 1;
  const answers::RecommendedSong song = engine_->recommend(wish).songs.at(0);
  EXPECT_TRUE(song.explicit_note.is_explicit);
  EXPECT_GT(song.explicit_note.weight, 0.4);
  EXPECT_THAT(song.explicit_note.words, ::testing::Contains(HasSubstr("shit")));
}

TEST_F(QueryTest, AnotherProgramsSongsAreSeen) {
  answers::RecommendRequest wish;
  wish.topic = "music";
  wish.n = 1000;
  EXPECT_EQ(engine_->recommend(wish).songs.size(), kSongs);
  const std::int64_t before = engine_->library().generation;
  (void)Engine::open(settings_).import_csv(folder_.write("more.csv", "artist,title,lyrics\nNew,Song,drum\n"),
                                           kNoProgress);
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (engine_->recommend(wish).songs.size() == kSongs && std::chrono::steady_clock::now() < give_up)
    std::this_thread::yield();
  EXPECT_EQ(engine_->recommend(wish).songs.size(), kSongs + 1);
  EXPECT_NE(engine_->library().generation, before);
}

TEST_F(QueryTest, WhatRowsSayOfASongIsNewAfterAChange) {
  answers::RecommendRequest wish;
  wish.topic = "music";
  wish.artists = {"New"};
  for (const std::string isrc : {"GBAYE0601498", "USRC17607839"}) {
    (void)engine_->import_csv(folder_.write("new.csv", "artist,title,isrc,lyrics\nNew,Song," + isrc + ",drum drum\n"),
                              kNoProgress);
    for (int round = 0; round < 2; ++round) EXPECT_EQ(engine_->recommend(wish).songs.front().ids.isrc, isrc);
  }
}

TEST_F(QueryTest, TwoEditionsOfOneWorkNeverStandInOneAnswer) {
  (void)engine_->import_csv(folder_.write("editions.csv",
                                          "artist,title,lyrics\nNew,Song,drum drum\nNew,Song (Live),drum drum\n"
                                          "New,Song (2011 Remaster),drum drum\nNew,Other,drum drum\n"),
                            kNoProgress);
  answers::RecommendRequest wish;
  wish.topic = "music";
  wish.artists = {"New"};
  for (int round = 0; round < 2; ++round) EXPECT_EQ(engine_->recommend(wish).songs.size(), 2U);
}

TEST_F(QueryTest, ManyThreadsAskWhileOneWrites) {
  std::vector<std::thread> threads;
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&, i] {
      answers::RecommendRequest wish;
      ways()[static_cast<std::size_t>(i)].add(wish);
      while (!stop) wrong += engine_->recommend(wish).songs.size() == 10 ? 0 : 1;
    });
  for (int round = 0; round < 10; ++round) {
    const std::string name = "r" + std::to_string(round);
    (void)engine_->import_csv(folder_.write(name + ".csv", "artist,title,lyrics\n" + name + ",Song,drum\n"),
                              kNoProgress);
    engine_->block_song(1 + round);
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(engine_->library().songs, kSongs + 10);
}

TEST_F(QueryTest, SummaryDetailsAndMapAgreeWithTheLibrary) {
  const answers::LibrarySummary summary = engine_->library();
  EXPECT_EQ(summary.songs, kSongs);
  EXPECT_EQ(summary.with_lyrics, kSongs);
  EXPECT_EQ(summary.with_audio, kSongs - 8);
  EXPECT_EQ(summary.years->first, 1950);
  EXPECT_EQ(summary.years->last, 2045);
  ASSERT_EQ(summary.genres.size(), 4U);
  EXPECT_EQ(summary.genres[0].songs, 24U);
  const answers::SongDetails song = engine_->song(7);
  EXPECT_EQ(song.head.title, "Song 6");
  EXPECT_EQ(song.topic, "violence");
  EXPECT_EQ(song.probabilities.size(), 8U);
  EXPECT_FALSE(song.words.empty());
  EXPECT_EQ(error_of([&] { (void)engine_->song(999); }).kind(), ErrorKind::not_found);
  const answers::SongMap map = engine_->map(10);
  EXPECT_EQ(map.id.size(), 10U);
  EXPECT_EQ(map.x.size(), 10U);
  EXPECT_EQ(engine_->map(0).id.size(), kSongs);
  EXPECT_NE(engine_->map(0).x[0], engine_->map(0).x[1]);
  EXPECT_EQ(engine_->similar(7, 3).songs.size(), 3U);
  EXPECT_EQ(engine_->topics().topics.size(), 8U);
}

TEST_F(QueryTest, FlagsAreKept) {
  catalog::Flag flag;
  flag.song = 3;
  flag.note = "not sad at all";
  flag.query = R"({"topic":"sadness"})";
  const std::int64_t id = engine_->add_flag(flag);
  EXPECT_EQ(engine_->flags().at(0).id, id);
  EXPECT_GT(engine_->flags().at(0).at, 0);
  EXPECT_EQ(engine_->song(3).flag->note, "not sad at all");
  EXPECT_EQ(Json::parse(answers::flag_table().text(engine_->flags().front()))["query"]["topic"], "sadness");
  EXPECT_EQ(error_of([&] { (void)engine_->add_flag({}); }).kind(), ErrorKind::invalid_argument);
  flag.song = 999;
  EXPECT_EQ(error_of([&] { (void)engine_->add_flag(flag); }).kind(), ErrorKind::not_found);
}

TEST_F(QueryTest, ListsSayHowManyThereAreAndWhichLine) {
  const answers::SongList list = engine_->songs("song", 5, 0);
  EXPECT_EQ(list.total, kSongs);
  EXPECT_EQ(list.songs.size(), 5U);
  EXPECT_EQ(list.songs[0].line, "") << "cleaned lyrics have no lines";
  EXPECT_EQ(engine_->songs("", 5, 0).total, kSongs);
  EXPECT_EQ(engine_->songs("qqqqq", 5, 0).total, 0U);
  settings_.library = folder_.path() / "none.db";
  const answers::SongList found = Engine::open(settings_).songs("understudy", 5, 0);
  ASSERT_EQ(found.songs.size(), 1U);
  EXPECT_THAT(found.songs[0].line, HasSubstr("nderstudy"));
  EXPECT_THAT(found.songs[0].line, Not(HasSubstr("\n")));
}

}  // namespace
}  // namespace leitmotif::engine
