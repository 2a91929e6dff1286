#include "support/collection_files.hpp"

#include <algorithm>

#include "support/silent_music.hpp"

namespace leitmotif::testing {
namespace {

const std::string kSong =
    "The kettle hums a yellow tune\nand I am counting every spoon\nthe neighbour's clock is running slow\n"
    "I never meant to let you go\n\nOh morning, be a little kind\nand bring the letters I can't find";
const std::string kAccents =
    "We danced in the caf\u00E9 till seven\nyour fianc\u00E9 was late again\n"
    "the na\u00EFve boy at the table eleven\nsaid d\u00E9j\u00E0 vu is only rain";
const std::string kChinese =
    "\u6211\u4EEC\u8D70\u5728\u56DE\u5BB6\u7684\u8DEF\u4E0A\n"
    "\u665A\u4E0A\u7684\u98CE\u5F88\u8F7B\u5F88\u8F7B\n"
    "\u4F60\u8BF4\u660E\u5929\u8FD8\u8981\u518D\u89C1\n"
    "\u6211\u8BF4\u597D\u7684\u6211\u4F1A\u7B49\u4F60";
const std::string kChineseGbk =
    "\xCE\xD2\xC3\xC7\xD7\xDF\xD4\xDA\xBB\xD8\xBC\xD2\xB5\xC4\xC2\xB7\xC9\xCF\n"
    "\xCD\xED\xC9\xCF\xB5\xC4\xB7\xE7\xBA\xDC\xC7\xE1\xBA\xDC\xC7\xE1\n"
    "\xC4\xE3\xCB\xB5\xC3\xF7\xCC\xEC\xBB\xB9\xD2\xAA\xD4\xD9\xBC\xFB\n"
    "\xCE\xD2\xCB\xB5\xBA\xC3\xB5\xC4\xCE\xD2\xBB\xE1\xB5\xC8\xC4\xE3";
const std::string kFrench =
    "Je marche seul dans la rue mouill\u00E9e\nla nuit descend sur les toits de la ville\n"
    "et je pense encore \u00E0 tout ce que tu m'as donn\u00E9\n"
    "quand le matin revient je reste immobile";
const std::string kGerman =
    "Ich gehe heute langsam durch die Stadt\nder Regen f\u00E4llt auf alle D\u00E4cher hier\n"
    "und niemand wei\u00DF, was er verloren hat\nich schreibe dir ein Lied auf dem Papier";
const std::string kRussian =
    "\u042F \u0438\u0434\u0443 \u043F\u043E \u0443\u043B\u0438\u0446\u0435 \u043E\u0434\u0438\u043D\n"
    "\u0438 \u0434\u0443\u043C\u0430\u044E \u043E \u0442\u0435\u0431\u0435 \u0432\u0441\u0435\u0433\u0434\u0430\n"
    "\u0437\u0430 \u043E\u043A\u043D\u043E\u043C \u0438\u0434\u0451\u0442 \u0434\u043E\u0436\u0434\u044C\n"
    "\u0438 \u043D\u0438\u043A\u0442\u043E \u043D\u0435 \u0437\u043D\u0430\u0435\u0442, \u043A\u0443\u0434\u0430";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

/// Latin-1 of a text whose characters all are in it.
std::string latin1(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    bytes +=
        lead < 0x80 ? text[i] : static_cast<char>((lead & 3U) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3FU));
  }
  return bytes;
}

std::string in_copies(const std::string& text, int copies) {
  std::string result;
  for (int i = 0; i < copies; ++i) result += text;
  return result;
}

/// A line with `extra` inside of a whole lyric, so that nothing else is doubtful about it.
std::string with_line(const std::string& extra) {
  return kSong + "\n" + extra + "\nand so the day begins again for us";
}
std::string first_line(const std::string& extra) { return extra + "\n" + kSong; }

std::string numbered_words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "the river number " + std::to_string(i) + " is running home\n";
  return text;
}

