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
  EXPECT_EQ(mapping_of(ErrorKind::internal).exit_status, 70);
  EXPECT_EQ(mapping_of(ErrorKind::cancelled).exit_status, 130);
}

TEST(ErrorMappings, ExitStatusesAreDistinct) {
  std::set<int> seen;
  for (const ErrorMapping& row : error_mappings()) EXPECT_TRUE(seen.insert(row.exit_status).second) << row.name;
}

}  // namespace
}  // namespace leitmotif
