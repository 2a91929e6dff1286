// What songs sound like, as named numbers: a list that grows with every method that measures something, and that says
// where each value came from.
// Flow: a data set, tags or a measurement -> Sounds -> columns for ranking, one song's values with their origin.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// Where a value came from. Libraries keep the numbers, so they never change.
enum class SoundSource : std::uint8_t {
  data_set = 0,  ///< a column of an imported file
  tag = 1,       ///< the tags of a file
  measured = 2,  ///< computed from the sound itself
  guessed = 3,   ///< estimated from what is known of other songs
};

/// The source's name, as in JSON: `data set`, `tag`, `measured`, `guessed`.
[[nodiscard]] std::string_view name_of(SoundSource source) noexcept;

/// One value of one song.
struct SoundFeature {
  std::string name;  ///< such as `energy`, `tempo`; not empty
  double value = 0;  ///< finite; its unit is the feature's own
  SoundSource source = SoundSource::measured;
  std::string method;  ///< what made the value, with its version (`loudness 2`); empty for values taken as they were

  friend bool operator==(const SoundFeature&, const SoundFeature&) = default;
};

/// The name under which Song::flagged_explicit is kept.
inline constexpr std::string_view kExplicitFlag = "explicit";

/// Values of one song that are to be kept.
struct SongSound {
  std::int64_t song = 0;
  std::vector<SoundFeature> features;
  std::string fingerprint = {};  ///< of the beginning, in letters; empty: what is there stays; kept of songs with facts
};

/// Values that were made alike.
struct SoundKind {
  std::string name;
  SoundSource source = SoundSource::measured;
  std::string method;

  friend bool operator==(const SoundKind&, const SoundKind&) = default;
};

/// A song has at most one value of a name: the one that was stored last, whatever its source.
class Sounds : public Part {
 public:
  /// Keeps values, all or none, and touches nothing else of the songs: values of other names stay.
  /// Throws not_found (no such song), invalid_argument (a name that is empty, a value that is not finite),
  /// resource_limit (more than 65,535 kinds of values in one library).
  virtual void store(std::span<const SongSound> sounds) = 0;
  /// A song's values, by name; none for a song that is not there.
  [[nodiscard]] virtual std::vector<SoundFeature> of(std::int64_t song) const = 0;
  /// A song's fingerprint, by which the same recording is known again; empty when there is none.
  [[nodiscard]] virtual std::string fingerprint(std::int64_t song) const = 0;
  /// The kinds of values the library knows, by name, source and method; no song need have one.
  [[nodiscard]] virtual std::vector<SoundKind> kinds() const = 0;
};

/// Whether songs are chosen and ordered by values of this name. Those with a slash, such as `file/seconds`, are only
/// kept with their song.
[[nodiscard]] constexpr bool is_asked_for(std::string_view name) noexcept {
  return name.find('/') == std::string_view::npos;
}

/// Checks a value as `Sounds::store` does. Throws invalid_argument.
void require_sound_feature(const SoundFeature& feature);

/// Puts a value in the place of the one of its name, or adds it; the list stays in the order of names.
void put(std::vector<SoundFeature>& features, SoundFeature feature);

/// What a row that is written again does to a song's values: those of the row's source go, unless the row has them
/// still; those the row has are put, unless they are there already from elsewhere with the same number. A flag that
/// another source has set is not taken back.
void take_over(std::vector<SoundFeature>& features, const Song& row, SoundSource source);

/// The values of the data set's names, and the flag, as `Song` has them; missing where there is none.
void fill_audio(Song& song, std::span<const SoundFeature> features);

}  // namespace leitmotif::catalog
