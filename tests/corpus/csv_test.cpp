#include "leitmotif/corpus/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

namespace leitmotif::corpus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Row {
  std::size_t line;
  std::vector<std::string> cells;
  std::string fault;
};

std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> rows;
  CsvReader reader(text);
  while (const auto row = reader.next())
    rows.push_back({row->line, {row->cells.begin(), row->cells.end()}, row->fault});
  return rows;
}

/// Expects these rows: of each its line, and its cells or a part of what is wrong with it.
void expect_rows(std::string_view text, const std::vector<Row>& expected) {
  const std::vector<Row> rows = rows_of(text);
  ASSERT_EQ(rows.size(), expected.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].line, expected[i].line);
    EXPECT_EQ(rows[i].fault.empty(), expected[i].fault.empty()) << rows[i].fault;
    EXPECT_THAT(rows[i].fault, HasSubstr(expected[i].fault));
    if (!expected[i].fault.empty()) continue;
    EXPECT_EQ(rows[i].cells, expected[i].cells);
  }
}

std::vector<std::string> only_row(std::string_view text) {
  const std::vector<Row> rows = rows_of(text);
  EXPECT_EQ(rows.size(), 1U);
  if (rows.empty()) return {};
  EXPECT_EQ(rows[0].fault, "");
  return rows[0].cells;
}

TEST(CsvReader, ReadsCells) {
  EXPECT_THAT(only_row("a,b,c\n"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(only_row(",,"), ElementsAre("", "", ""));
  EXPECT_THAT(only_row("a,"), ElementsAre("a", ""));
  EXPECT_THAT(only_row(" a , b "), ElementsAre(" a ", " b "));
}

TEST(CsvReader, ReadsQuotedCells) {
  EXPECT_THAT(only_row("\"a,b\",\"c\"\"d\",\"\"\n"), ElementsAre("a,b", "c\"d", ""));
  EXPECT_THAT(only_row("\"\"\"\"\"\""), ElementsAre("\"\""));
  EXPECT_THAT(only_row("x,\"two\r\nlines\""), ElementsAre("x", "two\r\nlines"));
  EXPECT_THAT(only_row("\"\"\"a\"\"\",\"b\"\"\",\"\"\"c\""), ElementsAre("\"a\"", "b\"", "\"c"));
}

TEST(CsvReader, AQuoteInsideAnUnquotedCellIsACharacter) {
  EXPECT_THAT(only_row("12\" mix,say \"hi\""), ElementsAre("12\" mix", "say \"hi\""));
}

TEST(CsvReader, ReadsOtherDialects) {
  const auto only = [](std::string_view text, const CsvDialect& dialect) {
    CsvReader reader(text, dialect);
    const auto row = reader.next();
    EXPECT_TRUE(row && row->fault.empty() && !reader.next()) << text;
    return std::vector<std::string>(row->cells.begin(), row->cells.end());
  };
  EXPECT_THAT(only("a;b,c;\"d;e\"", {.delimiter = ';'}), ElementsAre("a", "b,c", "d;e"));
  EXPECT_THAT(only("a, \"b\" ,\t\"c,d\"\t", {.blanks_around_quotes = true}), ElementsAre("a", "b", "c,d"));
  EXPECT_THAT(only("a\t \"b\"\t\tc", {.delimiter = '\t', .blanks_around_quotes = true}),
              ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(only(R"("say \"go\", or ""stay""","b\\","\n")", {.backslash_quotes = true}),
              ElementsAre(R"(say "go", or "stay")", R"(b\\)", R"(\n)"));
  EXPECT_THAT(only("a,b", {.delimiter = '\n'}), ElementsAre("a,b"));
  EXPECT_THAT(only("sep=;\na;b", {.delimiter = ';', .begin = 6, .first_line = 2}), ElementsAre("a", "b"));
}

TEST(CsvReader, SkipsTheByteOrderMarkAndBlankLines) {
  const auto rows = rows_of("\xEF\xBB\xBF\n\r\na\n\n\nb");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].line, 3U);
  EXPECT_THAT(rows[0].cells, ElementsAre("a"));
  EXPECT_EQ(rows[1].line, 6U);
  EXPECT_TRUE(rows_of("").empty());
  EXPECT_TRUE(rows_of("\xEF\xBB\xBF").empty());
  EXPECT_TRUE(rows_of("\n\r\n\r").empty());
}

TEST(CsvReader, TakesEveryLineEnd) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto rows = rows_of("a,b" + end + "\"c" + end + "d\",e" + end + "f,g" + end);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].cells[0], "c" + end + "d");
    EXPECT_EQ(rows[0].line, 1U);
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_EQ(rows[2].line, 4U);
    EXPECT_THAT(rows[2].cells, ElementsAre("f", "g"));
  }
}

TEST(CsvReader, AnUnclosedQuoteCostsItsRowOnly) {
  expect_rows("1,\"open\n2,two\n3,three\n",
              {{1, {}, "the quote that opens cell 2 is not closed"}, {2, {"2", "two"}, ""}, {3, {"3", "three"}, ""}});
}

