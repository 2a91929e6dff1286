// A person's own music over HTTP: found, heard, seen, kept, taken out and brought back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>

#include "leitmotif/core/json.hpp"
#include "leitmotif/http/token_book.hpp"
#include "support/http_client.hpp"
#include "support/running_service.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string song(const std::string& title, const std::string& artist, const std::string& album,
                 const std::string& lyric, const std::string& year = "1994") {
  return silent_flac({{"TITLE", title}, {"ARTIST", artist}, {"ALBUM", album}, {"DATE", year}, {"LYRICS", lyric}});
}

/// A service on a folder of music that was scanned.
class OwnMusic : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string sad = "tears fall alone and my heart will break\ncry and cry tonight, lonely tears\n";
    folder_.write("music/Doors/1.flac", song("Wet Umbrella", "Élodie", "Doors", sad));
    folder_.write("music/Doors/2.flac", song("Dry Coat", "Bo", "Doors", sad, "1991"));
    folder_.write("music/Gone/3.flac", song("Lost Train", "Ada", "Rails", sad, "2001"));
    folder_.write("music/4.flac", song("Plain", "ada", "", ""));
    scan();
    const Json found = get("songs?limit=100");
    for (const Json& one : found["songs"]) id_[one["title"].get<std::string>()] = one["id"].get<std::int64_t>();
  }
  void scan() {
    const Json job = post("jobs", Json{{"kind", "scan"}, {"path", (folder_.path() / "music").string()}}, 202);
    (void)ask(service_.port(), "GET", "/api/v1/jobs/" + job["id"].dump() + "/events");
  }
  [[nodiscard]] HttpAnswer plain(const std::string& method, const std::string& path, const Json& body = {},
                                 const std::string& headers = "") const {
    return ask(service_.port(), method, "/api/v1/" + path, body.is_null() ? std::nullopt : std::optional(body.dump()),
               headers);
  }
  [[nodiscard]] Json get(const std::string& path) const { return Json::parse(plain("GET", path).body); }
  Json post(const std::string& path, const Json& body, int status = 200) const {
    const HttpAnswer answer = plain("POST", path, body);
    EXPECT_EQ(answer.status, status) << answer.body;
    return Json::parse(answer.body);
  }
  [[nodiscard]] std::vector<std::string> titles(const std::string& query) const {
    std::vector<std::string> titles;
    const Json found = get("songs?" + query);
    for (const Json& one : found["songs"]) titles.push_back(one["title"].get<std::string>());
    return titles;
  }
  [[nodiscard]] std::string of(const std::string& title, const std::string& rest = "") const {
    return "songs/" + std::to_string(id_.at(title)) + rest;
  }

  TemporaryFolder folder_;
  const RunningService service_{{"--quiet", "--allow-path", folder_.path().string()}};
  std::map<std::string, std::int64_t> id_;
};

TEST_F(OwnMusic, ArtistsComeByNameOrByHowManySongsTheyHave) {
  const auto artists = [&](const std::string& query) {
    std::vector<std::string> names;
    const Json found = get("artists" + query);
    for (const Json& one : found["artists"])
      names.push_back(one["artist"].get<std::string>() + " " + one["songs"].dump());
    return names;
  };
  const std::vector<std::string> by_name = artists("");
  const std::vector<std::string> by_songs = artists("?sort=songs");
  EXPECT_THAT(by_songs, ::testing::UnorderedElementsAreArray(by_name));
  EXPECT_THAT(artists("?sort=songs&limit=1"), ElementsAre(by_songs.front()));
  EXPECT_TRUE(std::ranges::is_sorted(by_songs, std::greater(), [](const std::string& line) { return line.back(); }));
}

TEST_F(OwnMusic, AnAlbumIsInTheOrderOfItsDiscsAndTracks) {
  const auto track = [&](const std::string& file, const std::string& title, const std::string& place) {
    folder_.write("music/Tides/" + file, silent_flac({{"TITLE", title},
                                                      {"ARTIST", "Guest of " + title},
                                                      {"ALBUM", "Tides"},
                                                      {"ALBUMARTIST", "The Wrens"},
                                                      {"DISCNUMBER", place.substr(0, place.find('-'))},
                                                      {"TRACKNUMBER", place.substr(place.find('-') + 1)}}));
  };
  track("x.flac", "Zenith", "1-2/3");
  track("y.flac", "Anchor", "2-1");
  track("z.flac", "Morning", "1-10");
  track("w.flac", "Lantern", "-01");
  // Without tracks, as their files are called.
  folder_.write("music/Rooms/01 Stair.flac", song("Stair", "Ada", "Rooms", ""));
  folder_.write("music/Rooms/02 Attic.flac", song("Attic", "Ada", "Rooms", ""));
  scan();
  EXPECT_THAT(titles("album=Tides&sort=album"), ElementsAre("Lantern", "Zenith", "Morning", "Anchor"));
  EXPECT_THAT(titles("album=Rooms&sort=album"), ElementsAre("Stair", "Attic"));
  EXPECT_THAT(titles("album=Rooms&sort=artist"), ElementsAre("Stair", "Attic"));
  const Json albums = get("albums?q=tides")["albums"];
  ASSERT_EQ(albums.size(), 1U);
  EXPECT_EQ(albums[0]["artist"], "The Wrens");
  const Json morning = get("songs?album=Tides&sort=album")["songs"][2];
  EXPECT_EQ(morning["disc"], 1);
  EXPECT_EQ(morning["track"], 10);
  const Json facts = get("songs/" + morning["id"].dump());
  EXPECT_EQ(facts["album_artist"], "The Wrens");
  EXPECT_EQ(facts["track"], 10);
}

