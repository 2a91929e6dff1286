#include "leitmotif/corpus/lyrics_form.hpp"

#include <gtest/gtest.h>

#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/corpus/text_list.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

TEST(LyricsForm, CleanedIsLettersAndNoFunctionWord) {
  for (const std::string_view cleaned : {"bell ring harbour morning", "bell", "caf\xC3\xA9 bell", "therefore whereas"})
    EXPECT_EQ(form_of(cleaned), LyricsForm::cleaned) << cleaned;
  for (const std::string_view sung :
       {"Bell", "bell, ring", "bell\nring", "bell 7", "the bell", "ring the bell", "bell the",
        "\xD1\x84\xD0\xBE\xD0\xBD\xD0\xB0\xD1\x80\xD1\x8C", "\xE5\x86\xAC\xE3\x81\xAE\xE5\xB7\x9D", "a", "ring of bell",
        "don't", "", "  ", "bell <br> ring"})
    EXPECT_EQ(form_of(sung), LyricsForm::sung) << sung;
}

TEST(LyricsForm, EverySongOfTheSongbookIsSung) {
  const std::filesystem::path folder = testing::source_folder() / "data" / "songbook";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no songbook here";
  for (const LabelledSong& song : read_songbook(folder).songs) {
    std::string lyric = song.song.lyrics;
    EXPECT_EQ(form_of(lyric), LyricsForm::sung);
    // Also as somebody may have stored it: small letters, without signs and line ends.
    for (char& c : lyric) c = ascii::is_letter(c) ? ascii::lower(c) : ' ';
    EXPECT_EQ(form_of(lyric), LyricsForm::sung) << lyric;
  }
}

TEST(LyricsForm, EverySongOfTheDataSetIsCleaned) {
  if (testing::shared_folder().empty()) GTEST_SKIP() << "the data set is not on this machine";
  const Dataset dataset = read_dataset(testing::shared_folder() / "data" / "music-train.csv");
  EXPECT_EQ(dataset.facts.cleaned, dataset.rows.size());
  EXPECT_EQ(dataset.facts.sung, 0U);
}

TEST(UnwrappedLyric, TakesOffWhatProgramsPutAround) {
  const std::string lyric = "The sea\nsays \"no\"\n\nto me";
  for (const std::string_view cell :
       {R"(The sea<br>says "no"<br/><br />to me)", R"(The sea\nsays "no"\n\nto me)",
        R"("The sea\nsays \"no\"\n\nto me")", R"(["The sea", "says \"no\"", "", "to me"])",
        R"(['The sea', 'says "no"', '', 'to me'])",
        "[00:02.00]says \"no\"\n[00:03.00]\n[00:01.00]The sea\n[00:04.00]to me",
        R"(  ["The sea","says \u0022no\u0022\n","to me"])", "The sea\nsays \"no\"\n\nto me\n",
        "The sea\r\nsays \"no\"\r\n\r\nto me", "The sea\rsays \"no\"\r\rto me"})
    EXPECT_EQ(unwrapped_lyric(cell), lyric) << cell;
  for (const std::string_view same : {"[Chorus]", "[\"open", "\"Quoted\" and not", "say \\n once", "a < b"})
    EXPECT_EQ(unwrapped_lyric(same), same);
}

TEST(TextList, ReadsListsOfJsonAndPython) {
  EXPECT_EQ(read_list("[]"), std::vector<std::string>{});
  EXPECT_EQ(read_list(R"(['a', "b's", 'c\'s'])"), (std::vector<std::string>{"a", "b's", "c's"}));
  EXPECT_EQ(read_list(R"(["\u00e9\ud83d\ude00"])"), (std::vector<std::string>{"\xC3\xA9\xF0\x9F\x98\x80"}));
  for (const std::string_view none : {"", "[", "[a]", "['a' 'b']", "['a", "[1, 2]", "['\\q']", "['\\u12']"})
    EXPECT_FALSE(read_list(none)) << none;
}

TEST(UnwrappedLyric, EveryWayToWriteALineBreak) {
  for (const std::string_view between : {"\n",
                                         "\r\n",
                                         "\r",
                                         "\\n",
                                         "\\r\\n",
                                         "<br>",
                                         "<br/>",
                                         "<BR />",
                                         "<br clear=\"all\">",
                                         "</p><p>",
                                         "</div><div class=\"x\">",
                                         "&#10;",
                                         "&#13;&#10;",
                                         "&#xA;",
                                         "&lt;br&gt;",
                                         "&lt;br /&gt;",
                                         "_x000D_\n",
                                         "\u2028",
                                         "\v",
                                         "<br>\n"}) {
    std::string cell = "The first one";
    for (const std::string_view line : {"and the second", "and you", "and me"}) cell.append(between).append(line);
    std::string lines;
    for (const char c : unwrapped_lyric(cell))
      if (c != '\n' || !lines.ends_with('\n')) lines += c;
    EXPECT_EQ(lines, "The first one\nand the second\nand you\nand me") << between;
  }
}

TEST(UnwrappedLyric, BytesOfPython) {
  EXPECT_EQ(unwrapped_lyric("b'The caf\\xc3\\xa9\\nand you'"), "The caf\u00E9\nand you");
  EXPECT_EQ(unwrapped_lyric("b\"It's\\nme\""), "It's\nme");
  EXPECT_EQ(unwrapped_lyric("b'boys"), "b'boys");
}

TEST(UnwrappedLyric, StampsOfOtherPrograms) {
  const std::string lines = "The first one\nand the second\nand you\nand me";
  for (const std::string_view form :
       {"[ 00:0%.0 ]", "[00;0%.00]", "[00:00:0%.00]", "(0:0%)", "0:0% ", "00:0%\n", "[%000,900]"}) {
    std::string cell;
    int second = 1;
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      std::string stamp(form);
      stamp.replace(stamp.find('%'), 1, std::to_string(second++));
      cell += stamp + lines.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
    std::string read = unwrapped_lyric(cell);
    std::string bare;
    for (const char c : read)
      if (c != '\n' || (!bare.empty() && !bare.ends_with('\n'))) bare += c;
    EXPECT_EQ(bare, lines) << form;
  }
  EXPECT_EQ(unwrapped_lyric("[0,900]<0,90,0>The <90,90,0>first\n[900,900](900,90,0)one "
                            "(990,90,0)day\n[1800,900]and(1800,90) you(1890,90)"),
            "The first\none day\nand you");
  for (const std::string_view same :
       {"10:15 to Dover\nI was on the train\nwith you and me", "(I was) one\nand two\nand three"})
    EXPECT_EQ(unwrapped_lyric(same), same);
}

}  // namespace
}  // namespace leitmotif::corpus
