// `preprocess`, `evaluate`, `data fetch` and `train` from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

#include "cli/stranger.hpp"
#include "leitmotif/core/records.hpp"
#include "support/http_server.hpp"
#include "support/places.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;

class PreprocessCommand : public Stranger {};

TEST_F(PreprocessCommand, WritesOneLineForEachLine) {
  const ProgramResult paper = run_on("Don't stop 21 nights!\n\nwolves\n", {"preprocess", "--pipeline", "paper"});
  expect_done(paper);
  EXPECT_EQ(paper.out, "dont stop night\n\nwolf\n");
  const ProgramResult corpus = run_on("[Chorus]\nShining stars, going home\n", {"preprocess"});
  expect_done(corpus);
  EXPECT_EQ(std::ranges::count(corpus.out, '\n'), 2);
  EXPECT_THAT(corpus.out, HasSubstr("shin"));
  EXPECT_EQ(run_on("as it  is\n", {"preprocess", "--pipeline", "none"}).out, "as it is\n");
}

TEST_F(PreprocessCommand, JsonLinesHoldTheSameWords) {
  const ProgramResult lines =
      run_on("{\"text\":\"Don't stop\\nwolves\"}\n{\"text\":\"\"}\n", {"preprocess", "--jsonl", "--pipeline", "paper"});
  expect_done(lines);
  EXPECT_EQ(lines.out, "{\"tokens\":[\"dont\",\"stop\",\"wolf\"]}\n{\"tokens\":[]}\n");
}

TEST_F(PreprocessCommand, ReadsAFileAsWellAsStandardInputOnAnyThreads) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "The wolves of line " + std::to_string(i) + " were howling\n";
  const ProgramResult one = run({"preprocess", file("a.txt", text), "--pipeline", "paper", "--threads", "1"});
  expect_done(one);
  EXPECT_EQ(std::ranges::count(one.out, '\n'), 3000);
  EXPECT_EQ(run_on(text, {"preprocess", "-", "--pipeline", "paper", "--threads", "7"}).out, one.out);
}

class EvaluateCommand : public Stranger {
 protected:
  EvaluateCommand() { write_small_model(path("model")); }
  [[nodiscard]] std::string labelled() const {
    return file("test.csv", "lyrics,topic\nknife,violence\nknife,violence\ndrum,music\nteardrop,music\n");
  }
};

TEST_F(EvaluateCommand, ScoresWithTheKeysOfTheContract) {
  const Json answer = json({"evaluate", labelled(), "--model", path("model")});
  EXPECT_EQ(answer["songs"], 4);
  EXPECT_EQ(answer["accuracy"], 0.75);
  EXPECT_EQ(answer["rejected"], 0);
  for (const std::string average : {"weighted", "macro"})
    for (const std::string score : {"precision", "recall", "f1"}) EXPECT_TRUE(answer[average][score].is_number());
  ASSERT_EQ(answer["classes"].size(), kTopics.size());
  for (const Json& row : answer["classes"])
    for (const std::string key : {"topic", "precision", "recall", "f1", "accuracy", "support"})
      EXPECT_TRUE(row.contains(key)) << key;
  EXPECT_EQ(answer["confusion"]["labels"].size(), kTopics.size());
  EXPECT_EQ(answer["confusion"]["counts"].size(), kTopics.size());
  EXPECT_EQ(answer["findings"]["best_class"], "violence");
  EXPECT_EQ(answer["findings"]["most_confused"].size(), 2U);
  EXPECT_TRUE(answer["calibration"]["ece"].is_number());
}

TEST_F(EvaluateCommand, TextHasTheSameNumbers) {
  const ProgramResult text = run({"evaluate", labelled(), "--model", path("model")});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr("4 songs, accuracy 0.7500"));
  EXPECT_THAT(text.out, HasSubstr("music read as sadness"));
}

TEST_F(EvaluateCommand, RowsThatCannotBeReadAreSaid) {
  const ProgramResult result =
      run({"evaluate", file("test.csv", "lyrics,topic\nknife,violence\nonly one cell\n"), "--model", path("model")});
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.err, HasSubstr("leitmotif: warning: "));
  EXPECT_THAT(result.err, HasSubstr("line 3"));
}

