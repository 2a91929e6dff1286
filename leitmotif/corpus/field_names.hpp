// The names that columns of tables and heads of files have for what is known of a song.
// Flow: these tables -> fields.hpp.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {

/// The names of one place, the one to be preferred first, with `|` between them.
struct SlotNames {
  FieldSlot slot = FieldSlot::none;
  std::string_view names;
};

/// Columns whose name no table foresees: one word of `heads`, beside it only words of `others`, so that "lyrics_url"
/// and "artist_followers" are none. Both with `|` between the words.
struct WordsOfColumn {
  std::string_view name;  ///< the field that is meant, among the columns' names
  std::string_view heads;
  std::string_view others;
};

/// Of columns: the music data set's first, then what Kaggle's lyric tables, Genius, Billboard, Exportify, Spotify and
/// lyric programs write, then other languages'. Lifetime: that of the program, as of all three.
[[nodiscard]] std::span<const SlotNames> column_names() noexcept;
/// Of the head of a text file.
[[nodiscard]] std::span<const SlotNames> head_names() noexcept;
/// Of an .lrc file's tags.
[[nodiscard]] std::span<const SlotNames> lrc_names() noexcept;
/// For columns that column_names does not have, the surest first.
[[nodiscard]] std::span<const WordsOfColumn> words_of_columns() noexcept;

/// Whether a name is one of those in `names`, which `|` stands between.
[[nodiscard]] constexpr bool names_hold(std::string_view names, std::string_view name) noexcept {
  for (std::size_t at = names.find(name); !name.empty() && at != std::string_view::npos;
       at = names.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || names[at - 1] == '|') && (end == names.size() || names[end] == '|')) return true;
  }
  return false;
}

}  // namespace leitmotif::corpus
