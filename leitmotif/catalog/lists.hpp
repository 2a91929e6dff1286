// Lists of songs that a person keeps.
// Flow: the engine's playlist verbs -> Lists -> playlist files, the page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/part.hpp"

namespace leitmotif::catalog {

/// A saved list without its songs. Times are seconds since 1970 (UTC).
struct ListHead {
  std::int64_t id = 0;
  std::string name;
  std::int64_t created = 0;
  std::int64_t changed = 0;
  std::size_t songs = 0;
};

/// A saved list.
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

/// Checks a list that is to be written. Throws invalid_argument (an empty name, control characters in it),
/// resource_limit (a name or list that is too long).
void require_sound_list(std::string_view name, std::span<const std::int64_t> songs);

/// A number is never looked for among the names, nor a name among the numbers. Letter case of ASCII and blanks around
/// do not matter in names.
class Lists : public Part {
 public:
  /// All lists with their songs as they are at one moment, by name as compared.
  [[nodiscard]] virtual std::vector<SavedList> all() const = 0;
  /// The list of that number.
  [[nodiscard]] virtual std::optional<SavedList> list(std::int64_t id) const = 0;
  /// The list of that name.
  [[nodiscard]] virtual std::optional<SavedList> named(std::string_view name) const = 0;
  /// Makes a list and returns its number; nothing when that was refused because of its name. All or nothing.
  /// Throws as require_sound_list; not_found (no such song).
  [[nodiscard]] virtual std::optional<std::int64_t> save(std::string_view name, std::span<const std::int64_t> songs,
                                                         IfTaken if_taken) = 0;
  /// Gives a list another name and other songs; false, and nothing is changed, when another list has the name. Throws
  /// as save; not_found (no such list).
  [[nodiscard]] virtual bool replace(std::int64_t id, std::string_view name, std::span<const std::int64_t> songs) = 0;
  /// False when there was no such list.
  virtual bool remove(std::int64_t id) = 0;
};

}  // namespace leitmotif::catalog