TEST_F(OwnMusic, AFolderIsNamedFromTheRootOrFromHome) {
  const auto message = [&](const std::string& path) {
    return post("jobs", Json{{"kind", "scan"}, {"path", path}}, 400)["error"]["message"].get<std::string>();
  };
  EXPECT_EQ(message("Music"), "path: expected an absolute path, such as /home/me/Music");
  EXPECT_EQ(message("~me/Music"), message("Music")) << "whose home that is, only a shell knows";
  EXPECT_THAT(message("~/Music"), HasSubstr("outside the folders")) << "it was looked for there";
}

TEST_F(OwnMusic, OfTwoAlbumsOfOneNameOneIsShown) {
  folder_.write("music/Ada/Hits/1.flac", song("Stair", "Ada", "Greatest Hits", ""));
  folder_.write("music/Bo/Hits/1.flac", song("Attic", "Bo", "Greatest Hits", ""));
  scan();
  EXPECT_THAT(titles("album=greatest+hits&sort=title"), ElementsAre("Attic", "Stair")) << "a name says no more";
  const Json albums = get("albums?q=hits")["albums"];
  ASSERT_EQ(albums.size(), 2U);
  EXPECT_THAT(titles("album=greatest+hits&album_of=" + albums[0]["song"].dump()), ElementsAre("Stair"));
  EXPECT_THAT(titles("album=greatest+hits&album_of=" + albums[1]["song"].dump()), ElementsAre("Attic"));
  const std::string of_none = "album=greatest+hits&sort=title&album_of=";
  for (const std::string& other : {std::to_string(id_["Plain"]), std::string("99999")})
    EXPECT_THAT(titles(of_none + other), ElementsAre("Attic", "Stair")) << "a song that is on no album";
}

TEST_F(OwnMusic, SongsOfNobodyNamedAreFound) {
  EXPECT_THAT(titles("named=false"), ElementsAre());
  folder_.write("music/Hum.flac", silent_flac({{"TITLE", "Hum"}}));
  scan();
  EXPECT_THAT(titles("named=false"), ElementsAre("Hum"));
  EXPECT_EQ(get("songs?named=true")["total"], 4);
}

/// A second of silence: 8,000 samples of 8 bits, and a title.
std::string silent_wav(const std::string& title) {
  const auto four = [](std::size_t number) {
    std::string bytes;
    for (int i = 0; i < 4; ++i, number >>= 8U) bytes += static_cast<char>(number & 255U);
    return bytes;
  };
  const auto chunk = [&](const std::string& name, std::string data) {
    data.resize(data.size() + data.size() % 2);
    return name + four(data.size()) + data;
  };
  const std::string format = std::string("\1\0\1\0", 4) + four(8000) + four(8000) + std::string("\1\0\x8\0", 4);
  return chunk("RIFF", "WAVE" + chunk("fmt ", format) + chunk("LIST", "INFO" + chunk("INAM", title)) +
                           chunk("data", std::string(8000, '\x80')));
}

// ux 23: what is read as music is handed out, whether a browser plays it or not.
TEST_F(OwnMusic, MusicOfEveryKindThatIsReadIsHandedOut) {
  const std::string bytes = silent_wav("Wavy");
  folder_.write("music/w.wav", bytes);
  folder_.write("music/only.txt", "a lyric without any music beside it, tears and a lonely heart\n");
  scan();
  const Json found = get("songs?q=Wavy");
  ASSERT_EQ(found["songs"].size(), 1U);
  EXPECT_TRUE(found["songs"][0]["playable"].get<bool>());
  const std::string song = "songs/" + found["songs"][0]["id"].dump();
  const HttpAnswer whole = plain("GET", song + "/audio");
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, bytes);
  EXPECT_EQ(whole.headers.at("content-type"), "audio/wav");
  EXPECT_TRUE(get(song)["playable"].get<bool>());
  const Json lyric = get("songs?q=only")["songs"][0];
  EXPECT_FALSE(lyric.contains("playable"));
  EXPECT_FALSE(get("songs/" + lyric["id"].dump()).contains("playable")) << "a lyric alone does not sound";
  EXPECT_EQ(plain("GET", "songs/" + lyric["id"].dump() + "/audio").status, 404);
}

