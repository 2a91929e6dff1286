// `import` from outside: what it reports, what it keeps, what it leaves out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

#include <csignal>

#include "cli/stranger.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/files.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;

class ImportCommand : public Stranger {
 protected:
  ImportCommand() { write_small_model(path("model")); }
  [[nodiscard]] Json import(const std::string& file) const { return json({"import", file, "--model", path("model")}); }
  /// Checks what became of the rows.
  static void expect_became(const Json& report, int imported, int updated, int rejected) {
    EXPECT_EQ(report["imported"], imported);
    EXPECT_EQ(report["updated"], updated);
    EXPECT_EQ(report["rejected"], rejected);
  }
  [[nodiscard]] Json songs() const { return json({"songs", "-n", "100", "--model", path("model")})["songs"]; }
};

TEST_F(ImportCommand, ReportsWhatItDidAndKeepsIdsTheNextTime) {
  const std::string csv = file("songs.csv",
                               "artist_name,track_name,release_date,genre,lyrics,topic\n"
                               "Ann,One,1999,pop,teardrop,sadness\nBob,Two,2001,rock,knife,violence\n");
  const Json first = import(csv);
  EXPECT_EQ(first["read"], 2);
  expect_became(first, 2, 0, 0);
  EXPECT_TRUE(first["rejects_file"].is_null());
  EXPECT_TRUE(first["seconds"].is_number());
  const Json before = songs();
  const Json second = import(csv);
  EXPECT_EQ(second["imported"], 0);
  EXPECT_EQ(second["updated"], 2);
  EXPECT_EQ(songs(), before);
  EXPECT_EQ(before[0]["topic"], "sadness");
}

TEST_F(ImportCommand, AlbumCodeAndLengthOfARowAreKept) {
  (void)import(file("a.csv",
                    "artist,title,album,isrc,duration_ms,lyrics\n"
                    "Ann,One,Greatest Hits,us-abc-99-12345,201000,teardrop\nBob,Two,Greatest Hits,,,knife\n"));
  const Json one = json({"song", "1", "--model", path("model")});
  EXPECT_EQ(one["album"], "Greatest Hits");
  EXPECT_EQ(one["isrc"], "USABC9912345");
  EXPECT_EQ(one["length_ms"], 201000);
  (void)import(file("b.csv", "artist,title,album,lyrics\nAnn,One,Best Of,teardrop\n"));
  const Json again = json({"song", "1", "--model", path("model")});
  EXPECT_EQ(again["album"], "Best Of");
  EXPECT_EQ(again["isrc"], "USABC9912345") << "what a row does not say stays";
}

TEST_F(ImportCommand, IdsOfARowAreKeptAndThoseOfOtherDatabasesAreNone) {
  const std::string recording = "0a0b0c0d-0000-4111-8222-333344445555";
  const std::string release = "11111111-2222-3333-4444-555555555555";
  (void)import(file("a.csv", "artist,title,recording_mbid,mb_albumid,artist_id,lyrics\nAnn,One," + recording +
                                 ",urn:uuid:" + release + ",42,teardrop\n"));
  const Json one = json({"song", "1", "--model", path("model")});
  EXPECT_EQ(one["recording_id"], recording);
  EXPECT_EQ(one["release_id"], release);
  EXPECT_FALSE(one.contains("artist_id"));
}

TEST_F(ImportCommand, AFolderOfLyricFilesIsRead) {
  (void)file("lyrics/Ann - One.txt", "teardrop\nteardrop");
  (void)file("lyrics/sub/03 - Bob - Two.lrc", "[00:01.00]knife\n[00:02.00]knife\n");
  (void)file("lyrics/empty.txt", "");
  (void)file("lyrics/song.mp3", "x");
  (void)file("lyrics/beside.srt", "1\n00:00:01,000 --> 00:00:02,000\nhi\n");
  const Json preview = json({"import", path("lyrics"), "--dry-run"});
  EXPECT_EQ(preview["imported"], 2);
  const Json report = import(path("lyrics"));
  EXPECT_EQ(report["read"], 4);
  EXPECT_EQ(report["imported"], 2);
  EXPECT_EQ(report["rejected"], 2);
  EXPECT_EQ(report["passed_over"], 1);
  EXPECT_THAT(read_file(report["rejects_file"].get<std::string>(), 1U << 20U), HasSubstr("empty.txt"));
  EXPECT_EQ(import(path("lyrics"))["updated"], 2);
  EXPECT_EQ(songs()[0]["artist"], "Ann");
  EXPECT_EQ(songs()[1]["title"], "Two");
  EXPECT_EQ(songs()[1]["topic"], "violence");
  const auto classified = run({"classify", path("lyrics"), "--json", "--model", path("model")});
  EXPECT_EQ(Json::parse(classified.out).size(), 2U);
  EXPECT_THAT(classified.err, HasSubstr("2 files were left out"));
}

