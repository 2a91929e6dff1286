// Search by words, in every kind of library.
#include "leitmotif/catalog/sqlite/search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "catalog/every_catalog.hpp"
#include "leitmotif/catalog/search_words.hpp"
#include "support/matchers.hpp"

namespace leitmotif::catalog {
namespace {

class Search : public EveryCatalog {
 protected:
  void SetUp() override {
    catalog_.songs().add(std::array{
        song_of("Beyonc\xC3\xA9", "Harbour Lights", "the boats are coming home"),
        song_of("Sigur R\xC3\xB3s", "Gl\xC3\xB3s\xC3\xB3li", "nothing but the sun"),
        song_of("The Quiet Boats", "Sundown", "we walked along the shore until the evening came and nobody spoke"),
        song_of("Lena Marsh", "Don't Stop", "don't stop the rain, coming down on the roof"),
        song_of("AC/DC-ish", "R.O.C.K.", "loud \"very loud\" music"),
        song_of("Lena Marsh", "42", "home is where the coming tide is"),
    });
  }

  std::vector<std::string> titles(std::string_view words, std::size_t limit = 100, std::size_t offset = 0) const {
    std::vector<std::string> result;
    std::vector<std::int64_t> numbers;
    for (const SongHead& song : heads_found(catalog_, words, limit, offset)) {
      result.push_back(song.title);
      numbers.push_back(song.id);
    }
    if (offset == 0) {
      EXPECT_EQ(catalog_.songs().first_found(words, limit), numbers) << words;
    }
    return result;
  }
};

TEST_P(Search, FoldsAccentsAndCase) {
  EXPECT_THAT(titles("beyonce"), ElementsAre("Harbour Lights"));
  EXPECT_THAT(titles("BEYONC\xC3\x89"), ElementsAre("Harbour Lights"));
  EXPECT_THAT(titles("glosoli ros"), ElementsAre("Gl\xC3\xB3s\xC3\xB3li"));
  EXPECT_THAT(titles("gl\xC3\xB3soli"), ElementsAre("Gl\xC3\xB3s\xC3\xB3li"));
}

TEST_P(Search, EveryWordMustBeThereInAnyField) {
  EXPECT_THAT(titles("lena rain"), ElementsAre("Don't Stop"));
  EXPECT_THAT(titles("lena sun "), IsEmpty());
}

TEST_P(Search, ArtistAndTitleWeighMoreThanLyrics) {
  EXPECT_THAT(titles("boats"), ElementsAre("Sundown", "Harbour Lights"));
}

TEST_P(Search, TheLastWordAndStarredWordsMatchByTheirBeginning) {
  EXPECT_THAT(titles("sun"), UnorderedElementsAre("Sundown", "Gl\xC3\xB3s\xC3\xB3li"));
  EXPECT_THAT(titles("wal* sho"), ElementsAre("Sundown"));
  EXPECT_THAT(titles("wal shore"), IsEmpty()) << "other words are whole words";
  EXPECT_THAT(titles("\"sun\""), ElementsAre("Gl\xC3\xB3s\xC3\xB3li")) << "a quoted word is a whole word";
}

TEST_P(Search, OneOrTwoLettersBeginNamesOrAreWords) {
  EXPECT_THAT(titles("su"), ElementsAre("Sundown")) << "not the lyric with the sun";
  EXPECT_THAT(titles("s"), UnorderedElementsAre("Gl\xC3\xB3s\xC3\xB3li", "Sundown", "Don't Stop"));
  EXPECT_THAT(titles("is"), UnorderedElementsAre("42", "R.O.C.K."))
      << "a whole word of a lyric, and a name that begins so";
  EXPECT_THAT(titles("home i"), UnorderedElementsAre("Harbour Lights", "42"))
      << "a letter no song has is not asked yet";
  EXPECT_THAT(titles("rock i"), IsEmpty());
  EXPECT_THAT(titles("don t"), ElementsAre("Don't Stop")) << "a letter that stands alone is a word";
  EXPECT_THAT(titles("lena ma"), UnorderedElementsAre("Don't Stop", "42"));
  EXPECT_THAT(titles("su*"), UnorderedElementsAre("Gl\xC3\xB3s\xC3\xB3li", "Sundown")) << "a star asks for all";
}

TEST_P(Search, QuotesMakeAPhrase) {
  EXPECT_THAT(titles("coming home"), UnorderedElementsAre("Harbour Lights", "42"));
  EXPECT_THAT(titles("\"coming home\""), ElementsAre("Harbour Lights"));
  EXPECT_THAT(titles("\"coming home"), ElementsAre("Harbour Lights"))
      << "a quote that is not closed reaches to the end";
  EXPECT_THAT(titles("lena \"coming\ttide\""), ElementsAre("42"));
}

TEST_P(Search, TheLineWithMostHitsIsShown) {
  LabelledSong sung = song_of("Ida", "Lines", "a kite\r\n  kite and moon and KITE \nmoon");
  LabelledSong cleaned = song_of("Ida", "Words", "kite moon");
  cleaned.song.form = LyricsForm::cleaned;
  catalog_.songs().add(std::array{sung, cleaned});
  const Found found = catalog_.songs().search("ida kite moon", 10, 0);
  EXPECT_EQ(found.total, 2U);
  ASSERT_EQ(found.songs.size(), 2U);
  for (const FoundSong& song : found.songs)
    EXPECT_EQ(song.line, song.head.title == "Lines" ? "kite and moon and KITE" : "");
  EXPECT_EQ(catalog_.songs().search("ida", 1, 1).songs.at(0).line, "") << "no word of the lyric";
  EXPECT_EQ(catalog_.songs().search("ida", 1, 1).total, 2U);
}

TEST_P(Search, WhatLooksLikeSyntaxIsPlainText) {
  EXPECT_THAT(titles("don't"), ElementsAre("Don't Stop"));
  EXPECT_THAT(titles("AC/DC"), ElementsAre("R.O.C.K."));
  EXPECT_THAT(titles("r.o.c.k."), ElementsAre("R.O.C.K."));
  EXPECT_THAT(titles("title:sundown"), IsEmpty());
  EXPECT_THAT(titles("lena AND rain"), IsEmpty()) << "AND is a word";
  EXPECT_THAT(titles("NOT"), UnorderedElementsAre("Gl\xC3\xB3s\xC3\xB3li")) << "by its beginning: nothing";
  EXPECT_THAT(titles("( ^lena - } rain"), ElementsAre("Don't Stop"));
}

TEST_P(Search, NoWordsListAllSongs) {
  EXPECT_EQ(titles("").size(), 6U);
  EXPECT_THAT(titles(" \t\" ", 2), ElementsAre("Harbour Lights", "Gl\xC3\xB3s\xC3\xB3li"));
  EXPECT_THAT(titles("", 2, 4), ElementsAre("R.O.C.K.", "42"));
}

TEST_P(Search, SignsAloneFindNothing) {
  EXPECT_THAT(titles("?!"), IsEmpty());
  EXPECT_THAT(titles("\"...\""), IsEmpty());
  EXPECT_THAT(titles("*"), IsEmpty());
}

TEST_P(Search, PagesFollowOneAnother) {
  const std::vector<std::string> all = titles("the");
  ASSERT_GE(all.size(), 4U);
  std::vector<std::string> paged;
  for (std::size_t offset = 0; offset < all.size() + 2; offset += 2) {
    for (const std::string& title : titles("the", 2, offset)) paged.push_back(title);
  }
  EXPECT_EQ(paged, all);
  EXPECT_THAT(titles("the", 0), IsEmpty());
  EXPECT_EQ(titles("the", std::numeric_limits<std::size_t>::max()).size(), all.size());
  EXPECT_THAT(titles("the", 10, std::numeric_limits<std::size_t>::max()), IsEmpty());
}

TEST_P(Search, AnythingMayBeTyped) {
  static constexpr std::string_view kPieces[] = {
      "\"",   "*",        " ",    "(",   ")",    "^",   ":",  "-",   "+",      "{",
      "}",    ",",        "'",    ";",   "NEAR", "AND", "OR", "NOT", "lyrics", "a",
      "\xC3", "\xC3\xA9", "\xFF", "sun", "\\",   "%",   "_",  ".",   "\n",     std::string_view("\0", 1),
      "rank"};
  std::mt19937 random(11);
  const int rounds = GetParam() == Kind::postgresql ? 200 : 3000;  // a server is asked ten times for each
  for (int round = 0; round < rounds; ++round) {
    std::string words;
    for (std::size_t i = random() % 12; i > 0; --i) words += kPieces[random() % std::size(kPieces)];
    EXPECT_NO_THROW((void)heads_found(catalog_, words, 5)) << words;
  }
}

TEST_P(Search, LongTextsAreReadOrRefused) {
  std::string words;
  while (words.size() + 2 <= kMostSearchBytes) words += "a ";
  EXPECT_NO_THROW((void)heads_found(catalog_, words, 5));
  EXPECT_NO_THROW((void)heads_found(catalog_, std::string(kMostSearchBytes, 'x'), 5));
  EXPECT_EQ(kind_of([&] { (void)heads_found(catalog_, std::string(kMostSearchBytes + 1, 'x'), 5); }),
            ErrorKind::resource_limit);
}

/// Whatever is searched for, both kinds of library give the same songs in the same order.
TEST(EveryKindOfLibrary, FindsTheSame) {
  static constexpr const char* kWords[] = {"sun",
                                           "sunday",
                                           "rain",
                                           "Rain",
                                           ("R\xC3\xA9"
                                            "gen"),
                                           "the",
                                           "a",
                                           "don't",
                                           "moon's",
                                           "42"};
  std::mt19937 random(3);
  const auto text = [&](std::size_t most) {
    std::string words;
    for (std::size_t i = random() % (most + 1); i > 0; --i)
      words += std::string(kWords[random() % std::size(kWords)]) + (random() % 7 == 0 ? "\n" : " ");
    return words;
  };
  std::vector<LabelledSong> songs;
  for (int i = 0; i < 60; ++i) songs.push_back(song_of(text(2), text(2) + std::to_string(i), text(20)));
  const leitmotif::testing::TemporaryFolder folder;
  Catalog file = sqlite::open(folder.path() / "library.db");
  Catalog memory = memory::open();
  file.songs().add(songs);
  memory.songs().add(songs);
  for (int round = 0; round < 400; ++round) {
    std::string words = text(3);
    if (random() % 3 == 0) words = '"' + words + '"';
    if (random() % 3 == 0) words += "su* r";
    const Found a = file.songs().search(words, 30, random() % 3);
    const Found b = memory.songs().search(words, 30, 0);
    EXPECT_EQ(a.total, b.total) << words;
    std::map<std::int64_t, std::string> lines;
    for (const FoundSong& song : b.songs) lines[song.head.id] = song.line;
    for (const FoundSong& song : a.songs)
      if (lines.contains(song.head.id)) {
        EXPECT_EQ(song.line, lines[song.head.id]) << words;
      }
    const std::vector<SongHead> first = heads_found(file, words);
    const std::vector<SongHead> second = heads_found(memory, words);
    ASSERT_EQ(first.size(), second.size()) << words;
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].id, second[i].id) << words << " at " << i;
  }
}

