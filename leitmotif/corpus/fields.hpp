// Which named value of a file goes where: the allow-list that keeps labels out of a song.
// Flow: a data set's column, a lyric file's head or tag -> Song or Labels.
// Source: notes/labels.md: `topic` and the sixteen weights are results of a topic model, so they are never inputs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// What a named value may be used for.
enum class FieldUse : std::uint8_t {
  metadata,  ///< goes into Song
  audio,     ///< goes into Song::audio
  label,     ///< goes into Labels and nowhere else
  ignored,   ///< read over
};

/// The place a value is stored at. `audio` and `weight` have an index beside.
enum class FieldSlot : std::uint8_t {
  artist,
  title,
  year,
  genre,
  album,
  isrc,
  length,
  lyrics,
  audio,
  explicit_flag,
  weight,
  topic,
  none,
};

/// A column of the data set: its name in the header and where its cells go.
struct Field {
  std::string_view name;
  FieldUse use = FieldUse::ignored;
  FieldSlot slot = FieldSlot::none;
  std::size_t index = 0;  ///< in kAudioFeatures or kMixtureParts

  friend bool operator==(const Field&, const Field&) = default;
};

/// Every column of the music data set, and the names that other sources have for the same things. Of two columns of one
/// meaning, the one that stands earlier here is meant. A column that is not here is ignored.
[[nodiscard]] std::span<const Field> dataset_columns() noexcept;

/// The keys of a songbook file's head: artist, title, year, genre, topic, the six audio features, note; and of heads
/// that others write, in several languages: what is known but not used is there too (album, track, ...).
[[nodiscard]] std::span<const Field> head_keys() noexcept;

/// The tags of an .lrc file that are used: `ar`, `ti` and the head's keys. Others are ignored.
[[nodiscard]] std::span<const Field> lrc_tags() noexcept;

/// The field called `name` (exactly), or an ignored one.
[[nodiscard]] Field find_field(std::span<const Field> fields, std::string_view name) noexcept;

/// A name of a column as names are compared: ASCII letters in lower case, without blanks and ASCII signs, so that
/// `Artist Name(s)` is `artistnames`.
[[nodiscard]] std::string column_key(std::string_view name);
/// The column of the data set that has this name, compared by their keys, or an ignored field.
[[nodiscard]] Field find_column(std::string_view name);
/// Whether a value of a flag, as data sets and tags have it, says that a song is explicit: 1, 4 (iTunes of old), true,
/// yes, e, explicit; or that it is not: 0, 2 (a cleaned version), false, no, clean; or what a spreadsheet of another
/// language has for true and false. Nothing for any other.
[[nodiscard]] std::optional<bool> says_explicit(std::string_view value);
/// How long a song is in milliseconds: "3:45", "1:02:03.5", seconds or, from 5,000 on, milliseconds. Nothing for what
/// is no length of less than a day.
[[nodiscard]] std::optional<std::int64_t> length_in(std::string_view value);
/// What the place of a value is called in answers: artist, title, year, genre, album, isrc, length, explicit, lyrics,
/// topic, an audio feature or a weight; empty for an ignored one.
[[nodiscard]] std::string_view slot_name(const Field& field) noexcept;

/// What the numbers of an audio feature mean.
enum class Scale : std::uint8_t {
  unit,      ///< 0..1, as the data set has them
  percent,   ///< 0..100
  decibels,  ///< loudness as Spotify gives it
};

/// Puts `value` (blanks around it do not count) into its place in `song`. A value that is empty or says that it is
/// missing (is_missing) changes nothing: missing stays missing. Returns an empty string, or why the value is refused: a
/// year that cannot be read (year_in), an audio feature or weight that is not a number of its scale, a topic of more
/// than 100 bytes. A negative loudness is always one in decibels.
[[nodiscard]] std::string assign_field(const Field& field, std::string_view value, LabelledSong& song,
                                       Scale scale = Scale::unit);

/// `text` without blanks, tabs and line ends at both sides.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
  return ascii::trimmed(text, ascii::kBlanksAndLineEnds);
}

}  // namespace leitmotif::corpus
