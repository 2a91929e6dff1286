// Sound features as bytes: the column `songs.sound`, and the table of kinds that its numbers mean.
// Flow: SoundFeature -> kind and number -> bytes of a row -> back, or into columns.
//
// Format of the bytes: for each value 2 bytes for its kind (`sound_kinds.number`) and 8 for the number (float64), both
// little-endian, without gaps; in the order of names.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "leitmotif/catalog/sounds.hpp"
#include "leitmotif/catalog/sql/database.hpp"

namespace leitmotif::catalog::sql {

/// The kinds of values of one library, as they were when this was made. Used within one transaction.
class SoundKinds {
 public:
  explicit SoundKinds(const Database& database);

  /// The number of a kind; one that is not there is added to the library, which must be open for writing.
  /// Throws resource_limit when there is no number left.
  std::uint16_t number_of(const SoundKind& kind);
  /// Throws corrupt_data when there is none of that number.
  [[nodiscard]] const SoundKind& kind(std::uint16_t number) const;
  /// All, by number.
  [[nodiscard]] const std::map<std::uint16_t, SoundKind>& all() const noexcept { return kinds_; }

 private:
  const Database& database_;
  std::map<std::uint16_t, SoundKind> kinds_;
  std::map<std::tuple<std::string, SoundSource, std::string>, std::uint16_t> numbers_;
};

/// The bytes of a row's values.
[[nodiscard]] std::string bytes_of(std::span<const SoundFeature> features, SoundKinds& kinds);
/// The values of a row. Throws corrupt_data.
[[nodiscard]] std::vector<SoundFeature> features_from(std::string_view bytes, const SoundKinds& kinds);
/// Calls `visit` with each kind and value of a row. Throws corrupt_data, with the library's file, when the bytes are no
/// row's.
void for_each_sound(std::string_view bytes, const std::string& file,
                    const std::function<void(std::uint16_t, double)>& visit);

/// The bytes of the data set's values in a row, with the kinds that `numbers` gives them; missing ones are left out.
/// Shape: [kAudioFeatures] both.
[[nodiscard]] std::string bytes_of_audio(std::span<const double> audio, std::span<const std::uint16_t> numbers);
/// The same with the kinds 1, 2, ...: what format 6 made of the six columns before it.
[[nodiscard]] std::string bytes_of_columns(std::span<const double> audio);

}  // namespace leitmotif::catalog::sql
