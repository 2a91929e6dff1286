#include "leitmotif/intake/row_names.hpp"

#include <functional>
#include <string_view>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/ascii.hpp"

namespace leitmotif::intake {
namespace {

/// A text by 16 letters, for a library to keep.
std::string lasting_digest(std::string_view text) {
  const std::uint64_t hash = catalog::lasting_hash(text);
  std::string letters;
  for (unsigned shift = 0; shift < 64; shift += 4) letters += static_cast<char>('a' + (hash >> shift & 15U));
  return letters;
}

std::string by_lyric(const LabelledSong& row) { return "lyric " + lasting_digest(row.song.lyrics); }

/// Never 0 but for an empty text.
std::uint32_t hash_of(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::uint32_t>(std::hash<std::string_view>{}(text)) | 1U;
}

/// A lyric by its length and some of its bytes: two lyrics of one name are either the same or differ in most of them.
std::uint32_t hash_of_lyric(std::string_view lyric) {
  constexpr std::size_t kPart = 32;
  if (lyric.size() <= 3 * kPart) return hash_of(lyric);
  std::size_t hash = lyric.size();
  for (const std::size_t at : {std::size_t{0}, (lyric.size() - kPart) / 2, lyric.size() - kPart})
    hash = hash * 31 + std::hash<std::string_view>{}(lyric.substr(at, kPart));
  return static_cast<std::uint32_t>(hash) | 1U;
}

/// Artist, title and year as identities compare them, without making one.
std::uint64_t hash_of_name(const Song& song) {
  std::uint64_t hash = catalog::kHashStart;
  const auto add = [&](char byte) { hash = catalog::lasting_hash({&byte, 1}, hash); };
  for (const std::string_view name : {std::string_view(song.artist), std::string_view(song.title)}) {
    for (const char c : ascii::trimmed(name, " \t\n\v\f\r")) add(ascii::lower(c));
    add('\0');
  }
  for (unsigned year = static_cast<unsigned>(song.year.value_or(-1)), byte = 0; byte < 4; ++byte, year >>= 8U)
    add(static_cast<char>(year & 255U));
  return hash == 0 ? 1 : hash;
}

}  // namespace

RowNames::First& RowNames::place_of(std::uint64_t name) {
  if (taken_ * 2 >= places_.size()) {
    std::vector<First> smaller(places_.size() * 2);
    smaller.swap(places_);
    taken_ = 0;
    for (const First& first : smaller) {
      if (first.name == 0) continue;
      place_of(first.name) = first;
      ++taken_;
    }
  }
  std::size_t place = name & (places_.size() - 1);
  while (places_[place].name != 0 && places_[place].name != name) place = (place + 1) & (places_.size() - 1);
  return places_[place];
}

std::string RowNames::tell_apart(LabelledSong& row) {
  if (ascii::trimmed(row.song.title, ascii::kBlanksAndLineEnds).empty()) {
    row.apart = by_lyric(row);
    return {};
  }
  const std::string album = row.album.empty() ? std::string() : catalog::compared_form(row.album);
  const First found{hash_of_name(row.song), hash_of(album), hash_of_lyric(row.song.lyrics),
                    static_cast<std::uint32_t>(row.line)};
  First& first = place_of(found.name);
  if (first.name == 0) {
    first = found;
    ++taken_;
    return {};
  }
  if (first.album != 0 && found.album != 0 && first.album != found.album) {
    row.apart = "album " + album;
  } else if (first.lyric != found.lyric && first.lyric != 0 && found.lyric != 0) {
    row.apart = by_lyric(row);
  } else if (found.lyric == 0 && first.lyric != 0) {
    return "has no lyrics, and line " + std::to_string(first.line) + " is the same song with them";
  }
  return {};
}

}  // namespace leitmotif::intake
