// `data generate` from outside: songs that import reads and the shipped model understands.
#include <gtest/gtest.h>

#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::testing {
namespace {

class GenerateCommand : public Stranger {};

TEST_F(GenerateCommand, MakesSongsThatTheShippedModelReads) {
  const std::string csv = path("made.csv");
  const Json made = json({"data", "generate", "2000", "--output", csv});
  EXPECT_EQ(made["songs"], 2000);
  EXPECT_EQ(made["bytes"], std::filesystem::file_size(csv));
  const Json report = json({"import", csv});
  EXPECT_EQ(report["imported"], 2000);
  EXPECT_EQ(report["rejected"], 0);
  EXPECT_GT(json({"evaluate", csv})["accuracy"], 0.85) << "the topic meant is the topic read";
}

TEST_F(GenerateCommand, ThePipeHasTheBytesOfTheFile) {
  const std::string csv = path("made.csv");
  expect_done(run({"data", "generate", "100", "-o", csv, "--seed", "4"}));
  const ProgramResult piped = run({"data", "generate", "100", "--seed", "4", "--threads", "3"});
  expect_done(piped);
  EXPECT_EQ(piped.out, read_file(csv, 1U << 20U));
  EXPECT_NE(piped.out, run({"data", "generate", "100"}).out);
}

TEST_F(GenerateCommand, SaysInItsHelpWhatItIsFor) {
  EXPECT_THAT(run({"data", "--help"}).out, ::testing::ContainsRegex("for benchmarks[ \n]+and[ \n]+tests[ \n]+only"));
}

}  // namespace
}  // namespace leitmotif::testing
