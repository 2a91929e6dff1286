// What the tests of the command line share: a stranger with an empty home who runs `leitmotif`.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "leitmotif/core/json.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {

/// Fails unless the program did what it was asked and said nothing beside its answer.
inline void expect_done(const ProgramResult& result) {
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.err, "");
}

/// Fails unless the program gave up with `status` and exactly one line, which begins as errors do and holds `part`.
inline void expect_refused(const ProgramResult& result, int status, const std::string& part = "") {
  EXPECT_EQ(result.status, status) << result.err;
  EXPECT_FALSE(result.too_slow);
  EXPECT_THAT(result.err, ::testing::StartsWith("leitmotif: error: "));
  EXPECT_THAT(result.err, ::testing::HasSubstr(part));
  EXPECT_EQ(std::ranges::count(result.err, '\n'), 1) << result.err;
  EXPECT_TRUE(result.err.ends_with('\n'));
}

class Stranger : public ::testing::Test {
 protected:
  /// Runs leitmotif in an empty home.
  [[nodiscard]] ProgramResult run(const std::vector<std::string>& arguments, ProgramOptions options = {}) const {
    options.environment.emplace("XDG_DATA_HOME", (folder_.path() / "home").string());
    options.environment.emplace("XDG_CONFIG_HOME", (folder_.path() / "config").string());
    options.environment.emplace("XDG_CONFIG_DIRS", (folder_.path() / "no-system").string());
    return run_program(arguments, options);
  }
  [[nodiscard]] ProgramResult run_on(const std::string& input, const std::vector<std::string>& arguments) const {
    ProgramOptions options;
    options.input = input;
    return run(arguments, options);
  }
  /// What a command with --json says, which must succeed.
  [[nodiscard]] Json json(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    const ProgramResult result = run(arguments);
    expect_done(result);
    return parse(result.out);
  }
  /// Text that must be one JSON document.
  static Json parse(const std::string& text) {
    EXPECT_TRUE(Json::accept(text)) << text;
    return Json::accept(text) ? Json::parse(text) : Json();
  }
  /// A file in the stranger's folder.
  [[nodiscard]] std::string file(std::string_view name, std::string_view content) const {
    return folder_.write(name, content).string();
  }
  [[nodiscard]] std::string path(std::string_view name) const { return (folder_.path() / name).string(); }
  /// The library used when none is named.
  [[nodiscard]] std::filesystem::path library() const { return folder_.path() / "home" / "leitmotif" / "library.db"; }

  TemporaryFolder folder_;
};

}  // namespace leitmotif::testing