// What was read of a lyric is kept for the next answer, and only for that lyric.
TEST_F(OwnMusic, StrongWordsOfAnAnswerAreThoseOfTheLyricAsItIsNow) {
  const auto level = [&] { return post("recommend", {{"artist", "Bo"}})["songs"][0]["explicit"]["level"]; };
  EXPECT_EQ(level(), "none");
  EXPECT_EQ(level(), "none");
  EXPECT_EQ(plain("PATCH", of("Dry Coat"), {{"lyrics", "fuck this and fuck that\n"}}).status, 200);
  EXPECT_EQ(level(), "explicit");
}

// Which songs alone is a question, and nothing at all is none.
TEST_F(OwnMusic, FiltersAloneAreAnsweredInAnOrderThatIsTold) {
  const Json nineties = post("recommend", {{"ask", "songs of the 90s"}, {"artist_cap", 0}});
  EXPECT_EQ(nineties["query"]["years"], "1990-1999");
  EXPECT_EQ(nineties["order"], "the most typical songs of 1990-1999 first, spread by variety");
  EXPECT_EQ(nineties["passed"], 3);
  EXPECT_EQ(nineties["songs"].size(), 3U);
  EXPECT_EQ(nineties["songs"][0]["parts"][0]["kind"], "typical");
  EXPECT_EQ(nineties["songs"][0]["why"][0], "typical of songs of 1990-1999");
  EXPECT_EQ(post("recommend", {{"years", "1990-1999"}, {"artist_cap", 0}})["songs"], nineties["songs"])
      << "the same by its key";
  EXPECT_EQ(post("recommend", {{"ask", "\xc3\xa9lodie"}})["query"]["artist"], Json::array({"\xc3\xa9lodie"}));
  post("recommend", {{"n", 3}}, 400);
  post("recommend", {{"genre", Json::array()}}, 400);
}

TEST_F(OwnMusic, SongsAreSortedFilteredAndFoundWithAMistake) {
  EXPECT_THAT(titles("sort=title"), ElementsAre("Dry Coat", "Lost Train", "Plain", "Wet Umbrella"));
  EXPECT_THAT(titles("sort=year&descending=true&read=true"), ElementsAre("Lost Train", "Wet Umbrella", "Dry Coat"));
  EXPECT_THAT(titles("artist=elodie"), ElementsAre("Wet Umbrella")) << "without accents";
  EXPECT_THAT(titles("artist=ADA&sort=title"), ElementsAre("Lost Train", "Plain"));
  EXPECT_THAT(titles("album=doors&sort=title"), ElementsAre("Dry Coat", "Wet Umbrella"));
  EXPECT_THAT(titles("years=1990-1992"), ElementsAre("Dry Coat"));
  EXPECT_THAT(titles("read=false"), ElementsAre("Plain"));
  EXPECT_THAT(titles("sort=title&limit=2&offset=1"), ElementsAre("Lost Train", "Plain"));
  const std::string ids = std::to_string(id_["Plain"]) + ",99999," + std::to_string(id_["Dry Coat"]);
  EXPECT_THAT(titles("ids=" + ids), ElementsAre("Plain", "Dry Coat"));
  const Json mistaken = get("songs?q=umbrela");
  EXPECT_EQ(mistaken["songs"][0]["title"], "Wet Umbrella");
  EXPECT_EQ(mistaken["corrected"], "umbrella");
  EXPECT_EQ(get("songs?q=tears")["total"], 3) << "words of the lyric";
  EXPECT_EQ(get("songs?q=xyzzyx")["total"], 0);
  for (const char* wrong : {"sort=colour", "years=next", "ids=1,x", "ids=,", "topic=nothing", "gone=maybe"})
    EXPECT_EQ(plain("GET", std::string("songs?") + wrong).status, 400) << wrong;
  const Json albums = get("albums");
  ASSERT_EQ(albums["total"], 2);
  EXPECT_EQ(albums["albums"][0]["artist"], "Various artists");
  EXPECT_EQ(albums["albums"][0]["year"], 1991);
  EXPECT_EQ(get("artists")["total"], 3) << "spellings are one artist";
  EXPECT_EQ(get("artists?q=lod")["artists"][0]["artist"], "Élodie");
}

