// Lists of songs that a person keeps, and the look-ups that bring anybody's playlist to songs of this library.
// Flow: engine's playlist verbs -> here -> tables lists, list_songs; songs and files are only read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog {

/// A saved list without its songs. Times are seconds since 1970 (UTC).
struct ListHead {
  std::int64_t id = 0;
  std::string name;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::size_t songs = 0;
};

/// A list of songs that a person keeps.
struct SavedList {
  ListHead head;
  std::vector<std::int64_t> songs;  ///< in the list's order; songs that left the library left the list
};

/// The longest name of a list, in bytes.
inline constexpr std::size_t kMostListNameBytes = 200;
/// More songs than this are refused.
inline constexpr std::size_t kMostListSongs = 100'000;

/// What becomes of a new list whose name another has.
enum class IfTaken : std::uint8_t {
  refuse,   ///< it is not made
  replace,  ///< the list of that name gets the new songs, and keeps its number
};

/// All lists with their songs as they are at one moment, by name as compared.
[[nodiscard]] std::vector<SavedList> load_lists(const Catalog& catalog);
/// The list of that number. A number is never looked for among the names, nor a name among the numbers.
[[nodiscard]] std::optional<SavedList> list_of(const Catalog& catalog, std::int64_t id);
/// The list of that name; letter case of ASCII and blanks around do not matter.
[[nodiscard]] std::optional<SavedList> list_named(const Catalog& catalog, std::string_view name);
/// Makes a list and returns its number; nothing when that was refused because of its name. All or nothing.
/// Throws invalid_argument (an empty name, control characters in it), resource_limit (a name or list that is too long),
/// not_found (no such song).
[[nodiscard]] std::optional<std::int64_t> save_list(Catalog& catalog, std::string_view name,
                                                    std::span<const std::int64_t> songs, IfTaken if_taken);
/// Gives a list another name and other songs; false, and nothing is changed, when another list has the name. Throws as
/// save_list; not_found (no such list).
[[nodiscard]] bool replace_list(Catalog& catalog, std::int64_t id, std::string_view name,
                                std::span<const std::int64_t> songs);
/// False when there was no such list.
bool remove_list(Catalog& catalog, std::int64_t id);

/// Songs by this artist and of this title, compared as identities are (see Catalog), in the order of ids.
[[nodiscard]] std::vector<std::int64_t> songs_named(const Catalog& catalog, std::string_view artist,
                                                    std::string_view title);
/// The song a known file has, whether the file is still there or not.
[[nodiscard]] std::optional<std::int64_t> song_of_file(const Catalog& catalog, const std::filesystem::path& file);

}  // namespace leitmotif::catalog
