// The exploration as one page: a sentence above every figure, the paper's values beside ours.
// Flow: explore::Analysis -> one self-contained HTML file.
#pragma once

#include <string>

#include "leitmotif/explore/analysis.hpp"

namespace leitmotif::report {

/// The same analysis gives the same bytes. Works without script too, then without zoom. Throws nothing of its own.
[[nodiscard]] std::string eda_page(const explore::Analysis& analysis);

}  // namespace leitmotif::report
