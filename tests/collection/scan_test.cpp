#include "leitmotif/collection/scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <regex>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/collection/doctor.hpp"
#include "leitmotif/collection/read_only_file.hpp"
#include "leitmotif/collection/read_song.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/text/no_lyric.hpp"
#include "support/collection_files.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/silent_music.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::collection {
namespace {

namespace fs = std::filesystem;
using testing::CollectionFile;

class OwnSongs : public ::testing::Test {
 protected:
  ScanReport scan(const std::string& folder = "music", const std::string& order = "") {
    ScanRequest request;
    request.folder = folder_.path() / folder;
    if (!order.empty()) request.order = collection::parse_lyric_order(order);
    return collection::scan(library_, reader_, request, [](const Progress&) {});
  }
  void write(const CollectionFile& file) { folder_.write("music/" + file.path, file.bytes); }
  fs::path place(const std::string& path) const { return fs::canonical(folder_.path()) / "music" / path; }
  std::map<std::string, catalog::FileRow> rows() const {
    std::map<std::string, catalog::FileRow> rows;
    for (const catalog::FileRow& row : library_.files().below("/")) rows[row.path.native()] = row;
    return rows;
  }
  catalog::FileRow row_of(const std::string& path) const { return rows()[place(path).native()]; }
  Song song_at(const std::string& path) const {
    const auto id = row_of(path).song;
    return id ? library_.songs().song(*id)->song : Song{};
  }
  std::string flac(const std::string& title, const std::string& lyric) const {
    return testing::silent_flac({{"TITLE", title}, {"ARTIST", "Ada"}, {"LYRICS", lyric}});
  }

