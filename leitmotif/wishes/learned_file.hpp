// A learned wish as a file that people can read, keep and pass on.
// Flow: LearnedWish <-> text.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/wishes/learn.hpp"

namespace leitmotif::wishes {

/// The wish as text; the same wish gives the same bytes.
[[nodiscard]] std::string learned_text(const LearnedWish& wish);

/// Reads what learned_text wrote. `where` names it in messages.
/// Throws corrupt_data with the line: an unknown part, a number that is none, a part that is missing.
[[nodiscard]] LearnedWish parse_learned(std::string_view text, const std::string& where);

/// Whether a wish may have this name: small letters, digits and hyphens, at most 40.
[[nodiscard]] bool is_wish_name(std::string_view name) noexcept;

}  // namespace leitmotif::wishes