/// Of very many songs the named ones come first, and pages still follow one another: in both kinds alike.
TEST(EveryKindOfLibrary, RanksTheFirstOfMany) {
  std::vector<LabelledSong> songs;
  for (std::size_t i = 0; i < kMostRanked + 200; ++i) {
    const std::string number = std::to_string(i);
    const bool named = i % 500 == 7;
    songs.push_back(song_of(named && i % 1000 == 7 ? "The Harbours" : "Ida" + number,
                            named ? "Harbour" + std::string(i % 3, '!') + " " + number : number,
                            i % 40 == 1 ? "kite" : "a harbour"));
  }
  const leitmotif::testing::TemporaryFolder folder;
  Catalog file = sqlite::open(folder.path() / "library.db");
  Catalog memory = memory::open();
  file.songs().add(songs);
  memory.songs().add(songs);
  const std::vector<SongHead> all = heads_found(memory, "harbour", songs.size());
  ASSERT_GT(all.size(), kMostRanked);
  EXPECT_EQ(all.front().artist, "The Harbours") << "named twice";
  EXPECT_TRUE(std::ranges::all_of(all.begin(), all.begin() + 9,
                                  [](const SongHead& song) { return song.title.starts_with("Harbour"); }));
  EXPECT_TRUE(std::ranges::is_sorted(all.begin() + 9, all.end(), {}, &SongHead::id));
  std::vector<SongHead> paged;
  for (std::size_t offset = 0; offset < all.size(); offset += 1000)
    for (SongHead& song : heads_found(file, "harbour", 1000, offset)) paged.push_back(std::move(song));
  ASSERT_EQ(paged.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(paged[i].id, all[i].id) << i;
  std::vector<std::int64_t> first;
  for (std::size_t i = 0; i < 60; ++i) first.push_back(all[i].id);
  EXPECT_EQ(file.songs().first_found("harbour", first.size()), first) << "without counting them all";
  EXPECT_EQ(memory.songs().first_found("harbour", first.size()), first);
}

TEST_P(Search, WordsWithoutTheirSignsFindThem) {
  const std::vector<LabelledSong> songs = {song_of("AC/DC", "Can't Buy Me Rain", "don't you cry"),
                                           song_of("Otto", "M.I.A.", "la"),
                                           song_of("R.E.M.", "Self-Made", "it wasn't me")};
  catalog_.songs().add(songs);
  for (const auto& [words, title] : {std::pair{"cant buy", "Can't Buy Me Rain"},
                                     {"acdc", "Can't Buy Me Rain"},
                                     {"dont you", "Can't Buy Me Rain"},
                                     {"mia", "M.I.A."},
                                     {"rem", "Self-Made"},
                                     {"selfmade", "Self-Made"},
                                     {"wasnt", "Self-Made"}}) {
    const std::vector<SongHead> found = heads_found(catalog_, words);
    EXPECT_TRUE(std::ranges::any_of(found, [&title = title](const SongHead& song) { return song.title == title; }))
        << words;
  }
  EXPECT_THAT(heads_found(catalog_, "lala"), ::testing::IsEmpty());
}

TEST(QueryFrom, QuotesEveryWord) {
  EXPECT_EQ(sqlite::query_from(terms_of("one two")), "\"one\" \"two\"*");
  EXPECT_EQ(sqlite::query_from(terms_of("one* \"a b\"")), "\"one*\"* \"a b\"");
  EXPECT_EQ(sqlite::query_from(terms_of("  ")), "");
  EXPECT_EQ(sqlite::query_from(with_signs(terms_of("ist"))),
            "(\"ist\"* OR {artist title} : \"i st\"* OR \"is t\"* OR {artist title} : \"i s t\"*)");
  EXPECT_EQ(sqlite::query_from(with_signs(terms_of("\"a b\" c?"))), "\"a b\" \"c?\"*");
  EXPECT_EQ(sqlite::query_from(with_signs(terms_of("ab c?"))), "(\"ab\" OR {artist title} : \"a b\") AND \"c?\"*");
  EXPECT_EQ(sqlite::query_from(terms_of("one of")), "\"one\" AND (\"of\" OR {artist title} : \"of\"*)");
  EXPECT_EQ(sqlite::query_from(in_names(terms_of("one two"))),
            "{artist title} : \"one\" AND {artist title} : \"two\"*");
}

LEITMOTIF_EVERY_KIND(Search);

TEST(BestLine, IsOneThatIsSung) {
  EXPECT_EQ(best_line("[\x01Verse\x02 1]\r\nthe last \x01verse\x02 of all\n"), "the last verse of all");
  EXPECT_EQ(best_line("  [\x01Verse\x02 \x01one\x02]\t\nwords"), "") << "no sung line holds it";
  EXPECT_EQ(best_line("[softly] the \x01verse\x02"), "[softly] the verse");
}

}  // namespace
}  // namespace leitmotif::catalog
