#include "leitmotif/corpus/dataset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

Dataset parsed(std::string_view bytes, const DatasetOptions& options = {}) {
  Dataset dataset;
  dataset.facts = parse_dataset(bytes, "songs.csv",
                                {[&](LabelledSong&& song) { dataset.rows.push_back(std::move(song)); },
                                 [&](Rejected&& rejected) { dataset.rejected.push_back(std::move(rejected)); }},
                                options);
  return dataset;
}

/// The songs of all rows that could be read, as "artist|title|lyrics".
std::vector<std::string> songs_in(const Dataset& dataset) {
  std::vector<std::string> songs;
  for (const LabelledSong& row : dataset.rows)
    songs.push_back(row.song.artist + '|' + row.song.title + '|' + row.song.lyrics);
  return songs;
}

/// The lyrics of all rows that could be read.
std::vector<std::string> lyrics_in(std::string_view bytes) {
  std::vector<std::string> lyrics;
  for (const LabelledSong& row : parsed(bytes).rows) lyrics.push_back(row.song.lyrics);
  return lyrics;
}

std::string message_for(std::string_view bytes) {
  const Error error = error_of([&] { (void)parsed(bytes); });
  EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
  return error.what();
}

/// The reason why the only row below `header` is rejected, or an empty string.
std::string reason_for(const std::string& header, const std::string& row) {
  const Dataset dataset = parsed(header + "\n" + row + "\n");
  EXPECT_EQ(dataset.rows.size() + dataset.rejected.size(), 1U);
  if (dataset.rejected.empty()) return {};
  EXPECT_EQ(dataset.rejected[0].line, 2U);
  EXPECT_EQ(dataset.rejected[0].source, "songs.csv");
  return dataset.rejected[0].reason;
}

TEST(Dataset, ReadsARow) {
  const Dataset dataset = parsed(
      ",artist_name,track_name,release_date,genre,lyrics,len,violence,danceability,energy,topic,age\n"
      "0,ada lund,harbour bell,1961,jazz,bell ring harbour morning,4,0.25,0.5,,violence,0.8\n");
  ASSERT_EQ(dataset.rows.size(), 1U);
  const LabelledSong& row = dataset.rows[0];
  EXPECT_EQ(row.line, 2U);
  EXPECT_EQ(row.song.artist, "ada lund");
  EXPECT_EQ(row.song.title, "harbour bell");
  EXPECT_EQ(row.song.year, 1961);
  EXPECT_EQ(row.song.genre, "jazz");
  EXPECT_EQ(row.song.lyrics, "bell ring harbour morning");
  EXPECT_EQ(row.song.form, LyricsForm::cleaned);
  EXPECT_EQ(row.song.audio[0], 0.5);
  EXPECT_TRUE(std::isnan(row.song.audio[5])) << "an empty cell is missing, not zero";
  EXPECT_EQ(row.labels.topic, "violence");
  EXPECT_EQ(row.labels.weights[1], 0.25);
  EXPECT_TRUE(std::isnan(row.labels.weights[0]));
}

TEST(Dataset, ColumnsComeInAnyOrderAndUnknownOnesAreIgnored) {
  const Dataset dataset = parsed("mood, lyrics ,year,mood,title,artist\nx,some words,1999,y,T,A\n");
  ASSERT_THAT(songs_in(dataset), ElementsAre("A|T|some words"));
  EXPECT_EQ(dataset.rows[0].song.year, 1999);
}

TEST(Dataset, LabelColumnsReachOnlyTheLabels) {
  std::string header = "lyrics,topic";
  std::string row = "words,music";
  for (const std::string_view part : kMixtureParts) {
    header.append(",").append(part);
    row += ",0.0625";
  }
  const Dataset with = parsed(header + "\n" + row + "\n");
  const Dataset without = parsed("lyrics\nwords\n");
  ASSERT_EQ(with.rows.size(), 1U);
  EXPECT_EQ(with.rows[0].song.lyrics, without.rows[0].song.lyrics);
  EXPECT_EQ(with.rows[0].song.genre, without.rows[0].song.genre);
  for (const double value : with.rows[0].song.audio) EXPECT_TRUE(std::isnan(value));
  for (const double weight : with.rows[0].labels.weights) EXPECT_EQ(weight, 0.0625);
  for (const double weight : without.rows[0].labels.weights) EXPECT_TRUE(std::isnan(weight));
  EXPECT_EQ(without.rows[0].labels.topic, "");
}

