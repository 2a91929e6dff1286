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
enum class AskedKind : std::uint8_t { wish, genre, strong_words, instrumental };

/// A way to ask for a wish, a genre or songs of one kind, and its name.
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

/// Every wish of the table by its own name (hyphens as blanks) and by Wish::asked, of learned ones the names, genres of
/// a library as they are written there, also by what else they are called (rap is hip hop), and what explicit, clean
/// and instrumental songs are called. A wish comes before a genre of the same name.
[[nodiscard]] std::vector<AskedName> asked_names(const WishTable& table, const std::vector<std::string>& learned,
                                                 std::span<const std::string> genres);

/// What was asked for. Something is there unless nothing was said.
struct Asked {
  std::vector<std::string> wishes;           ///< each once, in the order they were said
  std::vector<std::string> genres;           ///< the same
  std::string artist;                        ///< as it was said
  std::string denied;                        ///< what songs should not be, or by whom, which nobody can ask for
  std::string text;                          ///< what else was said
  std::optional<std::pair<int, int>> years;  ///< first and last
  std::string strong_words;                  ///< only, mild (no explicit songs) or none; empty: nothing was said
  std::string instrumental;                  ///< only or avoid; empty: nothing was said

  /// Whether it says which songs, by anything but what they are about.
  [[nodiscard]] bool says_which() const {
    return years || !genres.empty() || !artist.empty() || !strong_words.empty() || !instrumental.empty();
  }
};

/// A wish's name counts as the wish when songs are said to be so ("sad songs", "something calm") or when nothing but
/// names was said ("love", "songs about rain"); else it stays in the text ("a love that rains on a parade"). Words that
/// only ask ("play me some") fall away. Genres, "explicit" and "instrumental" count as wishes do. "80s", "1980s" and
/// "the eighties" are years; so is "1994" where it is said of songs ("from 1994", "jazz 1994"), with "before", "after",
/// "since", "until" and "to" too. What stands behind "by", or is all that is said beside names and years ("Johnny Cash
/// songs"), is an artist when the library has one of that name. Letter case does not matter.
[[nodiscard]] Asked asked_for(std::string_view words, const AskedNames& names);

}  // namespace leitmotif::wishes
