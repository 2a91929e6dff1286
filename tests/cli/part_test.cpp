// `--part K/N` from outside: the parts joined are the whole, whatever the verb and wherever the part is from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "cli/stranger.hpp"
#include "support/collection_files.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using Words = std::vector<std::string>;

class PartOfABatch : public Stranger {
 protected:
  PartOfABatch() { write_small_model(folder_.path() / "small.safetensors"); }

  [[nodiscard]] ProgramResult ask(Words words, ProgramOptions options = {}) const {
    words.insert(words.end(), {"--model", path("small.safetensors")});
    return run(words, std::move(options));
  }
  /// What the parts print, one after the other.
  [[nodiscard]] std::string joined(const Words& words, std::size_t of) const {
    std::string all;
    for (std::size_t part = 1; part <= of; ++part) {
      Words one = words;
      one.insert(one.end(), {"--part", std::to_string(part) + "/" + std::to_string(of)});
      all += ask(one).out;
    }
    return all;
  }
  /// The JSON of each part.
  [[nodiscard]] std::vector<Json> answers(const Words& words, std::size_t of) const {
    std::vector<Json> all;
    for (std::size_t part = 1; part <= of; ++part) {
      Words one = words;
      one.insert(one.end(), {"--json", "--part", std::to_string(part) + "/" + std::to_string(of)});
      const ProgramResult result = ask(one);
      expect_done(result);
      all.push_back(parse(result.out));
    }
    return all;
  }
  static std::size_t sum(const std::vector<Json>& answers, const std::string& key) {
    return std::accumulate(answers.begin(), answers.end(), std::size_t{0}, [&](std::size_t before, const Json& answer) {
      return before + answer.at(key).get<std::size_t>();
    });
  }
  [[nodiscard]] std::string lines(std::size_t count, const std::string& name) const {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += i % 11 == 5 ? "no object\n" : R"({"id":)" + std::to_string(i) + R"(,"lyrics":"drum and river"})" + "\n";
    return file(name, text);
  }
  /// Songs of which some have one name, and rows that cannot be used.
  [[nodiscard]] std::string table(std::size_t rows) const {
    std::string text = "artist,title,lyrics\n";
    for (std::size_t i = 0; i < rows; ++i)
      text += i % 13 == 7 ? "Nobody,,\n"
                          : "Somebody,Song " + std::to_string(i % 17) + ",drum river " + std::to_string(i) + "\n";
    return file("songs.csv", text);
  }
};

TEST_F(PartOfABatch, LinesOfAllFilesJoined) {
  const Words words = {"classify", lines(40, "a.jsonl"), lines(0, "none.jsonl"), lines(23, "b.jsonl"), "--jsonl"};
  const std::string whole = ask(words).out;
  EXPECT_EQ(std::ranges::count(whole, '\n'), 63);
  EXPECT_THAT(whole, HasSubstr("b.jsonl line 17"));
  for (const std::size_t of : {1U, 2U, 7U, 70U}) EXPECT_EQ(joined(words, of), whole) << of;
}

TEST_F(PartOfABatch, FilesJoined) {
  Words words = {"classify"};
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) words.push_back(file(name, "drum and river\n"));
  EXPECT_EQ(joined(words, 2), ask(words).out);
}

TEST_F(PartOfABatch, ATaskOfASlurmArrayKnowsItsPart) {
  const Words words = {"classify", lines(20, "a.jsonl"), "--jsonl"};
  ProgramOptions task;
  task.environment = {{"SLURM_ARRAY_TASK_ID", "2"},
                      {"SLURM_ARRAY_TASK_COUNT", "3"},
                      {"SLURM_ARRAY_TASK_MIN", "1"},
                      {"SLURM_ARRAY_TASK_MAX", "3"},
                      {"SLURM_ARRAY_TASK_STEP", "1"}};
  Words second = words;
  second.insert(second.end(), {"--part", "2/3"});
  const ProgramResult result = ask(words, task);
  EXPECT_EQ(result.out, ask(second).out);
  EXPECT_THAT(result.err, HasSubstr("part 2/3"));
  // What was typed counts more, and whoever pipes lines has chosen them.
  Words everything = words;
  everything.insert(everything.end(), {"--part", "1/1"});
  EXPECT_EQ(ask(everything, task).out, ask(words).out);
  task.input = "{\"id\":1,\"lyrics\":\"drum\"}\n";
  EXPECT_EQ(std::ranges::count(ask({"classify", "--jsonl"}, task).out, '\n'), 1);
}

