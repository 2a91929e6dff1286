// A stretch of a lyric that spoke for a topic, so that a page can colour the words in the text itself.
// Flow: Reader::explain_spans -> command line, HTTP, page.
#pragma once

#include <cstddef>
#include <string>

namespace leitmotif::reading {

/// One word where it stands in a lyric, from `begin` to `end` (not included).
struct WordSpan {
  std::size_t begin = 0;  ///< in UTF-16 code units, as JavaScript counts
  std::size_t end = 0;
  std::size_t begin_byte = 0;  ///< in bytes of UTF-8
  std::size_t end_byte = 0;
  std::string word;   ///< as the model reads it
  std::string topic;  ///< the topic it speaks for most
  double share = 0;   ///< for that topic, as explain() says it of this word
};

}  // namespace leitmotif::reading
