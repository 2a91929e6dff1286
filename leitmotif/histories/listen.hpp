// What somebody listened to, as exports of services and players tell it.
// Flow: bytes of an export -> Listen, one after another -> songs of the library -> catalog::Plays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "leitmotif/core/song_reference.hpp"

namespace leitmotif::histories {

/// What was done.
enum class ListenKind : std::uint8_t { played, skipped, loved, disliked };

/// What was done with a song, and when.
struct Listen : SongReference {
  std::int64_t at_ms = 0;  ///< milliseconds since 1970 (UTC); 0: not told
  ListenKind kind = ListenKind::played;
};

/// What became of an export's rows.
struct HistoryRead {
  std::string form;      ///< such as `listenbrainz`, `spotify-extended`; several joined by commas
  std::size_t read = 0;  ///< events that were given on
  std::map<std::string, std::size_t> left_out;  ///< why rows are no events, and how many
};

/// Takes one event. What it throws passes.
using OnListen = std::function<void(const Listen& listen)>;

/// A song that was played for less is a skip.
inline constexpr std::int64_t kShortestPlayMs = 30'000;

/// Reads an export piece by piece, so that its size is no matter: ListenBrainz (JSON lines, zip), Last.fm (CSV of the
/// usual exporters), Spotify (account data and extended history, JSON or zip), Exportify (CSV), YouTube Music
/// (takeout's watch-history.json or zip), Apple Music (CSV or zip), `.scrobbler.log`, and playlist files. Times before
/// 1970 and of the future are left out; a row that is broken too. `now_ms` is the present. Throws as read_file;
/// corrupt_data when the file is none of these.
[[nodiscard]] HistoryRead read_history(const std::filesystem::path& file, std::int64_t now_ms,
                                       const OnListen& on_listen);

}  // namespace leitmotif::histories
