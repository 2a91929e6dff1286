// Names a person types, found among those that exist, and what is said when there is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/library/snapshot.hpp"

namespace leitmotif::library {

/// "command 'sogns' is not known; did you mean songs? known: ..." with at most some ten names. `what` may be empty.
[[nodiscard]] std::string unknown_name(std::string_view what, std::string_view name,
                                       std::span<const std::string> known);

/// The position of `name` among `known` without regard to ASCII case, else as text::name_key compares.
/// Throws invalid_argument about the key `what`, with unknown_name's words.
[[nodiscard]] std::size_t position_of(std::string_view name, std::span<const std::string> known, std::string_view what);

/// The row of a song that is named by its number, as "ARTIST - TITLE", or by a title that only one song has; spelling
/// as in Snapshot::rows_named. Of several editions of one song it is the first. Throws not_found (with songs that are
/// named alike), invalid_argument (empty, or several songs have that name: lists their numbers), both about the key
/// `what`: "like".
[[nodiscard]] std::uint32_t row_named(const Snapshot& snapshot, std::string_view name, std::string_view what);

}  // namespace leitmotif::library
