// People's wishes asked of an engine whose library is the songbook.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/people/wishes.hpp"
#include "leitmotif/places/locations.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::people {
namespace {

using testing::error_of;
using ::testing::HasSubstr;

class WishesTest : public ::testing::Test {
 protected:
  WishesTest() {
    places::Settings settings;
    settings.library = folder_.path() / "library.db";
    engine_ = std::make_unique<engine::Engine>(engine::Engine::open(settings));
    (void)engine_->import_songbook(kNoProgress);
  }
  [[nodiscard]] answers::RecommendAnswer about(const std::vector<std::string>& wishes) const {
    answers::RecommendRequest request;
    request.about = wishes;
    return engine_->recommend(request);
  }
  /// Lines "ARTIST - TITLE" of the songs that score highest, or lowest, for a wish.
  std::string names(const char* wish, std::size_t n, bool highest) {
    std::vector<WishScore> songs = engine_->wishes().score(wish, kNoProgress);
    std::erase_if(songs, [](const WishScore& song) { return !song.score; });
    std::sort(songs.begin(), songs.end(), [&](const WishScore& a, const WishScore& b) {
      return highest ? *a.score > *b.score : *a.score < *b.score;
    });
    std::string lines;
    for (std::size_t i = 0; i < n; ++i) lines += songs[i].artist + " - " + songs[i].title + "\n";
    return lines;
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<engine::Engine> engine_;
};

TEST_F(WishesTest, ASongIsAskedForInPeoplesWordsAndSaysWhy) {
  const answers::RecommendAnswer answer = about({"rain"});
  ASSERT_FALSE(answer.songs.empty());
  EXPECT_THAT(answer.songs[0].why, ::testing::Contains(HasSubstr("rain")));
  EXPECT_EQ(answer.songs[0].parts.at(0).kind.name, "about");
  for (std::size_t i = 1; i < answer.songs.size(); ++i) EXPECT_LE(answer.songs[i].score, answer.songs[i - 1].score);
}

TEST_F(WishesTest, AGenreThatTellsIsAReason) {
  bool said = false;
  for (const answers::RecommendedSong& song : about({"calm"}).songs)
    for (const std::string& why : song.why) {
      if (why.rfind("genre: ", 0) != 0) continue;
      EXPECT_EQ(why, "genre: " + song.genre);
      said = true;
    }
  EXPECT_TRUE(said);
}

TEST_F(WishesTest, OwnWordsBecomeWhatTheAnswerSaysThatTheyAre) {
  answers::RecommendRequest request;
  request.ask = "sad songs about the rain";
  const answers::RecommendRequest rain = engine_->recommend(request).query;
  EXPECT_THAT(rain.about, ::testing::ElementsAre("sad", "rain"));
  EXPECT_EQ(rain.text + rain.ask, "");
  request.ask = "sad songs about chemotherapy";  // a word that nobody sings, of a concept that has sung ones
  EXPECT_EQ(engine_->recommend(request).query.text, "chemotherapy");
  request.ask = "sad country songs about trains";
  const answers::RecommendAnswer trains = engine_->recommend(request);
  EXPECT_THAT(trains.query.about, ::testing::ElementsAre("sad"));
  EXPECT_EQ(trains.query.text, "trains");
  EXPECT_THAT(trains.query.genres, ::testing::ElementsAre("country"));
  for (const answers::RecommendedSong& song : trains.songs) EXPECT_EQ(song.genre, "country");
  request.ask = "love songs by Xyqq Zwrk";
  const answers::RecommendRequest nobody = engine_->recommend(request).query;
  EXPECT_THAT(nobody.about, ::testing::ElementsAre("love"));
  EXPECT_EQ(nobody.ask, "by Xyqq Zwrk") << "what was not understood is said";
  request.ask = "from the 1970s";
  const answers::RecommendAnswer seventies = engine_->recommend(request);
  EXPECT_FALSE(seventies.songs.empty());
  for (const answers::RecommendedSong& song : seventies.songs) EXPECT_EQ(song.year.value_or(0) / 10, 197);
  EXPECT_EQ(seventies.query.text + seventies.query.ask, "") << "which songs is all that was asked";
}

TEST_F(WishesTest, ExplicitSongsAloneCanBeAskedFor) {
  answers::RecommendRequest request;
  request.ask = "explicit songs";
  request.n = 100;
  const answers::RecommendAnswer answer = engine_->recommend(request);
  EXPECT_TRUE(answer.query.only_explicit);
  EXPECT_FALSE(answer.songs.empty());
  for (const answers::RecommendedSong& song : answer.songs) EXPECT_EQ(song.explicit_note.level, "explicit");
  request.ask = "songs without swearing";
  for (const answers::RecommendedSong& song : engine_->recommend(request).songs)
    EXPECT_NE(song.explicit_note.level, "explicit");
}

TEST_F(WishesTest, WishesWorkTogetherAndWithOtherWays) {
  const answers::RecommendAnswer both = about({"love", "night"});
  EXPECT_EQ(both.songs.at(0).parts.size(), 2U);
  answers::RecommendRequest request;
  request.about = {"love"};
  request.topic = "romantic";
  EXPECT_EQ(engine_->recommend(request).songs.at(0).parts.size(), 2U);
}

TEST_F(WishesTest, EverySongHasALineAndScoresAreShares) {
  const std::vector<WishScore> songs = engine_->wishes().score("party", kNoProgress);
  EXPECT_EQ(songs.size(), engine_->size());
  for (const WishScore& song : songs) {
    const double score = song.score.value_or(0);
    EXPECT_TRUE(score >= 0 && score <= 1) << song.title;
  }
}

TEST_F(WishesTest, AnUnknownWishOffersTheNearest) {
  const Error error = error_of([&] { (void)about({"luve"}); });
  EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
  EXPECT_THAT(error.what(), HasSubstr("love"));
}

TEST_F(WishesTest, StrongWordsDecideWhatMayCome) {
  answers::RecommendRequest request;
  request.topic = "obscene";
  request.n = 20;
  std::set<std::string> levels;
  for (const answers::RecommendedSong& song : engine_->recommend(request).songs)
    levels.insert(song.explicit_note.level);
  EXPECT_TRUE(levels.contains("explicit"));
  request.topic.clear();
  request.about = {"party"};
  request.avoid_explicit = true;
  for (const answers::RecommendedSong& song : engine_->recommend(request).songs)
    EXPECT_NE(song.explicit_note.level, "explicit") << song.title;
  request.avoid_mild = true;
  for (const answers::RecommendedSong& song : engine_->recommend(request).songs)
    EXPECT_EQ(song.explicit_note.level, "none") << song.title;
}

/// A library of songs that were published as explicit or not.
class PublishedTest : public WishesTest {
 protected:
  PublishedTest() {
    (void)engine_->import_csv(folder_.write("flags.csv",
                                            "artist,title,lyrics,Explicit\n"
                                            "Ann Noon,Quiet Harbour,the harbour sleeps and all my love waits,TRUE\n"
                                            "Ben Dusk,Clean Day,shit shit fuck this fucking day my love,False\n"
                                            "Cy Reed,No Words,,1\n"
                                            "Dee Lane,Plain,I love the rain on the river at night,\n"),
                              kNoProgress);
    for (const answers::SongLine& line : engine_->songs("", 1000, 0).songs) {
      const answers::SongDetails song = engine_->song(line.head.id);
      notes_[song.head.title] = song.explicit_note;
    }
  }
  std::map<std::string, answers::ExplicitNote> notes_;
};

TEST_F(PublishedTest, AFlagRaisesTheLevelAndNeverLowersIt) {
  const answers::ExplicitNote& flagged = notes_["Quiet Harbour"];
  EXPECT_EQ(flagged.level, "explicit");
  EXPECT_TRUE(flagged.is_explicit);
  EXPECT_EQ(flagged.published, true);
  EXPECT_EQ(flagged.published_by, "data set");
  EXPECT_EQ(flagged.basis, "published");
  EXPECT_TRUE(flagged.words.empty());
  const answers::ExplicitNote& clean = notes_["Clean Day"];
  EXPECT_EQ(clean.level, "explicit") << "its words are what is heard";
  EXPECT_EQ(clean.published, false);
  EXPECT_EQ(clean.basis, "estimated");
  EXPECT_EQ(notes_["No Words"].level, "explicit");
  EXPECT_EQ(notes_["Plain"].published, std::nullopt);
  EXPECT_EQ(notes_["Plain"].basis, "estimated");
}

TEST_F(PublishedTest, WhatIsPublishedAsExplicitIsNeverLetThrough) {
  answers::RecommendRequest request;
  request.about = {"love"};
  request.n = 400;
  request.artist_cap = 0;
  const auto titles = [&] {
    std::set<std::string> found;
    for (const answers::RecommendedSong& song : engine_->recommend(request).songs) found.insert(song.title);
    return found;
  };
  EXPECT_TRUE(titles().contains("Quiet Harbour"));
  request.avoid_explicit = true;
  for (const bool none : {false, true}) {
    request.avoid_mild = none;
    const std::set<std::string> found = titles();
    EXPECT_TRUE(found.contains("Plain"));
    for (const char* title : {"Quiet Harbour", "Clean Day", "No Words"}) EXPECT_FALSE(found.contains(title)) << title;
  }
}

TEST_F(PublishedTest, TheFilterIsMeasuredWithoutPublishedFlags) {
  const PeopleReport report = engine_->wishes().evaluate(folder_.write("labels.csv",
                                                                       "wish,artist,title,label\n"
                                                                       "explicit,Ann Noon,Quiet Harbour,1\n"
                                                                       "explicit,Ben Dusk,Clean Day,1\n"
                                                                       "explicit,Cy Reed,No Words,1\n"
                                                                       "explicit,Dee Lane,Plain,0\n"),
                                                         kNoProgress);
  ASSERT_EQ(report.wishes.size(), 1U);
  const WishMeasure& measure = report.wishes[0];
  EXPECT_EQ(measure.judged, 4U);
  EXPECT_EQ(measure.n, 3U) << "a song without words has no estimate";
  EXPECT_EQ(measure.precision, 1.0);
  EXPECT_EQ(measure.recall, 0.5);
  EXPECT_DOUBLE_EQ(measure.auc.value(), 0.75);
}

TEST_F(WishesTest, AWishIsLearnedAskedForAndForgotten) {
  const std::filesystem::path yes = folder_.write("yes.txt", names("death", 15, true));
  const std::filesystem::path no = folder_.write("no.txt", names("death", 15, false));
  const LearnedReport report = engine_->wishes().learn({"graves", yes.string(), no.string()}, kNoProgress);
  EXPECT_EQ(report.wish.yes, 15U);
  EXPECT_EQ(report.not_found, 0U);
  EXPECT_GT(report.wish.auc, 0.7);
  EXPECT_FALSE(report.reasons.for_it.empty());
  EXPECT_FALSE(about({"graves"}).songs.empty());
  EXPECT_EQ(engine_->wishes().list().back().name, "graves");
  EXPECT_THAT(engine_->wishes().exported("graves"), HasSubstr("name graves"));
  engine_->wishes().forget("graves");
  EXPECT_EQ(error_of([&] { engine_->wishes().forget("graves"); }).kind(), ErrorKind::not_found);
}

TEST_F(WishesTest, WhatCannotBeLearnedIsOneClearLine) {
  const std::string yes = folder_.write("yes.txt", names("death", 15, true)).string();
  const std::string few = folder_.write("few.txt", names("death", 3, false)).string();
  const auto refusal = [&](const char* name, const std::string& meant, const std::string& other) {
    return std::string(error_of([&] { (void)engine_->wishes().learn({name, meant, other}, kNoProgress); }).what());
  };
  EXPECT_THAT(refusal("graves", yes, few), HasSubstr("no has 3"));
  EXPECT_THAT(refusal("graves", yes, yes), HasSubstr("is both a yes and a no"));
  EXPECT_THAT(refusal("graves", yes, "nowhere"), HasSubstr("neither a file nor a saved list"));
  EXPECT_THAT(refusal("love", yes, few), HasSubstr("comes with Leitmotif"));
  EXPECT_THAT(refusal("My Wish", yes, few), HasSubstr("small letters"));
}

TEST_F(WishesTest, WishesAreMeasuredAgainstWhatPeopleSay) {
  std::string csv = "wish,artist,title,label\n";
  for (const WishScore& song : engine_->wishes().score("death", kNoProgress))
    if (song.score)
      csv += "death,\"" + song.artist + "\",\"" + song.title + "\"," + (*song.score > 0.5 ? "1" : "0") + "\n";
  const PeopleReport report =
      engine_->wishes().evaluate(folder_.write("labels.csv", csv + "luck,a,b,1\n"), kNoProgress);
  ASSERT_EQ(report.wishes.size(), 1U);
  EXPECT_DOUBLE_EQ(report.wishes[0].auc.value(), 1);
  EXPECT_DOUBLE_EQ(report.wishes[0].first_10, 1);
  EXPECT_FALSE(report.wishes[0].topic.empty());
  EXPECT_THAT(report.unknown, ::testing::ElementsAre("luck"));
  const Error error =
      error_of([&] { (void)engine_->wishes().evaluate(folder_.write("bad.csv", "wish,artist,title\n"), kNoProgress); });
  EXPECT_THAT(error.what(), HasSubstr("column 'label' is missing"));
}

}  // namespace
}  // namespace leitmotif::people
