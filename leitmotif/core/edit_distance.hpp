// How far apart two spellings are.
#pragma once

#include <cstddef>
#include <string_view>

namespace leitmotif {

/// How many bytes must be changed, added or removed to make one text of the other (Levenshtein 1966). Cost: the product
/// of the lengths.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace leitmotif