TEST_F(PartOfABatch, SongsImportedInPartsAreTheSameLibrary) {
  const std::string table = this->table(200);
  const Words whole_library = {"--library", path("whole.db")};
  const Words parts_library = {"--library", path("parts.db")};
  const auto with = [](Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  const std::vector<Json> whole = answers(with({"import", table}, whole_library), 1);
  const std::vector<Json> parts = answers(with({"import", table}, parts_library), 3);
  for (const char* key : {"read", "imported", "updated", "rejected"})
    EXPECT_EQ(sum(parts, key), sum(whole, key)) << key;
  const Words everything = {"export", "--lyrics", "--format"};
  for (const char* format : {"jsonl", "csv"}) {
    const std::string exported = ask(with(with(everything, {format}), whole_library)).out;
    EXPECT_EQ(ask(with(with(everything, {format}), parts_library)).out, exported);
    EXPECT_EQ(joined(with(with(everything, {format}), parts_library), 4), exported);
  }
  const std::string exported = ask(with({"export"}, whole_library)).out;
  EXPECT_EQ(sum(answers(with({"eda"}, whole_library), 3), "rows"), std::ranges::count(exported, '\n'));
  EXPECT_EQ(sum(answers({"eda", table}, 3), "rows"), sum(answers({"eda", table}, 1), "rows"));
}

TEST_F(PartOfABatch, FoldersScannedInPartsAreTheSameSongs) {
  for (const CollectionFile& one : music_files()) (void)file("music/" + one.path, one.bytes);
  for (const CollectionFile& one : lyric_files()) (void)file("music/" + one.path, one.bytes);
  const auto scan = [&](const char* library) {
    return Words{"scan", path("music"), "--sound", "no", "--library", path(library)};
  };
  const std::vector<Json> whole = answers(scan("whole.db"), 1);
  const std::vector<Json> parts = answers(scan("parts.db"), 5);
  for (const char* key : {"files", "songs", "with_lyrics", "imported", "gone"})
    EXPECT_EQ(sum(parts, key), sum(whole, key)) << key;
  const auto exported = [&](const char* library) {
    return ask({"export", "--lyrics", "--library", path(library)}).out;
  };
  EXPECT_EQ(exported("parts.db"), exported("whole.db"));
  // Again: nothing is new, and what is gone is said once.
  std::filesystem::remove(folder_.path() / "music" / music_files().front().path);
  const std::vector<Json> again = answers(scan("parts.db"), 5);
  EXPECT_EQ(sum(again, "imported"), 0U);
  EXPECT_EQ(sum(again, "gone"), 1U);
}

TEST_F(PartOfABatch, WhatIsNoPartIsRefused) {
  for (const Words& words : {Words{"classify", lines(3, "a.jsonl"), "--jsonl"}, Words{"import", table(3)},
                             Words{"scan", folder_.path().string()}, Words{"eda", table(3)}, Words{"export"}}) {
    Words wrong = words;
    wrong.insert(wrong.end(), {"--part", "4/3"});
    expect_refused(ask(wrong), 2, "a part is K/N");
  }
  ProgramOptions piped;
  piped.input = "{\"lyrics\":\"drum\"}\n";
  expect_refused(ask({"classify", "--jsonl", "--part", "1/2"}, piped), 2, "can be read only once");
}

}  // namespace
}  // namespace leitmotif::testing
