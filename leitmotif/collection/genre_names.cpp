#include "leitmotif/collection/genre_names.hpp"

#include <taglib/id3v1genres.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::collection {
namespace {

bool is_number(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, ascii::is_digit);
}

/// The name of a number or a mark of ID3v1 and ID3v2; empty when it is none.
std::string named(std::string_view code) {
  if (code == "RX") return "Remix";
  if (code == "CR") return "Cover";
  if (!is_number(code)) return {};
  return TagLib::ID3v1::genre(std::stoi(std::string(code))).to8Bit(true);
}

bool is_code(std::string_view text) noexcept { return is_number(text) || text == "RX" || text == "CR"; }

/// A genre of ID3v1's list, by its name.
bool is_of_id3v1(const std::string& genre) {
  return TagLib::ID3v1::genreIndex(TagLib::String(genre, TagLib::String::UTF8)) < 192;
}

/// "(4)(17)Eurodisco" and what one of several values may be.
std::string genre_in(std::string_view value) {
  value = ascii::trimmed(value);
  if (is_code(value)) return named(value);
  std::string first;
  while (value.starts_with('(') && !value.starts_with("((")) {
    const std::size_t end = value.find(')');
    if (end == std::string_view::npos || !is_code(value.substr(1, end - 1))) break;
    if (first.empty()) first = named(value.substr(1, end - 1));
    value = ascii::trimmed(value.substr(end + 1));
  }
  if (value.starts_with("((")) value.remove_prefix(1);  // a bracket that begins a text is doubled
  const std::size_t end = std::min({value.find(';'), value.find('|'), value.find("\\\\"), value.size()});
  value = ascii::trimmed(value.substr(0, end));
  if (is_code(value)) return first.empty() ? named(value) : first;
  return value.empty() ? first : std::string(value);
}

}  // namespace

std::string genre_of(std::span<const std::string> values, bool refined) {
  std::vector<std::string> genres;
  for (const std::string& value : values)
    if (std::string genre = genre_in(value); !genre.empty()) genres.push_back(std::move(genre));
  if (genres.empty()) return {};
  const bool more_exactly = refined && genres.size() == 2 && is_of_id3v1(genres[0]) && !is_of_id3v1(genres[1]);
  return ascii::lower_case(more_exactly ? genres[1] : genres[0]);
}

}  // namespace leitmotif::collection
