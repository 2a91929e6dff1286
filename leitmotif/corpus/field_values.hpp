// What the values of tables, heads and tags say of a song.
// Flow: a Field and a value as it is written -> LabelledSong, or why the value cannot be used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {

/// A cell as its writer saw it: without HTML's entities, escapes of JSON, a wrong reading of UTF-8, invisible signs and
/// hard blanks.
[[nodiscard]] std::string as_seen(std::string_view value);
/// Whether a value of a flag, as data sets and tags have it, says that a song is explicit: 1, 4 (iTunes of old), true,
/// yes, e, explicit; or that it is not: 0, 2 (a cleaned version), false, no, clean; or what a spreadsheet of another
/// language has for true and false. Nothing for any other.
[[nodiscard]] std::optional<bool> says_explicit(std::string_view value);
/// How long a song is in milliseconds: "3:45", "1:02:03.5", seconds or, from 5,000 on, milliseconds. Nothing for what
/// is no length of less than a day.
[[nodiscard]] std::optional<std::int64_t> length_in(std::string_view value);

/// What the numbers of an audio feature mean.
enum class Scale : std::uint8_t {
  unit,      ///< 0..1, as the data set has them
  percent,   ///< 0..100
  decibels,  ///< loudness as Spotify gives it
};

/// Puts `value` (blanks around it do not count) into its place in `song`. A value that is empty or says that it is
/// missing (is_missing) changes nothing: missing stays missing; so does an id that is not MusicBrainz's. Returns an
/// empty string, or why the value is refused: a year that cannot be read (year_in), an audio feature or weight that is
/// not a number of its scale, a topic of more than 100 bytes. A negative loudness is always one in decibels.
[[nodiscard]] std::string assign_field(const Field& field, std::string_view value, LabelledSong& song,
                                       Scale scale = Scale::unit);

}  // namespace leitmotif::corpus
