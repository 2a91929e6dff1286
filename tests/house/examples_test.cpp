// The example runs, and the page about the library shows it as it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "house/source_tree.hpp"
#include "support/places.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class Examples : public ::testing::Test {
 protected:
  [[nodiscard]] ProgramResult run(const std::vector<std::string>& arguments) const {
    ProgramOptions options;
    options.program = built_program().parent_path() / "songs_like_a_text";
    options.environment = {{"XDG_DATA_HOME", home_.path().string()}};
    return run_program(arguments, options);
  }
  TemporaryFolder home_;
};

TEST_F(Examples, AnswerWithATopicAndSongs) {
  const ProgramResult result = run({"tears on the pillow, crying alone, and a broken heart that will not mend"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, MatchesRegex("[a-z/]+, probability [0-9.e-]+\n(  [^\n]+ - [^\n]+\n){3}"));
  EXPECT_THAT(run({"qwertz"}).out, HasSubstr("none of these words"));
  EXPECT_EQ(run({"caf\xE9"}).status, 4);
}

TEST_F(Examples, AreShownAsTheyAre) {
  const fs::path root = source_folder();
  const std::string page = read_file(root / "docs" / "library.md", 1U << 20U);
  for (const auto& entry : project_files("examples", {".cpp"}))
    EXPECT_THAT(page, HasSubstr("\n```cpp\n" + entry.second + "```\n")) << entry.first;
  const std::string consumer = read_file(root / "tests" / "consumer" / "CMakeLists.txt", 1U << 20U);
  for (const std::string line : {"find_package(leitmotif REQUIRED)", "leitmotif::leitmotif)"}) {
    EXPECT_THAT(page, HasSubstr(line));
    EXPECT_THAT(consumer, HasSubstr(line));
  }
}

}  // namespace
}  // namespace leitmotif::testing
