// `model info`, `model top-words`, and `evaluate` with several models and a page, from outside.
#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/records.hpp"
#include "support/html_checker.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ModelCommand : public Stranger {
 protected:
  ModelCommand() {
    write_small_model(path("one"));
    write_small_model(path("two"), 2);
  }
  [[nodiscard]] std::string labelled() const {
    return file("test.csv",
                "artist,title,year,genre,lyrics,topic\nAnn,A,1970,rock,knife,violence\n"
                "Bob,B,1981,pop,drum,music\nCid,C,1982,pop,teardrop,music\n");
  }
};

TEST_F(ModelCommand, InfoPrintsTheCard) {
  const Json info = json({"model", "info", path("one")});
  EXPECT_EQ(info["kind"], "ffnn");
  EXPECT_EQ(info["bytes"], std::filesystem::file_size(path("one")));
  EXPECT_EQ(info["tensors"].size(), 8U);
  const ProgramResult text = run({"model", "info", path("one")});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr("one word a topic, for tests"));
  EXPECT_THAT(text.out, HasSubstr("layer1.weight [8 x 8]"));
  EXPECT_THAT(text.out, HasSubstr(info["id"].get<std::string>()));
}

TEST_F(ModelCommand, InfoOfAnyModelThatIsNamedInAnyWay) {
  EXPECT_EQ(json({"model", "info", "--model", path("two")})["id"], json({"model", "info", path("two")})["id"]);
  expect_refused(run({"model", "info", path("nowhere")}), 3, "nowhere");
  expect_refused(run({"model", "info", file("text", "just text")}), 4, "text");
  expect_refused(run({"model"}), 2);
}

TEST_F(ModelCommand, TopWordsAreTheWordsOfEachTopic) {
  const Json answer = json({"model", "top-words", path("one"), "-n", "3"});
  ASSERT_EQ(answer["topics"].size(), kTopics.size());
  for (std::size_t k = 0; k < kTopics.size(); ++k) {
    EXPECT_EQ(answer["topics"][k]["topic"], kTopics[k]);
    EXPECT_EQ(answer["topics"][k]["words"][0]["word"], kSmallWords[k]);
  }
  const ProgramResult text = run({"model", "top-words", path("one")});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr("violence: knife\n"));
  expect_refused(run({"model", "top-words", path("one"), "-n", "0"}), 2, "-n");
  expect_refused(run({"model", "top-words", path("one"), "-n", "1000000"}), 5, "-n");
}

TEST_F(ModelCommand, EvaluateComparesSeveralAndWritesAPage) {
  const std::string page = path("page.html");
  const Json answer = json({"evaluate", labelled(), "--model", path("one"), "--model", path("two"), "--html", page});
  ASSERT_EQ(answer["models"].size(), 2U);
  EXPECT_EQ(answer["models"][1]["model"], path("two"));
  EXPECT_EQ(answer["models"][1]["evaluation"]["songs"], 3);
  const std::string html = read_file(page, 10U << 20U);
  EXPECT_THAT(faults_of_html(html), IsEmpty());
  EXPECT_THAT(outside_references(html), IsEmpty());
  const ProgramResult text = run({"evaluate", labelled(), "--model", path("one"), "--model", path("two")});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr(path("two")));
}

TEST_F(ModelCommand, EvaluateScoresOtherArtistsApart) {
  const Json answer = json({"evaluate", labelled(), "--model", path("one"), "--without-artists-of",
                            file("train.csv", "artist,title,lyrics\nann,X,la\n")});
  EXPECT_EQ(answer["artist_disjoint"]["other_artists"]["songs"], 2);
  EXPECT_EQ(answer["artist_disjoint"]["shared_artists"]["accuracy"], 1.0);
}

TEST_F(ModelCommand, APageThatCannotBeWrittenIsSaid) {
  expect_refused(run({"evaluate", labelled(), "--model", path("one"), "--html", path("no/such/page.html")}), 6,
                 "page.html");
}

}  // namespace
}  // namespace leitmotif::testing
