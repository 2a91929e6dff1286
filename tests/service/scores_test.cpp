// How well models do, over HTTP: trainings that were kept, and the model that answers on labelled songs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "support/http_client.hpp"
#include "support/matchers.hpp"
#include "support/program.hpp"
#include "support/running_service.hpp"
#include "support/temporary_folder.hpp"
#include "training/laboratory_songs.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;

class Scores : public ::testing::Test {
 protected:
  /// Trains beside the service's library, as a job would.
  void train(const std::string& kind, const std::string& songs) const {
    const ProgramResult result = run_program(
        {"train", kind, folder_.write("moods.tsv", songs).string(), "-o", (folder_.path() / kind).string(),
         "--text-column", "words", "--label-column", "mood", "--group-column", "band", "--runs", runs().string()});
    EXPECT_EQ(result.status, 0) << result.err;
  }
  [[nodiscard]] fs::path runs() const { return service_.library().parent_path() / "runs"; }
  [[nodiscard]] HttpAnswer plain(const std::string& method, const std::string& path,
                                 const std::optional<std::string>& body = {}) const {
    return ask(service_.port(), method, "/api/v1/" + path, body);
  }
  [[nodiscard]] Json get(const std::string& path) const {
    const HttpAnswer answer = plain("GET", path);
    EXPECT_EQ(answer.status, 200) << path << ": " << answer.body;
    return Json::parse(answer.body);
  }

  TemporaryFolder folder_;
  const RunningService service_{{"--quiet", "--allow-path", folder_.path().string()}};
};

TEST_F(Scores, ATrainingIsListedShownDeletedAndBroughtBack) {
  EXPECT_THAT(get("runs")["runs"], IsEmpty());
  train("naive-bayes", made_up_moods(300, 4));
  train("logistic", made_up_moods(300, 5));
  const Json list = get("runs");
  ASSERT_EQ(list["runs"].size(), 2U);
  // Of one second, they stand in the order of their names.
  const Json& run = list["runs"][list["runs"][0]["model"] == "logistic" ? 0 : 1];
  const std::string name = run["run"];
  EXPECT_THAT(name, HasSubstr("logistic"));
  EXPECT_EQ(run["settings"]["label-column"], "mood");

  const Json detail = get("runs/" + name);
  EXPECT_EQ(detail["run"]["run"], name);
  EXPECT_FALSE(detail.contains("test")) << "there was no test file";
  const Json& validation = detail["validation"];
  EXPECT_EQ(validation["accuracy"], run["validation_accuracy"]);
  EXPECT_EQ(validation["calibration"]["bins"].size(), 15U);
  std::size_t wrong = 0;
  const Json& labels = validation["confusion"]["labels"];
  for (std::size_t truth = 0; truth < labels.size(); ++truth)
    for (std::size_t predicted = 0; predicted < labels.size(); ++predicted) {
      const Json cell = get("runs/" + name + "/songs?part=validation&label=" + labels[truth].text() +
                            "&predicted=" + labels[predicted].text());
      EXPECT_EQ(cell["total"], validation["confusion"]["counts"][truth][predicted]);
      for (const Json& song : cell["songs"]) EXPECT_THAT(song["title"].text(), HasSubstr("Song "));
      wrong += truth == predicted ? 0 : cell["total"].get<std::size_t>();
    }
  EXPECT_GT(wrong, 0U) << "the made-up songs are told apart too easily to say anything";
  EXPECT_EQ(get("runs/" + name + "/songs?limit=1")["songs"].size(), 1U);

  EXPECT_EQ(plain("DELETE", "runs/" + name).status, 204);
  EXPECT_EQ(get("runs")["runs"].size(), 1U);
  EXPECT_EQ(plain("GET", "runs/" + name).status, 404);
  EXPECT_EQ(plain("DELETE", "runs/" + name).status, 404);
  EXPECT_TRUE(fs::exists(folder_.path() / "logistic")) << "the model file elsewhere stays";
  EXPECT_EQ(plain("POST", "runs/" + name + "/restore").status, 204);
  EXPECT_EQ(plain("POST", "runs/" + name + "/restore").status, 404);
  EXPECT_EQ(get("runs/" + name).dump(), detail.dump()) << "it is as it was";
}

