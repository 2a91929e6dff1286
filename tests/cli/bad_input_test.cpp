// Every kind of file that is not what it should be: one line of error, the contract's status, and nothing changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "catalog/every_catalog.hpp"
#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Words = std::vector<std::string>;

class BadInput : public Stranger {
 protected:
  BadInput() {
    write_small_model(path("model"));
    expect_done(run({"import", file("good.csv", "artist,title,lyrics\nAnn,One,knife\n"), "--model", path("model")}));
    before_ = songs();
  }
  ~BadInput() override {
    EXPECT_EQ(songs(), before_) << "the library was changed";
    catalog::expect_whole_file(library());
  }
  [[nodiscard]] std::string songs() const { return run({"songs", "--json", "--model", path("model")}).out; }

  /// A file with one line of a hundred million bytes; little memory is needed to write it.
  [[nodiscard]] std::string long_line(const std::string& begin, const std::string& end) const {
    std::ofstream out(path("long"), std::ios::binary);
    out << begin;
    const std::string block(1U << 20U, 'a');
    for (int i = 0; i < 100; ++i) out << block;
    out << end;
    return path("long");
  }

  std::string before_;
};

TEST_F(BadInput, FilesThatAreNotThereOrNoFiles) {
  for (const Words& words : {Words{"import"}, {"classify"}, {"classify", "--jsonl"}, {"preprocess"}, {"evaluate"}}) {
    SCOPED_TRACE(words[0]);
    Words command = words;
    command.push_back(path("missing"));
    expect_refused(run(command), 3, path("missing"));
    const bool takes_folders = words.size() == 1 && (words[0] == "import" || words[0] == "classify");
    command.back() = folder_.path().string();
    if (!takes_folders) expect_refused(run(command), 6, "is a directory");
    command.back() = file("plain", "x") + "/below";
    expect_refused(run(command), 3, "plain/below");
  }
}

TEST_F(BadInput, DataSetsThatAreNone) {
  const std::string binary = std::string(
                                 "\x7F"
                                 "ELF\0\x01\xFF",
                                 7) +
                             std::string(500, '\0');
  const std::vector<std::pair<std::string, std::string>> files = {
      {"", "empty"},
      {"\n\n\n", "header"},
      {binary, "NUL"},
      {"\xFF\xFEl\0y\0", "header"},
      {"artist,title\nAnn,One\n", "column 'lyrics' is missing; found: artist, title"},
      {"artist,title,lyrics\nAnn\n", "line 2"},
      {"artist,title,lyrics\nAnn,One,\"never closed\n", "line 2"},
      {"\"lyrics\nAnn\n", "line 1"},
  };
  for (const auto& [content, says] : files) {
    const std::string csv = file("bad.csv", content);
    expect_refused(run({"import", csv}), 4, says);
    const ProgramResult piped = run_on(content, {"import", "-"});
    expect_refused(piped, 4, says);
    expect_refused(run({"evaluate", csv}), 4, "bad.csv");
  }
}

TEST_F(BadInput, TextsThatAreNotUtf8) {
  const ProgramResult lines = run_on("good words\nbad \xFF\n", {"preprocess", "--pipeline", "paper"});
  expect_refused(lines, 4, "line 2");
  EXPECT_EQ(lines.out, "good word\n");
  expect_refused(run_on("{\"text\":\"\xC3\"}\n", {"preprocess", "--jsonl"}), 4, "line 1");
  expect_refused(run_on("{\"lyrics\":\"\xED\xA0\x80\"}\n", {"classify", "--jsonl"}), 4, "line 1");
  // A lyric file is read in the encoding it seems to have, and a few bad bytes cost no more than themselves.
  EXPECT_EQ(run({"classify", file("mark.txt", "\xEF\xBB\xBFtears \xFF\n")}).status, 0);
  EXPECT_EQ(run({"classify", file("latin.txt", "caf\xE9 tears\n")}).status, 0);
}

TEST_F(BadInput, LyricsThatAreNone) {
  expect_refused(run({"classify", file("a.txt", "")}), 4, "a.txt");
  expect_refused(run({"classify", file("a.txt", std::string("tears\0 fall", 11))}), 4, "NUL");
  expect_refused(run_on("", {"classify"}), 4);
  expect_refused(run({"classify", file("big.txt", std::string(2U << 20U, 'a'))}), 5, "big.txt");
  // The first file is answered, the second is the error.
  const ProgramResult two = run({"classify", file("good.txt", "tears\n"), path("missing.txt")});
  expect_refused(two, 3, "missing.txt");
  EXPECT_THAT(two.out, StartsWith(path("good.txt")));
}

TEST_F(BadInput, JsonLinesThatAreNone) {
  for (const std::string line : {"tears", "[]", "{\"lyrics\":1}", "{}", "", "{\"lyrics\":\"a\"}{\"lyrics\":\"b\"}"})
    for (const std::string command : {"classify", "preprocess"})
      expect_refused(run_on(line + "\n", {command, "--jsonl"}), 4, "line 1");
}

/// A program that reads a line of 100 MB whole would need more than this.
constexpr long kMuchMemory_kib = 90 * 1024;

TEST_F(BadInput, ALineOfAHundredMegabytesIsRefusedInBoundedMemory) {
  const Words small = {"--model", path("model")};
  const auto refused = [&](const Words& words, const std::string& input, int status) {
    ProgramOptions options;
    options.input_file = input;
    Words all = words;
    all.insert(all.end(), small.begin(), small.end());
    const ProgramResult result = run(all, options);
    expect_refused(result, status);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_LT(result.most_memory_kib, kMuchMemory_kib) << words[0];
#endif
  };
  const std::string text = long_line("", "\n");
  refused({"preprocess"}, text, 5);
  refused({"classify", "--jsonl"}, text, 5);
  refused({"classify"}, text, 5);
  refused({"classify", text}, "/dev/null", 5);
}

TEST_F(BadInput, ACellOfAHundredMegabytesLosesOnlyItsRow) {
  const std::string csv = long_line("artist,title,lyrics\nAnn,One,knife\nBob,Two,\"", "\"\nAnn,One,knife\n");
  const Json report = json({"import", csv, "--model", path("model")});
  EXPECT_EQ(report["read"], 3);
  EXPECT_EQ(report["updated"], 2);
  EXPECT_EQ(report["rejected"], 1);
}

TEST_F(BadInput, AnErrorStaysOnItsLineWhateverTheNameHolds) {
  const ProgramResult result = run({"classify", path("a\nb\x1b[31m\xC2\x9B"
                                                     "c.txt")});
  expect_refused(result, 3);
  EXPECT_EQ(result.err.find('\x1b'), std::string::npos);
  EXPECT_EQ(result.err.find("\xC2\x9B"), std::string::npos);
}

}  // namespace
}  // namespace leitmotif::testing
