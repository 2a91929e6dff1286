// What a person asks for who says it in own words: which of them are wishes by name, which are about something else.
// Flow: "sad songs about trains" -> sad; near "trains".
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/wishes/table.hpp"

namespace leitmotif::wishes {

/// What a name in a person's words stands for.
enum class AskedKind : std::uint8_t { wish, genre };

/// A way to ask for a wish or a genre, and its name.
struct AskedName {
  std::string words;  ///< lower case, single blanks: `sad`, `break up`
  std::string name;
  AskedKind kind = AskedKind::wish;
};

/// What may be asked for by name.
struct AskedNames {
  std::vector<AskedName> names;
  std::function<bool(std::string_view name)> is_artist;  ///< whether the library has songs by somebody; may be empty
};

/// Every wish of the table by its own name (hyphens as blanks) and by Wish::asked, of learned ones the names, and
/// genres of a library, as they are written there. A wish comes before a genre of the same name.
[[nodiscard]] std::vector<AskedName> asked_names(const WishTable& table, const std::vector<std::string>& learned,
                                                 std::span<const std::string> genres);

/// What was asked for. Wishes or a text are there unless nothing was said.
struct Asked {
  std::vector<std::string> wishes;           ///< each once, in the order they were said
  std::vector<std::string> genres;           ///< the same
  std::string artist;                        ///< as it was said
  std::string denied;                        ///< names of what songs should not be, which nobody can ask for
  std::string text;                          ///< what else was said
  std::optional<std::pair<int, int>> years;  ///< first and last of a decade
};

/// A wish's name counts as the wish when songs are said to be so ("sad songs", "something calm") or when nothing but
/// names was said ("love", "songs about rain"); else it stays in the text ("a love that rains on a parade"). Words that
/// only ask ("play me some") fall away. Genres count as wishes do. "80s", "1980s" and "the eighties" are years, what
/// stands behind "by" is an artist when the library has one of that name. Letter case does not matter.
[[nodiscard]] Asked asked_for(std::string_view words, const AskedNames& names);

}  // namespace leitmotif::wishes