  const testing::TemporaryFolder folder_;
  catalog::Catalog library_ = catalog::sqlite::open(folder_.path() / "library.db");
  const reading::Reader reader_ =
      reading::Reader::load(testing::write_small_model(folder_.path() / "small.safetensors"));
};

/// Reasons by file name.
std::map<std::string, std::string> by_name(const std::vector<Rejected>& rows) {
  std::map<std::string, std::string> reasons;
  for (const Rejected& row : rows) reasons[fs::path(row.source).filename().string()] = row.reason;
  return reasons;
}

TEST_F(OwnSongs, EveryLyricIsRightAndEveryDefectIsNamed) {
  std::vector<CollectionFile> files = testing::lyric_files();
  ASSERT_GE(files.size(), 60U);
  for (CollectionFile& file : testing::music_files()) files.push_back(std::move(file));
  for (const CollectionFile& file : files) write(file);
  const ScanReport report = scan();
  EXPECT_EQ(report.files, files.size());
  const auto refused = by_name(report.rejected);
  std::map<std::string, std::string> kinds;
  for (const Finding& finding : examine_lyrics(library_).findings) kinds[finding.file] += finding.kind + " ";
  for (const CollectionFile& file : files) {
    SCOPED_TRACE(file.path);
    EXPECT_EQ(song_at(file.path).lyrics, file.path.starts_with("beside/") && !row_of(file.path).fingerprint
                                             ? song_at(file.path).lyrics
                                             : file.lyric);
    const std::string name = fs::path(file.path).filename().string();
    std::string kind = kinds[place(file.path).string()];
    // Most files hold the same words, so that they are told as duplicates too.
    if (file.defect != "duplicate") kind = std::regex_replace(kind, std::regex("duplicate "), "");
    // Files in old encodings are told as repaired, whatever else there is to say.
    kind = std::regex_replace(kind, std::regex("repaired "), "");
    if (refused.contains(name)) {
      EXPECT_THAT(refused.at(name), HasSubstr(file.defect));
      EXPECT_FALSE(file.defect.empty());
      EXPECT_EQ(kind, "unreadable ");
    } else {
      EXPECT_EQ(kind, file.defect.empty() ? "" : file.defect + " ");
    }
  }
}

TEST_F(OwnSongs, TagsAreReadInEveryFormat) {
  const std::string id = "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";
  const testing::TagFields fields = {{"TITLE", "One"},
                                     {"ARTIST", "Ada"},
                                     {"ALBUM", "Doors"},
                                     {"DATE", "1999-05-01"},
                                     {"GENRE", "Folk"},
                                     {"LANGUAGE", "eng"},
                                     {"MUSICBRAINZ_TRACKID", id},
                                     {"ISRC", "US-ABC-99-12345"},
                                     {"ALBUMARTIST", "The Wrens"},
                                     {"DISCNUMBER", "2"},
                                     {"TRACKNUMBER", "03/12"}};
  write({"a.flac", testing::silent_flac(fields), "", ""});
  write({"b.ogg", testing::silent_vorbis(fields), "", ""});
  write({"c.opus", testing::silent_opus(fields), "", ""});
  write({"d.m4a",
         testing::silent_m4a({{"\xA9nam", "One"},
                              {"\xA9"
                               "ART",
                               "Ada"},
                              {"\xA9"
                               "alb",
                               "Doors"},
                              {"\xA9"
                               "day",
                               "1999-05-01"},
                              {"\xA9gen", "Folk"},
                              {"LANGUAGE", "eng"},
                              {"MusicBrainz Track Id", id},
                              {"ISRC", "usabc9912345"}}),
         "", ""});
  write({"e.mp3",
         testing::silent_mp3(testing::id3v2(
             {testing::id3_text("TIT2", "One"), testing::id3_text("TPE1", "Ada"), testing::id3_text("TALB", "Doors"),
              testing::id3_text("TDRC", "1999-05-01"), testing::id3_text("TCON", "Folk"),
              testing::id3_text("TLAN", "eng"), testing::id3_text("TSRC", "USABC9912345"),
              testing::id3_text("TPE2", "The Wrens"), testing::id3_text("TPOS", "2/2"), testing::id3_text("TRCK", "3"),
              testing::id3_frame("UFID", "http://musicbrainz.org" + std::string("\0", 1) + id)})),
         "", ""});
  const ScanReport report = scan();
  EXPECT_THAT(report.rejected, IsEmpty());
  ASSERT_EQ(library_.songs().size(), 1U) << "one song in five formats";
  for (const char* name : {"a.flac", "b.ogg", "c.opus", "d.m4a", "e.mp3"}) {
    SCOPED_TRACE(name);
    fs::remove(folder_.path() / "one.db");
    catalog::Catalog alone = catalog::sqlite::open(folder_.path() / "one.db");
    fs::create_directories(folder_.path() / "one");
    fs::copy_file(place(name), folder_.path() / "one" / name);
    ScanRequest request;
    request.folder = folder_.path() / "one";
    collection::scan(alone, reader_, request, [](const Progress&) {});
    const Song song = alone.songs().song(1).value().song;
    EXPECT_EQ(song.artist + "|" + song.title + "|" + song.genre + "|" + std::to_string(song.year.value_or(0)),
              "Ada|One|folk|1999");
    const catalog::SongFacts details = alone.files().facts_of(std::array{std::int64_t{1}}).front().value();
    EXPECT_EQ(details.album + "|" + details.language + "|" + details.ids.recording_id, "Doors|eng|" + id);
    EXPECT_EQ(details.ids.isrc, "USABC9912345");
    if (std::string(name) != "d.m4a") {  // whose numbers are no texts
      EXPECT_EQ(details.album_artist, "The Wrens");
      EXPECT_EQ(details.disc, 2);
      EXPECT_EQ(details.track, 3);
    }
    EXPECT_THAT(details.length_ms.value_or(0), ::testing::AllOf(::testing::Gt(300), ::testing::Lt(700)));
    fs::remove_all(folder_.path() / "one");
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(folder_.path() / (std::string("one.db") + end));
  }
}

TEST_F(OwnSongs, TheOrderOfLyricsCanBeSet) {
  write({"a.flac", flac("One", "from the tag"), "", ""});
  write({"a.lrc", "[00:01.00]from the lrc\n[00:02.00]file", "", ""});
  write({"a.txt", "from the txt", "", ""});
  scan();
  EXPECT_EQ(song_at("a.flac").lyrics, "from the lrc\nfile");
  EXPECT_EQ(scan("music", "txt,tag").unchanged, 0U) << "another order is another reading";
  EXPECT_EQ(song_at("a.flac").lyrics, "from the txt");
  scan("music", "tag");
  EXPECT_EQ(song_at("a.flac").lyrics, "from the tag");
  EXPECT_EQ(library_.songs().size(), 1U);
  for (const char* bad : {"", "mp3", "lrc,lrc", "lrc,"})
    EXPECT_EQ(testing::error_of([&] { (void)collection::parse_lyric_order(bad); }).kind(), ErrorKind::invalid_argument);
}

TEST_F(OwnSongs, ALyricFileIsNamedAfterTheSongOfItsTags) {
  const std::vector<std::pair<std::string, std::string>> lyrics = {
      {"a/Wide River.txt", "the wide river\nholds the lantern light\n"},
      {"b/Ada - Wide River.lrc", "[00:01.00]the wide river\n"},
      {"c/Wide River - Ada.txt", "the wide river\n"},
      {"d/07 Wide River.txt", "the wide river\n"},
      {"e/ada_wide_river.txt", "the wide river\n"},
      {"f/words.lrc", "[ti:Wide River]\n[ar:Ada]\n[00:01.00]the wide river\n"},
      {"g/lyrics/Ada - Wide River (2011 Remaster).txt", "the wide river\n"}};
  for (const auto& [path, text] : lyrics) {
    folder_.write("music/" + path, text);
    folder_.write("music/" + path.substr(0, 1) + "/track.flac", flac("Wide River", ""));
    folder_.write("music/" + path.substr(0, 1) + "/other.flac", flac("Stone Bridge", ""));
  }
  EXPECT_EQ(scan().songs, 2 * lyrics.size());
  for (const auto& [path, text] : lyrics) {
    EXPECT_THAT(song_at(path.substr(0, 1) + "/track.flac").lyrics, ::testing::HasSubstr("the wide river")) << path;
    EXPECT_EQ(song_at(path.substr(0, 1) + "/other.flac").lyrics, "") << path;
  }
  const ScanReport second = scan();
  EXPECT_EQ(second.unchanged, 2 * lyrics.size());
  EXPECT_EQ(second.imported + second.updated, 0U);
}

TEST_F(OwnSongs, ALyricFileThatMayBeOfSeveralSongsStaysOne) {
  folder_.write("music/a/Wide River.txt", "the wide river\n");
  folder_.write("music/a/1.flac", flac("Wide River", ""));
  folder_.write("music/a/2.flac", testing::silent_flac({{"TITLE", "Wide River"}, {"ARTIST", "Ben"}}));
  folder_.write("music/b/Ben - Wide River.txt", "the wide river\n");
  folder_.write("music/b/1.flac", flac("Wide River", ""));
  folder_.write("music/c/Interlude.txt", "the wide river\n");
  folder_.write("music/c/1.flac", flac("Interlude", ""));
  EXPECT_EQ(scan().songs, 7U);
  // Of two editions the one that is named.
  folder_.write("music/d/Wide River (Live).txt", "the river live\n");
  folder_.write("music/d/1.flac", flac("Wide River", ""));
  folder_.write("music/d/2.flac", flac("Wide River (Live)", ""));
  scan();
  EXPECT_EQ(song_at("d/1.flac").lyrics, "");
  EXPECT_EQ(song_at("d/2.flac").lyrics, "the river live");
}

TEST_F(OwnSongs, ATitleMayNameTheArtistWhenNothingElseDoes) {
  const auto named = [&](const std::string& file, const std::string& title, const std::string& artist) {
    folder_.write("music/" + file, testing::silent_flac({{"TITLE", title}, {"ARTIST", artist}}));
  };
  named("a.flac", "Ada Noon - Wide River", "");
  named("b.flac", "Wide River - Live", "");
  named("c.flac", "Ada Noon - Wide River", "Ben");
  named("Ada Noon - Stone Bridge.flac", "\u3000", " ");
  scan();
  EXPECT_EQ(song_at("a.flac").artist, "Ada Noon");
  EXPECT_EQ(song_at("a.flac").title, "Wide River");
  EXPECT_EQ(song_at("b.flac").title, "Wide River - Live");
  EXPECT_EQ(song_at("c.flac").title, "Ada Noon - Wide River");
  EXPECT_EQ(song_at("Ada Noon - Stone Bridge.flac").title, "Stone Bridge");
}

TEST_F(OwnSongs, ASecondScanReadsNothing) {
  for (const CollectionFile& file : testing::music_files()) write(file);
  const ScanReport first = scan();
  const ScanReport second = scan();
  EXPECT_EQ(second.unchanged, first.songs + 2) << "two are refused, and are not tried again either";
  EXPECT_EQ(second.imported + second.updated + second.moved + second.gone, 0U);
  EXPECT_EQ(second.songs, first.songs);
  EXPECT_EQ(second.with_lyrics, first.with_lyrics);
  EXPECT_EQ(second.instrumental, first.instrumental);
  EXPECT_EQ(by_name(second.rejected), by_name(first.rejected));
}

TEST_F(OwnSongs, AChangeThatLeavesSizeAndTimeIsNoticed) {
  write({"a.flac", flac("One", "first words"), "", ""});
  scan();
  const auto time = fs::last_write_time(place("a.flac"));
  write({"a.flac", flac("One", "other words"), "", ""});
  fs::last_write_time(place("a.flac"), time);
  scan();
  EXPECT_EQ(song_at("a.flac").lyrics, "other words");
}

TEST_F(OwnSongs, AMovedFileStaysItsSong) {
  write({"a.flac", flac("One", "words"), "", ""});
  write({"b.txt", "a lyric about the sea", "", ""});
  scan();
  const auto song = row_of("a.flac").song;
  const auto lyric = row_of("b.txt").song;
  fs::create_directories(place("new"));
  fs::rename(place("a.flac"), place("new/renamed.flac"));
  fs::rename(place("b.txt"), place("new/another name.txt"));
  const ScanReport report = scan();
  EXPECT_EQ(report.moved, 2U);
  EXPECT_EQ(report.gone, 0U);
  EXPECT_EQ(row_of("new/renamed.flac").song, song);
  EXPECT_EQ(row_of("new/another name.txt").song, lyric);
  EXPECT_EQ(song_at("new/another name.txt").title, "another name");
  EXPECT_EQ(library_.songs().size(), 2U);
  EXPECT_EQ(rows().size(), 2U);
}

TEST_F(OwnSongs, AFolderThatCouldNotBeListedIsToldOfUntilItCan) {
  write({"a.flac", flac("One", "words"), "", ""});
  scan();
  // As a scan notes it; who runs the tests may be allowed to list every folder.
  catalog::FileRow folder;
  folder.path = place("locked");
  folder.kind = catalog::FileKind::other;
  folder.refusal = std::string(kCannotList) + ": Permission denied";
  library_.files().note(std::array{folder});
  const DoctorReport report = examine_lyrics(library_);
  EXPECT_EQ(report.files, 1U);
  EXPECT_EQ(report.counts.at("unreadable"), 1U);
  EXPECT_THAT(report.findings.back().reason, HasSubstr("Permission denied"));
  const ScanReport again = scan();
  EXPECT_EQ(again.gone, 0U);
  EXPECT_FALSE(examine_lyrics(library_).counts.contains("unreadable")) << "it can be listed, or is no longer there";
}

TEST_F(OwnSongs, AVanishedFileIsMarkedAndComesBack) {
  write({"a.flac", flac("One", "words"), "", ""});
  scan();
  fs::rename(place("a.flac"), folder_.path() / "elsewhere");
  EXPECT_EQ(scan().gone, 1U);
  EXPECT_TRUE(row_of("a.flac").gone);
  EXPECT_EQ(library_.files().places_of(std::array{std::int64_t{1}}).front(), std::nullopt);
  EXPECT_EQ(examine_lyrics(library_).counts.at("vanished"), 1U);
  fs::rename(folder_.path() / "elsewhere", place("a.flac"));
  scan();
  EXPECT_EQ(library_.files().places_of(std::array{std::int64_t{1}}).front(), place("a.flac"));
  EXPECT_EQ(library_.songs().size(), 1U);
}

TEST_F(OwnSongs, OddFoldersAreListedAndTheScanGoesOn) {
  write({"good.flac", flac("One", "words"), "", ""});
  write({"closed/a.flac", flac("Two", "words"), "", ""});
  write({"caf\xE9.txt", "a lyric about the sea", "", ""});
  write({"loop/x.txt", "another lyric about the sea", "", ""});
  fs::create_directory_symlink(place("loop"), place("loop/round"));
  fs::create_symlink("circle-b.mp3", place("circle-a.mp3"));
  fs::create_symlink("circle-a.mp3", place("circle-b.mp3"));
  fs::create_symlink("nowhere.mp3", place("broken.mp3"));
  fs::create_symlink("good.flac", place("again.flac"));
  ASSERT_EQ(::mkfifo(place("pipe.mp3").c_str(), 0600), 0);
  write({"secret.flac", flac("Three", "words"), "", ""});
  ASSERT_EQ(::chmod(place("closed").c_str(), 0), 0);
  ASSERT_EQ(::chmod(place("secret.flac").c_str(), 0), 0);
  const ScanReport report = scan();
  ::chmod(place("closed").c_str(), 0700);
  const auto refused = by_name(report.rejected);
  const auto noted = by_name(report.notes);
  EXPECT_THAT(refused.at("circle-a.mp3"), HasSubstr("round in a circle"));
  EXPECT_THAT(refused.at("broken.mp3"), HasSubstr("leads nowhere"));
  EXPECT_THAT(refused.at("pipe.mp3"), HasSubstr("not a plain file"));
  EXPECT_THAT(noted.at("round"), HasSubstr("was read already"));
  EXPECT_THAT(noted.at("again.flac"), HasSubstr("was read already"));
  EXPECT_THAT(noted.at("caf\\xE9.txt"), HasSubstr("not UTF-8"));
  EXPECT_EQ(song_at("good.flac").title, "One");
  EXPECT_EQ(song_at("caf\xE9.txt").title, "caf\u00E9");
  if (::geteuid() == 0) return;  // root may look at everything
  EXPECT_THAT(refused.at("closed"), HasSubstr("cannot list the folder"));
  EXPECT_THAT(refused.at("secret.flac"), HasSubstr("cannot open"));
}

TEST_F(OwnSongs, FilesThatVanishOrGrowWhileTheFolderIsScanned) {
  // More than one batch, so that the last files are changed after they were found and before they are read.
  constexpr int kFiles = 600;
  const auto name = [](int i) { return "song" + std::to_string(1000 + i) + ".txt"; };
  for (int i = 0; i < kFiles; ++i) write({name(i), "walking home number " + std::to_string(i), "", ""});
  ScanRequest request;
  request.folder = folder_.path() / "music";
  bool done = false;
  const ScanReport report = collection::scan(library_, reader_, request, [&](const Progress& at) {
    if (done || at.what != "scanning") return;
    done = true;
    for (int i = kFiles - 20; i < kFiles - 10; ++i) fs::remove(place(name(i)));
    for (int i = kFiles - 10; i < kFiles; ++i) std::ofstream(place(name(i)), std::ios::app) << "\nand further on";
  });
  ASSERT_TRUE(done);
  const auto refused = by_name(report.rejected);
  for (int i = kFiles - 20; i < kFiles - 10; ++i) EXPECT_THAT(refused.at(name(i)), HasSubstr("vanished")) << name(i);
  EXPECT_EQ(report.songs, static_cast<std::size_t>(kFiles - 10));
  (void)scan();
  for (int i = kFiles - 10; i < kFiles; ++i)
    EXPECT_THAT(song_at(name(i)).lyrics, ::testing::EndsWith("and further on")) << name(i);
}

/// What the scan asks after reading a file: the refusal "changed while it was read" hangs on it.
TEST_F(OwnSongs, AFileThatGrowsWhileItIsReadIsNoticed) {
  write({"growing.txt", "a lyric about the sea", "", ""});
  const collection::ReadOnlyFile file(place("growing.txt"));
  EXPECT_EQ(file.read_at(0, 100), "a lyric about the sea");
  EXPECT_TRUE(file.is_unchanged());
  std::ofstream(place("growing.txt"), std::ios::app) << "\nand the shore";
  EXPECT_FALSE(file.is_unchanged());
}

TEST_F(OwnSongs, AFolderThatIsNotThereIsSaid) {
  EXPECT_EQ(testing::error_of([&] { scan("nowhere"); }).kind(), ErrorKind::not_found);
  folder_.write("file", "x");
  EXPECT_EQ(testing::error_of([&] { scan("file"); }).kind(), ErrorKind::io);
}

TEST_F(OwnSongs, AForeignLyricIsCarriedOver) {
  write({"a.txt",
         "Ich gehe heute durch die Stadt und denke an den Kuss\nDer Regen f\u00E4llt auf alle D\u00E4cher hier\n"
         "und niemand wei\u00DF, was er verloren hat",
         "", ""});
  EXPECT_EQ(scan().not_english, 0U);
  EXPECT_EQ(library_.scores().of(reader_.model().id(), 1)->counted_words, 1);
  const catalog::SongFacts facts = *library_.files().facts_of(std::array{std::int64_t{1}}).front();
  EXPECT_TRUE(facts.classified);
  EXPECT_EQ(facts.language, "de");
  const Finding finding = examine_lyrics(library_).findings.at(0);
  EXPECT_EQ(finding.kind, "not-english");
  EXPECT_EQ(finding.reason.substr(0, 22), "the lyric is German: 1");
}

TEST_F(OwnSongs, ALyricThatCannotBeCarriedOverIsNotClassifiedAndNotGuessedLater) {
  write({"a.txt",
         "Jag g\u00E5r igenom staden idag och t\u00E4nker kiss kiss kiss\nRegnet faller p\u00E5 alla tak h\u00E4r\n"
         "och ingen vet vad han har f\u00F6rlorat",
         "", ""});
  EXPECT_EQ(scan().not_english, 1U);
  EXPECT_EQ(library_.scores().of(reader_.model().id(), 1)->counted_words, 0);
  EXPECT_FALSE(library_.files().facts_of(std::array{std::int64_t{1}}).front()->classified);
  const Finding finding = examine_lyrics(library_).findings.at(0);
  EXPECT_EQ(finding.reason, "the lyric is Swedish: not English, not classified");
  EXPECT_FALSE(finding.advice.empty());
}

TEST_F(OwnSongs, CanBeRecommendedAtOnce) {
  write({"a.flac", flac("One", "kiss kiss kiss kiss"), "", ""});
  scan();
  engine::Engine engine =
      engine::Engine::open({folder_.path() / "library.db", folder_.path() / "small.safetensors", 1});
  answers::RecommendRequest request;
  request.topic = "romantic";
  const answers::RecommendAnswer answer = engine.recommend(request);
  ASSERT_EQ(answer.songs.size(), 1U);
  EXPECT_EQ(answer.songs[0].title, "One");
}

TEST(Instrumental, IsSaidInManyWays) {
  for (const char* text :
       {"[Instrumental]", "(instrumental)", "Instrumental.", "[00:00.00]", "Written by: Ann\n[Instrumental]"})
    EXPECT_EQ(text::says_instrumental(text), std::string(text) != "[00:00.00]") << text;
  EXPECT_FALSE(text::says_instrumental("instrumental to my plan\nyou were"));
  EXPECT_FALSE(text::says_instrumental(""));
}

}  // namespace
}  // namespace leitmotif::collection
