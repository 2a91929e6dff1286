#include "leitmotif/text/song_names.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// Every ASCII character in full width.
std::string full_width(std::string_view text) {
  std::string wide;
  for (const char c : text) {
    const auto code = static_cast<unsigned>(static_cast<unsigned char>(c));
    if (code <= 0x20 || code >= 0x7F) {
      wide += c;
      continue;
    }
    const unsigned full = code + 0xFEE0U;
    wide += static_cast<char>(0xE0U | (full >> 12U));
    wide += static_cast<char>(0x80U | ((full >> 6U) & 0x3FU));
    wide += static_cast<char>(0x80U | (full & 0x3FU));
  }
  return wide;
}

TEST(SongNames, SpellingsOfOneNameHaveOneKey) {
  const std::array<std::array<std::string_view, 4>, 15> kSame = {{
      {"Don't Go", "Don’t Go", "DON`T GO", "dont go"},
      {"Björk Östlund", "BJÖRK ÖSTLUND", "Bjo\u0308rk O\u0308stlund", "bjork ostlund"},
      {"G-Otto", "G‐Otto", "G–Otto", "g otto"},
      {"M.I.A.", "MIA", "m.i.a", "M. I. A."},
      {"AC/DC", "ACDC", "ac dc", "AC-DC"},
      {"The Wrens", "Wrens", "Wrens, The", "the  wrens"},
      {"Salt & Pepper", "Salt and Pepper", "Salt + Pepper", "SALT  AND\u00A0PEPPER"},
      {"Rock 'n' Roll", "Rock and Roll", "rock n roll", "Rock & Roll"},
      {"Ke$ha", "kesha", "KESHA", "Ke$ha"},
      {"P!nk", "pink", "PINK", "P!NK"},
      {"Øre Straße", "ore strasse", "ØRE STRASSE", "Øre Strasse"},
      {"Łódź", "lodz", "ŁÓDŹ", "Lódz"},
      {"ёлка", "елка", "ЁЛКА", "Ёлка"},
      {"Suite, Pt. II", "Suite Part 2", "suite (part ii)", "Suite pt 2"},
      {"カラオケ", "ｶﾗｵｹ", "カラオケ", "カラオケ "},
  }};
  for (const auto& spellings : kSame)
    for (const std::string_view spelling : spellings) EXPECT_EQ(name_key(spelling), name_key(spellings[0])) << spelling;
  EXPECT_NE(name_key("が"), name_key("か"));
  EXPECT_NE(name_key("мой"), name_key("мои"));
  EXPECT_EQ(name_key("!!!"), "!!!");
  EXPECT_EQ(name_key("The"), "the");
  EXPECT_EQ(name_key("The The"), name_key("the the"));
  EXPECT_EQ(name_key(""), "");
}

TEST(SongNames, AKeyIsItsOwnKey) {
  for (const char* name : {"n)r[[?", "N R", "P.T.", "v o l", "Nr.", "Pt. II", "Rock 'n' Roll", "Vol"})
    EXPECT_EQ(name_key(name_key(name)), name_key(name)) << name;
}

TEST(SongNames, GuestsAndBandsAreTakenApart) {
  using Keys = std::vector<std::string>;
  const Keys both = {"ottokestrel", "idawren"};
  for (const char* field :
       {"Otto Kestrel feat. Ida Wren", "Otto Kestrel ft. Ida Wren", "Otto Kestrel featuring Ida Wren",
        "Otto Kestrel (feat. Ida Wren)", "Otto Kestrel & Ida Wren", "Otto Kestrel, Ida Wren",
        "Otto Kestrel and Ida Wren", "Otto Kestrel x Ida Wren", "Otto Kestrel × Ida Wren", "Otto Kestrel with Ida Wren",
        "Otto Kestrel; Ida Wren", "Otto Kestrel / Ida Wren", "Otto Kestrel vs. Ida Wren", "OTTO KESTREL FEAT IDA WREN",
        "Otto Kestrel und Ida Wren", "Otto Kestrel + Ida Wren", "Otto Kestrel、Ida Wren", "Otto Kestrel w/ Ida Wren"})
    EXPECT_EQ(artist_keys(field), both) << field;
  EXPECT_EQ(artist_keys("Malcolm X"), Keys{"malcolmx"});
  EXPECT_EQ(artist_keys("X Japan"), Keys{"xjapan"});
  EXPECT_EQ(artist_keys("10,000 Maniacs"), Keys{"10000maniacs"});
  EXPECT_EQ(artist_keys("AC/DC"), Keys{"acdc"});
  EXPECT_EQ(artist_keys("Au/Ra"), Keys{"aura"});
  EXPECT_EQ(artist_keys("Wrens, The"), Keys{"wrens"});
  EXPECT_EQ(artist_keys("Earth, Wind & Fire"), artist_keys("Earth, Wind and Fire"));
  EXPECT_EQ(artist_keys("&"), Keys{"and"});
  EXPECT_TRUE(artist_keys("").empty());
}

