// `classify` from outside: files, standard input, JSON lines, explanations, and that all ways agree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

#include <chrono>
#include <csignal>
#include <numeric>

#include "cli/stranger.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "support/places.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Words = std::vector<std::string>;

std::filesystem::path songbook() { return source_folder() / "data" / "songbook"; }

/// Some of the shipped lyric files, .lrc among them.
std::vector<std::string> some_files(std::size_t count) {
  std::vector<std::string> files;
  for (const auto& path : corpus::read_songbook(songbook()).files) files.push_back(path.string());
  std::ranges::stable_sort(files, std::greater<>(), [](const std::string& name) { return name.ends_with(".lrc"); });
  files.resize(std::min(files.size(), count));
  return files;
}

std::vector<Json> json_lines(const std::string& text) {
  std::vector<Json> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    lines.push_back(Json::accept(line) ? Json::parse(line) : Json());
    begin = end + 1;
  }
  return lines;
}

/// Two answers are the same when every number is the same 32-bit one.
void expect_same_answer(const Json& a, const Json& b) {
  if (a.is_number()) {
    EXPECT_EQ(a.get<float>(), b.get<float>());
  } else if (a.is_array()) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) expect_same_answer(a[i], b[i]);
  } else if (a.is_object()) {
    ASSERT_EQ(a.size(), b.size());
    for (const Json::Member& member : a.items()) expect_same_answer(member.value, b.at(member.key));
  } else {
    EXPECT_EQ(a, b);
  }
}

class ClassifyCommand : public Stranger {};

TEST_F(ClassifyCommand, AnswersWithTheKeysOfTheContract) {
  const Json answer = json({"classify", some_files(1)[0]});
  EXPECT_EQ(answer["id"], some_files(1)[0]);
  ASSERT_TRUE(answer["topic"].is_string());
  EXPECT_EQ(answer["confidence"], answer["topics"][answer["topic"].get<std::string>()]);
  EXPECT_EQ(answer["topics"].size(), kTopics.size());
  double sum = 0;
  for (const std::string_view topic : kTopics) {
    const double probability = answer["topics"][std::string(topic)].get<double>();
    EXPECT_LE(probability, answer["confidence"].get<double>());
    sum += probability;
  }
  EXPECT_NEAR(sum, 1, 1e-4);
  EXPECT_TRUE(answer["mixture"].is_object());
  EXPECT_GT(answer["counted_words"], 0);
  EXPECT_FALSE(answer.contains("words"));
}

TEST_F(ClassifyCommand, ExplainsByWords) {
  const Json answer = json({"classify", some_files(1)[0], "--explain"});
  ASSERT_FALSE(answer["words"].empty());
  for (const Json& word : answer["words"]) {
    EXPECT_TRUE(word["word"].is_string());
    EXPECT_GE(word["count"], 1);
    EXPECT_TRUE(word["topic"].is_string());
    EXPECT_TRUE(word["share"].is_number());
  }
  const ProgramResult text = run({"classify", some_files(1)[0], "--explain"});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr(answer["words"][0]["word"].get<std::string>()));
}

TEST_F(ClassifyCommand, SeveralFilesAnswerInTheirOrder) {
  const std::vector<std::string> files = some_files(4);
  Words words = {"classify"};
  words.insert(words.end(), files.begin(), files.end());
  const Json list = json(words);
  ASSERT_EQ(list.size(), files.size());
  const ProgramResult text = run(words);
  expect_done(text);
  std::size_t at = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(list[i]["id"], files[i]);
    EXPECT_EQ(list[i], json({"classify", files[i]}));
    at = text.out.find(files[i] + ": ", at);
    EXPECT_NE(at, std::string::npos);
  }
}

TEST_F(ClassifyCommand, StandardInputIsATextFile) {
  const std::string lyric = "Tears on the pillow\nand a broken heart again\n";
  Json from_file = json({"classify", file("a.txt", lyric)});
  for (const Words& words : {Words{"classify", "--json"}, Words{"classify", "-", "--json"}}) {
    const ProgramResult result = run_on(lyric, words);
    expect_done(result);
    from_file["id"] = "-";
    EXPECT_EQ(parse(result.out), from_file);
  }
}

TEST_F(ClassifyCommand, LrcIsReadInSungOrderWithoutItsStamps) {
  const Json plain = json({"classify", file("a.txt", "tears fall\nknife in the dark\ntears fall\n")});
  Json timed = json({"classify", file("a.lrc",
                                      "[ti:Song]\n[00:01.00][00:09.00]tears fall\n[00:05.00]knife in the "
                                      "dark\n")});
  timed["id"] = plain["id"];
  EXPECT_EQ(timed, plain);
}

TEST_F(ClassifyCommand, CleanedWordsPassUnchanged) {
  write_small_model(path("model"));
  const std::string words = file("cleaned.txt", "the knife of night\n");
  // As sung, "the", "of" would go; in both forms the model's only known word is "knife".
  for (const std::string pipeline : {"none", "corpus"}) {
    const Json answer = json({"classify", words, "--pipeline", pipeline, "--model", path("model")});
    EXPECT_EQ(answer["topic"], "violence");
    EXPECT_EQ(answer["counted_words"], 1);
  }
  const std::string sung = file("sung.txt", "KNIFE! knife drums drum\n");
  EXPECT_EQ(json({"classify", sung, "--pipeline", "none", "--model", path("model")})["counted_words"], 2);
  EXPECT_EQ(json({"classify", sung, "--model", path("model")})["counted_words"], 4);
}

