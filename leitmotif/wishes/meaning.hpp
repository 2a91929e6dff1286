// Word vectors: words that are sung near the same words point the same way.
// Flow: vectors file -> WordVectors; Tokens -> where a lyric or a question lies -> what is near it.
// Source: positive pointwise mutual information and truncated SVD (Levy, Goldberg and Dagan 2015); songs as weighted
// means with the common direction taken out (Arora, Liang and Ma 2017).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/text/word_table.hpp"

namespace leitmotif::wishes {

/// What a vectors file holds.
struct VectorData {
  std::size_t dimensions = 0;
  std::vector<std::string> words;
  std::vector<float> weight;      ///< [words] how much a word tells: the root of its inverse document frequency
  std::vector<std::int8_t> rows;  ///< [words x dimensions], row-major: unit vectors times 127
  std::vector<float> common;      ///< [dimensions] mean of the songs' directions, taken out of each
};

/// Immutable; const methods are thread-safe.
class WordVectors {
 public:
  /// Throws corrupt_data when the parts do not fit together.
  explicit WordVectors(VectorData data);
  /// Throws as read_file; corrupt_data when the file is no vectors file or its digest is wrong.
  [[nodiscard]] static WordVectors load(const std::filesystem::path& file);

  /// The size of a vector, how many words have one, where a word's stands, and the vector in steps of 1/127.
  [[nodiscard]] std::size_t dimensions() const noexcept { return data_.dimensions; }
  [[nodiscard]] std::size_t words() const noexcept { return data_.words.size(); }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view word) const noexcept;
  [[nodiscard]] std::span<const std::int8_t> row(std::size_t word) const noexcept {
    return std::span(data_.rows).subspan(word * data_.dimensions, data_.dimensions);
  }
  /// Everything it holds. Lifetime: that of this object.
  [[nodiscard]] const VectorData& data() const noexcept { return data_; }

  /// The direction of a text: shape [dimensions], length 1; empty when it has no known word.
  [[nodiscard]] std::vector<float> direction(const Tokens& tokens) const;
  /// The direction of weighted words; words it does not know are passed over. Shape and emptiness as above.
  [[nodiscard]] std::vector<float> direction(std::span<const std::pair<std::string, double>> words) const;
  /// The known words nearest to a word, nearest first, with their cosine; none when it is unknown.
  [[nodiscard]] std::vector<std::pair<std::string, double>> nearest(std::string_view word, std::size_t n) const;

 private:
  /// Of length 1 less the common direction, again of length 1; empty when nothing is left.
  [[nodiscard]] std::vector<float> finished(std::vector<float> sum) const;
  /// What stands at a right angle to the common direction, of length 1; empty when nothing is left.
  [[nodiscard]] std::vector<float> across_common(std::vector<float> sum) const;

  VectorData data_;
  text::WordTable numbers_;
};

/// Bytes of a vectors file, its digest at the end: the same data gives the same bytes.
[[nodiscard]] std::string vectors_file(const VectorData& data);

/// A direction in a byte a dimension: times 127, rounded. Shape: as given.
[[nodiscard]] std::vector<std::int8_t> packed(std::span<const float> direction);

}  // namespace leitmotif::wishes
