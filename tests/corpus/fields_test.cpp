#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/field_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "leitmotif/core/quoted.hpp"
#include "support/expect_each.hpp"

namespace leitmotif::corpus {
namespace {

using testing::expect_each;

using ::testing::HasSubstr;

std::string assign(std::string_view name, std::string_view value, LabelledSong& song) {
  return assign_field(find_field(dataset_columns(), name), value, song);
}

TEST(Fields, EveryLabelOfTheDataSetIsMarkedAsOne) {
  EXPECT_EQ(find_field(dataset_columns(), "topic").use, FieldUse::label);
  for (const std::string_view part : kMixtureParts)
    EXPECT_EQ(find_field(dataset_columns(), part).use, FieldUse::label) << part;
  for (const std::string_view feature : kAudioFeatures)
    EXPECT_EQ(find_field(dataset_columns(), feature).use, FieldUse::audio) << feature;
}

TEST(Fields, WhatIsNotInTheTableIsIgnored) {
  for (const std::string_view name : {"len", "age", "", "Lyrics", "mood", "Unnamed: 0"})
    EXPECT_EQ(find_field(dataset_columns(), name).slot, FieldSlot::none) << name;
}

TEST(Fields, ALabelChangesNothingOfTheSong) {
  for (const std::span<const Field> table : {dataset_columns(), head_keys(), lrc_tags()}) {
    for (const Field& field : table) {
      if (field.use != FieldUse::label && field.use != FieldUse::ignored) continue;
      LabelledSong song;
      EXPECT_EQ(assign_field(field, field.slot == FieldSlot::topic ? "music" : "0.5", song), "");
      EXPECT_EQ(song.song.artist + song.song.title + song.song.genre + song.song.lyrics, "") << field.name;
      EXPECT_FALSE(song.song.year);
      for (const double value : song.song.audio) EXPECT_TRUE(std::isnan(value)) << field.name;
    }
  }
}

TEST(Fields, AFlagOfExplicitWordsIsReadAsPeopleWriteIt) {
  for (const char* value : {"1", "1.0", "true", "TRUE", "yes", "E", "Explicit", "Parental Advisory"})
    EXPECT_EQ(says_explicit(value), true) << value;
  for (const char* value : {"0", "2", "False", "no", "Clean", "notExplicit", "cleaned"})
    EXPECT_EQ(says_explicit(value), false) << value;
  for (const char* value : {"", "nan", "3", "maybe"}) EXPECT_EQ(says_explicit(value), std::nullopt) << value;
  LabelledSong song;
  for (const char* name : {"Explicit", "is_explicit", "Track Explicit", "trackExplicitness", "ITUNESADVISORY"})
    EXPECT_EQ(slot_name(find_column(name)), "explicit") << name;
  EXPECT_EQ(assign("explicit", "TRUE", song), "");
  EXPECT_EQ(song.song.flagged_explicit, 1);
  EXPECT_EQ(assign("explicit", "nan", song), "");
  EXPECT_EQ(song.song.flagged_explicit, 1);
  EXPECT_THAT(assign("explicit", "maybe", song), HasSubstr("expected true or false"));
}

TEST(Fields, EachTableNamesEachFieldOnce) {
  for (const std::span<const Field> table : {dataset_columns(), head_keys(), lrc_tags()}) {
    std::set<std::string_view> names;
    for (const Field& field : table) EXPECT_TRUE(names.insert(field.name).second) << field.name;
  }
}

TEST(Fields, ValuesComeToTheirPlaces) {
  LabelledSong song;
  EXPECT_EQ(assign("artist_name", "  The Quay\tBand ", song), "");
  EXPECT_EQ(assign("track_name", "Low Tide", song), "");
  EXPECT_EQ(assign("release_date", " 1987 ", song), "");
  EXPECT_EQ(assign("genre", "Hip Hop", song), "");
  EXPECT_EQ(assign("energy", "1", song), "");
  EXPECT_EQ(assign("danceability", "2.5e-1", song), "");
  EXPECT_EQ(assign("feelings", "0.125", song), "");
  EXPECT_EQ(assign("topic", "night/time", song), "");
  EXPECT_EQ(song.song.artist, "The Quay Band");
  EXPECT_EQ(song.song.title, "Low Tide");
  EXPECT_EQ(song.song.year, 1987);
  EXPECT_EQ(song.song.genre, "hip hop");
  EXPECT_EQ(song.song.audio[0], 0.25);
  EXPECT_EQ(song.song.audio[5], 1.0);
  EXPECT_EQ(song.labels.weights[15], 0.125);
  EXPECT_EQ(song.labels.topic, "night/time");
}

TEST(Fields, AnEmptyValueStaysMissing) {
  LabelledSong song;
  for (const Field& field : dataset_columns()) EXPECT_EQ(assign_field(field, " \t", song), "");
  EXPECT_FALSE(song.song.year);
  for (const double value : song.song.audio) EXPECT_TRUE(std::isnan(value));
  for (const double value : song.labels.weights) EXPECT_TRUE(std::isnan(value));
}

TEST(Fields, RefusesWhatIsNoNumberFromZeroToOne) {
  LabelledSong song;
  for (const std::string_view value :
       {"inf", "-inf", "abc", "0.5x", "-0.1", "1.01", "1e400", "0x1", "0,5,5", "0.5 0.5", "50 dB"}) {
    EXPECT_EQ(assign("valence", value, song), "valence is '" + std::string(value) + "', expected a number from 0 to 1");
    EXPECT_THAT(assign("sadness", value, song), HasSubstr("sadness is '"));
  }
  EXPECT_TRUE(std::isnan(song.song.audio[4]));
}

TEST(Fields, RefusesWhatIsNoYear) {
  LabelledSong song;
  for (const std::string_view value : {"999", "2101", "87", "-1987", "19e2", "soon", "99999999999999999999"})
    EXPECT_EQ(assign("year", value, song), "year is '" + std::string(value) + "', expected a year from 1000 to 2100");
  EXPECT_EQ(assign("year", "1000", song), "");
  EXPECT_EQ(assign("year", "2100", song), "");
}

TEST(Fields, ReadsNumbersAsPeopleWriteThem) {
  const auto read = [](std::string_view name, std::string_view value, Scale scale = Scale::unit) {
    LabelledSong song;
    EXPECT_EQ(assign_field(find_column(name), value, song, scale), "") << name << " " << value;
    return song.song.audio[find_column(name).index];
  };
  for (const std::string_view missing : {"", "NaN", "N/A", "none", "NULL", "-", "--", "?", "unknown", "#N/A"})
    EXPECT_TRUE(std::isnan(read("energy", missing))) << missing;
  EXPECT_EQ(read("valence", "0,5"), 0.5);
  EXPECT_EQ(read("Valence", "50%"), 0.5);
  EXPECT_EQ(read("valence_%", "50", Scale::percent), 0.5);
  EXPECT_EQ(read("energy", "+1"), 1.0);
  EXPECT_EQ(read("energy", "1e-999"), 0.0);
  EXPECT_NEAR(read("loudness", "-7.1"), 0.914 - 7.1 * 0.02564, 1e-12);
  EXPECT_NEAR(read("loudness", "\u22127,1 dB"), 0.914 - 7.1 * 0.02564, 1e-12);
  EXPECT_EQ(read("Loudness (dB)", "-60", Scale::decibels), 0.0);
  EXPECT_EQ(read("loudness", "0.7"), 0.7);
}

TEST(Fields, KnowsTheNamesOfOthers) {
  const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> known = {
      {"artist", {"Artist", "ARTIST_NAME", "Artist Name(s)", "artists", "track_artist", "artist(s)_name", " Artist "}},
      {"title", {"Song", "Track Name", "track_name", "song title", "Title", "name"}},
      {"year", {"Year", "Release Date", "track_album_release_date", "released_year", "Album Release Date"}},
      {"genre", {"Genres", "playlist_genre", "Top Genre", "tag"}},
      {"album", {"Album", "Album Name", "track_album_name"}},
      {"lyrics", {"Lyrics", "LYRIC", "text", "plainLyrics", "song_lyrics", "paroles", "Letra"}},
      {"loudness", {"Loudness (dB)", "dB"}},
      {"danceability", {"danceability_%", "Dnce"}},
      {"valence", {"Valence", "Positiveness"}}};
  for (const auto& [slot, names] : known)
    for (const std::string_view name : names) EXPECT_EQ(slot_name(find_column(name)), slot) << name;
  for (const std::string_view other : {"tempo", "Popularity", "link", "Unnamed: 0", "", "rank", "track_id"})
    EXPECT_EQ(slot_name(find_column(other)), "") << other;
}

TEST(Fields, TakesListsOfNames) {
  LabelledSong song;
  EXPECT_EQ(assign("artists", "['Ann', \"Bob's\"]", song), "");
  EXPECT_EQ(song.song.artist, "Ann, Bob's");
  EXPECT_EQ(assign("genres", "[\"Dance Pop\", \"pop\"]", song), "");
  EXPECT_EQ(song.song.genre, "dance pop");
  EXPECT_EQ(assign("genres", "[]", song), "");
  EXPECT_EQ(song.song.genre, "");
  EXPECT_EQ(assign("title", "[Untitled]", song), "");
  EXPECT_EQ(song.song.title, "[Untitled]");
}

TEST(Fields, TakesAnyTopicNameButNoLongText) {
  LabelledSong song;
  EXPECT_EQ(assign("topic", "a topic of my own", song), "");
  EXPECT_EQ(song.labels.topic, "a topic of my own");
  EXPECT_THAT(assign("topic", std::string(101, 'x'), song), HasSubstr("expected a name of at most 100 bytes"));
}

TEST(InQuotes, IsShortAndOnOneLine) {
  EXPECT_EQ(in_quotes("a\nb\x1B[31m"), "'a b [31m'");
  EXPECT_EQ(in_quotes(std::string(50, 'x')), "'" + std::string(40, 'x') + "...'");
  // 39 letters and then a letter of two bytes: it is not cut in two.
  EXPECT_EQ(in_quotes(std::string(39, 'x') + "\xC3\xA9z"), "'" + std::string(39, 'x') + "...'");
}

TEST(Trimmed, TakesBlanksOffBothSides) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed(" \n"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(FindColumn, NamesThatNoTableForesees) {
  const auto slot = [](std::string_view name) { return find_column(name).slot; };
  for (const std::string_view name :
       {"artist0", "Artist 1", "contributing_artists", "Singer/Band", "LeadArtist", "K\u00DCNSTLER",
        "\u0418\u0441\u043F\u043E\u043B\u043D\u0438\u0442\u0435\u043B\u044C"})
    EXPECT_EQ(slot(name), FieldSlot::artist) << name;
  for (const std::string_view name : {"Title of Song", "full_title", "Song/Track", "songTitle", "Music Name"})
    EXPECT_EQ(slot(name), FieldSlot::title) << name;
  for (const std::string_view name : {"lyrics_raw", "raw-lyrics", "Lyrics (raw)", "trackLyrics", "lyrics_en",
                                      "genius_lyrics", "Lyrics 1", "processed_lyrics", "Letra da m\u00FAsica"})
    EXPECT_EQ(slot(name), FieldSlot::lyrics) << name;
  for (const std::string_view name : {"chart_year", "Date Released", "Track Release Date", "peakYear", "yr."})
    EXPECT_EQ(slot(name), FieldSlot::year) << name;
  for (const std::string_view name : {"Primary Genre", "genre_1", "artist_genre", "macroGenre"})
    EXPECT_EQ(slot(name), FieldSlot::genre) << name;
  for (const std::string_view name :
       {"lyrics_url", "lyrics_length", "artist_followers", "artist2", "song_id", "track_number", "date_added",
        "genre_count", "lyrics_language", "playlist_name_id", "year_end_rank", "my_lyrics_collection_of_1999"})
    EXPECT_EQ(slot(name), FieldSlot::none) << name;
}

TEST(AssignField, NamesAreReadAsTheirWritersSawThem) {
  const auto artist = [](std::string_view cell) {
    LabelledSong song;
    EXPECT_EQ(assign_field(find_column("artist"), cell, song), "");
    return song.song.artist;
  };
  expect_each(artist, {{"Ann &amp; Ben", "Ann & Ben"},
                       {"Ann&#39;s", "Ann's"},
                       {"Ann&nbsp;Noon", "Ann Noon"},
                       {"Bj\\u00f6rn \"B\"", "Bj\u00F6rn \"B\""},
                       {"Ren\u00C3\u00A9e", "Ren\u00E9e"},
                       {"\u200BAnn\u00A0Noon", "Ann Noon"},
                       {"('Ann', 'Ben')", "Ann, Ben"},
                       {"{'Ann'}", "Ann"},
                       {"[{'name': 'Ann', 'id': 1}, {'name': \"Ben's\"}]", "Ann, Ben's"},
                       {"{\"id\": \"name\", \"name\": \"Ann\"}", "Ann"}});
  for (const std::string_view same : {"AT&T;", "R&B", "('68)", "('til Tuesday')", "[Unknown]", "{Ann}", "a\\b", "311"})
    EXPECT_EQ(artist(same), same);
  const auto genre = [](std::string_view cell) {
    LabelledSong song;
    EXPECT_EQ(assign_field(find_column("genre"), cell, song), "");
    return song.song.genre;
  };
  for (const std::string_view cell :
       {"Rock", "Rock;Pop", "Rock, Pop", "rock|pop", "['rock', 'pop']", "{'rock'}", "[rock, pop]", "ROCK\\POP"})
    EXPECT_EQ(genre(cell), "rock") << cell;
  EXPECT_EQ(genre("R&amp;B"), "r&b");
  EXPECT_EQ(genre("set()"), "");
}

}  // namespace
}  // namespace leitmotif::corpus
