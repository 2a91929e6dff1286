// A player that speaks the protocol of MPD: MPD itself, Mopidy. The door to libmpdclient.
// Flow: greeting and `commands` -> what it can -> its songs, queue, lists and stickers.
// Source: mpd.readthedocs.io/en/stable/protocol.html.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/song_reference.hpp"

namespace leitmotif::servers {

/// Where a player is.
struct MpdPlace {
  std::string host;   ///< or the path of a socket; empty: MPD_HOST (with PASSWORD@ in front), else this machine
  unsigned port = 0;  ///< 0: MPD_PORT, else 6600
  std::chrono::milliseconds timeout{30'000};
};

/// A song as a player has it.
struct MpdSong : SongReference {
  std::string uri = {};
};

/// What a player does now.
struct MpdStatus {
  std::size_t queued = 0;              ///< songs in the queue
  std::optional<std::size_t> playing;  ///< the place of the present song in the queue
};

/// One connection, for one thread at a time. Everything throws io (no player, a cut connection, silence),
/// invalid_argument (a wrong password, what it does not permit), unsupported (what it cannot do), not_found.
class Mpd {
 public:
  explicit Mpd(const MpdPlace& place);
  ~Mpd();
  Mpd(const Mpd&) = delete;
  Mpd& operator=(const Mpd&) = delete;

  /// Of the protocol, as the greeting says.
  [[nodiscard]] std::array<unsigned, 3> version() const;
  /// Whether `commands` names it.
  [[nodiscard]] bool can(std::string_view command) const { return commands_.contains(command); }

  /// The folder that addresses are below; empty where it is not told: only over a socket of this machine.
  [[nodiscard]] std::string music_folder();
  /// Every song of its collection; none where it cannot tell (Mopidy).
  [[nodiscard]] std::vector<MpdSong> all_songs();
  /// Songs of exactly this artist and title.
  [[nodiscard]] std::vector<MpdSong> find(const std::string& artist, const std::string& title);

  /// What it plays, and how.
  [[nodiscard]] MpdStatus status();
  /// Its songs in the order they are played.
  [[nodiscard]] std::vector<MpdSong> queue();
  /// Adds a song behind the others.
  void add(const std::string& uri);
  /// Waits until queue or player change. `check` is called several times a second, and what it throws passes.
  void wait(const std::function<void()>& check);

  /// Names of stored lists.
  [[nodiscard]] std::vector<std::string> lists();
  /// The addresses in a stored list.
  [[nodiscard]] std::vector<std::string> songs_of_list(const std::string& name);
  /// Gives a stored list these songs; it is made when it is not there.
  void write_list(const std::string& name, std::span<const std::string> uris);
  void delete_list(const std::string& name);

  /// Values of one sticker by address.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> stickers(const std::string& name);
  void set_sticker(const std::string& uri, const std::string& name, const std::string& value);

 private:
  struct Connection;
  void require(bool sent, std::string_view doing);
  [[nodiscard]] std::vector<MpdSong> take_songs(std::string_view doing);

  std::unique_ptr<Connection> connection_;
  std::set<std::string, std::less<>> commands_;
};

/// A name as stored lists may have it: no slash and no line end.
[[nodiscard]] std::string mpd_list_name(std::string_view name);

}  // namespace leitmotif::servers
