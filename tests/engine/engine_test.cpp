#include "leitmotif/engine/engine.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;
using testing::error_of;

const OnProgress kSilent = [](const Progress&) {};

answers::RecommendRequest songs_about(const std::string& topic, std::int64_t n = 10) {
  answers::RecommendRequest request;
  request.topic = topic;
  request.n = n;
  return request;
}

std::vector<std::string> titles(const answers::RecommendAnswer& answer) {
  std::vector<std::string> list;
  for (const Recommendation& song : answer.songs) list.push_back(song.title);
  return list;
}

class EngineTest : public ::testing::Test {
 protected:
  EngineTest() {
    settings_.library = folder_.path() / "home" / "library.db";
    settings_.model = testing::write_small_model(folder_.path() / "model");
    settings_.threads = 2;
  }
  [[nodiscard]] Engine open() const { return Engine::open(settings_); }
  [[nodiscard]] fs::path songs_file() const {
    return folder_.write("songs.csv",
                         "artist,title,year,genre,lyrics,topic\n"
                         "Ann,One,1970,rock,knife knife,music\n"
                         "Bob,Two,1980,pop,teardrop,sadness\n"
                         "Cid,Three,1990,pop,knife drum midnight,violence\n");
  }
  testing::TemporaryFolder folder_;
  places::Settings settings_;
};

TEST_F(EngineTest, ImportsAndRecommends) {
  Engine engine = open();
  std::vector<std::size_t> progress;
  const intake::ImportReport report =
      engine.import_csv(songs_file(), [&](const Progress& at) { progress.push_back(at.done); });
  EXPECT_EQ(report.read, 3U);
  EXPECT_EQ(report.imported, 3U);
  EXPECT_TRUE(report.rejects_file.empty());
  EXPECT_EQ(progress.back(), 3U);
  const answers::RecommendAnswer answer = engine.recommend(songs_about("Violence", 2), kSilent);
  EXPECT_THAT(titles(answer), ElementsAre("One", "Three"));
  EXPECT_EQ(answer.query.topic, "violence");
  EXPECT_TRUE(answer.fallback);
  EXPECT_EQ(answer.passed, 1U);
  EXPECT_FALSE(answer.from_songbook);
  EXPECT_THAT(answer.songs[0].why, ElementsAre("knife x2"));
}

TEST_F(EngineTest, RankedWithoutReasonsTheSongsAreTheSame) {
  Engine engine = open();
  (void)engine.import_csv(songs_file(), kSilent);
  answers::RecommendRequest liked;
  liked.like = {"1"};
  for (const answers::RecommendRequest& request : {songs_about("violence", 3), liked}) {
    const answers::RecommendAnswer told = engine.recommend(request, kSilent);
    const answers::RecommendAnswer ranked = engine.rank(request, kSilent);
    ASSERT_FALSE(told.songs.empty());
    ASSERT_EQ(ranked.songs.size(), told.songs.size());
    EXPECT_EQ(ranked.passed, told.passed);
    for (std::size_t i = 0; i < told.songs.size(); ++i) {
      EXPECT_EQ(ranked.songs[i].id, told.songs[i].id);
      EXPECT_EQ(ranked.songs[i].score, told.songs[i].score);
      EXPECT_EQ(ranked.songs[i].mixture, told.songs[i].mixture);
      EXPECT_EQ(ranked.songs[i].inferred, told.songs[i].inferred);
      EXPECT_TRUE(ranked.songs[i].why.empty());
    }
  }
}