TEST(CsvReader, AnUnclosedQuoteThatMeetsALaterQuoteCostsItsRowOnly) {
  expect_rows("1,\"open\n2,two\n3,\"three\"\n4,\"fo\nur\"\n", {{1, {}, "text after the closing quote of cell 2"},
                                                               {2, {"2", "two"}, ""},
                                                               {3, {"3", "three"}, ""},
                                                               {4, {"4", "fo\nur"}, ""}});
}

TEST(CsvReader, TextAfterAClosingQuoteIsAFault) {
  expect_rows("\"a\"b,c\nd,\"e\" \nf", {{1, {}, "text after the closing quote of cell 1"},
                                        {2, {}, "text after the closing quote of cell 2"},
                                        {3, {"f"}, ""}});
}

TEST(CsvReader, AHugeRowIsRefusedAndTheNextIsRead) {
  const std::string most(kMaxRowBytes, 'x');
  auto rows = rows_of(most + "\nnext");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].fault, "");
  rows = rows_of(most + "x\nnext");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].fault, "is longer than 1048576 bytes");
  EXPECT_THAT(rows[1].cells, ElementsAre("next"));
  EXPECT_EQ(rows[1].line, 2U);
  rows = rows_of("a,\"" + most + "\",b\rnext\r");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0].fault, HasSubstr("is longer than 1048576 bytes: the quote that opens cell 2 is not closed"));
  EXPECT_THAT(rows[1].cells, ElementsAre("next"));
}

/// Reads a text of some megabytes and expects that this takes no longer than a linear reader needs on a slow machine.
void expect_quick(const std::string& text) {
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Row> rows = rows_of(text);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 10.0) << rows.size() << " rows";
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

TEST(CsvReader, StaysLinearWhateverIsWrong) {
  constexpr std::size_t kBytes = 2U << 20U;
  for (const std::string_view piece :
       {"\"open\n", "a\",\"b\n", "a,\"\"\"\n", "\"\"\"\n", "x,\"y\"\"z\n", ",\"\",\"\"\"\n", "\"a\",\"b",
        "a\"\"\",\"\n", "\"\n\n", "a\r", "\"\"\"a\"\"\n", "k\"\",\"\"\"\n"})
    expect_quick(repeated(piece, kBytes));
}

TEST(CsvReader, AHundredMegabyteLineIsRefusedCheaply) {
  const auto rows = rows_of("a\n" + std::string(100U << 20U, 'x') + "\nb");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].fault, "is longer than 1048576 bytes");
  EXPECT_EQ(rows[2].line, 3U);
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  const std::vector<std::string_view> cells = {"plain", "a,b", "say \"hi\"", "two\nlines", "", " blank "};
  EXPECT_EQ(csv_row(cells), "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",, blank \n");
  EXPECT_EQ(csv_row(std::vector<std::string_view>{""}), "\"\"\n");
  EXPECT_EQ(csv_row(std::vector<std::string_view>{"\xEF\xBB\xBFx"}), "\"\xEF\xBB\xBFx\"\n");
}

TEST(CsvWriter, WhatIsWrittenIsReadBack) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"a", ",", "\"", "\n", "\r", "\r\n", " ", "\xC3\xA9", "\xEF\xBB\xBF", "\"\""};
  for (int round = 0; round < 500; ++round) {
    std::vector<std::vector<std::string>> table(1 + random() % 5);
    std::string text;
    for (auto& row : table) {
      row.resize(1 + random() % 4);
      for (std::string& cell : row)
        for (auto n = random() % 5; n > 0; --n) cell += pieces[random() % std::size(pieces)];
      text += csv_row(std::vector<std::string_view>(row.begin(), row.end()));
    }
    const auto rows = rows_of(text);
    ASSERT_EQ(rows.size(), table.size()) << text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].fault, "");
      EXPECT_EQ(rows[i].cells, table[i]) << text;
    }
  }
}

/// A slow reader for texts without faults, written from RFC 4180 one character at a time.
std::vector<std::vector<std::string>> reference(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::size_t i = 0;
  while (i < text.size()) {
    std::vector<std::string> row(1);
    bool is_quoted = false;
    for (; i < text.size(); ++i) {
      if (text[i] == '"' && is_quoted && i + 1 < text.size() && text[i + 1] == '"') {
        row.back() += text[i++];
      } else if (text[i] == '"') {
        is_quoted = !is_quoted;
      } else if (text[i] == ',' && !is_quoted) {
        row.emplace_back();
      } else if (text[i] == '\n' && !is_quoted) {
        break;
      } else {
        row.back() += text[i];
      }
    }
    ++i;
    rows.push_back(row);
  }
  return rows;
}

TEST(CsvReader, AgreesWithASlowReader) {
  std::mt19937 random(11);
  const std::string_view cells[] = {"a", "bb", "\"\"", "\"x,y\"", "\"q\"\"q\"", "\"l\nm\"", "\"\"\"\"", "z z"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (auto n = 1 + random() % 6; n > 0; --n) {
      for (auto m = random() % 4; m > 0; --m) (text += cells[random() % std::size(cells)]) += ',';
      (text += cells[random() % std::size(cells)]) += '\n';
    }
    std::vector<std::vector<std::string>> read;
    for (const Row& row : rows_of(text)) read.push_back(row.cells);
    EXPECT_EQ(read, reference(text)) << text;
  }
}

}  // namespace
}  // namespace leitmotif::corpus