TEST_F(ClassifyCommand, ATextOfUnknownWordsHasNoTopic) {
  const std::string unknown = file("unknown.txt", "qwertz zzyzx blorp\n");
  const ProgramResult result = run({"classify", unknown, "--json"});
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(result.err, StartsWith("leitmotif: warning: " + unknown));
  EXPECT_EQ(std::ranges::count(result.err, '\n'), 1);
  const Json answer = parse(result.out);
  EXPECT_TRUE(answer["topic"].is_null());
  EXPECT_EQ(answer["counted_words"], 0);
  EXPECT_EQ(answer["confidence"], 0.0);
  EXPECT_THAT(run({"classify", unknown}).out, HasSubstr("no topic"));
}

TEST_F(ClassifyCommand, JsonLinesAnswerInOrderWithIdsOfAnyType) {
  const std::vector<std::string> ids = {"1",
                                        "\"one\"",
                                        "null",
                                        "true",
                                        "[1,2]",
                                        "{\"a\":\"b\"}",
                                        "1.50",
                                        "123456789012345678901234567890",
                                        "\"\\u00e9\\n\""};
  std::string input;
  for (const std::string& id : ids) input += R"({"lyrics":"tears","id":)" + id + "}\n";
  input += "{\"lyrics\":\"tears\"}\r\n{\"lyrics\":\"\",\"id\":8}";
  const ProgramResult result = run_on(input, {"classify", "--jsonl"});
  expect_done(result);
  const std::vector<Json> lines = json_lines(result.out);
  ASSERT_EQ(lines.size(), ids.size() + 2);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(lines[i]["id"], Json::parse(ids[i]));
    EXPECT_THAT(result.out, HasSubstr("{\"id\":" + ids[i] + ","));
  }
  EXPECT_TRUE(lines[ids.size()]["id"].is_null());
  EXPECT_TRUE(lines.back()["topic"].is_null());
}

TEST_F(ClassifyCommand, ABadLineIsAnsweredInItsPlace) {
  const ProgramResult result =
      run_on("{\"id\":1,\"lyrics\":\"tears\"}\nrubbish\n{\"id\":3}\n{\"id\":4,\"lyrics\":\"tears\"}\n",  //
             {"classify", "--jsonl"});
  expect_refused(result, 4, "line 2");
  const std::vector<Json> lines = json_lines(result.out);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0]["id"], 1);
  EXPECT_EQ(lines[1]["error"]["kind"], "corrupt_data");
  EXPECT_THAT(lines[2]["error"]["message"].get<std::string>(), HasSubstr("lyrics"));
  EXPECT_EQ(lines[3]["id"], 4);
}

/// The lyric files as lines of JSON.
std::string as_json_lines(const std::vector<std::string>& files, int times) {
  std::string lines;
  for (int i = 0; i < times; ++i)
    for (const std::string& file : files)
      lines += Json{{"id", file}, {"lyrics", corpus::read_lyric_file(file).song.lyrics}}.dump() + "\n";
  return lines;
}

TEST_F(ClassifyCommand, LinesAndFilesAgree) {
  const std::vector<std::string> files = some_files(25);
  Words words = {"classify", "--explain"};
  words.insert(words.end(), files.begin(), files.end());
  const Json by_file = json(words);
  const ProgramResult by_line = run_on(as_json_lines(files, 1), {"classify", "--jsonl", "--explain"});
  expect_done(by_line);
  const std::vector<Json> lines = json_lines(by_line.out);
  ASSERT_EQ(lines.size(), by_file.size());
  for (std::size_t i = 0; i < lines.size(); ++i) expect_same_answer(lines[i], by_file[i]);
}

TEST_F(ClassifyCommand, FiltersAnswerAtOnceAndStopOnCtrlC) {
  for (const Words& words : {Words{"classify", "--jsonl"}, Words{"preprocess", "--jsonl"}}) {
    ProgramOptions options;
    options.input = "{\"lyrics\":\"tears\",\"text\":\"tears\"}\n";
    options.input_stays_open = true;
    options.watch = [](const RunningProgram& program) {
      if (program.out.ends_with('\n')) ::kill(program.id, SIGINT);
    };
    const ProgramResult result = run(words, options);
    expect_refused(result, 130);
    EXPECT_EQ(std::ranges::count(result.out, '\n'), 1);
  }
}

TEST_F(ClassifyCommand, WaitingForATextStopsOnCtrlC) {
  ProgramOptions options;
  options.input = "tears";
  options.input_stays_open = true;
  const auto start = std::chrono::steady_clock::now();
  options.watch = [&](const RunningProgram& program) {
    // There is no sign of when it has begun to wait; before it minds signals at all, this would simply kill it.
    if (std::chrono::steady_clock::now() - start > std::chrono::seconds(2)) ::kill(program.id, SIGINT);
  };
  expect_refused(run({"classify"}, options), 130);
}

TEST_F(ClassifyCommand, TheNumberOfThreadsChangesNothing) {
  const std::string input = as_json_lines(some_files(60), 6);
  const ProgramResult one = run_on(input, {"classify", "--jsonl", "--threads", "1"});
  expect_done(one);
  EXPECT_EQ(std::ranges::count(one.out, '\n'), 360);
  for (const std::string threads : {"2", "3", "8"})
    EXPECT_EQ(run_on(input, {"classify", "--jsonl", "--threads", threads}).out, one.out);
}

}  // namespace
}  // namespace leitmotif::testing