TEST_F(ImportCommand, AChangedLyricIsReadAgain) {
  (void)import(file("a.csv", "artist,title,lyrics\nAnn,One,teardrop\nBob,Two,knife\n"));
  (void)import(file("b.csv", "artist,title,lyrics\nAnn,One,drum\n"));
  EXPECT_EQ(songs()[0]["id"], 1);
  EXPECT_EQ(songs()[0]["topic"], "music");
  EXPECT_EQ(songs()[1]["topic"], "violence");
}

TEST_F(ImportCommand, RejectedRowsAreListedBesideTheLibrary) {
  const Json report = import(file("some.csv",
                                  "artist,title,lyrics\nAnn,One\nBob,Two,knife\nCid,,\n"
                                  "Dot,Four,\"open\nEve,Five,drum\n"));
  EXPECT_EQ(report["read"], 5);
  EXPECT_EQ(report["imported"], 2);
  EXPECT_EQ(report["rejected"], 3);
  const std::string rejects = read_file(report["rejects_file"].get<std::string>(), 1U << 20U);
  EXPECT_EQ(std::ranges::count(rejects, '\n'), 4);
  for (const std::string part :
       {"file,line,reason", "some.csv,2,", "some.csv,4,", "some.csv,5,", "cell", "neither", "quote"})
    EXPECT_THAT(rejects, HasSubstr(part));
  const Json mended = import(file("some.csv", "artist,title,lyrics\nAnn,One,drum\n"));
  EXPECT_TRUE(mended["rejects_file"].is_null());
  EXPECT_FALSE(std::filesystem::exists(report["rejects_file"].get<std::string>())) << "an old list of rejected rows";
}

/// A lyric of our own as sung.
constexpr std::string_view kSung = "The harbour bell is ringing,\nand I am far from home";

TEST_F(ImportCommand, SaysWhatItFoundOut) {
  const Json report = import(file(
      "odd.csv", "Song;Artist;Text;Year\nOne;Ann;\"" + std::string(kSung) + "\";1.5.1987\nTwo;Bob;drum knife;soon\n"));
  EXPECT_EQ(report["imported"], 2);
  EXPECT_EQ(report["form"], "mixed");
  EXPECT_EQ(report["sung"], 1);
  EXPECT_EQ(report["cleaned"], 1);
  EXPECT_EQ(report["delimiter"], "semicolon");
  EXPECT_EQ(report["columns"]["lyrics"], "Text");
  EXPECT_EQ(report["columns"]["title"], "Song");
  EXPECT_EQ(report["left_out"][0]["count"], 1);
  EXPECT_EQ(songs()[0]["year"], 1987);
  EXPECT_TRUE(songs()[1]["year"].is_null());
}

TEST_F(ImportCommand, ADryRunWritesNothing) {
  const std::string csv = file("s.csv", "Song,Words\nOne," + std::string("drum\n"));
  const Json report = json({"import", csv, "--dry-run"});
  EXPECT_EQ(report["imported"], 1);
  EXPECT_EQ(report["dry_run"], true);
  EXPECT_EQ(report["preview"][1]["column"], "Words");
  EXPECT_EQ(report["preview"][1]["read_as"], "lyrics");
  EXPECT_EQ(report["preview"][1]["examples"][0], "drum");
  EXPECT_FALSE(std::filesystem::exists(library()));
  EXPECT_EQ(json({"import", csv, "--dry-run", "--column", "title="})["columns"].contains("title"), false);
}

TEST_F(ImportCommand, RefusesWishesThatMakeNoSense) {
  const std::string csv = file("s.csv", "title,lyrics\nOne,drum\n");
  expect_refused(run({"import", csv, "--lyrics", "spoken"}), 2, "lyrics 'spoken' is not auto, sung or cleaned");
  expect_refused(run({"import", csv, "--column", "lyrics"}), 2, "VALUE=NAME");
  expect_refused(run({"import", csv, "--column", "lyrics=none"}), 2, "there is no column 'none'");
  expect_refused(run({"import", "--songbook", "--dry-run"}), 2, "--songbook takes no");
}

