// What makes a song the same song, for every kind of library.
// Flow: artist, title and year of a row -> identity -> digest -> the song that is there already, or a new one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// `name` as it is compared: without surrounding white space, ASCII letters in lower case.
[[nodiscard]] std::string compared_form(std::string_view name);

/// The same text for two songs exactly when they are one.
[[nodiscard]] std::string identity_of(const Song& song);
/// The same for a row, which may be told apart from songs of its artist, title and year.
[[nodiscard]] std::string identity_of(const LabelledSong& row);

/// How the identities of an artist's songs begin, and those of an artist's songs of one title.
[[nodiscard]] std::string beginning_of(std::string_view artist);
[[nodiscard]] std::string beginning_of(std::string_view artist, std::string_view title);

/// A short number for an identity, 48 bits: 16 of the artist, then 32 of the whole. Libraries keep it, so it never
/// changes. Different identities may have the same. What `beginning_of` gives has the same 16 bits as its songs.
[[nodiscard]] std::int64_t digest_of(std::string_view identity);

}  // namespace leitmotif::catalog
