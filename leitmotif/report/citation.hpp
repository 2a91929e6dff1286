// How the program, and the data behind a model, are to be cited.
// Flow: whoever writes a paper -> BibTeX, or a line of text.
#pragma once

#include <string>
#include <string_view>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// The program as a BibTeX entry; CITATION.cff says the same.
[[nodiscard]] std::string program_bibtex();
/// The published music data set as a BibTeX entry.
[[nodiscard]] std::string data_bibtex();
/// The program in one line of text.
[[nodiscard]] std::string program_line();

/// For the end of a page: both entries, folded away. `own_data`: how the author of other data wants it cited; when it
/// is given, it stands in place of the published data set. `with_data`: whether any data is named at all.
[[nodiscard]] Markup citation_part(bool with_data, std::string_view own_data = "");

}  // namespace leitmotif::report