TEST(Dataset, SaysWhatIsWrongWithTheFile) {
  EXPECT_EQ(message_for("artist,title\na,b\n"), "songs.csv line 1: column 'lyrics' is missing; found: artist, title");
  EXPECT_EQ(message_for(""), "songs.csv: is empty, expected a header with a column 'lyrics'");
  EXPECT_EQ(message_for("\n\n"), "songs.csv line 1: there is no header, expected a column 'lyrics'");
  EXPECT_EQ(message_for(std::string_view("lyrics\0\0\0\1\2\0\0", 13)),
            "songs.csv: is not a CSV file: its content: is not text: NUL byte at byte 7");
  EXPECT_THAT(message_for("\x1F\x8B\x08"), HasSubstr("is not a CSV file: it is packed with gzip"));
  EXPECT_THAT(message_for("PK\x03\x04zip"), HasSubstr("save it as CSV"));
  EXPECT_EQ(message_for("\"lyrics\nx"), "songs.csv line 1: in the header: the quote that opens cell 1 is not closed");
  EXPECT_THAT(message_for(std::string(500'000, ',')), ::testing::SizeIs(::testing::Lt(300U)));
}

TEST(Dataset, AHeaderAloneIsNoRow) {
  for (const std::string_view text : {"lyrics", "lyrics\n", "\xEF\xBB\xBFlyrics\r\n"}) {
    EXPECT_TRUE(parsed(text).rows.empty());
    EXPECT_TRUE(parsed(text).rejected.empty());
  }
}

TEST(Dataset, RejectsARowWithItsReason) {
  EXPECT_EQ(reason_for("lyrics,artist", "a,b,c"), "has 3 cells, expected 2");
  EXPECT_EQ(reason_for("lyrics,artist", "a"), "has 1 cell, expected 2");
  EXPECT_EQ(reason_for("lyrics,artist", "\"a\"x,b"), "text after the closing quote of cell 1");
  EXPECT_EQ(reason_for("lyrics,len,age", "a,NaN,inf"), "") << "ignored columns may hold anything";
}

TEST(Dataset, ASongNeedsLyricsOrATitle) {
  EXPECT_EQ(reason_for("lyrics,artist,title", ",A,T"), "");
  EXPECT_EQ(reason_for("lyrics,artist,title", ",,T"), "");
  EXPECT_EQ(reason_for("lyrics,artist,title", " ,A,"), "has neither lyrics nor a title");
  EXPECT_EQ(reason_for("lyrics,artist,title", "nan,A,NULL"), "has neither lyrics nor a title");
}

TEST(Dataset, AValueThatCannotBeUsedIsLeftOutAndCounted) {
  const Dataset dataset =
      parsed("lyrics,year,energy,topic\nla,soon,0.5,x\nlo,1987,2,y\nli,87,none," + std::string(101, 'x') + "\n");
  ASSERT_EQ(dataset.rows.size(), 3U);
  EXPECT_TRUE(dataset.rejected.empty());
  EXPECT_FALSE(dataset.rows[0].song.year);
  EXPECT_EQ(dataset.rows[0].song.audio[5], 0.5);
  EXPECT_EQ(dataset.rows[1].song.year, 1987);
  ASSERT_EQ(dataset.facts.left_out.size(), 3U);
  EXPECT_EQ(dataset.facts.left_out[0].column, "year");
  EXPECT_EQ(dataset.facts.left_out[0].count, 2U);
  EXPECT_EQ(dataset.facts.left_out[0].line, 2U);
  EXPECT_EQ(dataset.facts.left_out[0].reason, "year is 'soon', expected a year from 1000 to 2100");
  EXPECT_EQ(dataset.facts.left_out[1].count, 1U);
  EXPECT_EQ(dataset.facts.left_out[1].line, 3U);
}

TEST(Dataset, OfSeveralColumnsTheBestIsRead) {
  const Dataset dataset = parsed("text,Artist,Lyrics,artist_name,title,title\nno,no,words,Ann,One,Two\n");
  EXPECT_THAT(songs_in(dataset), ElementsAre("Ann|One|words"));
  EXPECT_EQ(slot_name(dataset.facts.columns[2].field), "lyrics");
  EXPECT_TRUE(dataset.facts.columns[0].spare);
  EXPECT_EQ(slot_name(dataset.facts.columns[1].field), "");
  EXPECT_THAT(dataset.facts.columns[2].examples, ElementsAre("words"));
}

TEST(Dataset, AnotherColumnOfLyricsFillsIn) {
  const Dataset dataset =
      parsed("syncedLyrics,plainLyrics,title\n[00:01.00]The sea,the sea,One\n[00:01.00]The bell,,Two\n");
  ASSERT_EQ(dataset.rows.size(), 2U);
  EXPECT_EQ(dataset.rows[0].song.lyrics, "the sea");
  EXPECT_EQ(dataset.rows[1].song.lyrics, "[00:01.00]The bell");
}

TEST(Dataset, AColumnCanBeChosen) {
  const std::string csv = "lyrics,My Words,Title\nno,words,One\n";
  EXPECT_EQ(parsed(csv, {.columns = {{"lyrics", "my words"}}}).rows[0].song.lyrics, "words");
  EXPECT_EQ(parsed(csv, {.columns = {{"title", ""}}}).rows[0].song.title, "");
  const auto refused = [&](std::string_view choice) {
    return error_of([&] { (void)parsed(csv, {.columns = {read_column_choice(choice)}}); });
  };
  EXPECT_EQ(std::string(refused("lyrics=x").what()), "there is no column 'x'; found: lyrics, My Words, Title");
  EXPECT_EQ(refused("lyrics").kind(), ErrorKind::invalid_argument);
  EXPECT_EQ(refused("mood=Title").kind(), ErrorKind::invalid_argument);
}

TEST(Dataset, FindsOutTheFormOfEachLyric) {
  const std::string csv = "lyrics,title\nbell ring harbour morning,One\n\"The bell,\nI hear it\",Two\n,Three\n";
  Dataset dataset = parsed(csv);
  ASSERT_EQ(dataset.rows.size(), 3U);
  EXPECT_EQ(dataset.rows[0].song.form, LyricsForm::cleaned);
  EXPECT_EQ(dataset.rows[1].song.form, LyricsForm::sung);
  EXPECT_EQ(form_name(dataset.facts), "mixed");
  dataset = parsed(csv, {.lyrics = LyricsChoice::sung});
  EXPECT_EQ(dataset.rows[0].song.form, LyricsForm::sung);
  EXPECT_EQ(form_name(dataset.facts), "sung");
  EXPECT_EQ(form_name(parsed(csv, {.lyrics = LyricsChoice::cleaned}).facts), "cleaned");
  EXPECT_EQ(form_name(parsed("lyrics,title\n,One\n").facts), "none");
}

TEST(Dataset, AudioFeaturesComeInTheirScales) {
  Dataset dataset = parsed("lyrics,energy,valence_%,Loudness,instrumentalness\nla,72,5,-7.1,0\nlo,8,0,-60.5,0\n");
  ASSERT_EQ(dataset.rows.size(), 2U);
  EXPECT_EQ(dataset.rows[0].song.audio[5], 0.72);
  EXPECT_EQ(dataset.rows[0].song.audio[4], 0.05);
  EXPECT_NEAR(dataset.rows[0].song.audio[1], 0.914 - 7.1 * 0.02564, 1e-12);
  EXPECT_EQ(dataset.rows[1].song.audio[1], 0.0);
  EXPECT_TRUE(dataset.facts.left_out.empty());
  dataset = parsed("lyrics,energy\nla,0.72\nlo,8\nli,0.1\n");
  EXPECT_EQ(dataset.facts.left_out.size(), 1U) << "one odd number makes no percentages of the others";
}

TEST(Dataset, NamesWithAudioFeaturesWillDoWhenAsked) {
  const std::string csv = "Track Name,Artist Name(s),Energy\nOne,Ann,0.5\n";
  EXPECT_EQ(parsed(csv, {.lyrics_needed = false}).rows.size(), 1U);
  EXPECT_THAT(message_for(csv), HasSubstr("column 'lyrics' is missing"));
}

std::string in_utf16(std::string_view ascii) {
  std::string wide = "\xFF\xFE";
  for (const char c : ascii) wide.append({c, '\0'});
  return wide;
}

TEST(Dataset, ReadsEveryDialect) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const std::string d(1, delimiter);
    for (const std::string end : {"\n", "\r\n", "\r"}) {
      for (const std::string blank : {"", " "}) {
        for (const std::string trailing : {"", ";", ",,"}) {
          if (!trailing.empty() && trailing.front() != delimiter) continue;
          const std::string table = "artist" + d + "title" + d + "lyrics" + end + "Ann" + d + blank +
                                    "\"One, or; two\"" + d + blank + "\"I say \"\"go\"\",\n; the | end\"" + trailing +
                                    end + "Bob" + d + "Two" + d + "\"so it goes\"" + end;
          for (const std::string& bytes : {table, "\xEF\xBB\xBF" + table, in_utf16(table), "sep=" + d + end + table,
                                           "\"sep=" + d + "\"" + end + table}) {
            const Dataset dataset = parsed(bytes);
            ASSERT_EQ(dataset.rows.size(), 2U) << bytes;
            EXPECT_EQ(dataset.rows[0].song.title, "One, or; two") << bytes;
            EXPECT_EQ(dataset.rows[0].song.lyrics, "I say \"go\",\n; the | end") << bytes;
            EXPECT_EQ(dataset.facts.delimiter, delimiter);
          }
        }
      }
    }
  }
}

TEST(Dataset, ReadsOtherEncodings) {
  const Dataset latin = parsed("lyrics,title\nthe caf\xE9 is closed,Caf\xE9\n");
  ASSERT_EQ(latin.rows.size(), 1U);
  EXPECT_EQ(latin.rows[0].song.title, "Caf\xC3\xA9");
  EXPECT_EQ(latin.facts.encoding, "windows-1252");
  const Dataset nul = parsed(std::string("lyrics,title\nthe sea is wide and the boat is small") + '\0' + ",One\n");
  ASSERT_EQ(nul.rows.size(), 1U);
  EXPECT_EQ(nul.rows[0].song.lyrics, "the sea is wide and the boat is small");
  EXPECT_THAT(nul.facts.repairs, ElementsAre(text::Repair::nul_bytes));
}

TEST(Dataset, WhatIsSpoiltFarBehindSpoilsItsRowOnly) {
  std::string text = "lyrics\n" + std::string(100'000, 'x') + "\na";
  text += std::string("\0\1\2", 3);
  text += "b\nlast\n";
  const Dataset dataset = parsed(text);
  ASSERT_EQ(dataset.rejected.size(), 1U);
  EXPECT_EQ(dataset.rejected[0].reason, "holds a NUL byte");
  EXPECT_EQ(dataset.rejected[0].line, 3U);
  EXPECT_EQ(dataset.rows.size(), 2U);
}

TEST(Dataset, ReadsQuotesAsSparkWritesThem) {
  EXPECT_THAT(lyrics_in("title,lyrics\nOne,\"I say \\\"go\\\",\nso go\"\nTwo,\"the \\n sea\"\n"),
              ElementsAre("I say \"go\",\nso go", "the \\n sea"));
}

TEST(Dataset, CellsAtTheEndMayBeMissing) {
  const Dataset dataset = parsed("title,lyrics,year,genre\nOne,la\nTwo,lo,1987\nThree\nFour,li,1987,pop\n");
  EXPECT_EQ(dataset.rows.size(), 3U);
  EXPECT_EQ(dataset.rejected.size(), 1U);
}

TEST(Dataset, ALyricAtTheEndNeedsNoQuotes) {
  EXPECT_THAT(lyrics_in("title,lyrics\nOne,Oh, my love, my sea\nTwo,\"so\", it goes\n"),
              ElementsAre("Oh, my love, my sea"));
  EXPECT_EQ(parsed("lyrics,title\nOh, my love,One\n").rejected.size(), 1U) << "nobody knows where the lyric ends";
}

TEST(Dataset, TitlesMayStandAboveTheHeader) {
  const Dataset dataset = parsed("My songs,,\n\nArtist,Title,Lyrics\nAnn,One,the sea\n,,\n");
  ASSERT_EQ(dataset.rows.size(), 1U);
  EXPECT_EQ(dataset.rows[0].song.title, "One");
  EXPECT_EQ(dataset.rows[0].line, 4U);
  EXPECT_TRUE(dataset.rejected.empty()) << "an empty row of a spreadsheet is no row";
  EXPECT_THAT(dataset.facts.columns[1].examples, ElementsAre("One"));
}

TEST(Dataset, OneColumnHasNoDelimiter) {
  EXPECT_THAT(lyrics_in("lyrics\nOh, my love\nthe sea; the sea\n"), ElementsAre("Oh, my love", "the sea; the sea"));
}

TEST(Dataset, GoodRowsSurviveBadOnes) {
  const Dataset dataset = parsed("lyrics,year\r\ngood,1999\r\nbad\r\n\"open,2000\r\n\"two\r\nlines\",2001\r\n");
  ASSERT_EQ(dataset.rows.size(), 2U);
  EXPECT_EQ(dataset.rows[1].song.lyrics, "two\nlines");
  EXPECT_EQ(dataset.rows[1].line, 5U);
  ASSERT_EQ(dataset.rejected.size(), 2U);
  EXPECT_EQ(dataset.rejected[0].line, 3U);
  EXPECT_EQ(dataset.rejected[1].line, 4U);
}

TEST(Dataset, ReadsAFileWithItsDigest) {
  const TemporaryFolder folder;
  const std::string text = "lyrics\nwords\n";
  const Dataset dataset = read_dataset(folder.write("x.csv", text), {.lyrics = LyricsChoice::sung});
  EXPECT_EQ(dataset.sha256, sha256_hex(text));
  ASSERT_EQ(dataset.rows.size(), 1U);
  EXPECT_EQ(dataset.rows[0].song.form, LyricsForm::sung);
  EXPECT_EQ(error_of([&] { (void)read_dataset(folder.path()); }).kind(), ErrorKind::io);
  EXPECT_EQ(error_of([&] { (void)read_dataset(folder.path() / "none"); }).kind(), ErrorKind::not_found);
  EXPECT_EQ(error_of([&] { (void)read_dataset(folder.write("y.csv", "")); }).kind(), ErrorKind::corrupt_data);
}

TEST(Dataset, WhatTheSinkThrowsComesThrough) {
  const DatasetSink sink{[](LabelledSong&&) { throw Error(ErrorKind::cancelled, "enough"); }, [](Rejected&&) {}};
  EXPECT_EQ(error_of([&] { parse_dataset("lyrics\na\nb\n", "x", sink); }).kind(), ErrorKind::cancelled);
}

TEST(WriteRejects, WritesAReadableTable) {
  const TemporaryFolder folder;
  const std::vector<Rejected> rejected = {{"a,b.csv", 7, "year is 'x', expected 1"}, {"c.txt", 0, "is empty"}};
  write_rejects(folder.path() / "rejects.csv", rejected);
  EXPECT_EQ(read_file(folder.path() / "rejects.csv", 1000),
            "file,line,reason\n\"a,b.csv\",7,\"year is 'x', expected 1\"\nc.txt,,is empty\n");
  EXPECT_EQ(error_of([&] { write_rejects(folder.path() / "none" / "x", rejected); }).kind(), ErrorKind::io);
}

bool is_complete(const LabelledSong& row) {
  const auto known = [](double value) { return !std::isnan(value); };
  return std::all_of(row.labels.weights.begin(), row.labels.weights.end(), known) &&
         std::all_of(row.song.audio.begin(), row.song.audio.end(), known);
}

std::string_view heaviest_topic(const Labels& labels) {
  std::string_view best;
  double weight = -1;
  for (std::size_t i = 0; i < kMixtureParts.size(); ++i) {
    const bool is_topic = std::find(kTopics.begin(), kTopics.end(), kMixtureParts[i]) != kTopics.end();
    if (!is_topic || labels.weights[i] <= weight) continue;
    weight = labels.weights[i];
    best = kMixtureParts[i];
  }
  return best;
}

TEST(Dataset, ReadsTheTrainingPartOfTheRealOne) {
  if (shared_folder().empty()) GTEST_SKIP() << "the data set is not on this machine";
  const Dataset dataset = read_dataset(shared_folder() / "data" / "music-train.csv");
  EXPECT_EQ(dataset.rows.size(), 22'697U);
  EXPECT_EQ(dataset.rejected.size(), 0U);
  std::size_t complete = 0;
  std::set<std::string> keys;
  for (const LabelledSong& row : dataset.rows) {
    keys.insert(row.song.artist + "\n" + row.song.title + "\n" + std::to_string(row.song.year.value_or(0)));
    if (!is_complete(row)) continue;
    ++complete;
    ASSERT_EQ(heaviest_topic(row.labels), row.labels.topic) << "line " << row.line;
  }
  EXPECT_EQ(complete, 20'149U);
  EXPECT_EQ(keys.size(), dataset.rows.size()) << "artist, title and year name a row";
}

}  // namespace
}  // namespace leitmotif::corpus
