// Lyrics in the formats of other programs: each is told by what it holds, whatever its name and line ends.
#include "leitmotif/corpus/formats/formats.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/corpus/formats/markup.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/corpus/lyric_names.hpp"
#include "leitmotif/corpus/lyrics_form.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::corpus {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kSung = "Rain on the roof tonight\nAnd nobody is home & dry";

/// One lyric in a format.
struct Sample {
  std::string format;
  std::string text;
};

std::vector<Sample> samples() {
  return {
      {"captions",
       "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nRain on the roof tonight\n\n00:04.000 --> 00:06.000 "
       "align:start\n<v Ann>And nobody is home & dry</v>\n"},
      {"captions",
       "1\n00:00:01,000 --> 00:00:03,000\nRain on the roof tonight\n\n2\n00:00:04,000 --> 00:00:06,000\nAnd nobody is "
       "home & dry\n"},
      {"captions",
       "0:00:01.000,0:00:03.000\nRain on the roof tonight\n\n0:00:04.000,0:00:06.000\nAnd nobody is home & dry\n"},
      {"SubStation",
       "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\nFormat: Layer, "
       "Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: "
       "0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not sung\nDialogue: "
       "0,0:00:04.00,0:00:06.00,Default,,0,0,0,,{\\k20}And {\\k30}nobody is home & dry\nDialogue: "
       "0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\an8}Rain on the\\hroof tonight\nDialogue: "
       "1,0:00:07.00,0:00:09.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}\n"},
      {"SubStation",
       "[Script Info]\n[Events]\nFormat: Start, End, Effect, Text\nComment: "
       "0:00:01.00,0:00:03.00,karaoke,{\\k9}Rain {\\k9}on the roof tonight\nDialogue: 0:00:01.00,0:00:03.00,fx,Ra\n"
       "Comment: 0:00:04.00,0:00:06.00,karaoke,And nobody is home & dry\nComment: 0:00:00.00,0:00:06.00,template "
       "line,{\\fad}\n"},
      {"UltraStar",
       "#TITLE:Roof\n#ARTIST:Ann Noon\n#BPM:300\n: 0 4 59 Rain\n: 4 2 60  on\n* 6 2 60  the\n: 8 4 61  ro\n: 12 2 61 "
       "~of\n: 14 3 60  to\n: 17 3 60 night\n- 22\n: 24 2 59 And\nF 26 2 59  no\n: 28 2 59 body\n: 30 2 60  is\n: 32 2 "
       "60  home &\n: 34 2 60  dry\nE\n"},
      {"RTF",
       "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil "
       "Arial;}}{\\colortbl;\\red0\\green0\\blue0;}\n{\\*\\generator "
       "Word;}\\f0\\fs24 Rain on \\b the\\b0  roof tonight\\par\nAnd nobody is home & dry\\par\n}"},
      {"TTML",
       "<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\"><head><metadata><ttm:agent "
       "xml:id=\"v1\"/><t>Not this</t></metadata></head><body dur=\"9\"><div><p begin=\"1.0\" end=\"3\"><span "
       "begin=\"1\">Rain</span> <span>on the</span>\n  <span>roof tonight</span><span "
       "ttm:role=\"x-translation\">Pluie</span></p><p begin=\"4\">And nobody is home &amp; dry</p></div></body></tt>"},
      {"TTML",
       "<?xml version=\"1.0\"?><transcript><text start=\"1\" dur=\"2\">Rain on the roof tonight</text><text "
       "start=\"4\">And nobody is home &amp; dry</text></transcript>"},
      {"QRC",
       "<?xml version=\"1.0\"?>\n<QrcInfos><LyricInfo LyricCount=\"1\">\n<Lyric_1 LyricType=\"1\" "
       "LyricContent=\"[ti:Roof]\n[1000,900]Rain (1000,300)on the (1300,300)roof tonight(1600,300)\n[4000,900]And "
       "(4000,300)nobody is home &amp; dry(4300,600)\n[7000,100]\n\"/>\n</LyricInfo></QrcInfos>"},
      {"HTML",
       "<!DOCTYPE html><html><head><title>Roof lyrics</title><script>var a = "
       "\"<p>no</p>\";</script></head><body><nav>Home "
       "Charts</nav><h1>Roof</h1><div class=\"LyricsHeader__Top\">3 Contributors</div><div class=\"song "
       "Lyrics__Container\">Rain on the <i>roof</i> tonight<br/>\nAnd nobody is <a href=\"/x\">home &amp; "
       "dry</a></div><p>More from Ann Noon</p><footer>Terms</footer></body></html>"},
      {"HTML", "<html><body><p>Rain on the roof tonight<br>And nobody is home &amp; dry</body></html>"},
      {"HTML", "<pre>\nRain on the roof tonight\nAnd nobody is home &amp; dry\n</pre>"},
      {"JSON",
       R"({"id":1,"trackName":"Roof","artistName":"Ann Noon","instrumental":false,"plainLyrics":"Rain on the roof tonight\nAnd nobody is home & dry","syncedLyrics":"[00:01.00] Rain"})"},
      {"JSON",
       R"({"trackName":"Roof","artistName":"Ann Noon","plainLyrics":null,"syncedLyrics":"[00:01.00] Rain on the roof tonight\n[00:04.00] And nobody is home & dry"})"},
      {"JSON",
       R"([{"title":"Roof","artist":"Ann Noon","lyrics":"Rain on the roof tonight\r\nAnd nobody is home & dry"}])"},
      {"JSON",
       R"({"lyrics":{"syncType":"LINE_SYNCED","lines":[{"startTimeMs":"1","words":"Rain on the roof tonight"},{"startTimeMs":"4","words":"And nobody is home & dry"}]}})"},
      {"JSON",
       R"({"lrc":{"version":1,"lyric":"[00:01.00]Rain on the roof tonight\n[00:04.00]And nobody is home & dry"},"tlyric":{"lyric":"[00:01.00]Pluie"}})"},
      {"JSON",
       R"({"message":{"body":{"lyrics":{"lyrics_body":"Rain on the roof tonight\nAnd nobody is home & dry"}}}})"},
      {"JSON",
       R"({"subsonic-response":{"lyricsList":{"structuredLyrics":[{"displayArtist":"Ann Noon","lang":"en","line":[{"start":1,"value":"Rain on the roof tonight"},{"value":"And nobody is home & dry"}]}]}}})"},
      {"LRC",
       "[4]Rain (1000,300)on the (1300,300)roof tonight(1600,300)\n[4]And (4000,300)nobody is home & "
       "dry(4300,600)\n[5](7000,1)\n"},
  };
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

std::string lyric_of(std::string_view text, const char* name) { return parse_lyric_file(text, name).song.lyrics; }

/// The lines that hold anything: captions keep their gaps.
std::string lines_of(std::string_view text, const char* name) { return replaced(lyric_of(text, name), "\n\n", "\n"); }

TEST(LyricFormats, GiveTheSameLyricUnderEveryNameAndInEveryEncoding) {
  for (const Sample& sample : samples()) {
    LabelledSong song;
    const auto formatted = formatted_lyric(sample.text, "here", song);
    ASSERT_TRUE(formatted) << sample.text;
    EXPECT_EQ(formatted->format, sample.format) << sample.text;
    for (const char* name : {"roof.txt", "roof.html", "roof.json", "roof", "roof.ass"}) {
      EXPECT_EQ(lines_of(sample.text, name), kSung) << name << "\n" << sample.text;
      EXPECT_EQ(lines_of("\xEF\xBB\xBF\n" + sample.text, name), kSung) << sample.text;
      EXPECT_EQ(lines_of(replaced(sample.text, "\n", "\r\n"), name), kSung) << sample.text;
    }
    EXPECT_EQ(replaced(unwrapped_lyric(sample.text), "\n\n", "\n"), kSung) << sample.text;
  }
}

TEST(LyricFormats, GiveTheirNames) {
  for (const Sample& sample : samples()) {
    const Song song = parse_lyric_file(sample.text, "other.txt").song;
    if (song.artist.empty()) continue;
    EXPECT_EQ(song.artist, "Ann Noon");
    if (sample.text.find("Roof\"") != std::string::npos) {
      EXPECT_EQ(song.title, "Roof");
    }
  }
  const Song game = parse_lyric_file("#TITLE:Roof\n#ARTIST:Ann Noon\n#YEAR:1999\n: 0 4 59 Rain\nE", "x.txt").song;
  EXPECT_EQ(game.artist + "|" + game.title, "Ann Noon|Roof");
  EXPECT_EQ(game.year, 1999);
}

TEST(LyricFormats, ACutFileGivesWhatItHas) {
  for (const Sample& sample : samples())
    for (std::size_t size = 1; size < sample.text.size(); size += 7) {
      try {
        const std::string lyric = lyric_of(std::string_view(sample.text).substr(0, size), "x.txt");
        EXPECT_LE(lyric.size(), 4 * sample.text.size());
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << error.what();
      }
    }
}

TEST(LyricFormats, PlainTextIsNoneOfThem) {
  for (const std::string_view text :
       {"Rain on the roof", "<3 is all I have", "[Chorus]\nRain", "# 1 in the charts\nla", "{bridge}\nla", "1\nla la",
        "[\"a\"]", "<i>Rain</i> falls", "{\"a\n", "#hashtag: love\nla la la"}) {
    LabelledSong song;
    EXPECT_FALSE(formatted_lyric(text, "here", song)) << text;
    EXPECT_TRUE(format_of_lyric(text).name.empty()) << text;
  }
}

TEST(LyricJson, SaysThatNobodySings) {
  const std::string_view text = R"({"trackName":"Dawn","instrumental":true,"plainLyrics":null,"syncedLyrics":null})";
  EXPECT_EQ(lyric_of(text, "dawn.json"), "[instrumental]");
  EXPECT_EQ(lyric_of(R"({"name":"a","files":["b"]})", "x.json"), "");
  EXPECT_EQ(lyric_of(R"({"instrumental":true,"plainLyrics":"la la"})", "x.json"), "la la");
}

TEST(RichText, ReadsItsEncodings) {
  EXPECT_EQ(lyric_of("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f3\\'f1\\'f2\\'e0\\'ff\\par \\u1088?\\u1077?\\u1082?\\u1072?}",
                     "x.rtf"),
            "Пустая\nрека");
  EXPECT_EQ(lyric_of("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f0 caf\\'e9 \\f1\\'d0\\'e5}",
                     "x.rtf"),
            "café Ре");
  EXPECT_EQ(lyric_of("{\\rtf1 I don\\rquote t \\{know\\} \\u-10179?\\u-8704?\\line x{\\info{\\title No}}}", "x.rtf"),
            "I don’t {know} \U0001F600\nx");
}

TEST(Page, ChoosesTheLyricsBox) {
  EXPECT_EQ(lyric_of("<html><body>Ads<div id='lyrics'><p>One</p><p>Two<div class='lyrics-footer'>Share</div></div>",
                     "x.html"),
            "One\n\nTwo");
  EXPECT_EQ(lyric_of("<html><body>One\nTwo &#8217;\n</body></html>", "x.html"), "One\nTwo \u2019");
  for (const std::string title : {"404 Not Found", "Just a moment...", "Site - Access Denied", "Error"})
    EXPECT_EQ(lyric_of("<html><head><title>" + title + "</title></head><body>nginx</body></html>", "x.lrc"), "")
        << title;
  EXPECT_EQ(lyric_of("<title>Errors of Love</title><div class=lyrics>One</div>", "x.html"), "One");
  EXPECT_EQ(lyric_of("<html><head><title>Nothing</title></head><body></body></html>", "x.html"), "");
}

TEST(Markup, NeverLosesItsPlace) {
  Markup markup("a <b class=\"x>y\" id=q>c</b><!-- <d> --><![CDATA[<e>]]> 1 < 2 <f");
  std::string seen;
  while (const auto piece = markup.next())
    seen += piece->tag.empty() ? "'" + std::string(piece->inside) + "'" : (piece->closes ? "/" : "") + piece->tag;
  EXPECT_EQ(seen, "'a 'b'c'/b'<e>'' 1 < 2 ''<f'");
  EXPECT_EQ(attribute("b class=\"x>y\" ID = q empty", "id"), "q");
  EXPECT_EQ(attribute("b class=\"x>y\" ID = q empty", "class"), "x>y");
  EXPECT_EQ(attribute("b class=\"x", "class"), "x");
  EXPECT_EQ(attribute("b empty", "empty"), "");
}

TEST(LyricNames, OneTable) {
  for (const char* name : {"a.lrc", "b/c.TXT", "x.Ttml", "d.yrc", "e.rtf"}) {
    ASSERT_NE(lyric_ending_of(name), nullptr) << name;
    EXPECT_TRUE(lyric_ending_of(name)->alone) << name;
  }
  for (const char* name : {"a.srt", "a.JSON", "a.html", "a.ass"}) {
    ASSERT_NE(lyric_ending_of(name), nullptr) << name;
    EXPECT_FALSE(lyric_ending_of(name)->alone) << name;
  }
  for (const char* name : {"a", ".txt", "m/.lrc", "a.mp3", "a.txt.", "lrc", "a.nfo"})
    EXPECT_EQ(lyric_ending_of(name), nullptr) << name;
}

TEST(LyricFile, SaysWhenItIsPackedForOnePlayer) {
  const std::string bytes = replaced(std::string(20, 'x'), "x", "0123456789abcdef");
  const Error error = testing::error_of([&] { (void)parse_lyric_file(bytes, "x.qrc"); });
  EXPECT_EQ(error.kind(), ErrorKind::unsupported);
  EXPECT_THAT(error.what(), HasSubstr("packed"));
}

}  // namespace
}  // namespace leitmotif::corpus
