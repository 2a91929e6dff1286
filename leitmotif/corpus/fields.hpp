// Which named value of a file goes where: the allow-list that keeps labels out of a song.
// Flow: a data set's column, a lyric file's head or tag -> Song or Labels.
// Source: notes/labels.md: `topic` and the sixteen weights are results of a topic model, so they are never inputs.
#pragma once

#include <cstddef>
#include <cstdint>
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
enum class FieldSlot : std::uint8_t { artist, title, year, genre, lyrics, audio, weight, topic, none };

/// A column of the data set: its name in the header and where its cells go.
struct Field {
  std::string_view name;
  FieldUse use = FieldUse::ignored;
  FieldSlot slot = FieldSlot::none;
  std::size_t index = 0;  ///< in kAudioFeatures or kMixtureParts

  friend bool operator==(const Field&, const Field&) = default;
};

/// Every column of the music data set and the aliases `artist`, `title`, `year`. A column that is not here is ignored.
[[nodiscard]] std::span<const Field> dataset_columns() noexcept;

/// The keys of a songbook file's head: artist, title, year, genre, topic, the six audio features, note.
[[nodiscard]] std::span<const Field> head_keys() noexcept;

/// The tags of an .lrc file that are used: `ar`, `ti` and the head's keys. Others are ignored.
[[nodiscard]] std::span<const Field> lrc_tags() noexcept;

/// The field called `name` (exactly), or an ignored one.
[[nodiscard]] Field find_field(std::span<const Field> fields, std::string_view name) noexcept;

/// Puts `value` (blanks around it do not count) into its place in `song`. An empty value changes nothing: missing stays
/// missing. Returns an empty string, or why the value is refused: a year that is not a whole number 1000..2100, an
/// audio feature or weight that is not a number 0..1, a topic of more than 100 bytes.
[[nodiscard]] std::string assign_field(const Field& field, std::string_view value, LabelledSong& song);

/// `text` without blanks, tabs and line ends at both sides.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
  return ascii::trimmed(text, ascii::kBlanksAndLineEnds);
}

}  // namespace leitmotif::corpus
