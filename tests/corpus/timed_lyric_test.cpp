// Times of lines and words in every format that has them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/formats/formats.hpp"
#include "leitmotif/corpus/formats/timed_lyric.hpp"
#include "leitmotif/corpus/lrc.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/corpus/packed_lyric.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::corpus {
namespace {

using ::testing::HasSubstr;

struct TimedSample {
  const char* format;
  bool has_words;
  const char* text;
};

/// Three lines at 1, 2.5 and 4 seconds; the words of the first at 1, 1.3 and 1.6 where words have times.
constexpr TimedSample kSamples[] = {
    {"LRC", false, "[ti:Blue Door]\n[00:01.00]Rain on us\n[00:02.50]Hold me\n[00:04.00]Go home\n"},
    {"LRC with words", true,
     "[00:01.00]<00:01.00>Rain <00:01.30>on <00:01.60>us\n[00:02.50]Hold me\n[00:04.00]Go home\n"},
    {"LRC with blanks and hours", false, "[ 00:01.0 ]Rain on us\n[00:02.5 ]Hold me\n[ 00:04.0]Go home\n"},
    {"bare times", false, "0:01 Rain on us\n0:02.5 Hold me\n0:04 Go home\n"},
    {"KRC", true,
     "[1000,900]<0,300,0>Rain <300,300,0>on <600,300,0>us\n[2500,800]<0,400,0>Hold <400,400,0>me\n"
     "[4000,800]<0,400,0>Go <400,400,0>home\n"},
    {"QRC", true,
     "[1000,900]Rain (1000,300)on (1300,300)us(1600,300)\n[2500,800]Hold (2500,400)me(2900,400)\n"
     "[4000,800]Go (4000,400)home(4400,400)\n"},
    {"YRC", true,
     "[1000,900](1000,300,0)Rain (1300,300,0)on (1600,300,0)us\n[2500,800](2500,400,0)Hold (2900,400,0)me\n"
     "[4000,800](4000,400,0)Go (4400,400,0)home\n"},
    {"LYS", true,
     "[4]Rain (1000,300)on (1300,300)us(1600,300)\n[4]Hold (2500,400)me(2900,400)\n[4]Go (4000,400)home(4400,400)\n"},
    {"SubRip", false,
     "1\n00:00:01,000 --> 00:00:02,000\nRain on us\n\n2\n00:00:02,500 --> 00:00:03,000\nHold me\n\n"
     "3\n00:00:04,000 --> 00:00:05,000\nGo home\n"},
    {"WebVTT", true,
     "WEBVTT\n\n00:01.000 --> 00:02.000\n<00:01.000>Rain <00:01.300>on <00:01.600>us\n\n"
     "00:02.500 --> 00:03.000\n<v Ann>Hold me</v>\n\n00:00:04.000 --> 00:00:05.000 align:start\nGo home\n"},
    {"SubViewer", false,
     "0:00:01.000,0:00:02.000\nRain on us\n\n0:00:02.500,0:00:03.000\nHold me\n\n0:00:04.000,0:00:05.000\nGo home\n"},
    {"SubStation", true,
     "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, "
     "Text\nDialogue: 0,0:00:02.50,0:00:03.00,D,,0,0,0,,{\\i1}Hold me\n"
     "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,{\\k30}Rain {\\kf30}on {\\K30}us\n"
     "Dialogue: 0,0:00:04.00,0:00:05.00,D,,0,0,0,,Go home\n"},
    {"TTML", true,
     "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"00:01.000\"><span begin=\"1.0s\">Rain</span> "
     "<span begin=\"00:00:01.300\">on</span> <span begin=\"1600ms\">us</span></p><p begin=\"2.5s\">Hold me</p>"
     "<p begin=\"4s\">Go home</p></div></body></tt>"},
    {"TTML without words", false,
     "<tt><body><p begin=\"1\">Rain on us</p><p begin=\"2.5\">Hold me</p><p begin=\"0:04\">Go home</p></body></tt>"},
    {"a video site's transcript", false,
     "<?xml version=\"1.0\"?><transcript><text start=\"1\" dur=\"1\">Rain on us</text>"
     "<text start=\"2.5\" dur=\"1\">Hold me</text><text start=\"4.0\">Go home</text></transcript>"},
    {"a video site's timed text", true,
     "<timedtext format=\"3\"><body><p t=\"1000\" d=\"900\"><s>Rain</s><s t=\"300\"> on</s><s t=\"600\"> us</s></p>"
     "<p t=\"2500\">Hold me</p><p t=\"4000\">Go home</p></body></timedtext>"},
    {"UltraStar", true,
     "#TITLE:Blue Door\n#ARTIST:Ann Noon\n#BPM:150\n#GAP:1000\n: 0 2 60 Rain\n: 3 2 60  on\n: 6 2 60  us\n- 12\n"
     ": 15 2 60 Hold\n: 17 2 60  me\n- 20\n: 30 2 60 Go\n: 32 2 60  ho\n: 34 1 60 me\nE\n"},
    {"LRCLIB", false,
     R"({"trackName":"Blue Door","plainLyrics":"Rain on us\nHold me\nGo home",)"
     R"("syncedLyrics":"[00:01.00] Rain on us\n[00:02.50] Hold me\n[00:04.00] Go home"})"},
    {"a streaming service", false,
     R"({"lyrics":{"syncType":"LINE_SYNCED","lines":[{"startTimeMs":"1000","words":"Rain on us"},)"
     R"({"startTimeMs":"2500","words":"Hold me"},{"startTimeMs":"4000","words":"Go home"}]}})"},
    {"OpenSubsonic", false,
     R"({"structuredLyrics":[{"synced":true,"line":[{"start":1000,"value":"Rain on us"},)"
     R"({"start":2500,"value":"Hold me"},{"start":4000,"value":"Go home"}]}]})"},
    {"seconds", false,
     R"({"lines":[{"time":1,"text":"Rain on us"},{"time":2.5,"text":"Hold me"},{"time":4,"text":"Go home"}]})"},
    {"an object of times", false,
     R"([{"text":"Rain on us","time":{"total":1,"minutes":0}},{"text":"Hold me","time":{"total":2.5}},)"
     R"({"text":"Go home","time":{"total":4}}])"},
};

TEST(TimedLyric, EveryFormatSaysWhenItsLinesAreSung) {
  for (const TimedSample& sample : kSamples) {
    const auto lrc = as_lrc(sample.text);
    ASSERT_TRUE(lrc) << sample.format;
    std::vector<std::pair<std::int64_t, std::string>> sung;
    std::vector<std::int64_t> words;
    for (const TimedLine& line : timed_lines(*lrc)) {
      if (line.text.empty()) continue;
      if (sung.empty())
        for (const TimedWord& word : line.words) words.push_back(word.at_ms);
      sung.emplace_back(line.at_ms.value_or(-1), line.text);
    }
    EXPECT_THAT(sung, ::testing::ElementsAre(std::pair(1000, "Rain on us"), std::pair(2500, "Hold me"),
                                             std::pair(4000, "Go home")))
        << sample.format << "\n"
        << *lrc;
    const std::vector<std::int64_t> expected =
        sample.has_words ? std::vector<std::int64_t>{1000, 1300, 1600} : std::vector<std::int64_t>();
    EXPECT_EQ(words, expected) << sample.format << "\n" << *lrc;
  }
}

TEST(TimedLyric, WhatHasNoTimesHasNone) {
  for (const char* text : {"Rain on us\nHold me\n", "", "<html><body><p>Rain on us</p></body></html>",
                           R"({"lyrics":"Rain on us\nHold me"})", "#TITLE:x\n: 0 2 60 Rain\nE\n", "[Chorus]\nRain\n"})
    EXPECT_FALSE(as_lrc(text)) << text;
}

TEST(TimedLyric, TimesThatAreNoneDoNoHarm) {
  for (const char* text :
       {"<tt><body><p begin=\"-1\">a</p><p begin=\"x\">b</p><p begin=\"99999999999999h\">c</p></body></tt>",
        "#TITLE:x\n#BPM:0\n#GAP:1e300\n: 99999999999999999999 2 60 Rain\nE\n",
        "[Script Info]\n[Events]\nDialogue: 0,,0:00:03.00,D,,0,0,0,,{\\k999999999}a{\\k}b\n",
        R"({"lines":[{"time":-5,"text":"a"},{"time":null,"text":"b"},{"time":{"total":{}},"text":"c"}]})",
        "WEBVTT\n\n99999999:99999.99999 --> 00:02.000\n<1:2>a\n"}) {
    const auto lrc = as_lrc(text);
    for (const TimedLine& line : timed_lines(lrc.value_or(""))) EXPECT_GE(line.at_ms.value_or(0), 0) << text;
  }
}

/// A lyric as KuGou packs it.
std::string packed_sample() {
  constexpr std::string_view kHex =
      "6b726331389d1ac8254d0021dba3bb2cda169c1b0560772e67d4916ea9d3d6ca4f6a4bf0160958d2f7385abea8735153b09b0ce7d55e2dc2"
      "7fa2a2f655845c21ba5eef2543fcc1b3920e715c412df3e2c920a289fc9503d7781127678a3493e4cafe82f8dfd4c3175d5037bfe89f7148"
      "e8d486a39cb4f0623bd6f7d35036b4fdffb3";
  std::string bytes;
  for (std::size_t i = 0; i + 1 < kHex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(kHex.substr(i, 2)), nullptr, 16));
  return bytes;
}

