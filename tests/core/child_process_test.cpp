#include "leitmotif/core/child_process.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "leitmotif/core/error.hpp"
#include "support/expect_error.hpp"

namespace leitmotif {
namespace {

TEST(ChildProcess, GivesStatusAndBothStreams) {
  const ChildResult result = run_child({"sh", "-c", "echo out; echo err >&2; read line || exit 3"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.err, "err\n");
}

TEST(ChildProcess, TakesMoreThanAPipeHolds) {
  const ChildResult result = run_child({"sh", "-c", "head -c 1000000 /dev/zero; head -c 500000 /dev/zero >&2"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out.size(), 1000000U);
  EXPECT_EQ(result.err.size(), 500000U);
}

TEST(ChildProcess, WordsReachTheProgramAsTheyAre) {
  EXPECT_EQ(run_child({"printf", "%s|", "a b", "$HOME", "'", ""}).out, "a b|$HOME|'||");
}

TEST(ChildProcess, SaysWhatCannotStartAndWhatASignalEnded) {
  EXPECT_EQ(run_child({"/nowhere/at-all"}).status, kCannotStart);
  EXPECT_EQ(run_child({"sh", "-c", "kill -9 $$"}).status, 128 + 9);
}

TEST(ChildProcess, IsEndedWhenTheCheckThrows) {
  const auto begin = std::chrono::steady_clock::now();
  int checks = 0;
  const auto check = [&] {
    if (++checks == 2) throw Error(ErrorKind::cancelled, "enough");
  };
  EXPECT_EQ(testing::error_of([&] { (void)run_child({"sleep", "600"}, check); }).kind(), ErrorKind::cancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(1));
}

TEST(ChildProcess, OfOurOwnItsErrorIsKnown) {
  const ChildResult ended{3, "", "reading\nname: error: a.csv: error: is not there\nmore\n"};
  EXPECT_EQ(error_of(ended, "name").kind(), ErrorKind::not_found);
  EXPECT_STREQ(error_of(ended, "name").what(), "a.csv: error: is not there");
  EXPECT_STREQ(error_of(ended, "other").what(), ended.err.c_str());
  EXPECT_EQ(error_of({128 + 9, "", ""}, "name").kind(), ErrorKind::internal);
}

}  // namespace
}  // namespace leitmotif
