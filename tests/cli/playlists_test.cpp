// `playlists` and `recommend --format` from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/stranger.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/files.hpp"
#include "support/matchers.hpp"
#include "support/small_model.hpp"
#include "support/xspf_checker.hpp"

namespace leitmotif::testing {
namespace {

class PlaylistsCommand : public Stranger {
 protected:
  PlaylistsCommand() {
    write_small_model(path("model"));
    (void)json(with({"import", file("songs.csv",
                                    "artist,title,year,lyrics,valence,energy\nAnn,One,1999,teardrop,0.2,0.2\n"
                                    "Bob,Two,2001,knife,0.3,0.9\nAnn,One,2005,drum,0.9,0.9\n")}));
    catalog::Catalog catalog = catalog::sqlite::open(library());
    catalog::FileRow row;
    row.path = path("music/ann & co/one.mp3");
    row.digest = std::string(32, 'd');
    row.song = 1;
    catalog.files().note(std::vector{row});
  }
  [[nodiscard]] std::vector<std::string> with(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--model", path("model")});
    return arguments;
  }
};

TEST_F(PlaylistsCommand, MakeWritesAListATopicAndAMood) {
  const std::string folder = path("lists/new");
  const Json made = json(with({"playlists", "make", folder, "--format", "m3u8", "--format", "xspf"}));
  std::size_t files = 0;
  bool sadness = false;
  bool calm = false;
  for (const Json& list : made["lists"]) {
    for (const Json& name : list["files"]) {
      ++files;
      const std::string bytes = read_file(name.get<std::string>(), 1U << 20U);
      if (name.get<std::string>().ends_with(".xspf")) {
        EXPECT_THAT(faults_of_xspf(bytes), IsEmpty()) << bytes;
      } else {
        EXPECT_THAT(bytes, StartsWith("#EXTM3U\n#PLAYLIST:" + list["name"].get<std::string>() + "\n"));
      }
    }
    sadness = sadness || (list["name"] == "topic sadness" && list["songs"] > 0);
    calm = calm || (list["name"] == "mood calm" && list["songs"] > 0);
  }
  EXPECT_TRUE(sadness && calm);
  EXPECT_GT(files, 10U);
  const std::string list = read_file(folder + "/topic-sadness.m3u8", 1U << 20U);
  EXPECT_THAT(list, HasSubstr("#EXTINF:-1,Ann - One\n../../music/ann & co/one.mp3\n"));
}

TEST_F(PlaylistsCommand, ImportFindsSongsByFileThenByName) {
  const std::string m3u = file("mine.m3u8",
                               "#EXTM3U\n#PLAYLIST:Mine\nmusic/ann & co/one.mp3\n#EXTINF:3,bob - TWO\nelsewhere.mp3\n"
                               "#EXTINF:1,Nobody - Nothing\nx.mp3\n");
  const Json imported = json(with({"playlists", "import", m3u}));
  EXPECT_EQ(imported["entries"], 3);
  EXPECT_EQ(imported["found"], 2);
  EXPECT_EQ(imported["songs"][0]["song"], 1);
  EXPECT_EQ(imported["songs"][0]["found_by"], "file");
  EXPECT_EQ(imported["songs"][1]["song"], 2);
  EXPECT_EQ(imported["songs"][1]["found_by"], "name");
  EXPECT_EQ(imported["not_found"][0]["title"], "Nothing");
  EXPECT_EQ(json(with({"playlists", "list"}))["lists"][0]["name"], "Mine");
  const Json shown = json(with({"playlists", "show", "mine"}));
  EXPECT_EQ(shown["songs"][0]["id"], 1);
  EXPECT_EQ(shown["songs"][1]["title"], "Two");
  expect_refused(run(with({"playlists", "import", m3u})), 2, "there is a list 'Mine' already");
  EXPECT_THAT(run(with({"playlists", "import", m3u, "--replace"})).out,
              HasSubstr("not in the library: Nobody - Nothing\n2 of 3"));
}

TEST_F(PlaylistsCommand, NamesAndNumbersAreToldApart) {
  const std::string first = file("first.m3u", "#EXTINF:1,Bob - Two\nx\n");
  const std::string second = file("second.m3u", "#EXTINF:1,Ann - One\nx\n");
  (void)json(with({"playlists", "import", first, "--name", "2"}));
  (void)json(with({"playlists", "import", second, "--name", "rain"}));
  EXPECT_EQ(json(with({"playlists", "show", "2"}))["id"], 1);
  EXPECT_EQ(json(with({"playlists", "show", "--number", "2"}))["name"], "rain");
  EXPECT_THAT(run(with({"playlists", "export", "--number", "2"})).out, HasSubstr("#PLAYLIST:rain\n"));
  EXPECT_EQ(json(with({"playlists", "remove", "--number", "2"}))["removed"], "rain");
  EXPECT_EQ(json(with({"playlists", "remove", "2"}))["removed"], "2");
  expect_refused(run(with({"playlists", "show", "1"})), 3, "no list '1'");
  expect_refused(run(with({"playlists", "show", "--number", "1"})), 3, "no list 1");
  expect_refused(run(with({"playlists", "show", "2", "--number", "1"})), 2, "either its NAME or --number");
  expect_refused(run(with({"playlists", "show"})), 2, "either its NAME or --number");
}

TEST_F(PlaylistsCommand, ExportAndImportGiveTheSameSongsInEveryFormatThatIsRead) {
  const std::string csv = file("first.m3u", "#EXTINF:1,Bob - Two\nx\n#EXTINF:1,Ann - One\nmusic/ann & co/one.mp3\n");
  (void)json(with({"playlists", "import", csv, "--name", "first"}));
  for (const std::string format : {"m3u8", "xspf", "jspf"}) {
    const std::string out = path("out." + format);
    expect_done(run(with({"playlists", "export", "first", "-o", out})));
    const Json back = json(with({"playlists", "import", out, "--name", format}));
    EXPECT_EQ(back["found"], 2) << format;
    EXPECT_EQ(json(with({"playlists", "show", format}))["songs"], json(with({"playlists", "show", "first"}))["songs"]);
  }
  const ProgramResult table = run(with({"playlists", "export", "first", "--format", "csv"}));
  EXPECT_THAT(table.out, StartsWith("artist,title,year,length_ms,file\nBob,Two,2001,,\n"));
}

TEST_F(PlaylistsCommand, AlbumsAndMusicBrainzIdsGoAlong) {
  const std::string recording = "0c62e7e0-1f7b-4a7e-9d4d-3b6b0a1f9e11";
  const std::string artist = "1c62e7e0-1f7b-4a7e-9d4d-3b6b0a1f9e22";
  {
    catalog::Catalog catalog = catalog::sqlite::open(library());
    catalog::ScannedSong song;
    song.song.song.artist = "Cy";
    song.song.song.title = "Three";
    song.facts.album = "Doors & Stairs";
    song.facts.ids.recording_id = recording;
    song.facts.ids.artist_id = artist;
    song.files.resize(1);
    song.files[0].path = path("music/three.flac");
    song.prediction = {{0.5F}, {}, 0};
    catalog.files().add_scanned({&song, 1}, "other model");
  }
  (void)json(with({"playlists", "import", file("cy.m3u", "#EXTINF:1,Cy - Three\nx\n"), "--name", "cy"}));
  const Json jspf = parse(run(with({"playlists", "export", "cy", "--format", "jspf"})).out)["playlist"]["track"][0];
  EXPECT_EQ(jspf["album"], "Doors & Stairs");
  EXPECT_EQ(jspf["identifier"][0], "https://musicbrainz.org/recording/" + recording);
  EXPECT_THAT(jspf.dump(), HasSubstr("https://musicbrainz.org/artist/" + artist));
  const std::string xspf = run(with({"playlists", "export", "cy", "--format", "xspf"})).out;
  EXPECT_THAT(faults_of_xspf(xspf), IsEmpty());
  EXPECT_THAT(xspf, HasSubstr("<album>Doors &amp; Stairs</album>"));
  EXPECT_THAT(xspf, HasSubstr("<identifier>https://musicbrainz.org/recording/" + recording + "</identifier>"));
  const std::string renamed =
      R"({"playlist":{"track":[{"title":"3","creator":"C.","identifier":"http://musicbrainz.org/recording/)" +
      recording + R"("},{"title":"3","creator":"C.","identifier":["https://musicbrainz.org/recording/none"]}]}})";
  const Json found = json(with({"playlists", "import", file("renamed.jspf", renamed)}));
  EXPECT_EQ(found["found"], 1);
  EXPECT_EQ(found["songs"][0]["song"], 4);
  EXPECT_EQ(found["songs"][0]["found_by"], "id");
}

