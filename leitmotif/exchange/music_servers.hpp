// Music servers and the library: songs and lyrics in, lists out.
// Flow: servers::Client -> songs matched to the library's -> Servers::write; saved lists -> the server's lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/lists.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::servers {
class Client;
}

namespace leitmotif::exchange {

/// Which lyrics a server is asked for.
enum class AskLyrics : std::uint8_t {
  any,    ///< by ids where it can, else by names
  by_id,  ///< only by ids: some servers look on the network for what they are asked by name
  none,
};

/// What is asked of a server.
struct SyncRequest {
  AskLyrics lyrics = AskLyrics::any;
  bool again = false;  ///< lyrics of every song, those that were asked for too
};

/// What came of it.
struct SyncReport {
  std::string server;
  std::size_t songs = 0;         ///< the server has
  std::size_t imported = 0;      ///< new in the library
  std::size_t matched = 0;       ///< found to be songs that the library has from elsewhere, this time
  std::size_t updated = 0;       ///< other than they were
  std::size_t gone = 0;          ///< the server has no longer; they stay in the library
  std::size_t lyrics_asked = 0;  ///< this time
  std::size_t lyrics_found = 0;  ///< of those
  std::size_t left_out = 0;      ///< songs whose names or lyric could not be used
  std::string first_left_out;    ///< why, of the first; empty when there is none
  std::size_t requests = 0;
  double seconds = 0;
};

/// Which lists are written.
struct PushRequest {
  std::vector<std::string> lists;  ///< names of saved lists; empty: all
};

/// What became of a list.
struct PushedList {
  std::string name;           ///< here
  std::string there;          ///< its name on the server
  std::string id;             ///< its id on the server
  std::string state;          ///< made, replaced, unchanged, empty
  std::size_t songs = 0;      ///< written
  std::size_t not_there = 0;  ///< songs of the list that the server does not have
};

/// What came of all.
struct PushReport {
  std::string server;
  std::vector<PushedList> lists;
  std::size_t requests = 0;
  double seconds = 0;
};

/// How lists of ours begin on a server.
inline constexpr std::string_view kListPrefix = "Leitmotif: ";

/// A server's songs and lyrics into the library, which nobody else writes meanwhile. Throws as Client::ask and
/// catalog::Servers::write; a song whose names or lyric cannot be used is left out and counted.
SyncReport sync_server(catalog::Catalog& library, const reading::Reader& reader, servers::Client& client,
                       const SyncRequest& request, const OnProgress& on_progress);
/// Saved lists to the server. Throws as Client::ask; io when the server keeps other songs than were written.
PushReport push_lists(catalog::Catalog& library, servers::Client& client, const std::vector<catalog::SavedList>& lists,
                      const OnProgress& on_progress);
/// Deletes what push_lists made there; how many lists that were. Throws as Client::ask.
std::size_t delete_pushed(catalog::Catalog& library, servers::Client& client);

/// The answers' tables.
[[nodiscard]] const wire::Table<SyncReport>& sync_report_table();
[[nodiscard]] const wire::Table<PushReport>& push_report_table();

}  // namespace leitmotif::exchange