TEST(SongNames, EditionsAndGuestsAreNoPartOfATitle) {
  for (const char* title : {"Empty River",
                            "Empty River (feat. Ida Wren)",
                            "Empty River [ft. Ida Wren]",
                            "Empty River feat. Ida Wren",
                            "Empty River (with Ida Wren)",
                            "Empty River - 2011 Remaster",
                            "Empty River (Remastered 2009)",
                            "Empty River - Remastered",
                            "Empty River (Live)",
                            "Empty River - Live at the Hall, 1999",
                            "Empty River (Radio Edit)",
                            "Empty River [Mono]",
                            "Empty River - Mono / Remastered",
                            "Empty River (Deluxe Edition)",
                            "Empty River (Acoustic Version)",
                            "Empty River (Kestrel's Night Mix)",
                            "Empty River (feat. Ida Wren) - Radio Edit",
                            "Empty River 2011 Remaster",
                            "Empty River (Official Video)",
                            "Empty River (Ao Vivo)",
                            "Empty River (prod. by Otto)",
                            "EMPTY RIVER (LIVE",
                            "Empty River (Taylor's Version)",
                            "Empty River - Single Version",
                            "Empty River (25th Anniversary Edition)"})
    EXPECT_EQ(title_keys(title).title, "emptyriver") << title;
  EXPECT_EQ(title_keys("Empty River (feat. Ida Wren)").guests, std::vector<std::string>{"idawren"});
  EXPECT_EQ(title_keys("Empty River - 2011 Remaster").edition, "2011remaster");
  EXPECT_EQ(title_keys("Empty River").edition, "");
  for (const char* title : {"Live and Let Live", "Home (With You)", "Night - Part Two", "The Mix", "Radio",
                            "Demo (Live)", "Winter (Part Two)", "Love (Is All)", "Six Feet", "10 ft tall"})
    EXPECT_NE(title_keys(title).title, "") << title;
  EXPECT_EQ(title_keys("Live").title, "live");
  EXPECT_EQ(title_keys("(Live)").title, "live");
  EXPECT_EQ(title_keys("Night - Part Two").title, "nightparttwo");
  EXPECT_EQ(title_keys("Home (With You)").title, "homewithyou");
}

TEST(SongNames, EditionsAreOneWorkAndNamelessSongsAreNone) {
  const std::uint64_t work = work_of("Otto Kestrel", "Empty River");
  EXPECT_NE(work, 0U);
  EXPECT_EQ(work, work_of("OTTO KESTREL feat. Ida Wren", "Empty river (Live)"));
  EXPECT_NE(work, work_of("Ida Wren", "Empty River"));
  EXPECT_NE(work, work_of("Otto Kestrel", "Empty Rivers"));
  for (const auto& [artist, title] : {std::pair{"", "Empty River"},
                                      {"Otto", ""},
                                      {"Otto", "Interlude"},
                                      {"Otto", "01"},
                                      {"Unknown Artist", "Empty River"},
                                      {"Otto", "Skit (Part 2)"},
                                      {"Otto", "Track 07"}})
    EXPECT_EQ(work_of(artist, title), 0U) << artist << title;
  EXPECT_FALSE(is_no_name("1975"));
  EXPECT_FALSE(is_no_name("U2"));
  EXPECT_FALSE(is_generic_title("Introspection"));
}

TEST(SongNames, NumbersInFrontOfNames) {
  for (const char* name : {"01 River", "1-03 River", "2. River", "A1 - River", "(3) River", "12 - River", "1.03 River",
                           "01. River", "101 - River", "7) River", "[4] River", "01_River", "03-River", "2: River"})
    EXPECT_EQ(without_track_number(name), "River") << name;
  for (const char* name :
       {"River", "99 Red Boats", "1999", "50-50", "7", "3 A.M.", "24-7 River", "B2 River", "1234. River"})
    EXPECT_EQ(without_track_number(name), name) << name;
  EXPECT_EQ(without_any_number("12 River"), "River");
  EXPECT_EQ(without_any_number("River"), "River");
}

TEST(SongNames, AnySpellingOfAnyNameHasItsKey) {
  const std::array<std::string_view, 8> kWords = {"Night", "été", "Don't", "größe", "M.I.A.", "two", "Señal", "river"};
  std::mt19937 draw(7);
  for (int round = 0; round < 2000; ++round) {
    std::string name(kWords[draw() % kWords.size()]);
    for (auto more = draw() % 4; more > 0; --more) name += " " + std::string(kWords[draw() % kWords.size()]);
    const std::string key = name_key(name);
    EXPECT_EQ(name_key(key), key);
    EXPECT_EQ(name_key(full_width(name)), key) << name;
    EXPECT_EQ(name_key(to_lower(name)), key) << name;
    EXPECT_EQ(name_key(replaced(name, "'", "’")), key) << name;
    EXPECT_EQ(name_key(replaced(name, " ", " \u00A0")), key) << name;
    EXPECT_EQ(name_key(replaced(name, " ", "–")), key) << name;
    EXPECT_EQ(name_key("The " + name), key) << name;
    EXPECT_EQ(title_keys(name + " (Live)").title, key) << name;
    EXPECT_EQ(artist_keys(name + " feat. Otto").front(), key) << name;
  }
}

TEST(SongNames, TakeAnyBytes) {
  std::mt19937 draw(11);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes;
    for (auto left = draw() % 40; left > 0; --left)
      bytes += draw() % 3 == 0 ? static_cast<char>(draw() % 256) : "()[] -.&,feat live"[draw() % 18];
    const std::string key = name_key(bytes);
    EXPECT_EQ(name_key(key), key);
    EXPECT_EQ(artist_keys(bytes).empty(), key.empty());
    EXPECT_EQ(title_keys(bytes).title.empty(), key.empty());
    (void)work_of(bytes, bytes);
  }
}

}  // namespace
}  // namespace leitmotif::text
