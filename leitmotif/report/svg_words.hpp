// The most telling words of one group as bars of their z-scores.
// Flow: explore::TellingWords -> SVG text.
#pragma once

#include <string>

#include "leitmotif/core/markup.hpp"
#include "leitmotif/explore/telling_words.hpp"

namespace leitmotif::report {

/// The longest bar is the group's first word. `style` is the class of the bars. Empty markup without words.
[[nodiscard]] Markup words_chart(const explore::TellingWords& group, const std::string& style);

}  // namespace leitmotif::report
