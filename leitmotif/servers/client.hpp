// A music server as the verbs use it: signing in, its songs and lyrics, its lists.
// Flow: Account and Transport -> Client -> Json, entries, lyrics, lists.
// Source: as subsonic.hpp.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/json.hpp"
#include "leitmotif/servers/subsonic.hpp"
#include "leitmotif/servers/transport.hpp"

namespace leitmotif::servers {

/// A song, and what the server says of it.
struct FoundEntry {
  RemoteEntry entry;
  std::string json;  ///< the whole `Child`
};

/// A list on the server.
struct ListThere {
  std::string id;
  std::string name;
  std::size_t songs = 0;
};

/// For one thread at a time. Lifetime: the transport must outlive it.
class Client {
 public:
  Client(Account account, Transport& transport);

  /// As it was given, or as find_sign_in found it. Lifetime: that of this.
  [[nodiscard]] const Account& account() const noexcept { return account_; }
  /// How many requests were sent.
  [[nodiscard]] std::size_t requests() const noexcept { return requests_; }

  /// The object inside of `subsonic-response`. Throws as read_answer and Transport::send.
  Json ask(std::string_view method, const Parameters& parameters = {});
  /// Finds out how the account signs in and whether parameters may be posted, and keeps that: an API key when there is
  /// no user, else token and salt, else the password as it is, where it may be. Throws as `ask`.
  void find_sign_in();
  /// Extensions of OpenSubsonic that it has; none for servers that know nothing of them. Asked once.
  [[nodiscard]] const std::vector<std::string>& extensions();

  /// Every song once, in the server's order: by an empty search, where that finds none by albums. Throws as `ask`, what
  /// `take` throws.
  void for_each_song(const std::function<void(FoundEntry)>& take);
  /// The text of a song's lyric: by its id where the server can, else by artist and title, and then only when the
  /// answer is of exactly these; empty when it has none. Throws as `ask`.
  [[nodiscard]] std::string lyric(const RemoteEntry& entry);

  /// The user's lists.
  [[nodiscard]] std::vector<ListThere> lists();
  /// The ids of a list's songs in order. Throws not_found.
  [[nodiscard]] std::vector<std::string> songs_of_list(const std::string& id);
  /// Makes a list without songs, or with those of the first request, and gives its id. `before`: lists that were there.
  [[nodiscard]] std::string make_list(const std::string& name, std::span<const std::string> songs,
                                      const std::vector<ListThere>& before);
  /// Gives a list these songs in this order, in as many requests as it takes.
  void fill_list(const std::string& id, std::span<const std::string> songs);
  void comment_list(const std::string& id, const std::string& comment);
  void delete_list(const std::string& id);

 private:
  [[nodiscard]] HttpAnswer send(std::string_view method, const Parameters& parameters);
  [[nodiscard]] std::string who(std::string_view method) const;
  [[nodiscard]] std::size_t take_songs(const Json& list, const std::function<bool(FoundEntry)>& take) const;
  std::size_t search_songs(const std::function<bool(FoundEntry)>& take);
  void songs_of_albums(const std::function<bool(FoundEntry)>& take);
  [[nodiscard]] std::size_t songs_a_request() const noexcept;
  [[nodiscard]] std::string lyric_there(const RemoteEntry& entry);

  Account account_;
  Transport& transport_;
  std::size_t requests_ = 0;
  bool has_lyrics_ = true;  ///< until it says that it cannot be asked for any
  std::optional<std::vector<std::string>> extensions_;
};

}  // namespace leitmotif::servers
