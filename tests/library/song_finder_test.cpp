// Entries of anybody's playlist, found in a library in memory.
#include "leitmotif/library/song_finder.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/memory/library_in_memory.hpp"

namespace leitmotif::library {
namespace {

struct Own {
  std::string artist;
  std::string title;
  std::string path;
  std::int64_t length_ms = 200'000;
  std::string album = {};
  std::string recording_id = {};
};

/// A library of scanned songs.
catalog::Catalog library_of(const std::vector<Own>& songs) {
  catalog::Catalog library = catalog::memory::open();
  std::vector<catalog::ScannedSong> scanned;
  for (const Own& own : songs) {
    catalog::ScannedSong& song = scanned.emplace_back();
    song.song.song.artist = own.artist;
    song.song.song.title = own.title;
    song.facts.length_ms = own.length_ms;
    song.facts.album = own.album;
    song.facts.ids.recording_id = own.recording_id;
    song.prediction.probabilities = {1};
    song.files.push_back({.path = own.path, .fingerprint = 1});
  }
  library.files().add_scanned(scanned, "model");
  return library;
}

const std::vector<Own>& small_collection() {
  static const std::vector<Own> songs = {
      {"Otto Kestrel", "Empty River", "/home/ann/Music/Otto Kestrel/Quiet Rooms/01 Empty River.mp3", 200'000,
       "Quiet Rooms", "0a0b0c0d-0000-4111-8222-333344445555"},
      {"Otto Kestrel", "Empty River (Live)", "/home/ann/Music/Otto Kestrel/On Stage/07 Empty River.mp3", 260'000,
       "On Stage"},
      {"Ida Wren & Zoë Señal", "Winter Letter", "/home/ann/Music/Ida Wren/Loud & Proud/02 Winter Letter.mp3"},
      {"G\u2010Otto", "Don\u2019t Go", "/home/ann/Music/Gotto/Corazón/Señal.flac"},
      {"The Wrens", "Interlude", "/home/ann/Music/The Wrens/A/01.mp3"},
      {"The Wrens", "Harbour", "/home/ann/Music/The Wrens/B/01.mp3"},
  };
  return songs;
}

std::string title_found(playlist::Entry entry) {
  static const catalog::Catalog library = library_of(small_collection());
  SongFinder finder(library, "/home/ann/Music/lists");
  const ImportedEntry found = finder.find(std::move(entry));
  if (found.song == 0) return found.nearest.empty() ? "nothing" : "near " + found.nearest.front();
  return std::string(name_of(found.found_by)) + " " + library.songs().song(found.song)->song.title;
}

playlist::Entry of_file(std::string file) {
  playlist::Entry entry;
  entry.file = std::move(file);
  return entry;
}

playlist::Entry of_names(std::string artist, std::string title) {
  playlist::Entry entry;
  entry.artist = std::move(artist);
  entry.title = std::move(title);
  return entry;
}

TEST(SongFinder, FindsPathsHoweverTheyAreWritten) {
  const std::string rest = "Ida Wren/Loud & Proud/02 Winter Letter.mp3";
  EXPECT_EQ(title_found(of_file("../" + rest)), "file Winter Letter");
  EXPECT_EQ(title_found(of_file("../Ida%20Wren/Loud%20%26%20Proud/02%20Winter%20Letter.mp3")), "file Winter Letter");
  EXPECT_EQ(title_found(of_file("..\\Ida%20Wren\\Loud%20%26%20Proud\\02%20Winter%20Letter.mp3")), "file Winter Letter");
  EXPECT_EQ(title_found(of_file("../Ida\\ Wren/Loud\\ \\&\\ Proud/02\\ Winter\\ Letter.mp3")), "file Winter Letter");
  for (const std::string path : {"D:\\Music\\Ida Wren\\Loud & Proud\\02 Winter Letter.mp3",
                                 "/storage/0/Music/ida wren/LOUD & PROUD/02 winter letter.MP3",
                                 "/Volumes/x/Ida Wren/Loud & Proud/02 Winter Letter.flac",
                                 "\\\\nas\\music\\Ida Wren\\Loud & Proud\\02 Winter Letter.mp3"})
    EXPECT_EQ(title_found(of_file(path)), "tail Winter Letter") << path;
  EXPECT_EQ(title_found(of_file("../Gotto/Corazo\u0301n/Sen\u0303al.flac")), "tail Don\u2019t Go");
  playlist::Entry uri;
  uri.uri = "smb://nas/music/Ida%20Wren/Loud%20%26%20Proud/02%20Winter%20Letter.mp3";
  EXPECT_EQ(title_found(uri), "tail Winter Letter");
  for (const char* address : {"http://nas.example:4040/Ida%20Wren/Loud%20%26%20Proud/02%20Winter%20Letter.mp3",
                              "https://nas.example/music/Ida%20Wren/Loud%20%26%20Proud/02%20Winter%20Letter.mp3?a=1",
                              "file://nas/Music/Ida%20Wren/Loud%20%26%20Proud/02%20Winter%20Letter.mp3"}) {
    uri.uri = address;
    EXPECT_EQ(title_found(uri), "tail Winter Letter") << address;
  }
  uri.uri = "https://nas.example/share/Otto%20Kestrel%20-%20Empty%20River.mp3";
  EXPECT_EQ(title_found(uri), "name Empty River");
  for (const char* stream : {"http://radio.example/Winter%20Letter", "http://radio.example/rest/stream?id=7",
                             "https://radio.example:8000/01.mp3", "https://open.example/track/4uLU6h"}) {
    uri.uri = stream;
    EXPECT_EQ(title_found(uri), "nothing") << stream;
  }
}

TEST(SongFinder, TakesTheFileInTheSameFolderAndNoNumberAlone) {
  EXPECT_EQ(title_found(of_file("/other/B/01.mp3")), "tail Harbour");
  EXPECT_EQ(title_found(of_file("/other/A/01.mp3")), "tail Interlude");
  EXPECT_EQ(title_found(of_file("/other/C/01.mp3")).substr(0, 4), "noth");
  playlist::Entry contradicting = of_file("/other/B/01.mp3");
  contradicting.artist = "Ida Wren";
  contradicting.title = "Winter Letter";
  EXPECT_EQ(title_found(contradicting), "name Winter Letter");
}

TEST(SongFinder, FindsNamesInEverySpellingAndOrder) {
  for (const auto& [artist, title] : {std::pair{"otto kestrel", "EMPTY RIVER"},
                                      {"Otto Kestrel", "Empty River (feat. Ida Wren)"},
                                      {"Otto Kestrel ft. Ida Wren", "Empty River"},
                                      {"Empty River", "Otto Kestrel"},
                                      {"Otto  Kestrel", "Empty\u00A0River"},
                                      {"", "Otto Kestrel \u2013 Empty River"},
                                      {"", "Empty River - Otto Kestrel"},
                                      {"Otto Kestrel", "Empty River - 2011 Remaster"}})
    EXPECT_EQ(title_found(of_names(artist, title)), "name Empty River") << artist << "|" << title;
  EXPECT_EQ(title_found(of_names("Otto Kestrel", "Empty River - Live")), "name Empty River (Live)");
  for (const char* artist : {"Ida Wren", "Zoe Senal", "Ida Wren, Zoë Señal", "IDA WREN AND ZOE\u0308 SENAL"})
    EXPECT_EQ(title_found(of_names(artist, "Winter Letter")), "name Winter Letter") << artist;
  EXPECT_EQ(title_found(of_names("G-Otto", "Don't Go")), "name Don\u2019t Go");
  EXPECT_EQ(title_found(of_names("", "Winter Letter")), "name Winter Letter");
  EXPECT_EQ(title_found(of_names("", "Interlude")), "near The Wrens - Interlude");
  EXPECT_EQ(title_found(of_file("D:\\Old\\Otto Kestrel - Empty River.mp3")), "name Empty River");
  EXPECT_EQ(title_found(of_file("/old/Ida Wren/Other Album/9 - Winter Letter.ogg")), "name Winter Letter");
}

TEST(SongFinder, IdAlbumYearAndLengthDecide) {
  playlist::Entry entry = of_names("Nobody", "Nothing");
  entry.ids.recording_id = "0a0b0c0d-0000-4111-8222-333344445555";
  EXPECT_EQ(title_found(entry), "id Empty River");
  playlist::Entry live = of_names("Otto Kestrel", "Empty River");
  live.album = "On Stage";
  EXPECT_EQ(title_found(live), "name Empty River");
  playlist::Entry other = of_names("", "Winter Letter");
  other.length_ms = 90'000;
  EXPECT_EQ(title_found(other).substr(0, 4), "near");
}

TEST(SongFinder, NamesTheNearestOfWhatIsNotThere) {
  EXPECT_EQ(title_found(of_names("Oto Kestral", "Emty Rivr")), "near Otto Kestrel - Empty River");
  EXPECT_EQ(title_found(of_names("Somebody Else", "Quite Another Thing")), "nothing");
}

TEST(SongFinder, MatchesOnlyWhatASongSurelyIs) {
  catalog::Catalog library = library_of(small_collection());
  SongFinder finder(library, "/");
  const auto title_of = [&](const playlist::Entry& entry) {
    const std::int64_t song = finder.match(entry);
    return song == 0 ? "nothing" : library.songs().song(song)->song.title;
  };
  const auto entry_of = [](std::string artist, std::string title, std::optional<std::int64_t> length_ms) {
    playlist::Entry entry;
    entry.artist = std::move(artist);
    entry.title = std::move(title);
    entry.length_ms = length_ms;
    return entry;
  };
  EXPECT_EQ(title_of(entry_of("otto kestrel", "Empty River", 203'000)), "Empty River");
  EXPECT_EQ(title_of(entry_of("Otto Kestrel", "Empty River", 260'000)), "nothing");
  EXPECT_EQ(title_of(entry_of("Otto Kestrel", "Empty River (Live)", 260'000)), "Empty River (Live)");
  EXPECT_EQ(title_of(entry_of("Empty River", "Otto Kestrel", 200'000)), "nothing");
  EXPECT_EQ(title_of(entry_of("", "Empty River", 200'000)), "nothing");
  playlist::Entry by_id = entry_of("Somebody", "Else", 1'000);
  by_id.ids.recording_id = "0a0b0c0d-0000-4111-8222-333344445555";
  EXPECT_EQ(title_of(by_id), "Empty River");
  // Another recording of the same name is not it.
  playlist::Entry other = entry_of("Otto Kestrel", "Empty River", 200'000);
  other.ids.recording_id = "ffffffff-0000-4111-8222-333344445555";
  EXPECT_EQ(title_of(other), "nothing");
}

TEST(SongFinder, FindsByIsrcBehindTheRecording) {
  catalog::Catalog library = catalog::memory::open();
  std::vector<catalog::ScannedSong> scanned(2);
  for (std::size_t i = 0; i < scanned.size(); ++i) {
    scanned[i].song.song.artist = "Ann";
    scanned[i].song.song.title = i == 0 ? "One" : "Two";
    scanned[i].facts.ids.isrc = i == 0 ? "USABC9912345" : "USABC9912346";
    scanned[i].prediction.probabilities = {1};
    scanned[i].files.push_back({.path = "/music/" + std::to_string(i), .fingerprint = 1});
  }
  scanned[1].facts.ids.recording_id = "0a0b0c0d-0000-4111-8222-333344445555";
  library.files().add_scanned(scanned, "model");
  SongFinder finder(library, "/");
  playlist::Entry entry;
  entry.title = "Another Name";
  entry.ids.isrc = "USABC9912345";
  ImportedEntry found = finder.find(entry);
  EXPECT_EQ(library.songs().song(found.song)->song.title, "One");
  EXPECT_EQ(found.found_by, FoundBy::id);
  entry.ids.recording_id = scanned[1].facts.ids.recording_id;
  EXPECT_EQ(library.songs().song(finder.find(entry).song)->song.title, "Two");
}

/// The song that a path alone leads to.
std::string found_by_path(const std::string& path) {
  const std::string found = title_found(of_file(path));
  return found == "nothing" || found.starts_with("near ") ? "" : found.substr(found.find(' ') + 1);
}

TEST(SongFinder, ReadsPathsHoweverTheyWereWritten) {
  for (const std::string path :
       {"/x/Ida%2520Wren/Loud%2520%2526%2520Proud/02%2520Winter%2520Letter.mp3",
        "x/Ida+Wren/Loud+&+Proud/02+Winter+Letter.mp3", "Macintosh HD:Music:Ida Wren:Loud & Proud:02 Winter Letter.mp3",
        "D:\\Music\\Ida Wren\\Loud & Proud\\02 Winter Letter.mp3",
        "/storage/Ida_Wren_-_Winter_Letter__Official_Video_(MP3_70K).mp3", "Winter Letter.mp3",
        "02 - Winter Letter.flac", "Ida Wren - Winter Letter (Official Video) [dQw4w9WgXcQ].m4a",
        "Ida Wren - Loud & Proud - 02 - Winter Letter.mp3"})
    EXPECT_EQ(found_by_path(path), "Winter Letter") << path;
}

TEST(SongFinder, FindsNamesThatLostTheirAccents) {
  for (const std::string lost : {"?", "_", "\uFFFD", "??"})
    EXPECT_EQ(found_by_path("/x/Gotto/Coraz" + lost + "n/Se" + lost + "al.flac"), "Don\u2019t Go") << lost;
  EXPECT_EQ(found_by_path("/x/Gotto/Coraz?n/S?.flac"), "");
  EXPECT_EQ(found_by_path("/x/Somebody/Else/Se?al.flac"), "");
}

TEST(SongFinder, TitlesAndArtistsWithOtherSignsBetween) {
  for (const std::string line :
       {"Winter Letter by Ida Wren", "\"Winter Letter\" by Ida Wren", "Ida Wren / Winter Letter",
        "Ida Wren | Winter Letter", "Winter Letter | Ida Wren", "Ida Wren: Winter Letter"}) {
    EXPECT_EQ(title_found(of_names("", line)), "name Winter Letter") << line;
  }
}

}  // namespace
}  // namespace leitmotif::library
