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

/// The place of loudness in kAudioFeatures: the one feature that tables also give in decibels.
inline constexpr std::size_t kLoudness = 1;

/// The place a value is stored at. `audio` and `weight` have an index beside.
enum class FieldSlot : std::uint8_t {
  artist,
  title,
  year,
  genre,
  album,
  isrc,
  recording_id,  ///< MusicBrainz's, as the next two
  release_id,
  artist_id,
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
/// What the place of a value is called in answers: artist, title, year, genre, album, isrc, recording_id, release_id,
/// artist_id, length, explicit, lyrics, topic, an audio feature or a weight; empty for an ignored one.
[[nodiscard]] std::string_view slot_name(const Field& field) noexcept;

/// `text` without blanks, tabs and line ends at both sides.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
  return ascii::trimmed(text, ascii::kBlanksAndLineEnds);
}

}  // namespace leitmotif::corpus
