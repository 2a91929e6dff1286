#include "leitmotif/engine/row_names.hpp"

#include <functional>
#include <string_view>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/ascii.hpp"

namespace leitmotif::engine {
namespace {

/// What stands in a library: Fowler, Noll and Vo's FNV-1a, never another, in letters of its own.
std::string lasting_digest(std::string_view text) {
  constexpr std::uint64_t kStart = 0xcbf29ce484222325U;
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  std::uint64_t hash = kStart;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  std::string letters;
  for (unsigned shift = 0; shift < 64; shift += 4) letters += static_cast<char>('a' + (hash >> shift & 15U));
  return letters;
}

std::string by_lyric(const LabelledSong& row) { return "lyric " + lasting_digest(row.song.lyrics); }

std::uint64_t hash_of(std::string_view text) { return text.empty() ? 0 : std::hash<std::string_view>{}(text); }

/// Artist, title and year as identities compare them, without making one.
std::uint64_t hash_of_name(const Song& song) {
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * kPrime; };
  for (const std::string_view name : {std::string_view(song.artist), std::string_view(song.title)}) {
    for (const char c : ascii::trimmed(name, " \t\n\v\f\r")) add(static_cast<unsigned char>(ascii::lower(c)));
    add(0);
  }
  for (unsigned year = static_cast<unsigned>(song.year.value_or(-1)), byte = 0; byte < 4; ++byte, year >>= 8U)
    add(static_cast<unsigned char>(year & 255U));
  return hash;
}

}  // namespace

std::string RowNames::tell_apart(LabelledSong& row) {
  if (ascii::trimmed(row.song.title, ascii::kBlanksAndLineEnds).empty()) {
    row.apart = by_lyric(row);
    return {};
  }
  const std::string album = row.album.empty() ? std::string() : catalog::compared_form(row.album);
  const First found{hash_of(album), hash_of(row.song.lyrics), static_cast<std::uint32_t>(row.line)};
  const auto [place, is_new] = first_.try_emplace(hash_of_name(row.song), found);
  if (is_new) return {};
  const First& first = place->second;
  if (first.album != 0 && found.album != 0 && first.album != found.album) {
    row.apart = "album " + album;
  } else if (first.lyric != found.lyric && first.lyric != 0 && found.lyric != 0) {
    row.apart = by_lyric(row);
  } else if (found.lyric == 0 && first.lyric != 0) {
    return "has no lyrics, and line " + std::to_string(first.line) + " is the same song with them";
  }
  return {};
}

}  // namespace leitmotif::engine