TEST(PackedLyric, OfKugouIsRead) {
  const LabelledSong song = parse_lyric_file(packed_sample(), "x.krc");
  EXPECT_EQ(song.song.artist, "Ann Noon");
  EXPECT_EQ(song.song.title, "Blue Door");
  EXPECT_EQ(song.song.lyrics, "Rain on us\nHold me\nGo home");
  EXPECT_EQ(unpacked_lyric("plain", "x.krc"), "plain");
  EXPECT_THAT(unpacked_lyric(packed_sample(), "x.krc"), HasSubstr("<300,300,0>on"));
}

TEST(PackedLyric, CutOffAnywhereIsOneSentence) {
  const std::string whole = packed_sample();
  for (std::size_t size = 4; size < whole.size(); ++size) {
    const Error error = testing::error_of([&] { (void)unpacked_lyric(whole.substr(0, size), "x.krc"); });
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << size;
    EXPECT_THAT(error.what(), HasSubstr("x.krc: its packed part is broken or cut off"));
  }
}

TEST(Lrc, ALyricThatStandsThereTwiceIsReadOnce) {
  const std::string plain = "Rain on us\nHold me\nGo home\nLeave the light\nClose the door\n";
  std::string stamped;
  int second = 10;
  for (std::size_t begin = 0; begin < plain.size();) {
    const std::size_t end = plain.find('\n', begin) + 1;
    stamped += "[00:" + std::to_string(second++) + ".00]" + plain.substr(begin, end - begin);
    begin = end;
  }
  for (const std::string& text : {stamped, stamped + stamped, plain + "\n" + stamped, stamped + "\n" + plain}) {
    LabelledSong song;
    std::string lyric = read_lrc(text, "x", song);
    std::erase_if(lyric, [&, last = '\n'](char c) mutable { return std::exchange(last, c) == '\n' && c == '\n'; });
    EXPECT_EQ(lyric, plain) << text;
  }
  // Times on lines of their own make no copies of the lines behind them.
  LabelledSong apart;
  EXPECT_EQ(
      read_lrc("[00:10.00]\nRain\n[00:11.00]\nHold\n[00:12.00]\nGo\n[00:13.00]\nLeave\n[00:14.00]\nClose\n", "x", apart)
          .find("Close"),
      std::string("\nRain\n\nHold\n\nGo\n\nLeave\n\n").size());
  // A chorus that comes again at another time is sung again, and so is a line that stands there without one.
  LabelledSong song;
  EXPECT_EQ(read_lrc("[00:10.00][00:20.00]Rain on us\n[00:15.00]Hold me\nand go\n", "x", song),
            "Rain on us\nHold me\nand go\nRain on us\n");
}

