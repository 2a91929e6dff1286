// What stands above and below a lyric as a whole: its title, and blocks of a page.
// Flow: what only_sung (sung_text.hpp) asks about the lines of a lyric, after each was looked at by itself.
// Source: texts as people keep them in files, and pages of lyric sites copied whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace leitmotif::text {

/// How many of the first lines are a title, and who wrote or sings the song: "Ann Noon - Blue Door", "# Blue Door", a
/// block of two or three lines whose words all begin with a capital. `lines` are those of a lyric that hold anything,
/// and lie in one text; `unsung` says of each whether it is known that nobody sings it. The lines behind a title are
/// written otherwise, so a lyric Whose Words All Begin So has none. When in doubt, 0.
[[nodiscard]] std::size_t title_lines(std::span<const std::string_view> lines, std::span<const std::uint8_t> unsung);

/// Marks the lines of a page's blocks in `unsung`: how lyrics are written, what is said about a song below its lyric,
/// in which languages there are translations, and what stands above "Read More". `lyric` is the whole text.
void mark_page_blocks(std::string_view lyric, std::span<const std::string_view> lines, std::span<std::uint8_t> unsung);

}  // namespace leitmotif::text
