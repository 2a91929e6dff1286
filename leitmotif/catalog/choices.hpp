// What a person decided about songs: blocked songs and artists, songs that were answered before, notes on wrong
// answers. Flow: a verb of the engine -> here -> tables blocked_songs, blocked_artists, answered, flags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog {

/// What is never recommended.
struct Blocks {
  std::vector<SongHead> songs;       ///< in the order of ids
  std::vector<std::string> artists;  ///< as compared (trimmed, ASCII letters in lower case), in their order
};

/// Blocks a song; one that is blocked already stays so. Throws not_found (no such song).
void block_song(Catalog& catalog, std::int64_t song);
/// Blocks every song of an artist, now and later. Throws not_found (no song by the artist).
void block_artist(Catalog& catalog, std::string_view artist);
/// Lifts a block; false when there was none.
bool unblock_song(Catalog& catalog, std::int64_t song);
bool unblock_artist(Catalog& catalog, std::string_view artist);
[[nodiscard]] Blocks load_blocks(const Catalog& catalog);

/// How many answered songs are remembered; older ones are forgotten.
inline constexpr std::size_t kMostRemembered = 1000;

/// Remembers songs as answered just now, the first as the most recent. Songs that are gone are left out.
void remember_answers(Catalog& catalog, std::span<const std::int64_t> songs);
/// Songs answered before, the most recent first.
[[nodiscard]] std::vector<std::int64_t> load_answers(const Catalog& catalog);
/// Forgets them all.
void forget_answers(Catalog& catalog);

/// A note that an answer was wrong.
struct Flag {
  std::int64_t id = 0;
  std::int64_t at = 0;               ///< seconds since 1970 (UTC)
  std::optional<std::int64_t> song;  ///< the song it is about, while that is in the library
  std::string lyrics;                ///< the text it is about; empty when it is about none
  std::string query;                 ///< the question it is about, as JSON; empty when it is about none
  std::string note;
};

/// Keeps a note and gives its number; `id` is not read. Throws not_found (no such song).
std::int64_t add_flag(Catalog& catalog, const Flag& flag);
/// All notes, the newest first.
[[nodiscard]] std::vector<Flag> load_flags(const Catalog& catalog);
/// The newest note on a song.
[[nodiscard]] std::optional<Flag> flag_of(const Catalog& catalog, std::int64_t song);

}  // namespace leitmotif::catalog
