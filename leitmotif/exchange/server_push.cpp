// Saved lists of the library as lists of a music server.
#include <algorithm>
#include <chrono>
#include <set>

#include "leitmotif/catalog/servers.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/exchange/music_servers.hpp"
#include "leitmotif/servers/client.hpp"

namespace leitmotif::exchange {
namespace {

using PushClock = std::chrono::steady_clock;
constexpr const char* kComment = "Made by Leitmotif, and written anew by it";

/// Writes lists of one library to one server.
class ListPush {
 public:
  ListPush(catalog::Catalog& library, servers::Client& client)
      : library_(library), client_(client), server_(client.account().name) {}

  PushReport run(const std::vector<catalog::SavedList>& lists, const OnProgress& on_progress) {
    const auto start = PushClock::now();
    PushReport report;
    report.server = server_;
    there_ = client_.lists();
    for (const catalog::RemoteList& ours : library_.servers().lists(server_)) ours_.push_back(ours);
    for (const catalog::SavedList& list : lists) {
      report.lists.push_back(push(list));
      on_progress({"writing lists", report.lists.size(), lists.size()});
    }
    report.requests = client_.requests();
    report.seconds = std::chrono::duration<double>(PushClock::now() - start).count();
    return report;
  }

 private:
  PushedList push(const catalog::SavedList& list) {
    PushedList pushed;
    pushed.name = list.head.name;
    std::vector<std::string> songs;
    for (std::optional<catalog::RemoteSong>& song : library_.servers().of_songs(server_, list.songs)) {
      if (song)
        songs.push_back(std::move(song->id));
      else
        ++pushed.not_there;
    }
    pushed.songs = songs.size();
    const servers::ListThere* const there = our_list(list.head.name);
    if (there != nullptr) {
      pushed.id = there->id;
      pushed.there = there->name;
    }
    if (songs.empty() && there == nullptr) {
      pushed.state = "empty";
      return pushed;
    }
    const std::string digest = digest_of_songs(songs);
    if (there != nullptr && is_written(list.head.name, digest) && there->songs == songs.size()) {
      pushed.state = "unchanged";
      return pushed;
    }
    pushed.state = there == nullptr ? "made" : "replaced";
    if (there == nullptr) make(list.head.name, songs, pushed);
    // Until all is written, nobody takes the list for whole.
    library_.servers().note_list(server_, {list.head.name, pushed.id, {}});
    if (!songs.empty()) client_.fill_list(pushed.id, songs);
    require_whole(pushed, songs);
    library_.servers().note_list(server_, {list.head.name, pushed.id, digest});
    return pushed;
  }

  static std::string digest_of_songs(const std::vector<std::string>& songs) {
    Sha256 digest;
    for (const std::string& song : songs) digest.add(song + "\n");
    return digest.hex();
  }

  /// The server's list that this library has written, while it is there.
  const servers::ListThere* our_list(const std::string& name) const {
    const auto ours = std::ranges::find(ours_, name, &catalog::RemoteList::name);
    if (ours == ours_.end()) return nullptr;
    const auto there = std::ranges::find(there_, ours->id, &servers::ListThere::id);
    return there == there_.end() ? nullptr : &*there;
  }

  bool is_written(const std::string& name, const std::string& digest) const {
    const auto ours = std::ranges::find(ours_, name, &catalog::RemoteList::name);
    return ours != ours_.end() && ours->digest == digest;
  }

  /// Under a name that no list has, so that one of the user's is never taken for ours, nor by the server.
  void make(const std::string& name, const std::vector<std::string>& songs, PushedList& pushed) {
    const std::string wanted = std::string(kListPrefix) + name;
    pushed.there = wanted;
    for (int number = 2; std::ranges::find(there_, pushed.there, &servers::ListThere::name) != there_.end(); ++number)
      pushed.there = wanted + " (" + std::to_string(number) + ")";
    pushed.id = client_.make_list(pushed.there, songs, there_);
    there_.push_back({pushed.id, pushed.there, songs.size()});
    library_.servers().note_list(server_, {name, pushed.id, {}});
    client_.comment_list(pushed.id, kComment);
  }

  void require_whole(const PushedList& pushed, const std::vector<std::string>& songs) {
    const std::vector<std::string> written = client_.songs_of_list(pushed.id);
    if (written == songs) return;
    throw Error(ErrorKind::io, server_ + ": of the list '" + pushed.there + "' the server keeps " +
                                   std::to_string(written.size()) + " songs" +
                                   (written.size() == songs.size() ? " in another order" : "") + ", expected " +
                                   std::to_string(songs.size()));
  }

  catalog::Catalog& library_;
  servers::Client& client_;
  std::string server_;
  std::vector<servers::ListThere> there_;
  std::vector<catalog::RemoteList> ours_;
};

}  // namespace

PushReport push_lists(catalog::Catalog& library, servers::Client& client, const std::vector<catalog::SavedList>& lists,
                      const OnProgress& on_progress) {
  return ListPush(library, client).run(lists, on_progress);
}

std::size_t delete_pushed(catalog::Catalog& library, servers::Client& client) {
  const std::vector<servers::ListThere> there = client.lists();
  std::size_t deleted = 0;
  for (const catalog::RemoteList& ours : library.servers().lists(client.account().name)) {
    if (std::ranges::find(there, ours.id, &servers::ListThere::id) != there.end()) {
      client.delete_list(ours.id);
      ++deleted;
    }
    library.servers().drop_list(client.account().name, ours.name);
  }
  return deleted;
}

}  // namespace leitmotif::exchange