/// The song with a stamp before every line, in the form of `stamp` for seconds 10 to 16.
std::string stamped(const std::vector<std::string>& stamps) {
  std::string text;
  std::size_t line = 0;
  std::size_t begin = 0;
  while (begin <= kSong.size()) {
    const std::size_t end = std::min(kSong.find('\n', begin), kSong.size());
    text += stamps[line++ % stamps.size()] + kSong.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return text;
}

std::vector<std::string> seconds(const std::string& before, const std::string& after) {
  std::vector<std::string> stamps;
  for (int second = 10; second < 17; ++second) stamps.push_back(before + std::to_string(second) + after);
  return stamps;
}

void add_encodings(std::vector<CollectionFile>& files) {
  const std::string crlf = replaced(kAccents, "\n", "\r\n");
  files.insert(files.end(),
               {{"utf8.txt", kAccents, kAccents, ""},
                {"utf8-marked.txt", "\xEF\xBB\xBF" + kAccents, kAccents, ""},
                {"utf8-upper.TXT", kAccents, kAccents, ""},
                {"utf16le-marked.txt", "\xFF\xFE" + utf16(kAccents, false), kAccents, ""},
                {"utf16be-marked.txt", "\xFE\xFF" + utf16(kAccents, true), kAccents, ""},
                {"utf16le.txt", utf16(kSong, false), kSong, ""},
                {"utf16be.txt", utf16(kSong, true), kSong, ""},
                {"latin1.txt", latin1(kAccents), kAccents, ""},
                {"gbk-plain.txt", kChineseGbk, kChinese, "not-english"},
                {"crlf.txt", crlf, kAccents, ""},
                {"cr.txt", replaced(kAccents, "\n", "\r"), kAccents, ""},
                {"crlf-utf16.txt", "\xFF\xFE" + utf16(crlf, false), kAccents, ""},
                {"crlf-latin1.txt", latin1(crlf), kAccents, ""},
                {"cr-utf16be.lrc",
                 "\xFE\xFF" + utf16("[00:01.00]walking home along the river in the rain\r"
                                    "[00:02.00]and every window has a light for me again",
                                    true),
                 "walking home along the river in the rain\nand every window has a light for me again", ""},
                {"gbk.lrc", "[00:01.00]" + replaced(kChineseGbk, "\n", "\n[00:02.00]"), kChinese, "not-english"},
                {"blank-lines.txt", "\n\n  \n" + kSong + "\n\n\n", kSong, ""}});
}

void add_stamps(std::vector<CollectionFile>& files) {
  const std::string two_lines =
      "walking home along the river in the rain tonight\n"
      "and every window has a light for me again";
  files.insert(
      files.end(),
      {{"hundredths.lrc", stamped(seconds("[00:", ".00]")), kSong, ""},
       {"thousandths.lrc", stamped(seconds("[00:", ".000]")), kSong, ""},
       {"colon.lrc", stamped(seconds("[00:", ":00]")), kSong, ""},
       {"no-fraction.lrc", stamped(seconds("[00:", "]")), kSong, ""},
       {"one-digit.lrc", stamped(seconds("[0:", ".0]")), kSong, ""},
       {"upper.LRC", stamped(seconds("[00:", ".00]")), kSong, ""},
       {"offset.lrc", "[offset:-500]\n" + stamped(seconds("[00:", ".00]")), kSong, ""},
       {"offset-plus.lrc", "[offset: +1200]\n" + stamped(seconds("[00:", ".00]")), kSong, ""},
       {"tags.lrc", "[ar:Ann Lee]\n[al:Doors]\n[by:somebody]\n[length:02:10]\n" + stamped(seconds("[00:", ".00]")),
        kSong, ""},
       {"unordered.lrc",
        "[00:20.00]and every window has a light for me again\n"
        "[00:10.00]walking home along the river in the rain tonight\n",
        two_lines, ""},
       {"repeated.lrc",
        "[00:10.00][00:30.00]sing it to the hills and sing it to the sea\n"
        "[00:20.00]somebody is listening and it might as well be me\n",
        "sing it to the hills and sing it to the sea\nsomebody is listening and it might as well be me\n"
        "sing it to the hills and sing it to the sea",
        ""},
       {"words.lrc",
        "[00:10.00]<00:10.00>walking <00:10.40>home <00:10.80>along the river in the rain tonight\n"
        "[00:20.00]<00:20.00>and every <00:20.50>window has a light for me again\n",
        two_lines, ""},
       {"two-languages.lrc",
        "[00:10.00]walking home along the river in the rain tonight\n"
        "[00:10.00]\u6211\u4EEC\u8D70\u5728\u56DE\u5BB6\u7684\u8DEF\u4E0A\n"
        "[00:20.00]and every window has a light for me again\n"
        "[00:20.00]\u665A\u4E0A\u7684\u98CE\u5F88\u8F7B\u5F88\u8F7B\n",
        two_lines, ""},
       {"two-languages-turned.lrc",
        "[00:10.00]\u6211\u4EEC\u8D70\u5728\u56DE\u5BB6\u7684\u8DEF\u4E0A\n"
        "[00:10.00]walking home along the river in the rain tonight\n"
        "[00:20.00]\u665A\u4E0A\u7684\u98CE\u5F88\u8F7B\u5F88\u8F7B\n"
        "[00:20.00]and every window has a light for me again\n",
        two_lines, ""},
       {"two-voices.lrc",
        "[00:10.00]walking home along the river in the rain tonight\n[00:10.00]oh will you come along with me\n"
        "[00:20.00]and every window has a light for me again\n[00:20.00]oh there is so much more to see\n",
        "walking home along the river in the rain tonight\noh will you come along with me\n"
        "and every window has a light for me again\noh there is so much more to see",
        ""},
       {"stamps.txt", stamped(seconds("[00:", ".00]")), kSong, ""},
       {"unstamped.lrc", kSong, replaced(kSong, "\n\n", "\n"), ""},
       {"pause.lrc",
        "[00:10.00]walking home along the river in the rain tonight\n[00:15.00]\n"
        "[00:20.00]and every window has a light for me again\n",
        replaced(two_lines, "\n", "\n\n"), ""}});
}

void add_doubtful(std::vector<CollectionFile>& files) {
  const auto add = [&](const char* name, const std::string& text, const char* defect) {
    files.push_back({name, text, text, defect});
  };
  add("one-line.txt", in_copies("there is only one line in here\n", 11) + "there is only one line in here",
      "repeated-line");
  add("advert-address.txt", with_line("more at www.lyrics-for-nothing.example"), "advertisement");
  add("advert-tickets.txt", with_line("Get tickets as low as $45"), "advertisement");
  add("advert-like.txt", with_line("You might also like"), "advertisement");
  add("credits.txt", first_line("Written by: Ann Lee"), "credits");
  add("credits-foreign.txt", first_line("\u4F5C\u8BCD : Ann Lee"), "credits");
  add("copyright.txt", with_line("\u00A9 2003 Nobody Music"), "credits");
  add("markup-tags.txt", with_line("I will <b>never</b> let you go"), "markup");
  add("markup-entity.txt", with_line("you &amp; me &amp; the sea"), "markup");
  add("markup-stamp.txt", with_line("[01:12.00] a stamp nobody took out"), "markup");
  add("markup-subtitle.txt", with_line("{\\an8}a line of a subtitle"), "markup");
  add("short.txt", "only five words are here", "too-short");
  add("long.txt", numbered_words(400) + "the end", "too-long");
  add("french.txt", kFrench, "not-english");
  add("german.txt", kGerman, "not-english");
  add("russian.txt", kRussian, "not-english");
  files.push_back(
      {"twin-1.txt", "title: Twin\nartist: Ada\n\n" + numbered_words(8) + "one", numbered_words(8) + "one", ""});
  files.push_back({"twin-2.txt", "title: Twin\nartist: Ada\n\n" + numbered_words(8) + "one", numbered_words(8) + "one",
                   "duplicate"});
  files.push_back({"no-singer.txt", "[Instrumental]\n", "", "instrumental"});
  files.push_back({"instrumental.lrc", "[00:00.00]\u7EAF\u97F3\u4E50\uFF0C\u8BF7\u6B23\u8D4F", "", "instrumental"});
}

void add_broken(std::vector<CollectionFile>& files) {
  files.insert(files.end(), {{"empty.txt", "", "", "is empty"},
                             {"blank.lrc", " \r\n\t\r\n", "", "is empty"},
                             {"binary.txt", std::string("\0\1\2\0binary\0", 11), "", "is not text"},
                             {"broken-utf16.txt", std::string("\xFF\xFE\x00\xD8\x41\x00", 6), "", "is not well-formed"},
                             {"bad-year.txt", "title: A\nyear: soon\n\nwords", "words", "too-short"},
                             {"huge.txt", std::string((1U << 20U) + 1, 'a'), "", "larger than the limit"}});
}

}  // namespace

