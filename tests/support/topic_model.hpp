// A small topic model made up for tests: songs of invented words with the mixtures that the model gives them, reckoned
// plainly and in double precision.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::testing {

using DoubleRow = std::array<double, 19>;

/// The layer applied from the uniform start until no pseudo-count moves by more than 1e-12, at most 20,000 times.
[[nodiscard]] DoubleRow plain_equilibrium(const std::vector<DoubleRow>& rows, const std::vector<double>& counts);

/// Nineteen topics over `words` counted words and as many that do not count.
class TopicModel {
 public:
  TopicModel(std::size_t words, std::uint64_t seed);

  [[nodiscard]] const std::vector<DoubleRow>& rows() const noexcept { return rows_; }
  /// Songs of 20 to 60 words with all weights and the topic that is the greatest of kTopics.
  [[nodiscard]] std::vector<LabelledSong> songs(std::size_t count, std::uint64_t seed) const;
  /// "word0", ...: a counted word.
  [[nodiscard]] static std::string counted(std::size_t word) { return "word" + std::to_string(word); }
  /// "other0", ...: a word that does not count.
  [[nodiscard]] static std::string uncounted(std::size_t word) { return "other" + std::to_string(word); }

 private:
  std::vector<DoubleRow> rows_;
};

}  // namespace leitmotif::testing
