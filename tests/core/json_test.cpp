#include "leitmotif/core/json.hpp"

#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"

namespace leitmotif {
namespace {

TEST(ParseJson, ReadsADocument) { EXPECT_EQ(parse_json(R"({"a":[1,2]})", "x")["a"][1], 2); }

TEST(ParseJson, NamesThePlaceOfAFault) {
  try {
    (void)parse_json("{\"a\":", "query");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    EXPECT_EQ(std::string(error.what()).rfind("query: is not valid JSON", 0), 0U) << error.what();
  }
}

TEST(ParseJson, RefusesDeepNestingWithoutRecursing) {
  EXPECT_THROW((void)parse_json(std::string(1000000, '['), "x"), Error);
  EXPECT_NO_THROW(
      (void)parse_json(R"("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")", "x"));
}

}  // namespace
}  // namespace leitmotif