std::string utf16(const std::string& text, bool big_endian) {
  std::string bytes;
  const auto put = [&](unsigned unit) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    unsigned code = length == 1 ? lead : lead & (length == 2 ? 0x1FU : 0x0FU);
    for (std::size_t k = 1; k < length; ++k) code = code << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    put(code);
    i += length;
  }
  return bytes;
}

std::vector<CollectionFile> lyric_files() {
  std::vector<CollectionFile> files;
  add_encodings(files);
  add_stamps(files);
  add_doubtful(files);
  add_broken(files);
  for (CollectionFile& file : files) file.path = "alone/" + file.path;
  return files;
}

std::vector<CollectionFile> music_files() {
  const std::string sung =
      "walking home along the river in the rain tonight\nand every window has a light for me again";
  const auto lyric = [&](const std::string& mark) { return sung + "\n" + mark; };
  const auto named = [](const std::string& title) { return TagFields{{"TITLE", title}, {"ARTIST", "Ann Lee"}}; };
  const auto with = [](TagFields fields, const std::string& name, const std::string& value) {
    fields.emplace_back(name, value);
    return fields;
  };
  const auto mp3 = [](const std::string& title, const std::string& frame) {
    return silent_mp3(id3v2({id3_text("TIT2", title), id3_text("TPE1", "Ann Lee"), frame}));
  };
  const std::string lrc =
      "[00:01.00]walking home along the river in the rain tonight\n"
      "[00:02.00]and every window has a light for me again\n[00:03.00]";
  return {
      {"mp3/uslt.mp3", mp3("Uslt", id3_lyric(lyric("uslt"))), lyric("uslt"), ""},
      {"mp3/latin.mp3", mp3("Latin", id3_lyric(lyric("caf\xE9"), 0)), lyric("caf\u00E9"), ""},
      {"mp3/sylt.mp3",
       mp3("Sylt", id3_synced({{2000, "\nand every window has a light for me again"},
                               {1000, "walking home "},
                               {1500, "along the river in the rain tonight"}})),
       sung, ""},
      {"mp3/txxx.MP3", mp3("Txxx", id3_field("UNSYNCEDLYRICS", lyric("txxx"))), lyric("txxx"), ""},
      {"mp3/none.mp3", mp3("None", ""), "", "no-lyrics"},
      {"mp3/silent.mp3", mp3("Silent", id3_text("TCON", "Instrumental")), "", "instrumental"},
      {"mp3/broken.mp3", "ID3 and nothing of it is true", "", "no audio"},
      {"mp3/text.mp3", "this is a letter to my aunt", "", "no audio"},
      {"flac/lyrics.flac", silent_flac(with(named("Flac"), "LYRICS", lyric("flac"))), lyric("flac"), ""},
      {"flac/unsynced.flac", silent_flac(with(named("Unsynced"), "UNSYNCED LYRICS", lyric("flac2"))), lyric("flac2"),
       ""},
      {"flac/eng.flac", silent_flac(with(named("Eng"), "lyrics-eng", lyric("flac3"))), lyric("flac3"), ""},
      {"ogg/lyrics.ogg", silent_vorbis(with(named("Vorbis"), "lyrics", lrc + "ogg")), lyric("ogg"), ""},
      {"ogg/synced.OGA", silent_vorbis(with(named("Synced"), "SYNCEDLYRICS", lrc + "oga")), lyric("oga"), ""},
      {"opus/lyrics.opus", silent_opus(with(named("Opus"), "UNSYNCEDLYRICS", lyric("opus"))), lyric("opus"), ""},
      {"m4a/lyrics.m4a",
       silent_m4a({{"\xA9nam", "M4a"},
                   {"\xA9"
                    "ART",
                    "Ann Lee"},
                   {"\xA9lyr", lyric("m4a")}}),
       lyric("m4a"), ""},
      {"m4a/free.m4a",
       silent_m4a({{"\xA9nam", "Free"},
                   {"\xA9"
                    "ART",
                    "Ann Lee"},
                   {"UNSYNCEDLYRICS", lyric("free")}}),
       lyric("free"), ""},
      {"beside/song.flac", silent_flac(with(named("Beside"), "LYRICS", lyric("the tag"))), lyric("the lrc"), ""},
      {"beside/song.lrc", lrc + "the lrc", "", ""},
      {"beside/song.txt", lyric("the txt"), "", ""},
      {"beside/upper.opus", silent_opus(named("Upper")), lyric("upper"), ""},
      {"beside/UPPER.TXT", lyric("upper"), "", ""},
      {"beside/below.m4a", silent_m4a({{"\xA9nam", "Below"}}), lyric("below"), ""},
      {"beside/Lyrics/below.txt", lyric("below"), "", ""},
  };
}

}  // namespace leitmotif::testing
