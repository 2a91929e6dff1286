// `leitmotif train --distributed`: two processes give the weights of one, and none stays when the other is gone.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <random>
#include <thread>

#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using Words = std::vector<std::string>;

/// A port that nobody listens at.
std::string free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  EXPECT_EQ(::bind(descriptor, reinterpret_cast<sockaddr*>(&place), size), 0);
  EXPECT_EQ(::getsockname(descriptor, reinterpret_cast<sockaddr*>(&place), &size), 0);
  ::close(descriptor);
  return std::to_string(ntohs(place.sin_port));
}

/// How long a process has computed: a training that computes for seconds has met the others and learns.
double processor_seconds(pid_t id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/stat");
  std::string word;
  double ticks = 0;
  for (int field = 1; field <= 15 && file >> word; ++field)
    if (field >= 14) ticks += std::stod(word);
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// The numbers behind the header of a safetensors file.
std::vector<float> numbers_of(const std::string& file) {
  const std::string bytes = read_file(file, std::size_t{1} << 30U);
  std::uint64_t header = 0;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::size_t begin = sizeof header + header;
  std::vector<float> numbers((bytes.size() - begin) / sizeof(float));
  std::memcpy(numbers.data(), bytes.data() + begin, numbers.size() * sizeof(float));
  return numbers;
}

class Distributed : public Stranger {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(built_program().parent_path() / "leitmotif-train"))
      GTEST_SKIP() << "built without LibTorch";
  }
  static ProgramOptions with(std::map<std::string, std::string> variables) {
    ProgramOptions options;
    options.environment = std::move(variables);
    return options;
  }
  [[nodiscard]] Words training(const Words& more, const std::string& kind = "ffnn",
                               const std::string& epochs = "3") const {
    Words words = {"train", kind, data_, "--epochs", epochs, "--seed", "5", "--runs", "none"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  /// Both ranks of two at once.
  [[nodiscard]] std::pair<ProgramResult, ProgramResult> both(const Words& words,
                                                             const std::function<void(const RunningProgram&)>& watch) {
    const std::string port = free_port();
    const auto rank = [&](const char* number) {
      return with({{"RANK", number}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "127.0.0.1"}, {"MASTER_PORT", port}});
    };
    ProgramResult second;
    std::thread beside([&] {
      ProgramOptions options = rank("1");
      options.watch = watch;
      second = run(words, options);
    });
    ProgramResult first = run(words, rank("0"));
    beside.join();
    return {std::move(first), std::move(second)};
  }
  static std::string two_topics() {
    std::mt19937 random(3);
    std::string text = "artist_name,track_name,lyrics,topic\n";
    constexpr std::array kTopics = {"sadness", "violence", "music"};
    for (int i = 0; i < 300; ++i) {
      const std::size_t topic = random() % 3;
      text += "a" + std::to_string(i) + ",t" + std::to_string(i) + ",";
      for (int word = 0; word < 12; ++word)
        text += std::string(kSmallWords[random() % 3 == 0 ? random() % 8 : (topic * 2 + random() % 2) % 8]) + " ";
      text += "," + std::string(kTopics[topic]) + "\n";
    }
    return text;
  }

  const std::string data_ = file("songs.csv", two_topics());
};

TEST_F(Distributed, TwoProcessesGiveTheWeightsOfOne) {
  for (const char* kind : {"ffnn", "ffnn-tuned"}) {
    expect_done(run(training({"-o", path(std::string("one-") + kind)}, kind)));
    const auto [first, second] = both(training({"--distributed", "-o", path(std::string("two-") + kind)}, kind), {});
    if (first.status == 7) GTEST_SKIP() << first.err;
    ASSERT_EQ(first.status, 0) << first.err;
    ASSERT_EQ(second.status, 0) << second.err;
    EXPECT_EQ(second.out, "");
    const std::vector<float> one = numbers_of(path(std::string("one-") + kind));
    const std::vector<float> two = numbers_of(path(std::string("two-") + kind));
    ASSERT_EQ(one.size(), two.size());
    float greatest = 0;
    for (std::size_t i = 0; i < one.size(); ++i) greatest = std::max(greatest, std::abs(one[i] - two[i]));
    EXPECT_LE(greatest, 1e-5F) << kind;
  }
}

TEST_F(Distributed, WhenOneIsKilledTheOtherEndsWithOneLine) {
  bool is_killed = false;
  std::chrono::steady_clock::time_point killed;
  const auto [first, second] =
      both(training({"--distributed", "-o", path("never"), "--patience", "100000"}, "ffnn", "100000"),
           [&](const RunningProgram& program) {
             if (is_killed || processor_seconds(program.id) < 4) return;
             is_killed = true;
             killed = std::chrono::steady_clock::now();
             ::kill(program.id, SIGKILL);
           });
  if (first.status == 7) GTEST_SKIP() << first.err;
  EXPECT_LE(std::chrono::steady_clock::now() - killed, std::chrono::seconds(5));
  EXPECT_EQ(first.status, 69);
  EXPECT_THAT(first.err, HasSubstr("another process of this training ended"));
  EXPECT_FALSE(std::filesystem::exists(path("never")));
}

TEST_F(Distributed, WhatOneProcessLearnsIsRefused) {
  const ProgramOptions alone = with({{"RANK", "0"}, {"WORLD_SIZE", "1"}});
  expect_refused(run(training({"--distributed", "-o", path("m")}, "transformer"), alone), 2, "learned by one process");
  expect_refused(run(training({"--distributed", "--folds", "3"}), alone), 2, "for one process");
  expect_refused(run(training({"--distributed", "-o", path("m")})), 2, "start it by srun");
  expect_refused(run(training({"--distributed", "-o", path("m")}), with({{"RANK", "0"}, {"WORLD_SIZE", "0"}})), 2,
                 "WORLD_SIZE is '0'");
}

}  // namespace
}  // namespace leitmotif::testing
