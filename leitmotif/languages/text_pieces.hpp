// Lines of the tables in pieces.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::languages {

/// Cuts off and gives what stands before the first `mark`, without blanks around it; everything when there is none.
inline std::string_view cut(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view piece = ascii::trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return piece;
}

/// What stands between blanks.
inline std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty())
    if (const std::string_view piece = cut(text, ' '); !piece.empty()) result.push_back(piece);
  return result;
}

}  // namespace leitmotif::languages
