#include "leitmotif/core/json_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"

namespace leitmotif {
namespace {

using testing::error_of;

/// The value under "id" of a line, as it is written.
std::string id_of(std::string_view line) {
  JsonLineReader reader;
  reader.read(line, "here");
  return reader.raw("id");
}

TEST(JsonLines, ReadsTextsWithTheirEscapes) {
  JsonLineReader reader;
  reader.read(R"({"other":[1,{"lyrics":"no"}],"lyrics":"a\n\"b\" \u00e9"})", "here");
  EXPECT_EQ(reader.text("lyrics"), "a\n\"b\" é");
  reader.read(R"( {"lyrics":""} )", "here");
  EXPECT_EQ(reader.text("lyrics"), "");
}

TEST(JsonLines, GivesAValueOfAnyTypeAsItIsWritten) {
  for (const std::string id : {"17", "-0.50", "123456789012345678901234567890", "true", "false", "null", R"("a")",
                               R"("\"\\\u00e9")", R"([1, [2]])", R"({"a": {"b": []}})", "0", "\"\""})
    EXPECT_EQ(id_of(R"({"lyrics":"x", "id": )" + id + " }"), id);
  EXPECT_EQ(id_of(R"({"lyrics":"x"})"), "");
}

TEST(JsonLines, RefusesWhatIsNotOneObject) {
  for (const std::string line :
       {"", " ", "x", "[]", "3", "\"a\"", "{", "}", "{}{}", "{} x", R"({"id":1}{"id":2})", R"({"id":1} 2)",
        R"({"lyrics":"x",})", R"({"lyrics":"x" "id":1})", R"({"lyrics" "x"})", R"({lyrics:"x"})", "{\"lyrics\":\"x",
        "{\"lyrics\":\"\xFF\"}", "{\"lyrics\":\"\t\"}"}) {
    const Error error = error_of([&] { (void)id_of(line); });
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << line;
    EXPECT_THAT(error.what(), ::testing::StartsWith("here: ")) << line;
  }
}

TEST(JsonLines, RefusesAValueThatIsNotJsonInside) {
  for (const std::string id : {"tru", "01", "1.", "+1", "[1 2]", "[tru]", R"({"a":})", R"("\q")", "nul"})
    EXPECT_EQ(error_of([&] { (void)id_of(R"({"id":)" + id + "}"); }).kind(), ErrorKind::corrupt_data) << id;
}

TEST(JsonLines, RefusesATextThatIsMissingOrSomethingElse) {
  JsonLineReader reader;
  for (const std::string line : {"{}", R"({"lyrics":3})", R"({"lyrics":null})", R"({"lyrics":["x"]})"}) {
    reader.read(line, "here");
    EXPECT_EQ(error_of([&] { (void)reader.text("lyrics"); }).kind(), ErrorKind::corrupt_data) << line;
  }
}

}  // namespace
}  // namespace leitmotif
