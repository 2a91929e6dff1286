// Answers as they were, kept as files: what a caller of the program sees may grow, but not change by accident.
// Flow: what the program said -> normalised -> compared with tests/golden/NAME.json, or written there.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"

namespace leitmotif::testing {

/// What became of an answer, each with its place in the document, such as `$.songs[3].score`.
struct GoldenDifference {
  std::vector<std::string> broken;  ///< gone, or not as before
  std::vector<std::string> added;   ///< keys that were not there before
};

/// Numbers count as the same when they differ by less than 1e-5 of the larger of 1 and themselves: compilers may add in
/// another order.
[[nodiscard]] GoldenDifference compare_golden(const Json& before, const Json& now);

/// Replaces what may be different at every run: values of keys that hold times, numbers of requests and states of the
/// library, words for people in `message`, and in all texts the `places` (what stands there, what is written instead).
[[nodiscard]] Json without_chance(const Json& json, const std::vector<std::pair<std::string, std::string>>& places);

/// One folder of tests/golden, for as long as a test fills it with answers.
class Golden {
 public:
  explicit Golden(std::string folder) : folder_(std::move(folder)) {}
  /// Fails the running test with the places that are not as in the file, prints the keys that are new; with
  /// LEITMOTIF_GOLDEN=record in the environment writes the file instead.
  void expect(const std::string& name, const Json& answer);
  /// Fails the running test for files whose answer was not expected; when recording, removes them.
  void expect_no_other() const;

 private:
  std::string folder_;
  std::vector<std::string> names_;
};

}  // namespace leitmotif::testing
