// A word of a lyric together with where it stands, so that a page can colour it there.
// Flow: lyric -> Preprocessor::locate -> reading::Reader::explain_spans.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace leitmotif::text {

/// What became of the bytes `begin` to `end` (not included) of a lyric.
struct LocatedWord {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string word;

  friend bool operator==(const LocatedWord&, const LocatedWord&) = default;
};

/// In the order of the lyric; two words may come of the same bytes.
using LocatedWords = std::vector<LocatedWord>;

}  // namespace leitmotif::text