TEST_F(OwnMusic, GoneSongsAreMarkedLeftOutAndCleanedUpWithUndo) {
  fs::rename(folder_.path() / "music" / "Gone", folder_.path() / "away");
  scan();
  EXPECT_EQ(get("library")["gone"], 1);
  EXPECT_THAT(titles("gone=true"), ElementsAre("Lost Train"));
  EXPECT_EQ(get(of("Lost Train"))["gone"], true);
  const Json answer = post("recommend", Json{{"topic", "sadness"}, {"n", 10}});
  for (const Json& one : answer["songs"]) EXPECT_NE(one["title"], "Lost Train");
  const Json removed = post("removed", Json{{"which", "gone"}});
  ASSERT_EQ(removed["songs"].size(), 1U);
  EXPECT_EQ(get("library")["gone"], 0);
  EXPECT_EQ(get("library")["songs"], 3);
  EXPECT_EQ(get("removed")["songs"][0]["title"], "Lost Train");
  EXPECT_EQ(plain("GET", of("Lost Train")).status, 404);
  EXPECT_EQ(post("removed/restore", Json{{"songs", removed["songs"]}})["restored"], 1);
  EXPECT_EQ(get("library")["gone"], 1) << "as before";
  (void)post("removed", Json{{"which", "gone"}});
  fs::rename(folder_.path() / "away", folder_.path() / "music" / "Gone");
  scan();
  EXPECT_EQ(get("library")["songs"], 4) << "found again";
  EXPECT_EQ(get("library")["gone"], 0);
}

TEST_F(OwnMusic, ASongIsRemovedAndBroughtBack) {
  EXPECT_EQ(plain("DELETE", of("Plain")).status, 204);
  EXPECT_EQ(plain("DELETE", of("Plain")).status, 404);
  EXPECT_EQ(get("library")["removed"], 1);
  scan();
  EXPECT_EQ(plain("GET", of("Plain")).status, 404) << "a scan does not bring it back";
  EXPECT_EQ(post("removed/restore", Json{{"songs", {id_["Plain"]}}})["restored"], 1);
  EXPECT_EQ(plain("GET", of("Plain")).status, 200);
  EXPECT_EQ(plain("POST", "removed", Json::object()).status, 400);
  EXPECT_EQ(plain("POST", "removed", Json{{"which", "all"}}).status, 400);
}

TEST_F(OwnMusic, AListIsNotOverwrittenByWhoHasNotSeenIt) {
  const Json body = {{"name", "Evening"}, {"songs", {id_["Plain"], id_["Dry Coat"]}}};
  const HttpAnswer made = plain("POST", "lists", body);
  ASSERT_EQ(made.status, 201);
  EXPECT_EQ(made.headers.at("location"), "/api/v1/lists/1");
  EXPECT_EQ(plain("POST", "lists", Json{{"name", " evening "}, {"songs", Json::array()}}).status, 409);
  EXPECT_EQ(get("lists/1")["songs"].size(), 2U) << "it is as it was";
  const std::string seen = plain("GET", "lists/1").headers.at("etag");
  EXPECT_EQ(made.headers.at("etag"), seen);
  const Json mine = {{"name", "Evening"}, {"songs", {id_["Plain"]}}};
  const Json theirs = {{"name", "Evening"}, {"songs", {id_["Dry Coat"]}}};
  EXPECT_EQ(plain("PUT", "lists/1", mine, "If-Match: " + seen + "\r\n").status, 200);
  EXPECT_EQ(plain("PUT", "lists/1", theirs, "If-Match: " + seen + "\r\n").status, 412) << "the other was first";
  EXPECT_EQ(plain("DELETE", "lists/1", {}, "If-Match: " + seen + "\r\n").status, 412);
  EXPECT_EQ(get("lists/1")["songs"], mine["songs"]);
  EXPECT_EQ(get("lists/1/songs")["songs"][0]["title"], "Plain") << "with their names, in one request";
  EXPECT_EQ(plain("PUT", "lists/1", theirs, "If-Match: *\r\n").status, 200);
  EXPECT_EQ(plain("DELETE", "lists/1").status, 204);
}

TEST_F(OwnMusic, WhatAPersonSaysOfATopicCountsAtOnce) {
  const std::string was = get(of("Dry Coat"))["topic"].get<std::string>();
  ASSERT_EQ(was, "sadness");
  ASSERT_EQ(plain("PUT", of("Dry Coat", "/topic"), Json{{"topic", "music"}}).status, 204);
  const Json corrected = get(of("Dry Coat"));
  EXPECT_EQ(corrected["topic"], "music");
  EXPECT_EQ(corrected["corrected"], true);
  EXPECT_GE(corrected["mixture"]["music"].get<double>(), 0.5);
  EXPECT_EQ(post("recommend", Json{{"topic", "music"}, {"n", 1}})["songs"][0]["title"], "Dry Coat");
  EXPECT_THAT(titles("corrected=true"), ElementsAre("Dry Coat"));
  EXPECT_EQ(plain("PUT", of("Dry Coat", "/topic"), Json{{"topic", "nothing"}}).status, 400);
  EXPECT_EQ(plain("PUT", "songs/9999/topic", Json{{"topic", "music"}}).status, 404);
  EXPECT_EQ(plain("DELETE", of("Dry Coat", "/topic")).status, 204);
  EXPECT_EQ(get(of("Dry Coat"))["topic"], was);
  EXPECT_EQ(plain("DELETE", of("Dry Coat", "/topic")).status, 404);
}