TEST_F(PlaylistsCommand, XspfYearsTellSongsOfOneNameApart) {
  const std::string xspf =
      file("years.xspf",
           "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList><track><title>One</title>"
           "<creator>Ann</creator><meta rel='https://schema.org/copyrightYear'>2005</meta></track></trackList>"
           "</playlist>");
  EXPECT_EQ(json(with({"playlists", "import", xspf}))["songs"][0]["song"], 3);
}

TEST_F(PlaylistsCommand, RecommendGivesPlaylists) {
  ProgramOptions here;
  here.folder = folder_.path();
  const auto give = [&](const std::string& format) {
    const ProgramResult result = run(with({"recommend", "--topic", "sadness", "-n", "1", "--format", format}), here);
    expect_done(result);
    return result.out;
  };
  EXPECT_EQ(give("m3u8"), "#EXTM3U\n#PLAYLIST:Leitmotif: sadness\n#EXTINF:-1,Ann - One\nmusic/ann & co/one.mp3\n");
  EXPECT_THAT(faults_of_xspf(give("xspf")), IsEmpty());
  EXPECT_EQ(parse(give("jspf"))["playlist"]["track"][0]["location"][0], "music/ann%20%26%20co/one.mp3");
  EXPECT_THAT(give("csv"), HasSubstr("Ann,One,1999,,music/ann & co/one.mp3\n"));
  expect_refused(run(with({"recommend", "--topic", "sadness", "--format", "mp3"})), 2, "known: m3u8, xspf, jspf, csv");
  expect_refused(run(with({"recommend", "--topic", "sadness", "--format", "csv", "--json"})), 2, "--format");
}

TEST_F(PlaylistsCommand, RefusalsAreOneLine) {
  expect_refused(run(with({"playlists", "show", "nothing"})), 3, "no list 'nothing'");
  expect_refused(run(with({"playlists", "remove", "7"})), 3, "no list '7'");
  expect_refused(run(with({"playlists", "import", path("missing.m3u")})), 3, "missing.m3u");
  expect_refused(run(with({"playlists", "import", file("bad.xspf", "<a/>")})), 4, "no XSPF playlist");
  expect_refused(run(with({"playlists", "make", path("x"), "--format", "mp3"})), 2, "known: ");
  const Json nothing = json(with({"playlists", "import", file("none.m3u", "a.mp3\n")}));
  EXPECT_EQ(nothing["found"], 0);
  EXPECT_TRUE(nothing["list"].is_null());
}

}  // namespace
}  // namespace leitmotif::testing
