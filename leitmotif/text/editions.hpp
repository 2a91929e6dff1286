// Editions of a song: live, remastered, a remix.
#pragma once

#include <string>
#include <vector>

namespace leitmotif::text {

/// Whether the words of a remark in a title (words_in_name) name an edition: "live at the hall", "2011 remaster", "thin
/// white duke mix".
[[nodiscard]] bool names_edition(const std::vector<std::string>& words);

}  // namespace leitmotif::text
