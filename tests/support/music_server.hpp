// A music server in memory that speaks OpenSubsonic as much as the tests need, and counts what it is asked.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "leitmotif/core/json.hpp"
#include "leitmotif/servers/transport.hpp"

namespace leitmotif::testing {

struct ServerSong {
  std::string id;
  std::string artist;
  std::string title;
  std::string lyric = {};
  std::string recording_id = {};
  std::string isrc = {};
  int seconds = 200;
  std::string album = {};
};

struct ServerList {
  std::string name;
  std::vector<std::string> songs;
  std::string comment = {};
};

class MusicServer final : public servers::Transport {
 public:
  servers::HttpAnswer send(const servers::Ask& ask) override;

  std::vector<ServerSong> songs;
  std::map<std::string, ServerList> lists;  ///< by id
  std::vector<std::string> extensions;      ///< of OpenSubsonic; none: it does not know the question
  std::string user = "ann";
  std::string secret = "p\xC3\xA4ss & 1";
  std::set<servers::SignIn> ways = {servers::SignIn::token};
  bool takes_posts = true;
  bool says_made_list = true;        ///< createPlaylist answers with the list
  std::size_t most_songs = 500;      ///< it gives in one answer
  std::vector<std::string> methods;  ///< that were asked, in order
  std::size_t longest_line = 0;      ///< of all requests, in bytes

 private:
  using Form = std::vector<std::pair<std::string, std::string>>;
  [[nodiscard]] int refusal(const Form& form) const;
  [[nodiscard]] Json answer(const std::string& method, const Form& form);
  [[nodiscard]] Json list_answer(const std::string& method, const Form& form);
  int next_list_ = 1;
};

}  // namespace leitmotif::testing