TEST_F(ImportCommand, RowsWithoutANameAreSongsOfTheirOwn) {
  const std::string csv = file("bare.csv", "lyrics\ndrum\nknife\nteardrop\ndrum\n");
  EXPECT_EQ(import(csv)["imported"], 3) << "the same lyric twice is one song";
  EXPECT_EQ(import(csv)["updated"], 4);
  EXPECT_EQ(songs().size(), 3U);
}

TEST_F(ImportCommand, RowsOfOneNameStayApart) {
  const std::string csv = file("same.csv",
                               "artist,title,album,lyrics\nAnn,Interlude,Quay,drum\nAnn,Interlude,Quay,knife\n"
                               "Ann,Interlude,Tide,drum\nANN,interlude,Quay,drum\nAnn,Interlude,Quay,\n");
  expect_became(import(csv), 3, 1, 1);
  const Json before = songs();
  expect_became(import(csv), 0, 4, 1);
  EXPECT_EQ(songs(), before);
}

TEST_F(ImportCommand, AFileWithoutAUsableRowLeavesNoLibrary) {
  const ProgramResult result = run({"import", file("bad.csv", "artist,title,lyrics\nAnn,One\nBob\n")});
  expect_refused(result, 4, "none of its 2 rows can be used");
  EXPECT_FALSE(std::filesystem::exists(library()));
}

TEST_F(ImportCommand, AHeaderAloneIsNoSongAndNoError) {
  EXPECT_EQ(import(file("bare.csv", "artist,title,lyrics\n"))["read"], 0);
}

TEST_F(ImportCommand, TakesStandardInput) {
  const ProgramResult result = run_on("artist,title,lyrics\nAnn,One,drum\n", {"import", "-", "--json"});
  expect_done(result);
  EXPECT_EQ(parse(result.out)["imported"], 1);
}

TEST_F(ImportCommand, TheSongbookBecomesOnesOwn) {
  const Json report = json({"import", "--songbook"});
  EXPECT_GT(report["imported"], 100);
  EXPECT_EQ(json({"import", "--songbook"})["updated"], report["imported"]);
  EXPECT_EQ(json({"recommend", "--topic", "music"})["from_songbook"], false);
}

/// A CSV file of `count` different songs about violence.
std::string many_songs(int count) {
  std::string csv = "artist,title,lyrics\n";
  for (int i = 0; i < count; ++i) csv += "Ann,Song " + std::to_string(i) + ",knife and words of no weight\n";
  return csv;
}

TEST_F(ImportCommand, CtrlCKeepsWhatWasReported) {
  const std::string csv = file("many.csv", many_songs(60000));
  ProgramOptions options;
  options.columns = 80;  // progress is for people
  bool sent = false;
  options.watch = [&](const RunningProgram& program) {
    if (sent || program.out.find("importing: ") == std::string::npos) return;
    ::kill(program.id, SIGINT);
    sent = true;
  };
  const ProgramResult result = run({"import", csv, "--model", path("model")}, options);
  ASSERT_TRUE(sent);
  EXPECT_EQ(result.status, 130);
  EXPECT_THAT(result.out, HasSubstr("leitmotif: error: stopped on request: "));
  const std::size_t last = result.out.rfind("importing: ");
  const std::size_t reported = std::stoul(result.out.substr(last + 11));
  const std::size_t kept = catalog::sqlite::open_read_only(library()).songs().size();
  EXPECT_THAT(result.out, HasSubstr("request: " + std::to_string(kept) + " songs that were imported"));
  EXPECT_GE(reported, 1U);
  EXPECT_GE(kept, reported);
  EXPECT_LT(kept, 60000U);
  const Json again = import(csv);
  EXPECT_EQ(again["updated"], kept);
  EXPECT_EQ(again["imported"], 60000 - kept);
}

TEST_F(ImportCommand, IsQuietWhenNobodyWatches) {
  const ProgramResult result = run({"import", file("many.csv", many_songs(5000)), "--model", path("model")});
  expect_done(result);
  EXPECT_THAT(result.out, HasSubstr("5000 rows read: 5000 songs imported, 0 updated, 0 rejected"));
}

}  // namespace
}  // namespace leitmotif::testing