TEST_F(OwnMusic, BlocksAreLiftedWithoutABody) {
  (void)post("blocks", Json{{"song", id_["Plain"]}}, 201);
  // ux 36: an artist is listed as the songs write the name, however it was typed.
  EXPECT_EQ(post("blocks", Json{{"artist", "ÉLODIE"}}, 201)["artists"], Json::array({"Élodie"}));
  EXPECT_EQ(plain("DELETE", "blocks/songs/" + std::to_string(id_["Plain"])).status, 204);
  EXPECT_EQ(plain("DELETE", "blocks/songs/" + std::to_string(id_["Plain"])).status, 404);
  EXPECT_EQ(plain("DELETE", "blocks/artists/%C3%89lodie").status, 204);
}

/// A picture of one point, as small as they come.
const std::string kPng = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\x1F\x15\xC4\x89";

TEST_F(OwnMusic, ThePictureOfAFolderIsGivenOnceAndThenNotAgain) {
  EXPECT_EQ(plain("GET", of("Plain", "/cover")).status, 404);
  const std::string png(kPng.data(), kPng.size());
  folder_.write("music/Doors/Folder.PNG", png);
  const HttpAnswer cover = plain("GET", of("Wet Umbrella", "/cover?size=64"));
  ASSERT_EQ(cover.status, 200) << cover.body;
  EXPECT_EQ(cover.headers.at("content-type"), "image/png");
  EXPECT_TRUE(cover.body == png);
  EXPECT_EQ(
      plain("GET", of("Wet Umbrella", "/cover?size=64"), {}, "If-None-Match: " + cover.headers.at("etag") + "\r\n")
          .status,
      304);
  folder_.write("secret.png", png + "secret");
  fs::remove(folder_.path() / "music/Doors/Folder.PNG");
  const TemporaryFolder outside;
  fs::create_symlink(outside.write("cover.jpg", png), folder_.path() / "music/Doors/cover.jpg");
  EXPECT_EQ(plain("GET", of("Wet Umbrella", "/cover?size=65")).status, 404) << "a link leads out";
}

TEST_F(OwnMusic, TheLyricSaysWhenItIsSungAndWhatItSpeaksFor) {
  Json plain_lyric = get(of("Dry Coat", "/lyrics"));
  EXPECT_EQ(plain_lyric["synced"], false);
  EXPECT_EQ(plain_lyric["source"], "library");
  EXPECT_EQ(plain_lyric["lines"][0]["text"], "tears fall alone and my heart will break");
  EXPECT_TRUE(plain_lyric["lines"][0]["at_ms"].is_null());
  folder_.write("music/Doors/2.lrc", "[00:01.00]tears fall alone\n[00:03.50]<00:03.50>my <00:04.00>heart\n");
  const Json timed = get(of("Dry Coat", "/lyrics"));
  EXPECT_EQ(timed["source"], "file");
  EXPECT_EQ(timed["synced"], true);
  EXPECT_EQ(timed["lines"][1]["at_ms"], 3500);
  EXPECT_EQ(timed["lines"][1]["words"][1]["at_ms"], 4000);
  EXPECT_EQ(timed["lines"][1]["words"][1]["begin"], 3);
  bool has_tears = false;
  for (const Json& span : timed["spans"])
    has_tears = has_tears || (span["begin"] == 0 && span["end"] == 5 && span["topic"] == "sadness");
  EXPECT_TRUE(has_tears) << timed["spans"].dump();
  EXPECT_EQ(get(of("Plain", "/lyrics"))["source"], "none");
  fs::remove(folder_.path() / "music/Doors/2.lrc");
  folder_.write("music/Doors/2.lrc", "no stamps here");
  folder_.write("music/Doors/2.krc", "krc1 and what nobody can unpack");
  folder_.write("music/Doors/2.flac.ttml",
                "<tt><body><p begin=\"1.5s\"><span begin=\"1.5s\">my</span> <span begin=\"2s\">heart</span></p>"
                "<p begin=\"3s\">breaks</p>"
                "</body></tt>");
  const Json other = get(of("Dry Coat", "/lyrics"));
  EXPECT_EQ(other["source"], "file") << "the first file that has times";
  EXPECT_EQ(other["lines"][0]["at_ms"], 1500);
  EXPECT_EQ(other["lines"][0]["words"][1]["at_ms"], 2000);
}

