// What lies where in a DSDIFF file (.dff), which TagLib 1.13 does not read.
// Flow: chunks -> names, length and the place of an ID3v2 tag -> tags.cpp.
// Source: Philips, Direct Stream Digital Interchange File Format 1.5: FRM8, PROP (FS, CHNL), DIIN (DIAR, DITI); the
// chunk "ID3 " that programs add.
#pragma once

#include <cstdint>
#include <string>

#include "leitmotif/collection/tag_stream.hpp"

namespace leitmotif::collection {

/// What a DSDIFF file says of itself.
struct DsdiffParts {
  std::int64_t id3_begin = 0;  ///< byte of the ID3v2 tag; 0: there is none
  std::string artist;          ///< of the edited master information, bytes as they are
  std::string title;
  std::int64_t length_ms = 0;  ///< 0: not known
};

/// Reads the chunks of a file of `length` bytes. Throws corrupt_data when there is no audio in it; `name` stands in the
/// message.
[[nodiscard]] DsdiffParts read_dsdiff(std::int64_t length, const ReadAt& read, const std::string& name);

}  // namespace leitmotif::collection
