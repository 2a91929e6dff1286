// What is known of a song as the row of numbers that the similarity network reads. What is not known is marked, never
// filled in.
// Flow: SongFeatures -> input row, the same for training and for inference.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::models {

/// What may be known of a song when it is compared with others. The texts and numbers belong to somebody else.
struct SongFeatures {
  std::span<const float> mixture;  ///< in the order of kMixtureParts; empty: not known
  std::array<double, kAudioFeatures.size()> audio = detail::all_missing<kAudioFeatures.size()>();
  std::optional<int> year;
  std::string_view genre;  ///< lower case; empty: not known
};

/// The values of one audio feature below which equal shares of the training songs lie: the first is the least value,
/// the last the greatest.
inline constexpr std::size_t kQuantiles = 65;
/// Bumps a feature's rank is spread over, so that a network may treat quiet, middling and loud songs differently.
inline constexpr std::size_t kBumps = 8;
/// Years that have a number of their own; earlier and later ones count as the first and the last.
inline constexpr int kFirstYear = 1950;
inline constexpr int kLastYear = 2019;

/// A block of numbers that stand for one thing that may be unknown; its first number is 1 when it is.
struct InputGroup {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// Immutable.
class SongInputs {
 public:
  SongInputs() = default;
  /// Shape: quantiles [audio features x kQuantiles], ascending within a feature; genres[n] lower case.
  /// Throws corrupt_data for anything else.
  SongInputs(std::vector<float> quantiles, std::vector<std::string> genres);

  /// Learns quantiles and genres from training songs; a feature that none of them has is never told apart.
  [[nodiscard]] static SongInputs fit(std::span<const SongFeatures> songs);

  /// How many numbers a song becomes.
  [[nodiscard]] std::size_t width() const noexcept { return genre_group().begin + genre_group().size; }
  /// Shape: row [width()].
  void write(const SongFeatures& song, std::span<float> row) const;

  /// Where in a row a part of what is known of a song stands; the first number of a group says whether it is known.
  [[nodiscard]] static InputGroup mixture_group() noexcept { return {0, 1 + kMixtureParts.size()}; }
  [[nodiscard]] static InputGroup audio_group(std::size_t feature) noexcept;
  [[nodiscard]] static InputGroup year_group() noexcept;
  [[nodiscard]] InputGroup genre_group() const noexcept;

  /// What the inputs were fitted to: the quantiles of each audio feature, and the genres in their order.
  [[nodiscard]] std::span<const float> quantiles() const noexcept { return quantiles_; }
  [[nodiscard]] std::span<const std::string> genres() const noexcept { return genres_; }

 private:
  void write_audio(std::size_t feature, double value, std::span<float> row) const;

  std::vector<float> quantiles_;
  std::vector<std::string> genres_;
};

/// Writes a group as not known: 1 and zeros.
void forget(const InputGroup& group, std::span<float> row);

}  // namespace leitmotif::models
