// The kinds of tag in one music file. A door to TagLib.
// Flow: an open music file -> TagPart, the one that counts most first -> fields by their common names.
#pragma once

#include <taglib/tfile.h>
#include <taglib/tpropertymap.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "leitmotif/collection/tag_text.hpp"

namespace TagLib::ID3v2 {
class Tag;
}

namespace leitmotif::collection {

/// The fields of one kind of tag.
struct TagPart {
  TagLib::PropertyMap properties;
  bool guess = false;  ///< its texts may be bytes of another encoding
};

/// Each kind of tag the file has: ID3v2 before APE before ID3v1, Vorbis comments before ID3. `second` may be an ID3v2
/// tag behind the first one, or null.
[[nodiscard]] std::vector<TagPart> tag_parts(TagLib::File& file, const TagLib::ID3v2::Tag* second);

/// What the parts say together: each field as the first part has it that has it, in good UTF-8.
[[nodiscard]] TagLib::PropertyMap joined_parts(const std::vector<TagPart>& parts);

/// A reader that has learnt the texts of the parts that need it.
[[nodiscard]] TagText reader_of(const std::vector<TagPart>& parts);

}  // namespace leitmotif::collection
