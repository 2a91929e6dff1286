// What music servers have of the library: their songs by their own ids, and the lists that were written to them.
// Flow: songs a server names -> Servers::write -> songs with their ids there -> lists and answers for that server.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/part.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// A song as a server has it.
struct RemoteSong {
  std::string id;         ///< the server's own; any text
  std::int64_t song = 0;  ///< of the library; 0: not in it yet
  std::string entry;      ///< what the server says of it, as JSON
  bool made = false;      ///< the library has the song from this server alone
  bool asked = false;     ///< the server was asked for its lyric
};

/// A song of a server, to be written.
struct SyncedSong {
  RemoteSong remote;
  /// The song is written too: always when it is new, else where something of it changed.
  bool writes_song = false;
  LabelledSong song = {};
  SongFacts facts = {};  ///< fill what is not known; those of a song that is from this server alone are replaced
  Prediction prediction = {};
};

/// A list of ours on a server.
struct RemoteList {
  std::string name;    ///< here
  std::string id;      ///< there
  std::string digest;  ///< of the server's ids as they were written
};

/// Where a song is: a server's name, and its id there.
struct RemoteId {
  std::string server;
  std::string id;
};

/// Servers are told apart by the names a person gave them.
class Servers : public Part {
 public:
  /// Writes songs of a server: all or none. A new song whose artist, title, year and LabelledSong::apart another has
  /// becomes that one. Songs that are written get the prediction. Throws as Songs::add.
  virtual ImportCounts write(std::string_view server, std::span<const SyncedSong> songs, std::string_view model_id) = 0;
  /// Forgets songs that a server has no longer; those of the library stay.
  virtual void drop(std::string_view server, std::span<const std::string> ids) = 0;
  /// Forgets everything of a server; the songs of the library stay.
  virtual void forget(std::string_view server) = 0;

  /// A server's songs in the byte order of their ids; without those that were taken out of the library.
  [[nodiscard]] virtual std::vector<RemoteSong> songs(std::string_view server) const = 0;
  /// The song of that id, when the server had it at the last sync.
  [[nodiscard]] virtual std::optional<RemoteSong> song(std::string_view server, std::string_view id) const = 0;
  /// A server's songs of songs of the library: the first in the byte order of ids, nothing where it has none.
  /// Shape: songs[n] -> [n]. Cost: a few microseconds a song.
  [[nodiscard]] virtual std::vector<std::optional<RemoteSong>> of_songs(std::string_view server,
                                                                        std::span<const std::int64_t> songs) const = 0;
  /// Where songs are, by server and then id. Shape: songs[n] -> [n]. Cost: a few microseconds a song.
  [[nodiscard]] virtual std::vector<std::vector<RemoteId>> ids_of(std::span<const std::int64_t> songs) const = 0;

  /// Keeps that a list was written; one of the same name is replaced.
  virtual void note_list(std::string_view server, const RemoteList& list) = 0;
  /// Forgets a list by its name.
  virtual void drop_list(std::string_view server, std::string_view name) = 0;
  /// The lists that were written to a server, in the byte order of their names.
  [[nodiscard]] virtual std::vector<RemoteList> lists(std::string_view server) const = 0;
};

}  // namespace leitmotif::catalog
