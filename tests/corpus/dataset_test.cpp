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
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using testing::shared_folder;
using testing::TemporaryFolder;

Dataset parsed(std::string_view bytes) {
  Dataset dataset;
  parse_dataset(bytes, "songs.csv",
                {[&](LabelledSong&& song) { dataset.rows.push_back(std::move(song)); },
                 [&](Rejected&& rejected) { dataset.rejected.push_back(std::move(rejected)); }});
  return dataset;
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
  ASSERT_EQ(dataset.rows.size(), 1U);
  EXPECT_EQ(dataset.rows[0].song.lyrics, "some words");
  EXPECT_EQ(dataset.rows[0].song.title, "T");
  EXPECT_EQ(dataset.rows[0].song.artist, "A");
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
  EXPECT_EQ(message_for("lyrics,year,year\n"), "songs.csv line 1: column 'year' is there twice");
  EXPECT_EQ(message_for("lyrics,year,release_date\n"),
            "songs.csv line 1: columns 'year' and 'release_date' mean the same");
  EXPECT_EQ(message_for("lyrics,music,sadness,music\n"), "songs.csv line 1: column 'music' is there twice");
  EXPECT_EQ(message_for(""), "songs.csv: is empty, expected a header with a column 'lyrics'");
  EXPECT_EQ(message_for("\n\n"), "songs.csv line 1: there is no header, expected a column 'lyrics'");
  EXPECT_EQ(message_for(std::string_view("lyrics\n\0", 8)),
            "songs.csv: is not a CSV file in UTF-8: NUL byte at byte 8");
  EXPECT_EQ(message_for(std::string_view("\xFF\xFEl\0y\0", 6)), "songs.csv: is not a CSV file in UTF-8: it is UTF-16");
  EXPECT_EQ(message_for("\"lyrics\nx"), "songs.csv line 1: in the header: the quote that opens cell 1 is not closed");
  EXPECT_EQ(message_for("lyrics,caf\xE9\nx"), "songs.csv line 1: the header is not valid UTF-8: byte 0xE9 at byte 11");
  EXPECT_THAT(message_for("lyrics;artist\n"), HasSubstr("found: lyrics;artist"));
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
  EXPECT_EQ(reason_for("lyrics,artist", "caf\xE9,b"), "is not valid UTF-8: byte 0xE9 at byte 4");
  EXPECT_EQ(reason_for("lyrics,artist", "\"a\"x,b"), "text after the closing quote of cell 1");
  EXPECT_EQ(reason_for("lyrics,year", "a,87"), "year is '87', expected a year from 1000 to 2100");
  EXPECT_EQ(reason_for("lyrics,energy", "a,NaN"), "energy is 'NaN', expected a number from 0 to 1");
  EXPECT_EQ(reason_for("lyrics,dating", "a,nan"), "dating is 'nan', expected a number from 0 to 1");
  EXPECT_EQ(reason_for("lyrics,dating", "a,1.5"), "dating is '1.5', expected a number from 0 to 1");
  EXPECT_THAT(reason_for("lyrics,topic", "a," + std::string(101, 'x')), HasSubstr("expected a name of at most"));
  EXPECT_EQ(reason_for("lyrics,len,age", "a,NaN,inf"), "") << "ignored columns may hold anything";
}

TEST(Dataset, ASongWithoutLyricsNeedsArtistAndTitle) {
  EXPECT_EQ(reason_for("lyrics,artist,title", ",A,T"), "");
  EXPECT_EQ(reason_for("lyrics,artist,title", " ,A,"), "has no lyrics, and not both artist and title");
  EXPECT_EQ(reason_for("lyrics,artist,title", "\"\",,T"), "has no lyrics, and not both artist and title");
}

TEST(Dataset, ANulByteFarBehindSpoilsItsRowOnly) {
  std::string text = "lyrics\n" + std::string(100'000, 'x') + "\na";
  text += '\0';
  text += "b\nlast\n";
  const Dataset dataset = parsed(text);
  ASSERT_EQ(dataset.rejected.size(), 1U);
  EXPECT_EQ(dataset.rejected[0].reason, "holds a NUL byte");
  EXPECT_EQ(dataset.rejected[0].line, 3U);
  EXPECT_EQ(dataset.rows.size(), 2U);
}

TEST(Dataset, GoodRowsSurviveBadOnes) {
  const Dataset dataset = parsed("lyrics,year\r\ngood,1999\r\nbad,x\r\n\"open,2000\r\n\"two\r\nlines\",2001\r\n");
  ASSERT_EQ(dataset.rows.size(), 2U);
  EXPECT_EQ(dataset.rows[1].song.lyrics, "two\r\nlines");
  EXPECT_EQ(dataset.rows[1].line, 5U);
  ASSERT_EQ(dataset.rejected.size(), 2U);
  EXPECT_EQ(dataset.rejected[0].line, 3U);
  EXPECT_EQ(dataset.rejected[1].line, 4U);
}

TEST(Dataset, ReadsAFileWithItsDigest) {
  const TemporaryFolder folder;
  const std::string text = "lyrics\nwords\n";
  const Dataset dataset = read_dataset(folder.write("x.csv", text), LyricsForm::sung);
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
