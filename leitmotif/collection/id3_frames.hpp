// The frames of an ID3v2 tag as bytes, where TagLib's own reading would lose something.
// Flow: bytes of a tag -> frames -> repaired texts, inventory.
// Source: ID3v2.2, 2.3 and 2.4 (id3.org).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::collection {

/// One frame.
struct Id3Frame {
  std::string id;         ///< four letters, three in ID3v2.2
  std::string data;       ///< behind its header, as it stands there (without unsynchronisation of the whole tag)
  std::size_t begin = 0;  ///< where `data` begins in the tag; 0 when the tag as a whole is unsynchronised
  bool is_plain = true;   ///< neither compressed nor encrypted nor unsynchronised by itself
};

/// The frames of the tag that `tag` begins with, in their order; what is broken ends the list.
[[nodiscard]] std::vector<Id3Frame> id3_frames(std::string_view tag);

/// Marks the text of frames that say UTF-16 and hold no byte-order mark as what it is, UTF-16BE, without changing the
/// tag's size: TagLib reads such text as empty. Whether something was changed.
bool mark_utf16(std::string& tag);

}  // namespace leitmotif::collection
