// A song as somebody else names it, and the ids that all the world shares.
// Flow: a playlist, a tag, a server, a player, a listener's history -> SongReference -> the library's song.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace leitmotif {

/// By what a recording is known everywhere. What is not known is empty.
struct MusicIds {
  std::string recording_id = {};  ///< MusicBrainz's, as all three: 36 characters
  std::string release_id = {};
  std::string artist_id = {};
  std::string isrc = {};  ///< International Standard Recording Code: twelve upper-case letters and digits

  friend bool operator==(const MusicIds&, const MusicIds&) = default;
};

/// Each of them once.
inline constexpr std::array<std::string MusicIds::*, 4> kEachMusicId = {&MusicIds::recording_id, &MusicIds::release_id,
                                                                        &MusicIds::artist_id, &MusicIds::isrc};

/// Which song is meant, as far as it is told. Texts are UTF-8; what is not known is empty.
struct SongReference {
  std::string artist = {};
  std::string title = {};
  std::string album = {};
  std::optional<int> year = {};
  std::optional<std::int64_t> length_ms = {};
  MusicIds ids = {};

  friend bool operator==(const SongReference&, const SongReference&) = default;
};

}  // namespace leitmotif