TEST_F(OwnMusic, TimesInTagsAreFollowedToo) {
  folder_.write(
      "music/sylt.mp3",
      silent_mp3(id3v2({id3_text("TIT2", "Sylt"), id3_text("TPE1", "Ann"),
                        id3_synced({{1000, "tears fall "}, {1500, "alone"}, {2250, "\nand my heart will break"}})})));
  scan();
  const Json timed = get("songs/" + get("songs?q=sylt")["songs"][0]["id"].dump() + "/lyrics");
  EXPECT_EQ(timed["source"], "tag");
  ASSERT_EQ(timed["lines"].size(), 2U) << timed.dump();
  EXPECT_EQ(timed["lines"][0]["text"], "tears fall alone");
  EXPECT_EQ(timed["lines"][0]["at_ms"], 1000);
  EXPECT_EQ(timed["lines"][0]["words"].back()["at_ms"], 1500);
  EXPECT_EQ(timed["lines"][1]["at_ms"], 2250);
}

TEST_F(OwnMusic, PagesFollowTheirCursorAndFieldsAreChosen) {
  const auto page = [&](const std::string& more) { return get("songs?sort=title&limit=2&fields=id,title" + more); };
  const Json first = page("");
  EXPECT_EQ(first["songs"][1]["title"], "Lost Train");
  EXPECT_EQ(first["songs"][0].size(), 2U) << "only the fields that were asked for";
  const std::string cursor = first["next"].get<std::string>();
  (void)plain("DELETE", of("Dry Coat"));
  const Json second = page("&cursor=" + cursor);
  ASSERT_EQ(second["songs"].size(), 2U);
  EXPECT_EQ(second["songs"][0]["title"], "Plain") << "a song that goes does not move the place";
  EXPECT_FALSE(second.contains("next")) << "nothing is left";
  const Json found = get("songs?q=tears&limit=1");
  ASSERT_TRUE(found.contains("next"));
  EXPECT_NE(get("songs?q=tears&limit=1&cursor=" + found["next"].get<std::string>())["songs"][0]["id"],
            found["songs"][0]["id"]);
  for (const char* wrong : {"cursor=2", "cursor=x.y", "cursor=1.", "fields=id,colour", "fields=,"})
    EXPECT_EQ(plain("GET", std::string("songs?") + wrong).status, 400) << wrong;
}

TEST_F(OwnMusic, OneLetterAloneBeginsNames) {
  EXPECT_THAT(titles("q=l"), ElementsAre("Lost Train"));
  EXPECT_THAT(titles("q=%20A"), ::testing::UnorderedElementsAre("Lost Train", "Plain")) << "artists";
  EXPECT_THAT(titles("q=e"), ElementsAre("Wet Umbrella")) << "without accents";
}

