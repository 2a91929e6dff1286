#include "leitmotif/servers/client.hpp"

#include <algorithm>
#include <set>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/hex.hpp"

namespace leitmotif::servers {
namespace {

constexpr std::size_t kPage = 500;  // songs or albums a request: the most every server gives

/// The list under two keys, or nothing: servers leave out what is empty, and some write one thing without a list.
Json list_in(const Json& answer, const char* outer, const char* inner) {
  const auto found = answer.find(outer);
  if (found == answer.end() || !found->is_object() || !found->contains(inner)) return Json::array();
  const Json& list = (*found)[inner];
  if (list.is_array()) return list;
  return list.is_object() ? Json::array({list}) : Json::array();
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  if (!object.is_object() || found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number() ? found->dump() : std::string();
}

std::size_t count_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  constexpr double kMost = 1e9;
  if (found == object.end() || !found->is_number()) return 0;
  return static_cast<std::size_t>(std::clamp(found->get<double>(), 0.0, kMost));
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

Client::Client(Account account, Transport& transport) : account_(std::move(account)), transport_(transport) {}

std::string Client::who(std::string_view method) const { return account_.name + " (" + std::string(method) + ")"; }

HttpAnswer Client::send(std::string_view method, const Parameters& parameters) {
  constexpr std::size_t kSaltBytes = 8;
  ++requests_;
  return transport_.send(ask_of(account_, method, parameters, hex_of(secret_bytes(kSaltBytes))));
}

Json Client::ask(std::string_view method, const Parameters& parameters) {
  return read_answer(send(method, parameters), who(method));
}

void Client::find_sign_in() {
  const auto is_refused_way = [](const HttpAnswer& answer) {
    const std::optional<int> code = code_of(answer);
    return code == 10 || code == 41 || code == 42;
  };
  account_.posts = true;
  account_.sign_in = account_.user.empty() ? SignIn::api_key : SignIn::token;
  HttpAnswer answer = send("ping", {});
  // A server that takes no POST does not see the parameters, or refuses the method.
  if (answer.status == 405 || answer.status == 501 || is_refused_way(answer)) {
    account_.posts = false;
    answer = send("ping", {});
    if (account_.sign_in == SignIn::token && is_refused_way(answer)) {
      account_.posts = true;
      account_.sign_in = SignIn::password;
      answer = send("ping", {});
      if (answer.status == 405 || answer.status == 501 || is_refused_way(answer)) {
        account_.posts = false;
        answer = send("ping", {});
      }
    }
  }
  (void)read_answer(answer, who("ping"));
}

const std::vector<std::string>& Client::extensions() {
  if (extensions_) return *extensions_;
  extensions_.emplace();
  try {
    const Json answer = ask("getOpenSubsonicExtensions");
    if (const auto list = answer.find("openSubsonicExtensions"); list != answer.end())
      for (const Json& extension : *list)
        if (std::string name = text_of(extension, "name"); !name.empty()) extensions_->push_back(std::move(name));
  } catch (const Error& error) {
    // Only a server that cannot be asked at all is in the way.
    if (error.kind() == ErrorKind::cancelled) throw;
  }
  return *extensions_;
}

std::size_t Client::take_songs(const Json& list, const std::function<bool(FoundEntry)>& take) const {
  std::size_t fresh = 0;
  for (const Json& child : list)
    if (auto entry = entry_from(child)) fresh += take({*std::move(entry), child.dump()}) ? 1U : 0U;
  return fresh;
}

std::size_t Client::search_songs(const std::function<bool(FoundEntry)>& take) {
  std::size_t offset = 0;
  for (std::size_t page = 0;;) {
    const Json answer = ask("search3", {{"query", ""},
                                        {"songCount", std::to_string(kPage)},
                                        {"songOffset", std::to_string(offset)},
                                        {"artistCount", "0"},
                                        {"albumCount", "0"}});
    const Json songs = list_in(answer, "searchResult3", "song");
    const std::size_t fresh = take_songs(songs, take);
    offset += songs.size();
    // A server may give fewer than were asked for; one that knows no offset gives the same again.
    if (songs.empty() || fresh == 0 || songs.size() < page) return offset;
    page = std::max(page, songs.size());
  }
}

void Client::songs_of_albums(const std::function<bool(FoundEntry)>& take) {
  std::set<std::string> seen;
  for (std::size_t offset = 0;;) {
    const Json answer =
        ask("getAlbumList2",
            {{"type", "alphabeticalByName"}, {"size", std::to_string(kPage)}, {"offset", std::to_string(offset)}});
    const Json albums = list_in(answer, "albumList2", "album");
    std::size_t fresh = 0;
    for (const Json& album : albums) {
      const std::string id = text_of(album, "id");
      if (id.empty() || !seen.insert(id).second) continue;
      ++fresh;
      (void)take_songs(list_in(ask("getAlbum", {{"id", id}}), "album", "song"), take);
    }
    offset += albums.size();
    if (fresh == 0) return;
  }
}

void Client::for_each_song(const std::function<void(FoundEntry)>& take) {
  std::set<std::string> seen;
  const auto once = [&](FoundEntry found) {
    if (!seen.insert(found.entry.id).second) return false;
    take(std::move(found));
    return true;
  };
  if (search_songs(once) == 0) songs_of_albums(once);
}

std::string Client::lyric(const RemoteEntry& entry) {
  if (!has_lyrics_) return {};
  try {
    return lyric_there(entry);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::unsupported) has_lyrics_ = false;
    if (error.kind() != ErrorKind::unsupported && error.kind() != ErrorKind::not_found) throw;
    return {};
  }
}

std::string Client::lyric_there(const RemoteEntry& entry) {
  if (has(extensions(), "songLyrics")) return structured_words(ask("getLyricsBySongId", {{"id", entry.id}}));
  if (entry.artist.empty()) return {};
  const Json answer = ask("getLyrics", {{"artist", entry.artist}, {"title", entry.title}});
  const auto lyrics = answer.find("lyrics");
  if (lyrics == answer.end() || !lyrics->is_object()) return {};
  // Servers look for names that hold these, so another song may be what they found.
  const auto same = [&](const char* key, const std::string& name) {
    return ascii::trimmed(text_of(*lyrics, key)) == ascii::trimmed(name);
  };
  return same("artist", entry.artist) && same("title", entry.title) ? text_of(*lyrics, "value") : std::string();
}

std::vector<ListThere> Client::lists() {
  std::vector<ListThere> lists;
  for (const Json& list : list_in(ask("getPlaylists"), "playlists", "playlist"))
    if (std::string id = text_of(list, "id"); !id.empty())
      lists.push_back({std::move(id), text_of(list, "name"), count_of(list, "songCount")});
  return lists;
}

std::vector<std::string> Client::songs_of_list(const std::string& id) {
  std::vector<std::string> songs;
  for (const Json& child : list_in(ask("getPlaylist", {{"id", id}}), "playlist", "entry"))
    songs.push_back(text_of(child, "id"));
  return songs;
}

std::size_t Client::songs_a_request() const noexcept {
  // In a line of kMostLineBytes there is room for 45 ids of 128 bytes and what signs in.
  return account_.posts ? kPage : 45;
}

std::string Client::make_list(const std::string& name, std::span<const std::string> songs,
                              const std::vector<ListThere>& before) {
  Parameters parameters = {{"name", name}};
  for (const std::string& song : songs.first(std::min(songs.size(), songs_a_request())))
    parameters.emplace_back("songId", song);
  const Json answer = ask("createPlaylist", parameters);
  if (const auto list = answer.find("playlist"); list != answer.end())
    if (std::string id = text_of(*list, "id"); !id.empty()) return id;
  // Before version 1.14 the answer did not say.
  for (const ListThere& list : lists())
    if (list.name == name && std::ranges::find(before, list.id, &ListThere::id) == before.end()) return list.id;
  throw Error(ErrorKind::io, who("createPlaylist") + " made no list '" + name + "'");
}

void Client::fill_list(const std::string& id, std::span<const std::string> songs) {
  const std::size_t most = songs_a_request();
  Parameters first = {{"playlistId", id}};
  const std::size_t count = std::min(songs.size(), most);
  for (const std::string& song : songs.first(count)) first.emplace_back("songId", song);
  (void)ask("createPlaylist", first);
  for (std::size_t done = count; done < songs.size(); done += most) {
    Parameters more = {{"playlistId", id}};
    for (const std::string& song : songs.subspan(done, std::min(most, songs.size() - done)))
      more.emplace_back("songIdToAdd", song);
    (void)ask("updatePlaylist", more);
  }
}

void Client::comment_list(const std::string& id, const std::string& comment) {
  (void)ask("updatePlaylist", {{"playlistId", id}, {"comment", comment}});
}

void Client::delete_list(const std::string& id) { (void)ask("deletePlaylist", {{"id", id}}); }

}  // namespace leitmotif::servers
