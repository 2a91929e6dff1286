// `reproduce` from outside, on a data set of two words.
#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "support/html_checker.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ReproduceCommand : public Stranger {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(built_program().parent_path() / "leitmotif-train"))
      GTEST_SKIP() << "built without LibTorch";
  }
  [[nodiscard]] std::string songs(int count) const {
    std::string csv = "lyrics,topic\n";
    for (int i = 0; i < count; ++i)
      csv += i % 2 == 0 ? "knife blood knife fight,violence\n" : "drum song drum dance,music\n";
    return file("songs.csv", csv);
  }
};

TEST_F(ReproduceCommand, TrainsWhatCanBeTrainedAndSaysWhyNotOfTheRest) {
  const std::string page = path("page.html");
  const ProgramResult result =
      run({"reproduce", songs(200), "--epochs", "1", "--keep", path("models"), "--html", page, "--json"});
  ASSERT_EQ(result.status, 0) << result.err;
  const Json answer = parse(result.out);
  EXPECT_EQ(answer["songs"], 40) << "a fifth";
  ASSERT_EQ(answer["runs"].size(), 8U);
  for (const Json& run : answer["runs"]) {
    if (run["model"] == "equilibrium") {
      EXPECT_THAT(run["reason"].get<std::string>(), HasSubstr("weight"));
      EXPECT_TRUE(run["paper"].is_null());
      continue;
    }
    EXPECT_TRUE(std::filesystem::exists(run["file"].get<std::string>()));
    EXPECT_EQ(run["bytes"], std::filesystem::file_size(run["file"].get<std::string>()));
    EXPECT_TRUE(run["evaluation"]["accuracy"].is_number());
    EXPECT_TRUE(run["paper"].is_null()) << "these songs are not the paper's";
    EXPECT_GT(run["seconds"], 0);
  }
  const std::string html = read_file(page, 10U << 20U);
  EXPECT_THAT(faults_of_html(html), IsEmpty());
  EXPECT_THAT(outside_references(html), IsEmpty());
  EXPECT_THAT(visible_text(html), HasSubstr("equilibrium, honest protocol, was not trained"));
}

TEST_F(ReproduceCommand, RefusesBeforeItTrains) {
  const std::string data = songs(20);
  expect_refused(run({"reproduce", data, "--html", path("no/such/page.html")}), 6, "page.html");
  expect_refused(run({"reproduce", path("nowhere.csv")}), 3, "nowhere.csv");
  expect_refused(run({"reproduce"}), 2, "DATA.csv");
  expect_refused(run({"reproduce", file("bare.csv", "lyrics\nla la\n")}), 4, "");
  const ProgramResult help = run({"reproduce", "--help"});
  expect_done(help);
  EXPECT_THAT(help.out, HasSubstr("leitmotif reproduce"));
}

}  // namespace
}  // namespace leitmotif::testing