TEST_F(OwnMusic, SongsAreChangedInPartAndComeAsLines) {
  const HttpAnswer changed = plain("PATCH", of("Plain"), Json{{"genre", "folk"}, {"topic", "night/time"}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(Json::parse(changed.body)["genre"], "folk");
  EXPECT_EQ(get(of("Plain"))["topic"], "night/time");
  EXPECT_EQ(plain("PATCH", of("Plain"), Json{{"lyrics", "tears fall alone, my heart will break, cry"}}).status, 200);
  EXPECT_EQ(get(of("Plain"))["genre"], "folk") << "what is not named stays";
  EXPECT_THAT(get(of("Plain"))["lyrics"].get<std::string>(), HasSubstr("tears fall"));
  EXPECT_EQ(plain("PATCH", "songs/99999", Json{{"genre", "x"}}).status, 404);
  EXPECT_EQ(plain("PATCH", of("Plain"), Json{{"topic", "colours"}}).status, 400);
  EXPECT_EQ(plain("PATCH", of("Plain"), Json{{"colour", "x"}}).status, 400);
  const auto put = [&](const std::string& lines) {
    return ask(service_.port(), "PUT", "/api/v1/songs", lines, "Content-Type: application/x-ndjson\r\n");
  };
  const HttpAnswer two = put("{\"artist\":\"Ann\",\"title\":\"One\"}\n\n{\"artist\":\"Ann\",\"title\":\"Two\"}\n");
  ASSERT_EQ(two.status, 200) << two.body;
  EXPECT_EQ(Json::parse(two.body)["imported"], 2);
  const HttpAnswer broken = put("{\"artist\":\"Ann\",\"title\":\"Three\"}\n{\"artist\":");
  EXPECT_EQ(broken.status, 400);
  EXPECT_THAT(broken.body, HasSubstr("songs[1]")) << "says which line";
  EXPECT_THAT(titles("q=three"), ElementsAre()) << "all or none";
  EXPECT_EQ(put("\n").status, 400);
  EXPECT_EQ(ask(service_.port(), "POST", "/api/v1/lists", "{}", "Content-Type: application/x-ndjson\r\n").status, 415);
}

TEST_F(OwnMusic, WhatWasNotListenedToHasNoNeighbours) {
  const Json near = get(of("Plain", "/sounds-like"));
  EXPECT_EQ(near["songs"].size(), 0U);
  EXPECT_TRUE(near["listened"].is_boolean());
  EXPECT_EQ(plain("GET", "songs/99999/sounds-like").status, 404);
  EXPECT_EQ(plain("GET", of("Plain", "/sounds-like?n=0")).status, 400);
}

TEST_F(OwnMusic, AnExportedListNamesItsFilesAsWished) {
  const auto exported = [&](const Json& more) {
    Json body = {{"songs", {id_["Dry Coat"]}}, {"format", "m3u8"}};
    for (const auto& member : more.items()) body[member.key] = member.value;
    return plain("POST", "playlists/export", body);
  };
  const std::string music = (folder_.path() / "music").string();
  EXPECT_THAT(exported(Json{{"paths", "absolute"}}).body, HasSubstr("\n" + music + "/Doors/2.flac"));
  EXPECT_THAT(exported(Json{{"paths", "folder"}, {"folder", music}}).body, HasSubstr("\nDoors/2.flac"));
  EXPECT_EQ(exported(Json{{"paths", "folder"}}).status, 400);
  EXPECT_EQ(exported(Json{{"paths", "folder"}, {"folder", "music"}}).status, 400);
  EXPECT_EQ(exported(Json{{"folder", music}}).status, 400);
}

TEST_F(OwnMusic, AWishIsRefusedWithTheReasonWhenThereIsTooLittleToLearnFrom) {
  const HttpAnswer few =
      plain("POST", "wishes", Json{{"name", "rainy"}, {"yes", {id_["Dry Coat"]}}, {"no", {id_["Plain"]}}});
  EXPECT_EQ(few.status, 400) << few.body;
  EXPECT_EQ(plain("POST", "wishes", Json{{"name", "love"}, {"yes", {1}}, {"no", {2}}}).status, 400);
  EXPECT_EQ(plain("DELETE", "wishes/rainy").status, 404);
}

TEST_F(OwnMusic, SongsArePutAndTakenOutInBatches) {
  const Json body = Json::parse(
      R"({"songs":[{"artist":"New","title":"Rain","year":2026,"lyrics":"tears fall and my heart will break alone"},
                   {"artist":"Bo","title":"Dry Coat","year":1991,"genre":"folk"}]})");
  const HttpAnswer put = plain("PUT", "songs", body);
  ASSERT_EQ(put.status, 200) << put.body;
  const Json report = Json::parse(put.body);
  EXPECT_EQ(report["imported"], 1);
  EXPECT_EQ(report["updated"], 1);
  ASSERT_EQ(report["songs"].size(), 2U);
  EXPECT_EQ(report["songs"][1], id_["Dry Coat"]);
  EXPECT_EQ(get("songs/" + report["songs"][0].dump())["topic"], "sadness");
  const std::string ids = report["songs"][0].dump() + "," + report["songs"][1].dump();
  EXPECT_EQ(plain("DELETE", "songs?ids=" + ids).status, 200);
  EXPECT_EQ(get("library")["removed"], 2);
  EXPECT_EQ(plain("PUT", "songs", Json::parse(R"({"songs":[{"artist":"","title":"x"}]})")).status, 400);
  EXPECT_EQ(plain("PUT", "songs", Json::parse(R"({"songs":[{"artist":"a","title":"b","mood":"c"}]})")).status, 400);
}

TEST_F(OwnMusic, ManyLyricsAreReadInOneRequest) {
  const Json answers =
      post("classify/batch", Json::parse(R"({"lyrics":[{"id":"a","lyrics":"tears and a broken heart, alone"},
                                                             {"id":"b","lyrics":""}]})"))["answers"];
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0]["id"], "a");
  EXPECT_EQ(answers[0]["topic"], "sadness");
  EXPECT_TRUE(answers[1]["topic"].is_null());
}

TEST_F(OwnMusic, FoldersAreShownWhereJobsMayReadOnly) {
  const std::string music = (folder_.path() / "music").string();
  const Json here = get("folders?path=" + music);
  EXPECT_THAT(here["folders"].get<std::vector<std::string>>(), ElementsAre("Doors", "Gone"));
  EXPECT_EQ(here["above"], folder_.path().string());
  EXPECT_EQ(get("folders")["path"], folder_.path().string()) << "home is not among the folders that may be read";
  EXPECT_TRUE(get("folders?path=" + folder_.path().string())["above"].is_null());
  EXPECT_EQ(plain("GET", "folders?path=/etc").status, 400);
  EXPECT_EQ(plain("GET", "folders?path=" + music + "/../..").status, 400);
  EXPECT_EQ(plain("GET", "folders?path=" + music + "/nowhere").status, 404);
}

