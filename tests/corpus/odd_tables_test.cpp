// Tables that are odd in what a row or a cell holds: lines of a lyric, words in place of one, quotes and brackets that
// nobody wrote right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "leitmotif/corpus/dataset.hpp"
#include "support/matchers.hpp"

namespace leitmotif::corpus {
namespace {

struct ReadTable {
  std::vector<std::string> songs;  ///< "artist|title|lyric"
  std::vector<Rejected> rejected;
  DatasetFacts facts;
};

ReadTable read(const std::string& bytes, const std::string& name = "songs.csv", DatasetOptions options = {}) {
  ReadTable table;
  options.lyrics_needed = false;
  table.facts = parse_dataset(bytes, name,
                              {[&](LabelledSong&& row) {
                                 table.songs.push_back(row.song.artist + "|" + row.song.title + "|" + row.song.lyrics);
                               },
                               [&](Rejected&& rejected) { table.rejected.push_back(std::move(rejected)); }},
                              options);
  return table;
}

TEST(SplitLyrics, RowsOfALineEachAreOneSong) {
  const std::vector<std::string> lines = {"Over the harbour", "I hear the rain", "You promised me", "a letter home"};
  const std::string lyric = "Over the harbour\nI hear the rain\nYou promised me\na letter home";
  for (const std::string piece : {"line", "Line_Number", "lineno", "verse", "section", "element"}) {
    std::string table = "artist,title," + piece + ",lyric\n";
    for (const std::string title : {"Blue", "Wet"})
      for (std::size_t i = 0; i < lines.size(); ++i)
        table += "Ann," + title + "," + std::to_string(i + 1) + "," + lines[i] + "\n";
    const ReadTable read_table = read(table);
    EXPECT_THAT(read_table.songs, ElementsAre("Ann|Blue|" + lyric, "Ann|Wet|" + lyric)) << piece;
    EXPECT_EQ(read_table.facts.joined, 8U) << piece;
    EXPECT_EQ(read_table.facts.sung, 2U) << piece;
  }
}

TEST(SplitLyrics, WithoutANumberOrWithEmptyNamesBelowTheFirst) {
  EXPECT_THAT(
      read("artist,title,lyrics\nAnn,Blue,Over the sea\nAnn,Blue,I hear it\nAnn,Blue,the rain\nAnn,Blue,my dear\n"
           "Ann,Wet,You went\nAnn,Wet,away\n")
          .songs,
      ElementsAre("Ann|Blue|Over the sea\nI hear it\nthe rain\nmy dear", "Ann|Wet|You went\naway"));
  EXPECT_THAT(read("artist,title,lyrics\nAnn,Blue,Over the sea\n,,I hear it\n,,the rain\n,,my dear\n").songs,
              ElementsAre("Ann|Blue|Over the sea\nI hear it\nthe rain\nmy dear"));
  EXPECT_THAT(
      read("song,artist,verse,lyrics\nBlue,Ann,1,\"Over the sea\nI hear\"\nBlue,Ann,2,\"the rain\nmy dear\"\n").songs,
      ElementsAre("Ann|Blue|Over the sea\nI hear\nthe rain\nmy dear"));
}

TEST(SplitLyrics, SongsOfOneNameStayApart) {
  // Whole lyrics under one name are versions, and a table of one row a song has no neighbours of its name.
  EXPECT_EQ(
      read("artist,title,lyrics\nAnn,Intro,\"a\nb\"\nAnn,Intro,\"c\nd\"\nAnn,Intro,\"e\nf\"\nAnn,Intro,\"g\nh\"\n")
          .songs.size(),
      4U);
  EXPECT_EQ(read("artist,title,line,lyrics\nAnn,One,1,the sea\nAnn,Two,2,the rain\nAnn,Three,3,the sun\n").songs.size(),
            3U);
  EXPECT_EQ(
      read("artist,title,lyrics\nAnn,One,the sea\nAnn,One,the sea\nAnn,One,the sea\nAnn,One,the sea\n").songs.size(),
      4U);
}

TEST(SplitLyrics, ASongBelongsToTheShareOfItsFirstRow) {
  std::string table = "artist,title,line,lyric\n";
  for (const std::string title : {"A", "B", "C", "D", "E"})
    for (int i = 1; i <= 3; ++i) table += "Ann," + title + "," + std::to_string(i) + ",the line " + title + "\n";
  std::vector<std::string> all;
  for (unsigned part = 1; part <= 4; ++part) {
    DatasetOptions options;
    options.share = {part, 4};
    for (const std::string& song : read(table, "songs.csv", options).songs) all.push_back(song);
  }
  EXPECT_EQ(all, read(table).songs);
}

TEST(NoLyricCells, AreCountedAndNamed) {
  for (const std::string cell : {"Instrumental", "[Instrumental]", "(instrumental)", "instrumental", "INSTRUMENTAL",
                                 "\u7EAF\u97F3\u4E50\uFF0C\u8BF7\u6B23\u8D4F", "This song is an instrumental"}) {
    const ReadTable table =
        read("artist,title,lyrics\nAnn,Blue,Over the sea I hear the rain\nBen,Wet,\"" + cell + "\"\n");
    EXPECT_THAT(table.songs, ElementsAre("Ann|Blue|Over the sea I hear the rain", "Ben|Wet|")) << cell;
    EXPECT_EQ(table.facts.instrumental, 1U) << cell;
    ASSERT_EQ(table.facts.left_out.size(), 1U) << cell;
    EXPECT_EQ(table.facts.left_out[0].count, 1U);
    EXPECT_EQ(table.facts.left_out[0].line, 3U);
    EXPECT_THAT(table.facts.left_out[0].reason, HasSubstr("nobody sings"));
  }
  for (const std::string cell : {"unknown", "N/A", "nan", "Lyrics not found", "#N/A", "None", "?", "missing"}) {
    const ReadTable table = read("artist,title,lyrics\nAnn,Blue,Over the sea I hear the rain\nBen,Wet," + cell + "\n");
    EXPECT_EQ(table.facts.instrumental, 0U) << cell;
    ASSERT_EQ(table.facts.left_out.size(), 1U) << cell;
    EXPECT_THAT(table.facts.left_out[0].reason, HasSubstr("stands for no lyric")) << cell;
  }
  EXPECT_TRUE(read("artist,title,lyrics\nAnn,Blue,the sea and I\nBen,Wet,\n").facts.left_out.empty());
}

TEST(LooseQuotes, ThatAreNotDoubledCostNoRow) {
  for (const std::string cell : {"6'1\"", "He said \"stay\" and went", "\"Blue\" and \"Wet\" again"})
    EXPECT_THAT(
        read("artist,title,lyrics\n\"Ann\",\"" + cell + "\",\"over the sea\nI hear\"\n\"Ben\",\"Wet\",\"the rain\"\n")
            .songs,
        ElementsAre("Ann|" + cell + "|over the sea\nI hear", "Ben|Wet|the rain"))
        << cell;
  EXPECT_THAT(read("artist,title,lyrics\nAnn,Blue,\"He said \"stay\" and I\nwent\"\nBen,Wet,\"the rain\"\n").songs,
              ElementsAre("Ann|Blue|He said \"stay\" and I\nwent", "Ben|Wet|the rain"));
  EXPECT_THAT(read("artist\ttitle\tlyrics\nAnn\tBlue\t\"The sea and I\nBen\tWet\tthe rain and you\n").songs,
              ElementsAre("Ann|Blue|\"The sea and I", "Ben|Wet|the rain and you"));
}

TEST(LooseQuotes, AnOpenOneStillCostsItsRowOnly) {
  const ReadTable table = read("artist,title,lyrics\nOne,A,\"the sea\nTwo,B,\"the rain\"\nThree,C,\"the sun\"\n");
  EXPECT_THAT(table.songs, ElementsAre("Two|B|the rain", "Three|C|the sun"));
  EXPECT_FALSE(table.rejected.empty());
}

TEST(OddDialects, AreRead) {
  for (const std::string between : {"~", "^", "\x01", "|", ";"}) {
    std::string table = "artist,title,lyrics\nAnn,Blue,I love the rain\nBen,Wet,We dance all night\n";
    for (std::size_t at = table.find(','); at != std::string::npos; at = table.find(',', at + 1))
      table.replace(at, 1, between);
    EXPECT_THAT(read(table).songs, ElementsAre("Ann|Blue|I love the rain", "Ben|Wet|We dance all night")) << between;
  }
  EXPECT_THAT(read("Lyrics export 2020\n\nartist,title,lyrics\nAnn,Blue,I love the rain\n").songs,
              ElementsAre("Ann|Blue|I love the rain"));
  EXPECT_THAT(read("lyrics\nI love, the rain\n").songs, ElementsAre("||I love, the rain"));
}

TEST(OddDialects, SingleQuotesAndQuotesAroundLines) {
  EXPECT_THAT(
      read("'artist','title','lyrics'\n'Ann','Don''t Go','I love,\nthe rain'\n'Ben','Wet','the \"sun\"'\n").songs,
      ElementsAre("Ann|Don't Go|I love,\nthe rain", "Ben|Wet|the \"sun\""));
  EXPECT_THAT(read("'artist';'title';'lyrics'\n'Ann';'Don\\'t Go';'I love; rain'\n").songs,
              ElementsAre("Ann|Don't Go|I love; rain"));
  // A name that begins with an apostrophe is none of this.
  EXPECT_THAT(read("artist,title,lyrics\n'Til Dawn,'Round Here,'cause I love the rain\n").songs,
              ElementsAre("'Til Dawn|'Round Here|'cause I love the rain"));
  const ReadTable wrapped =
      read("\"artist,title,lyrics\"\n\"Ann,Blue,\"\"I love,\nthe rain\"\"\"\n\"Ben,Wet\"\n\"Cid,Dry,the sun\"\n");
  EXPECT_THAT(wrapped.songs, ElementsAre("Ann|Blue|I love,\nthe rain", "Cid|Dry|the sun"));
  ASSERT_EQ(wrapped.rejected.size(), 1U);
  EXPECT_EQ(wrapped.rejected[0].line, 4U);
}

TEST(OddJson, IsReadAsFarAsItGoes) {
  const std::string row = R"({"artist":"Ann","title":"Blue","lyrics":"I love the rain"})";
  const std::string other = R"({"artist":"Ben","title":"Wet","lyrics":"We dance all night"})";
  const auto both = ElementsAre("Ann|Blue|I love the rain", "Ben|Wet|We dance all night");
  EXPECT_THAT(read("[" + row + "," + other + ",]", "x.json").songs, both);
  EXPECT_THAT(read(row + other, "x.json").songs, both);
  EXPECT_THAT(read("[" + row + "," + other + ",{\"artist\":\"Cut", "x.json").songs, both);
  EXPECT_THAT(
      read("[{\"energy\":NaN,\"artist\":\"Ann\",\"title\":\"NaN, Blue,]\",\"lyrics\":\"I love the rain\"}]", "x.json")
          .songs,
      ElementsAre("Ann|NaN, Blue,]|I love the rain"));
  EXPECT_THAT(
      read(R"([["artist","title","lyrics"],["Ann","Blue","I love the rain"],["Ben","Wet","We dance all night"]])",
           "x.json")
          .songs,
      both);
  EXPECT_THAT(
      read(R"({"Ann":{"Blue":"I love\nthe rain","Red":"the\nsun"},"Ben":{"Wet":"We dance\nall night"}})", "x.json")
          .songs,
      UnorderedElementsAre("Ann|Blue|I love\nthe rain", "Ann|Red|the\nsun", "Ben|Wet|We dance\nall night"));
  EXPECT_THAT(read(R"({"Blue":"I love\nthe rain","Wet":"We dance\nall night"})", "x.json").songs,
              UnorderedElementsAre("|Blue|I love\nthe rain", "|Wet|We dance\nall night"));
  EXPECT_THAT(
      read(R"({"schema":{"fields":[{"name":"index"},{"name":"title"},{"name":"x"}]},"data":[)" + row + "]}", "x.json")
          .songs,
      ElementsAre("Ann|Blue|I love the rain"));
}

TEST(OddNames, AreReadAsTheirWriterSawThem) {
  EXPECT_THAT(read("artist,title,lyrics\nOtto &amp;amp; Ida,Don&amp;#39;t Go,I love the rain\n").songs,
              ElementsAre("Otto & Ida|Don't Go|I love the rain"));
  EXPECT_THAT(read("artist,title,lyrics\n<b>Ann</b>,<i>Blue</i> <3,I love the rain\n").songs,
              ElementsAre("Ann|Blue <3|I love the rain"));
  EXPECT_THAT(read("artist,title,lyrics\nb'Ann',b'Blue',I love the rain\n").songs,
              ElementsAre("Ann|Blue|I love the rain"));
}

TEST(OddHeaders, WithRemarksAndNumbers) {
  for (const std::string header : {"Artist (performer),Song title (en),Full lyrics text", "0_artist,1_title,2_lyrics",
                                   "1. Artist,2. Title,3. Lyrics [plain]"})
    EXPECT_THAT(read(header + "\nAnn,Blue,I love the rain\n").songs, ElementsAre("Ann|Blue|I love the rain")) << header;
}

TEST(OddNames, ATitleNamesTheArtistWhereNoColumnDoes) {
  const ReadTable table = read("song,lyrics\nAnn Noon - Blue,I love the rain\nWet - Live,We dance\nDry,The sun\n");
  EXPECT_THAT(table.songs, ElementsAre("Ann Noon|Blue|I love the rain", "|Wet - Live|We dance", "|Dry|The sun"));
  EXPECT_EQ(table.facts.artists_from_titles, 1U) << "a guess is said";
  for (const std::string title :
       {"Blue Door - Part Two", "Symphony No. 5 - Allegro", "Rain - Act II", "Track 3 - Blue"})
    EXPECT_THAT(read("song,lyrics\n" + title + ",I love the rain\n").songs,
                ElementsAre("|" + title + "|I love the rain"));
  EXPECT_THAT(read("artist,song,lyrics\n,Ann Noon - Blue,I love the rain\n").songs,
              ElementsAre("|Ann Noon - Blue|I love the rain"));
}

TEST(OddHeaders, InOtherLanguages) {
  for (const std::string header :
       {"Artiest,Titel,Songtekst", "Artist,L\u00E5t,L\u00E5ttext",
        "Sanat\u00E7\u0131,\u015Eark\u0131,\u015Eark\u0131 S\u00F6zleri", "artist,title,transcription"})
    EXPECT_THAT(read(header + "\nAnn,Blue,I love the rain\n").songs, ElementsAre("Ann|Blue|I love the rain")) << header;
}

}  // namespace
}  // namespace leitmotif::corpus
