// What makes a song the same song, for every kind of library.
// Flow: artist, title and year of a row -> identity -> digest -> the song that is there already, or a new one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// What lasting_hash begins with.
inline constexpr std::uint64_t kHashStart = 0xcbf29ce484222325U;

/// Fowler, Noll and Vo's FNV-1a of a text, continued from `hash`: the same on every machine, so libraries may keep it.
/// Its upper bits are the well mixed ones.
[[nodiscard]] constexpr std::uint64_t lasting_hash(std::string_view text, std::uint64_t hash = kHashStart) noexcept {
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

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