TEST_F(EngineTest, ListsAreSearchedInAllLanguagesAsSongsAre) {
  Engine engine = open();
  LabelledSong song;
  song.song.artist = "Ana";
  song.song.title = "Abrazo";
  song.song.form = LyricsForm::sung;
  song.song.lyrics =
      "Abrázame, mi amor, que la noche es tan fría\nTus labios me besan y mi corazón te quería\n"
      "No me digas adiós, mujer, abrázame más\n";
  (void)engine.put_songs({song});
  for (const char* words : {"heart", "cold night", "corazón"}) {
    answers::BrowseRequest request;
    request.words = words;
    EXPECT_EQ(engine.songs(words, 5, 0).total, 1U) << words;
    const answers::SongList list = engine.browse(request);
    ASSERT_EQ(list.songs.size(), 1U) << words;
    EXPECT_EQ(list.songs[0].head.title, "Abrazo");
    EXPECT_EQ(list.corrected, "") << words;
  }
}

TEST_F(EngineTest, AYearThatNoSongHasInItsWordsMeansTheSongsOfThen) {
  Engine engine = open();
  const auto song_of = [](const char* title, int year, const char* lyrics) {
    LabelledSong song;
    song.song.artist = "Ann";
    song.song.title = title;
    song.song.year = year;
    song.song.lyrics = lyrics;
    return song;
  };
  (void)engine.put_songs({song_of("Rain", 1973, "rain falls"), song_of("Snow", 1979, "snow falls"),
                          song_of("1999", 1982, "party"), song_of("Late", 1999, "rain again")});
  const auto titles = [&](const char* words, std::optional<recommend::YearRange> years = {}) {
    answers::BrowseRequest request;
    request.words = words;
    request.years = years;
    std::vector<std::string> found;
    for (const answers::SongLine& line : engine.browse(request).songs) found.push_back(line.head.title);
    return found;
  };
  using ::testing::ElementsAre;
  EXPECT_THAT(titles("1973"), ElementsAre("Rain"));
  EXPECT_THAT(titles("1970s"), ElementsAre("Rain", "Snow"));
  EXPECT_THAT(titles("falls 1979"), ElementsAre("Snow"));
  EXPECT_THAT(titles("1979 party"), ::testing::IsEmpty());
  EXPECT_THAT(titles("1999"), ElementsAre("1999")) << "words come first";
  EXPECT_THAT(titles("1998"), ::testing::IsEmpty()) << "a number is not corrected to another";
  EXPECT_THAT(titles("1973", recommend::YearRange{1979, 1979}), ::testing::IsEmpty());
}

TEST_F(EngineTest, SongsOfTheSongbookGoIntoAListThatWasEmpty) {
  Engine engine = open();
  const std::int64_t list = engine.save_list("new", {}, catalog::IfTaken::refuse).value();
  const catalog::SongHead song = engine.songs("", 1, 0).songs[0].head;
  EXPECT_EQ(error_of([&] { (void)engine.replace_list(list + 1, "none", {song.id}); }).kind(), ErrorKind::not_found);
  EXPECT_TRUE(engine.songs("", 1, 0).from_songbook);
  ASSERT_TRUE(engine.replace_list(list, "new", {song.id}));
  const std::vector<std::int64_t> kept = engine.list(list).songs;
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(engine.song(kept[0]).head.title, song.title);
  EXPECT_FALSE(engine.songs("", 1, 0).from_songbook);
}

TEST_F(EngineTest, AskingMakesNoLibrary) {
  Engine engine = open();
  EXPECT_TRUE(engine.recommend(songs_about("music"), kSilent).from_songbook);
  EXPECT_TRUE(engine.songs("", 5, 0).from_songbook);
  EXPECT_FALSE(fs::exists(settings_.library.parent_path()));
}

TEST_F(EngineTest, AnEmptyLibraryAnswersFromTheSongbookToo) {
  (void)catalog::sqlite::open(settings_.library);
  EXPECT_TRUE(open().songs("", 5, 0).from_songbook);
  EXPECT_EQ(catalog::sqlite::open(settings_.library).songs().size(), 0U);
}

