// Ids of recordings, releases and artists as people and programs write them.
// Source: ISO 3901 (International Standard Recording Code), RFC 4122 (the form of MusicBrainz's ids).
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// The twelve upper-case letters and digits of an ISRC: written with or without hyphens, in any case, with `ISRC` or
/// `urn:isrc:` in front. Empty for what is none.
[[nodiscard]] std::string recording_code(std::string_view written);

/// The MusicBrainz id that a text begins with, in lower case: the first of several, with `urn:uuid:` or `mbid:` in
/// front or without. Empty for what is none.
[[nodiscard]] std::string musicbrainz_id(std::string_view written);
/// The id in an address of musicbrainz.org: `kind` is recording, release or artist. Empty for what is no such address.
[[nodiscard]] std::string musicbrainz_id_in_address(std::string_view kind, std::string_view address);

}  // namespace leitmotif::text