TEST_F(EvaluateCommand, RefusesAFileWithoutLabels) {
  for (const std::string csv : {"lyrics\nknife\n", "lyrics,topic\nknife,\n", "lyrics,topic\n", "lyrics,topic\nx,joy\n"})
    expect_refused(run({"evaluate", file("test.csv", csv), "--model", path("model")}), 4, "test.csv");
}

class FetchCommand : public Stranger {};

TEST_F(FetchCommand, RefusesAnythingButTheDataSetAndKeepsNothing) {
  const HttpServer server([](const HttpRequest&) {
    HttpResponse response;
    response.body = "lyrics\nnot the data set\n";
    return response;
  });
  expect_refused(run({"data", "fetch", "--url", server.url("/data")}), 4, "expected");
  EXPECT_FALSE(std::filesystem::exists(library()));
  const std::filesystem::path home = folder_.path() / "home" / "leitmotif";
  EXPECT_TRUE(!std::filesystem::exists(home) || std::filesystem::is_empty(home));
}

TEST_F(FetchCommand, SaysWhenThereIsNoServerOrNoFile) {
  expect_refused(run({"data", "fetch", "--url", "http://127.0.0.1:1/none"}), 6, "127.0.0.1");
  const HttpServer server([](const HttpRequest&) {
    HttpResponse response;
    response.status = 404;
    return response;
  });
  expect_refused(run({"data", "fetch", "--url", server.url("/none")}), 3, "404");
}

/// Songs of two topics that a network learns at once.
std::string two_topics(int count) {
  std::string csv = "lyrics,topic\n";
  for (int i = 0; i < count; ++i)
    csv += i % 2 == 0 ? "knife blood stone fight,violence\n" : "drum guitar dance tune,music\n";
  return csv;
}

class TrainCommand : public Stranger {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(trainer())) GTEST_SKIP() << "built without LibTorch";
  }
  static std::filesystem::path trainer() { return built_program().parent_path() / "leitmotif-train"; }
};

TEST_F(TrainCommand, LearnsAndReportsWithTheKeysOfTheContract) {
  const std::string model = path("new.safetensors");
  const ProgramResult result = run({"train", "ffnn", file("train.csv", two_topics(200)), "-o", model, "--test",
                                    file("test.csv", two_topics(20)), "--epochs", "3", "--json"});
  ASSERT_EQ(result.status, 0) << result.err;
  const Json report = parse(result.out);
  for (const std::string key :
       {"model", "protocol", "songs", "seconds", "epochs", "validation_accuracy", "test", "file"})
    EXPECT_TRUE(report.contains(key)) << key;
  EXPECT_EQ(report["protocol"], "honest");
  for (const std::string key : {"epoch", "train_loss", "validation_loss", "validation_accuracy"})
    EXPECT_TRUE(report["epochs"][0].contains(key)) << key;
  EXPECT_EQ(report["test"]["accuracy"], 1.0);
  EXPECT_EQ(json({"evaluate", path("test.csv"), "--model", model})["accuracy"], 1.0);
}

TEST_F(TrainCommand, SpeaksLikeTheOtherCommands) {
  const ProgramResult help = run({"train", "--help"});
  expect_done(help);
  EXPECT_THAT(help.out, HasSubstr("Usage: leitmotif train"));
  EXPECT_EQ(run({"train", "--version"}).status, 0);
  const std::string csv = file("train.csv", two_topics(50));
  expect_refused(run({"train"}), 2);
  expect_refused(run({"train", "horoscope", csv, "-o", path("m")}), 2, "horoscope");
  expect_refused(run({"train", "ffnn", csv, "-o", path("m"), "--protocol", "kind"}), 2, "known: honest, paper");
  expect_refused(run({"train", "ffnn", path("none.csv"), "-o", path("m")}), 3, "none.csv");
  expect_refused(run({"train", "ffnn", file("bare.csv", "lyrics\nknife\n"), "-o", path("m")}), 4);
  expect_refused(run({"train", "ffnn", csv, "-o", path("no/such/folder/m"), "--epochs", "1"}), 6);
  EXPECT_FALSE(std::filesystem::exists(path("m")));
}

}  // namespace
}  // namespace leitmotif::testing
