// A library beside a player that speaks MPD's protocol: lists written, the queue kept filled, stickers set.
// Flow: the player's songs matched to the library's -> answers of the engine as addresses of the player.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/library/song_finder.hpp"
#include "leitmotif/servers/mpd.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::players {

/// Which song of the library is which of the player. Lifetime: engine and player must outlive it.
class MpdSongs {
 public:
  /// `music_folder`: what the player's addresses are below; empty: as the player says, if it does.
  MpdSongs(const engine::Engine& engine, servers::Mpd& player, std::filesystem::path music_folder);

  /// The library's song; 0: it has none. By the file, else as SongFinder::match.
  [[nodiscard]] std::int64_t song_of(const servers::MpdSong& song);
  /// The player's address of a song; empty: it has none.
  [[nodiscard]] std::string uri_of(std::int64_t song);
  /// All that were found so far, by song: every one, where the player can list its collection.
  [[nodiscard]] const std::map<std::int64_t, std::string>& uris() const noexcept { return uris_; }

 private:
  const engine::Engine& engine_;
  servers::Mpd& player_;
  std::filesystem::path folder_;
  library::SongFinder finder_;
  bool knows_all_ = false;
  std::map<std::int64_t, std::string> uris_;
};

/// A list of the player's, and what became of it.
struct MpdList {
  std::string name;               ///< here
  std::string there;              ///< the player's
  std::string state;              ///< made, replaced, unchanged, empty; of a dry run: what it would be
  std::vector<std::string> uris;  ///< in the list's order
  std::size_t not_there = 0;      ///< songs that the player does not have
};

/// Which lists are written.
struct MpdListsWish {
  std::string server;              ///< what the library calls the player
  std::vector<std::string> names;  ///< of saved lists; empty: all
  bool dry_run = false;            ///< nothing is written; the answer is what would be
};

/// The queue as it is.
struct MpdQueue {
  std::vector<servers::MpdSong> songs;
  servers::MpdStatus status;
};

/// How the queue is kept filled.
struct FillWish {
  std::size_t ahead = 5;       ///< songs behind the present one
  std::size_t artist_cap = 2;  ///< of one artist among `window` songs one after the other; 0: no cap
  std::size_t window = 10;
};

/// Writes lists to the player. Ours are known by their names, which the library keeps for `wish.server`; others are
/// never touched. Throws as Mpd, not_found (no such list).
[[nodiscard]] std::vector<MpdList> write_mpd_lists(engine::Engine& engine, servers::Mpd& player, MpdSongs& songs,
                                                   const MpdListsWish& wish);

/// What is to be added to a queue so that `wish.ahead` songs are behind the present one: songs like that one, best
/// first, none that is in the queue. Empty when nothing is to be done, or nothing is known of the present song.
[[nodiscard]] std::vector<std::string> next_for_queue(const engine::Engine& engine, MpdSongs& songs,
                                                      const MpdQueue& queue, const FillWish& wish);

/// One sticker to be set.
struct Sticker {
  std::string uri;
  std::string name;   ///< leitmotif_topic, leitmotif_confidence
  std::string value;  ///< of numbers six digits behind the point, because players compare them as text
};

/// The stickers that are not as they should be.
[[nodiscard]] std::vector<Sticker> missing_stickers(const engine::Engine& engine, servers::Mpd& player,
                                                    MpdSongs& songs);

}  // namespace leitmotif::players
