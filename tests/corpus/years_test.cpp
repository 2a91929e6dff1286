#include "leitmotif/corpus/years.hpp"

#include <gtest/gtest.h>

#include <string>

namespace leitmotif::corpus {
namespace {

TEST(Years, AreFoundInEveryKindOfDate) {
  for (const std::string_view text : {"1999",
                                      " 1999 ",
                                      "1999.0",
                                      "1999-05-01",
                                      "1999-05",
                                      "1999/5/1",
                                      "1999.05.01",
                                      "01/05/1999",
                                      "5/1/1999",
                                      "1.5.1999",
                                      "01-05-1999",
                                      "May 1, 1999",
                                      "1 May 1999",
                                      "1999-05-01T00:00:00Z",
                                      "1999-05-01 12:34:56",
                                      "19990501",
                                      "01051999",
                                      "(c) 1999",
                                      "1999/2001",
                                      "5/1/99",
                                      "31.12.99",
                                      "01-May-99",
                                      "1 January 99"})
    EXPECT_EQ(year_in(text), 1999) << text;
  EXPECT_EQ(year_in("5/1/03"), 2003);
  EXPECT_EQ(year_in("5/1/30"), 2030);
  EXPECT_EQ(year_in("5/1/31"), 1931);
}

TEST(Years, AreNotFoundInAnythingElse) {
  for (const std::string_view text : {"", "soon", "87", "999", "2101", "-1987", "19e2", "12345", "99999999999999999999",
                                      "1:23:45", "5/1", "40/1/99", "12:30", "99 Doors", "0", "0000-00-00"})
    EXPECT_FALSE(year_in(text)) << text;
  EXPECT_FALSE(year_in(std::string(100, ' ') + "x1999" + std::string(100, 'x')));
}

TEST(Years, SomeCellsSayThatThereIsNone) {
  for (const std::string_view text : {"", "0", "0.0", "0000", "0000-00-00", "nan", "N/A", "None", "-", "unknown"})
    EXPECT_TRUE(says_no_year(text)) << text;
  for (const std::string_view text : {"1", "87", "soon", "1999"}) EXPECT_FALSE(says_no_year(text)) << text;
}

TEST(YearIn, WhatSpreadsheetsMakeOfYears) {
  for (const std::string_view text : {"'99",
                                      "\u2019"
                                      "99",
                                      "May-99", "Sept-99", "1,999", "1,999.0", "1.999E3", "1.999e+03"})
    EXPECT_EQ(year_in(text), 1999) << text;
  for (const std::string_view text : {"99", "-99", "Abc-99", "Ma-99", "'1", "1,99", "19e2", "1.9991e3", "9,999"})
    EXPECT_FALSE(year_in(text)) << text;
}

}  // namespace
}  // namespace leitmotif::corpus