TEST_F(Scores, NamesOfTrainingsLeadNowhereElse) {
  train("majority", made_up_moods(60, 4));
  const std::string whole = get("runs")["runs"][0]["run"];
  for (const std::string name : {"..", "%2e%2e", "..%2f..", "last", "2", "runs.deleted", "%00", "a%2fb"}) {
    for (const char* method : {"GET", "DELETE"}) {
      const int status = plain(method, "runs/" + name).status;
      EXPECT_TRUE(status == 404 || status == 400) << method << " " << name << ": " << status;
    }
    const int status = plain("POST", "runs/" + name + "/restore").status;
    EXPECT_TRUE(status == 404 || status == 400) << name << ": " << status;
  }
  EXPECT_EQ(get("runs")["runs"].size(), 1U);
}

TEST_F(Scores, ATrainingWhoseReportWasDamagedIsStillListedAndDeleted) {
  train("majority", made_up_moods(60, 4));
  const std::string name = get("runs")["runs"][0]["run"];
  for (const char* text : {"{", "[]", R"({"epochs":3,"validation":"none","kept_epoch":-1})"}) {
    write_file(runs() / name / "report.json", text);
    const Json detail = get("runs/" + name);
    EXPECT_FALSE(detail.contains("validation")) << text;
    EXPECT_EQ(detail["kept_epoch"], 0) << text;
  }
  write_file(runs() / name / "answers.csv", "part,line\nvalidation,\"x\n,,,,,,\n");
  EXPECT_EQ(get("runs/" + name + "/songs")["total"], 0);
  EXPECT_EQ(plain("DELETE", "runs/" + name).status, 204);
}

TEST_F(Scores, TheModelThatAnswersIsHeldAgainstTheLibrarysLabels) {
  EXPECT_EQ(get("scores")["labelled"], get("library")["songs"]) << "every song of the songbook says its topic";
  std::string csv = "artist,title,lyrics,topic\n";
  for (int i = 0; i < 20; ++i)
    csv += "Ann,Sad " + std::to_string(i) + ",tears cry lonely heart break cry alone tonight,sadness\n";
  csv += "Ann,Other,tears cry lonely heart break cry alone tonight,violence\n";
  csv += "Ann,Strange,tears cry lonely heart break,weather\nAnn,Wordless,xyzzy,sadness\nAnn,Bare,tears cry lonely,\n";
  const fs::path file = folder_.write("labelled.csv", csv);
  const std::string analysed = get("eda")["source"];
  const std::string version = plain("GET", "topics").headers["etag"];
  const HttpAnswer job = plain("POST", "jobs", Json{{"kind", "import"}, {"path", file.string()}}.dump());
  ASSERT_EQ(job.status, 202) << job.body;
  (void)plain("GET", "jobs/" + Json::parse(job.body)["id"].dump() + "/events");

  EXPECT_NE(get("eda")["source"].text(), analysed) << "the first songs take the songbook's place everywhere";
  EXPECT_NE(plain("GET", "topics").headers["etag"], version);
  const Json found = get("scores");
  EXPECT_EQ(found["labelled"], 23);
  EXPECT_EQ(found["other_labels"], 1);
  EXPECT_EQ(found["unread"], 1);
  EXPECT_EQ(found["scores"]["songs"], 21);
  const Json& confusion = found["scores"]["confusion"];
  std::size_t songs = 0;
  for (const Json& row : confusion["counts"])
    for (const Json& count : row) songs += count.get<std::size_t>();
  EXPECT_EQ(songs, 21U);
  const Json wrong = get("scores/songs?label=violence&limit=5");
  ASSERT_EQ(wrong["total"], 1);
  EXPECT_EQ(wrong["songs"][0]["title"], "Other");
  const std::string id = wrong["songs"][0]["id"].dump();
  EXPECT_EQ(get("songs/" + id)["title"], "Other");
  EXPECT_EQ(get("scores/songs?label=nothing")["total"], 0);
  EXPECT_EQ(plain("GET", "scores/songs?limit=0").status, 400);

  ASSERT_EQ(plain("PUT", "songs/" + id + "/topic", R"({"topic":"night/time"})").status, 204);
  EXPECT_EQ(get("scores")["scores"]["songs"], 20) << "what a person said is no answer of the model";
}

}  // namespace
}  // namespace leitmotif::testing
