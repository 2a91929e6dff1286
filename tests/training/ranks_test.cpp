// Launchers say which process of a training this is, each in its own way.
#include "leitmotif/training/ranks.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <map>

#include "support/expect_error.hpp"

namespace leitmotif::training {
namespace {

/// The variables that decide, and nothing of what the tests were started with.
class RanksFrom : public ::testing::Test {
 protected:
  static constexpr std::array kNames = {"RANK",
                                        "WORLD_SIZE",
                                        "LOCAL_WORLD_SIZE",
                                        "MASTER_ADDR",
                                        "MASTER_PORT",
                                        "OMPI_COMM_WORLD_RANK",
                                        "OMPI_COMM_WORLD_SIZE",
                                        "OMPI_COMM_WORLD_LOCAL_SIZE",
                                        "SLURM_PROCID",
                                        "SLURM_NTASKS",
                                        "SLURM_NNODES",
                                        "SLURM_JOB_ID",
                                        "SLURM_STEP_NODELIST",
                                        "SLURM_JOB_NODELIST"};
  RanksFrom() {
    for (const char* name : kNames) {
      if (const char* value = std::getenv(name)) before_.emplace(name, value);
      ::unsetenv(name);
    }
  }
  ~RanksFrom() override {
    for (const char* name : kNames) ::unsetenv(name);
    for (const auto& [name, value] : before_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  static Ranks with(const std::map<std::string, std::string>& variables) {
    for (const char* name : kNames) ::unsetenv(name);
    for (const auto& [name, value] : variables) ::setenv(name.c_str(), value.c_str(), 1);
    return ranks_from_environment();
  }
  static std::string place(const Ranks& ranks) {
    return std::to_string(ranks.rank) + "/" + std::to_string(ranks.world) + " " + ranks.host + ":" +
           std::to_string(ranks.port);
  }

 private:
  std::map<std::string, std::string> before_;
};

TEST_F(RanksFrom, EveryLauncher) {
  EXPECT_EQ(place(with({{"RANK", "1"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "10.0.0.5"}, {"MASTER_PORT", "1234"}})),
            "1/2 10.0.0.5:1234");
  EXPECT_EQ(place(with({{"RANK", "0"}, {"WORLD_SIZE", "2"}, {"LOCAL_WORLD_SIZE", "2"}})), "0/2 127.0.0.1:29500");
  EXPECT_EQ(place(with({{"OMPI_COMM_WORLD_RANK", "3"},
                        {"OMPI_COMM_WORLD_SIZE", "4"},
                        {"OMPI_COMM_WORLD_LOCAL_SIZE", "4"},
                        {"SLURM_PROCID", "0"},
                        {"SLURM_NTASKS", "1"}})),
            "3/4 127.0.0.1:29500");
  EXPECT_EQ(place(with({{"SLURM_PROCID", "7"},
                        {"SLURM_NTASKS", "8"},
                        {"SLURM_NNODES", "2"},
                        {"SLURM_JOB_ID", "41"},
                        {"SLURM_JOB_NODELIST", "n[3-4]"}})),
            "7/8 n3:20041");
  EXPECT_EQ(place(with({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "2"}, {"SLURM_NNODES", "1"}})), "0/2 127.0.0.1:29500");
}

TEST_F(RanksFrom, WhatMakesNoSenseIsRefused) {
  const auto refusal = [](const std::map<std::string, std::string>& variables) {
    const Error error = testing::error_of([&] { (void)with(variables); });
    EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
    return std::string(error.what());
  };
  EXPECT_NE(refusal({}).find("start it by srun"), std::string::npos);
  EXPECT_NE(refusal({{"RANK", "2"}, {"WORLD_SIZE", "2"}}).find("ranks begin with 0"), std::string::npos);
  EXPECT_NE(refusal({{"RANK", "x"}, {"WORLD_SIZE", "2"}}).find("RANK is 'x'"), std::string::npos);
  EXPECT_NE(refusal({{"RANK", "1"}, {"WORLD_SIZE", "2"}}).find("MASTER_ADDR"), std::string::npos);
}

TEST(FirstHost, OfAListOfSlurm) {
  EXPECT_EQ(first_host("node1"), "node1");
  EXPECT_EQ(first_host("a,b"), "a");
  EXPECT_EQ(first_host("n[07-9,12],m1"), "n07");
  EXPECT_EQ(first_host("n[3]"), "n3");
}

}  // namespace
}  // namespace leitmotif::training
