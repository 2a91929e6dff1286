// What is doubtful about a lyric that could be read.
// Flow: lyric -> doubts -> lyrics doctor.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::collection {

/// What may be wrong with a lyric.
enum class DoubtKind : std::uint8_t {
  repeated_line,
  advertisement,
  credits,
  markup,
  too_short,
  too_long,
  transliterated,  ///< another language in Latin letters, which no detector names
};

/// Something in a lyric that a person should look at.
struct Doubt {
  DoubtKind kind = DoubtKind::markup;
  std::string reason;  ///< for people, with the line or number it is about
};

/// What stands in JSON and tables: `repeated-line`, `advertisement`, ...
[[nodiscard]] std::string_view name_of(DoubtKind kind) noexcept;
/// What a person can do about it.
[[nodiscard]] std::string_view advice_for(DoubtKind kind) noexcept;

/// The doubts about a lyric as it is kept in the library, each kind at most once, in the order of the enumeration. The
/// limits are in docs/own-songs.md. Well-formed UTF-8 with LF line ends.
[[nodiscard]] std::vector<Doubt> doubts_about(std::string_view lyric);

}  // namespace leitmotif::collection