TEST_F(EngineTest, TheSongbookGivesWayToTheFirstOwnSong) {
  Engine engine = open();
  EXPECT_TRUE(engine.songs("", 5, 0).from_songbook);
  (void)engine.import_csv(songs_file(), kSilent);
  const answers::SongList own = engine.songs("", 5, 0);
  EXPECT_FALSE(own.from_songbook);
  ASSERT_EQ(own.songs.size(), 3U);
  EXPECT_EQ(own.songs[1].topic, "sadness");
}

TEST_F(EngineTest, AnotherModelReadsTheSongsAgain) {
  Engine before = open();
  (void)before.import_csv(songs_file(), kSilent);
  const double sharp = before.recommend(songs_about("violence", 1), kSilent).songs[0].score;
  settings_.model = testing::write_small_model(folder_.path() / "milder", 3);
  Engine after = open();
  std::size_t read = 0;
  const answers::RecommendAnswer answer =
      after.recommend(songs_about("violence", 1), [&](const Progress& progress) { read = progress.done; });
  EXPECT_EQ(read, 3U);
  EXPECT_LT(answer.songs[0].score, sharp);
  EXPECT_EQ(after.songs("", 5, 0).songs[0].topic, "violence");
  // What the first model said is still there.
  std::size_t again = 0;
  (void)before.recommend(songs_about("violence"), [&](const Progress&) { ++again; });
  EXPECT_EQ(again, 0U);
}

TEST_F(EngineTest, ACancelledImportKeepsWhatWasReported) {
  std::string csv = "artist,title,lyrics\n";
  for (int i = 0; i < 10000; ++i) csv += "Ann,Song " + std::to_string(i) + ",knife\n";
  const fs::path file = folder_.write("many.csv", csv);
  Engine engine = open();
  std::size_t reported = 0;
  const OnProgress stop = [&](const Progress& progress) {
    reported = progress.done;
    if (reported > 0) throw Error(ErrorKind::cancelled, "enough");
  };
  EXPECT_EQ(error_of([&] { (void)engine.import_csv(file, stop); }).kind(), ErrorKind::cancelled);
  EXPECT_GT(reported, 0U);
  const std::size_t kept = catalog::sqlite::open(settings_.library).songs().size();
  EXPECT_GE(kept, reported) << "what was reported is kept; a batch that was being written then may be there too";
  const intake::ImportReport rest = engine.import_csv(file, kSilent);
  EXPECT_EQ(rest.updated, kept);
  EXPECT_EQ(rest.imported, 10000 - kept);
}

TEST_F(EngineTest, RefusesWishesThatMakeNoSense) {
  Engine engine = open();
  (void)engine.import_csv(songs_file(), kSilent);
  const auto refused = [&](const std::function<void(answers::RecommendRequest&)>& change) {
    answers::RecommendRequest request = songs_about("music");
    change(request);
    return error_of([&] { (void)engine.recommend(request, kSilent); });
  };
  EXPECT_THAT(refused([](auto& wish) { wish.topic = "joy"; }).what(), HasSubstr("known: feelings, music"));
  EXPECT_THAT(refused([](auto& wish) { wish.genres = {"polka"}; }).what(), HasSubstr("known: rock, pop"));
  for (const auto& change : std::vector<std::function<void(answers::RecommendRequest&)>>{
           [](auto& wish) { wish.topic = "joy"; }, [](auto& wish) { wish.genres = {"polka"}; },
           [](auto& wish) { wish.genres = {""}; }, [](auto& wish) { wish.n = 0; },
           [](auto& wish) { wish.threshold = 1.5; }, [](auto& wish) { wish.artist_cap = -1; },
           [](auto& wish) {
             wish.years = recommend::YearRange{2000, 1990};
           }})
    EXPECT_EQ(refused(change).kind(), ErrorKind::invalid_argument);
  EXPECT_EQ(refused([](auto& wish) { wish.n = 10001; }).kind(), ErrorKind::resource_limit);
}

}  // namespace
}  // namespace leitmotif::engine
