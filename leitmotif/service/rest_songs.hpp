// A music server's songs as they are answered with: found by every id the server has for them, its own words for each.
// Flow: the library's Servers and Plays -> RestSongs -> Rest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::service {

/// One state of one server's songs. Immutable; may be used by several threads.
class RestSongs {
 public:
  /// Cost: some microseconds a song.
  RestSongs(const catalog::Catalog& library, std::string_view server);

  /// The song of that id; 0: the server has none.
  [[nodiscard]] std::int64_t song(const std::string& id) const;
  /// The songs of a song's, an album's or an artist's id, in the order of the server's ids; none: there is no such.
  [[nodiscard]] std::vector<std::int64_t> songs_of(const std::string& id) const;
  /// An artist's songs by name (text::name_key), most played first as the library's histories say, then by title.
  [[nodiscard]] std::vector<std::int64_t> top_of(std::string_view artist) const;
  /// Whether the server has a song.
  [[nodiscard]] bool has(std::int64_t song) const { return entries_.contains(song); }
  /// What the server says of a song, without what it says of the account that asked it; null where it has none.
  [[nodiscard]] Json entry_of(std::int64_t song) const;

 private:
  std::unordered_map<std::string, std::int64_t> by_id_;
  std::unordered_map<std::string, std::vector<std::int64_t>> groups_;   ///< by ids of albums, artists and folders
  std::unordered_map<std::string, std::vector<std::int64_t>> artists_;  ///< by name_key
  std::unordered_map<std::int64_t, std::string> entries_;
};

}  // namespace leitmotif::service
