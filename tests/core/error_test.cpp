#include "leitmotif/core/error.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leitmotif {
namespace {

TEST(ErrorMappings, EveryKindStandsOnceAndAtItsPlace) {
  const auto rows = error_mappings();
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(ErrorKind::internal) + 1);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(static_cast<std::size_t>(rows[i].kind), i);
}

TEST(ErrorMappings, ExitStatusesAreThoseOfTheContract) {
  EXPECT_EQ(mapping_of(ErrorKind::invalid_argument).exit_status, 2);
  EXPECT_EQ(mapping_of(ErrorKind::not_found).exit_status, 3);
  EXPECT_EQ(mapping_of(ErrorKind::corrupt_data).exit_status, 4);
  EXPECT_EQ(mapping_of(ErrorKind::resource_limit).exit_status, 5);
  EXPECT_EQ(mapping_of(ErrorKind::io).exit_status, 6);
  EXPECT_EQ(mapping_of(ErrorKind::unsupported).exit_status, 7);
  EXPECT_EQ(mapping_of(ErrorKind::unavailable).exit_status, 69);
  EXPECT_EQ(mapping_of(ErrorKind::internal).exit_status, 70);
  EXPECT_EQ(mapping_of(ErrorKind::cancelled).exit_status, 130);
}

TEST(Error, NamesTheFieldItIsAbout) {
  const Error error(ErrorKind::invalid_argument, "body.n", "is missing");
  EXPECT_EQ(error.field(), "body.n");
  EXPECT_EQ(error.reason(), "is missing");
  EXPECT_STREQ(error.what(), "body.n: is missing");
  const Error copy = error;
  EXPECT_EQ(copy.field(), "body.n");
  const Error plain(ErrorKind::io, "body.n: is no field");
  EXPECT_EQ(plain.field(), "");
  EXPECT_EQ(plain.reason(), "body.n: is no field");
}

TEST(ErrorMappings, AKindIsKnownByItsExitStatus) {
  for (const ErrorMapping& row : error_mappings()) EXPECT_EQ(kind_of_exit(row.exit_status), row.kind) << row.name;
  EXPECT_EQ(kind_of_exit(1), ErrorKind::internal);
}

TEST(ErrorMappings, NothingASenderCanDoIsAFaultOfTheServer) {
  for (const ErrorKind kind :
       {ErrorKind::invalid_argument, ErrorKind::not_found, ErrorKind::resource_limit, ErrorKind::unsupported}) {
    EXPECT_GE(mapping_of(kind).http_status, 400);
    EXPECT_LT(mapping_of(kind).http_status, 500);
  }
}

TEST(ErrorMappings, ExitStatusesAreDistinct) {
  std::set<int> seen;
  for (const ErrorMapping& row : error_mappings()) EXPECT_TRUE(seen.insert(row.exit_status).second) << row.name;
}

}  // namespace
}  // namespace leitmotif
