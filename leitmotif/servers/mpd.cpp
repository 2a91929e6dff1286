#include "leitmotif/servers/mpd.hpp"

#include <mpd/client.h>
#include <poll.h>

#include <algorithm>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::servers {
namespace {

std::string tag_of(const mpd_song* song, mpd_tag_type tag) {
  const char* const value = mpd_song_get_tag(song, tag, 0);
  return value == nullptr ? std::string() : std::string(value);
}

MpdSong mpd_song_from(const mpd_song* song) {
  MpdSong read;
  read.uri = mpd_song_get_uri(song);
  read.artist = tag_of(song, MPD_TAG_ARTIST);
  read.title = tag_of(song, MPD_TAG_TITLE);
  read.album = tag_of(song, MPD_TAG_ALBUM);
  read.ids.recording_id = ascii::lower_case(tag_of(song, MPD_TAG_MUSICBRAINZ_TRACKID));
  if (const unsigned length = mpd_song_get_duration_ms(song); length > 0) read.length_ms = length;
  return read;
}

ErrorKind kind_of_refusal(mpd_server_error code) noexcept {
  // Mopidy's code of what it names among its commands and yet cannot do; the protocol has none of that number.
  if (static_cast<int>(code) == 0) return ErrorKind::unsupported;
  switch (code) {
    case MPD_SERVER_ERROR_PASSWORD:
    case MPD_SERVER_ERROR_PERMISSION:
    case MPD_SERVER_ERROR_ARG:
      return ErrorKind::invalid_argument;
    case MPD_SERVER_ERROR_UNKNOWN_CMD:
      return ErrorKind::unsupported;
    case MPD_SERVER_ERROR_NO_EXIST:
      return ErrorKind::not_found;
    default:
      return ErrorKind::io;
  }
}

}  // namespace