TEST(Lrc, LinesBehindOneAnotherAreApart) {
  LabelledSong song;
  EXPECT_EQ(read_lrc("[00:10.00]Rain on us[00:15.00]Hold me[00:20.00]Go home", "x", song),
            "Rain on us Hold me Go home\n");
  EXPECT_EQ(read_lrc("[00:10.00]Wait[00:10.50]ing\n[00:15.00]for\n", "x", song), "Waiting\nfor\n");
}

TEST(Formats, JsonAndXmlOfManyServices) {
  const auto text_of = [](const std::string& text) {
    LabelledSong song;
    const auto formatted = formatted_lyric(text, "x", song);
    return formatted ? formatted->text : std::string("none");
  };
  for (const char* json :
       {R"({"content":[{"lineTime":1,"lineLyric":"Rain on us"},{"lineTime":2,"lineLyric":"Hold me"}]})",
        R"({"data":{"lrclist":[{"time":"1.0","lineLyric":"Rain on us"},{"time":"2.0","lineLyric":"Hold me"}]}})",
        R"({"events":[{"tStartMs":1,"segs":[{"utf8":"Rain "},{"utf8":"on us"}]},{"segs":[{"utf8":"Hold me"}]}]})",
        R"([{"ts":1,"l":[{"c":"Rain"}],"x":"Rain on us"},{"ts":2,"l":[],"x":"Hold me"}])",
        R"({"MediaContainer":{"Lyrics":[{"Line":[{"Span":[{"text":"Rain on us"}]},{"Span":[{"text":"Hold me"}]}]}]}})"})
    EXPECT_THAT(text_of(json), HasSubstr("Rain on us\nHold me")) << json;
  for (const char* xml : {"<?xml version=\"1.0\"?><GetLyricResult><LyricSong>Blue</LyricSong><Lyric>Rain on us\nHold "
                          "me</Lyric></GetLyricResult>",
                          "<?xml version=\"1.0\"?><song><properties><title>Blue</title></properties><lyrics><verse "
                          "name=\"v1\"><lines>Rain on "
                          "us<br/>Hold me</lines></verse></lyrics></song>"}) {
    EXPECT_THAT(text_of(xml), HasSubstr("Rain on us\nHold me")) << xml;
    EXPECT_EQ(text_of(xml).find("Blue"), std::string::npos) << xml;
  }
}

}  // namespace
}  // namespace leitmotif::corpus