TEST_F(OwnMusic, TheDoctorAndWhatTagsWouldGetAreShownAndNothingIsWritten) {
  const auto before = fs::last_write_time(folder_.path() / "music/Doors/1.flac");
  EXPECT_GE(get("doctor")["counts"]["no-lyrics"].get<int>(), 1);
  const Json tags = get("tags");
  EXPECT_EQ(tags["dry_run"], true);
  EXPECT_GE(tags["changes"].size(), 1U);
  EXPECT_EQ(fs::last_write_time(folder_.path() / "music/Doors/1.flac"), before);
}

TEST(NamedTokens, LetInForWhatTheyAreFor) {
  const RunningService service({"--quiet", "--host", "0.0.0.0"});
  EXPECT_EQ(ask(service.port(), "GET", "/api/v1/me").status, 401);
  http::TokenBook book(service.library().string() + ".tokens.json");
  const auto with = [&](const std::string& token, const std::string& method, const std::string& path,
                        const std::optional<std::string>& body = {}) {
    return ask(service.port(), method, "/api/v1/" + path, body, "Authorization: Bearer " + token + "\r\n");
  };
  const std::string guest = book.add("Guest", http::Scope::listen, 0);
  const std::string child = book.add("Child", http::Scope::keep, 0);
  const std::string owner = book.add("Owner", http::Scope::manage, 0);
  const std::string list = R"({"name":"Mine","songs":[]})";
  EXPECT_EQ(Json::parse(with(guest, "GET", "me").body)["name"], "Guest");
  EXPECT_EQ(with(guest, "POST", "recommend", R"({"topic":"music","n":1})").status, 200);
  EXPECT_EQ(with(guest, "POST", "lists", list).status, 403);
  EXPECT_EQ(with(guest, "GET", "tokens").status, 403);
  EXPECT_EQ(with(guest, "GET", "folders").status, 403);
  EXPECT_EQ(with(child, "POST", "lists", list).status, 201);
  EXPECT_EQ(with(child, "POST", "jobs", R"({"kind":"songbook"})").status, 403);
  EXPECT_EQ(with(child, "DELETE", "songs/1").status, 403);
  EXPECT_EQ(with(owner, "GET", "tokens").status, 200);
  const HttpAnswer made = with(owner, "POST", "tokens", R"({"name":"Friend","days":7})");
  ASSERT_EQ(made.status, 201);
  const std::string friendly = Json::parse(made.body)["token"].get<std::string>();
  EXPECT_EQ(Json::parse(with(friendly, "GET", "me").body)["scope"], "listen");
  EXPECT_EQ(with(owner, "DELETE", "tokens/Friend").status, 204);
  EXPECT_EQ(with(friendly, "GET", "me").status, 401);
}

TEST(OwnMusicPaths, NoneOfAHundredThousandLeadsOut) {
  const TemporaryFolder folder;
  const std::string secret = "the secret that nobody may read";
  folder.write("secret.flac", secret);
  folder.write("music/1.flac", song("One", "Ann", "", ""));
  const RunningService service({"--quiet", "--allow-path", (folder.path() / "music").string()});
  const std::string wish = Json{{"kind", "scan"}, {"path", (folder.path() / "music").string()}}.dump();
  (void)ask(service.port(), "POST", "/api/v1/jobs", wish);
  (void)ask(service.port(), "GET", "/api/v1/jobs/1/events");
  const std::vector<std::string> pieces = {"..",       "%2e%2e",
                                           ".%2e",     "/",
                                           "//",       "%2f",
                                           "%2F",      "\\",
                                           "%5c",      "%00",
                                           "%252e",    "1",
                                           "audio",    "cover",
                                           "api",      "v1",
                                           "songs",    "secret.flac",
                                           "music",    "etc/passwd",
                                           "assets",   "?x=",
                                           "#",        ";",
                                           "%c0%ae",   folder.path().string(),
                                           "1/audio",  "1/lyrics",
                                           "lists",    ".%00.",
                                           "%2e%2e%2f"};
  std::mt19937_64 random(16);
  auto connection = std::make_unique<HttpConnection>(service.port());
  for (int i = 0; i < 100000; ++i) {
    std::string target = random() % 2 == 0 ? "/api/v1/songs/" : "/";
    for (std::size_t k = random() % 7; k > 0; --k)
      target += pieces[random() % pieces.size()] + (random() % 2 ? "/" : "");
    connection->send(request_text("GET", target));
    const HttpAnswer answer = connection->answer();
    ASSERT_LT(answer.status, 500) << target;
    ASSERT_EQ(answer.body.find(secret), std::string::npos) << target;
    ASSERT_EQ(answer.body.find("root:x:"), std::string::npos) << target;
    if (answer.status == 0 || answer.headers.contains("connection"))
      connection = std::make_unique<HttpConnection>(service.port());
  }
}

}  // namespace
}  // namespace leitmotif::testing