struct Mpd::Connection {
  explicit Connection(mpd_connection* opened) : mpd(opened) {}
  ~Connection() {
    if (mpd != nullptr) mpd_connection_free(mpd);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  mpd_connection* mpd;
};

Mpd::Mpd(const MpdPlace& place)
    : connection_(
          std::make_unique<Connection>(mpd_connection_new(place.host.empty() ? nullptr : place.host.c_str(), place.port,
                                                          static_cast<unsigned>(place.timeout.count())))) {
  if (connection_->mpd == nullptr) throw Error(ErrorKind::internal, "out of memory for a connection to a player");
  const std::string port = place.port == 0 ? "" : " port " + std::to_string(place.port);
  require(true, place.host.empty() && port.empty()
                    ? "connecting to the player"
                    : "connecting to the player" + (place.host.empty() ? "" : " at " + place.host) + port);
  mpd_connection* const mpd = connection_->mpd;
  require(mpd_send_allowed_commands(mpd), "asking for its commands");
  while (mpd_pair* const pair = mpd_recv_command_pair(mpd)) {
    commands_.emplace(pair->value);
    mpd_return_pair(mpd, pair);
  }
  require(mpd_response_finish(mpd), "asking for its commands");
}

Mpd::~Mpd() = default;

/// Throws what the connection says went wrong.
void Mpd::require(bool sent, std::string_view doing) {
  mpd_connection* const mpd = connection_->mpd;
  const mpd_error error = mpd_connection_get_error(mpd);
  if (sent && error == MPD_ERROR_SUCCESS) return;
  std::string message =
      std::string(doing) + ": " + (error == MPD_ERROR_SUCCESS ? "it failed" : mpd_connection_get_error_message(mpd));
  for (char& c : message)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  const ErrorKind kind =
      error == MPD_ERROR_SERVER ? kind_of_refusal(mpd_connection_get_server_error(mpd)) : ErrorKind::io;
  if (error == MPD_ERROR_SERVER) mpd_connection_clear_error(mpd);
  throw Error(kind, message);
}

std::array<unsigned, 3> Mpd::version() const {
  const unsigned* const version = mpd_connection_get_server_version(connection_->mpd);
  return {version[0], version[1], version[2]};
}

std::string Mpd::music_folder() {
  if (!can("config")) return {};
  mpd_connection* const mpd = connection_->mpd;
  std::string folder;
  try {
    require(mpd_send_command(mpd, "config", nullptr), "asking for its folder");
    while (mpd_pair* const pair = mpd_recv_pair(mpd)) {
      if (std::string_view(pair->name) == "music_directory") folder = pair->value;
      mpd_return_pair(mpd, pair);
    }
    require(mpd_response_finish(mpd), "asking for its folder");
  } catch (const Error& error) {
    // Over the network it is not told.
    if (error.kind() == ErrorKind::io) throw;
  }
  return folder;
}

std::vector<MpdSong> Mpd::take_songs(std::string_view doing) {
  mpd_connection* const mpd = connection_->mpd;
  std::vector<MpdSong> songs;
  while (mpd_song* const song = mpd_recv_song(mpd)) {
    songs.push_back(mpd_song_from(song));
    mpd_song_free(song);
  }
  require(mpd_response_finish(mpd), doing);
  return songs;
}

std::vector<MpdSong> Mpd::all_songs() {
  constexpr std::string_view kDoing = "listing its songs";
  if (!can("listallinfo")) return {};
  try {
    require(mpd_send_list_all_meta(connection_->mpd, ""), kDoing);
    return take_songs(kDoing);
  } catch (const Error& error) {
    // Mopidy names the command and refuses it.
    if (error.kind() == ErrorKind::io) throw;
    return {};
  }
}

std::vector<MpdSong> Mpd::find(const std::string& artist, const std::string& title) {
  constexpr std::string_view kDoing = "looking for a song";
  mpd_connection* const mpd = connection_->mpd;
  require(mpd_search_db_songs(mpd, true) &&
              mpd_search_add_tag_constraint(mpd, MPD_OPERATOR_DEFAULT, MPD_TAG_ARTIST, artist.c_str()) &&
              mpd_search_add_tag_constraint(mpd, MPD_OPERATOR_DEFAULT, MPD_TAG_TITLE, title.c_str()) &&
              mpd_search_commit(mpd),
          kDoing);
  return take_songs(kDoing);
}

MpdStatus Mpd::status() {
  mpd_status* const read = mpd_run_status(connection_->mpd);
  require(read != nullptr, "asking what it plays");
  MpdStatus status;
  status.queued = mpd_status_get_queue_length(read);
  const bool plays = mpd_status_get_state(read) == MPD_STATE_PLAY || mpd_status_get_state(read) == MPD_STATE_PAUSE;
  if (const int place = mpd_status_get_song_pos(read); plays && place >= 0)
    status.playing = static_cast<std::size_t>(place);
  mpd_status_free(read);
  return status;
}

std::vector<MpdSong> Mpd::queue() {
  constexpr std::string_view kDoing = "listing its queue";
  require(mpd_send_list_queue_meta(connection_->mpd), kDoing);
  return take_songs(kDoing);
}

void Mpd::add(const std::string& uri) { require(mpd_run_add_id(connection_->mpd, uri.c_str()) >= 0, "adding " + uri); }

void Mpd::wait(const std::function<void()>& check) {
  constexpr int kBetweenChecksMs = 200;
  mpd_connection* const mpd = connection_->mpd;
  require(mpd_send_idle_mask(mpd, static_cast<mpd_idle>(MPD_IDLE_PLAYER | MPD_IDLE_QUEUE)), "waiting for the player");
  pollfd waiting{mpd_connection_get_fd(mpd), POLLIN, 0};
  while (::poll(&waiting, 1, kBetweenChecksMs) <= 0) check();
  require(mpd_recv_idle(mpd, false) != 0, "waiting for the player");
  require(mpd_response_finish(mpd), "waiting for the player");
}

std::vector<std::string> Mpd::lists() {
  constexpr std::string_view kDoing = "listing its lists";
  mpd_connection* const mpd = connection_->mpd;
  std::vector<std::string> names;
  require(mpd_send_list_playlists(mpd), kDoing);
  while (mpd_playlist* const list = mpd_recv_playlist(mpd)) {
    names.emplace_back(mpd_playlist_get_path(list));
    mpd_playlist_free(list);
  }
  require(mpd_response_finish(mpd), kDoing);
  return names;
}

std::vector<std::string> Mpd::songs_of_list(const std::string& name) {
  require(mpd_send_list_playlist(connection_->mpd, name.c_str()), "reading the list " + name);
  std::vector<std::string> uris;
  for (MpdSong& song : take_songs("reading the list " + name)) uris.push_back(std::move(song.uri));
  return uris;
}

void Mpd::write_list(const std::string& name, std::span<const std::string> uris) {
  constexpr std::size_t kMostAtOnce = 1000;  // servers limit what one list of commands may hold
  const std::string doing = "writing the list " + name;
  mpd_connection* const mpd = connection_->mpd;
  const std::vector<std::string> there = lists();
  // What is not there cannot be cleared.
  if (std::ranges::find(there, name) != there.end()) require(mpd_run_playlist_clear(mpd, name.c_str()), doing);
  for (std::size_t done = 0; done < uris.size(); done += kMostAtOnce) {
    require(mpd_command_list_begin(mpd, false), doing);
    for (const std::string& uri : uris.subspan(done, std::min(kMostAtOnce, uris.size() - done)))
      require(mpd_send_playlist_add(mpd, name.c_str(), uri.c_str()), doing);
    require(mpd_command_list_end(mpd), doing);
    require(mpd_response_finish(mpd), doing);
  }
}

void Mpd::delete_list(const std::string& name) {
  require(mpd_run_rm(connection_->mpd, name.c_str()), "deleting the list " + name);
}

std::vector<std::pair<std::string, std::string>> Mpd::stickers(const std::string& name) {
  constexpr std::string_view kDoing = "reading its stickers";
  mpd_connection* const mpd = connection_->mpd;
  std::vector<std::pair<std::string, std::string>> values;
  require(mpd_send_sticker_find(mpd, "song", "", name.c_str()), kDoing);
  std::string uri;
  while (mpd_pair* const pair = mpd_recv_pair(mpd)) {
    const std::string_view value = pair->value;
    if (std::string_view(pair->name) == "file") uri = value;
    if (std::string_view(pair->name) == "sticker" && value.size() > name.size())
      values.emplace_back(uri, value.substr(name.size() + 1));
    mpd_return_pair(mpd, pair);
  }
  require(mpd_response_finish(mpd), kDoing);
  return values;
}

void Mpd::set_sticker(const std::string& uri, const std::string& name, const std::string& value) {
  require(mpd_run_sticker_set(connection_->mpd, "song", uri.c_str(), name.c_str(), value.c_str()),
          "writing a sticker of " + uri);
}

std::string mpd_list_name(std::string_view name) {
  std::string safe(name);
  for (char& c : safe)
    if (c == '/' || static_cast<unsigned char>(c) < 0x20) c = '-';
  return safe;
}

}  // namespace leitmotif::servers
