// Answers about wishes on the wire, the same on the command line and over HTTP.
// Flow: what Wishes gave -> its table -> standard output, the body of a response, OpenAPI.
#pragma once

#include <vector>

#include "leitmotif/people/wishes.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::people {

/// The wishes that can be asked for.
struct WishLines {
  std::vector<WishLine> wishes;
};
/// Their keys. Lifetime: that of the program.
[[nodiscard]] const wire::Table<WishLines>& wish_lines_table();

/// What learning a wish came to.
[[nodiscard]] const wire::Table<LearnedReport>& learned_table();

}  // namespace leitmotif::people
