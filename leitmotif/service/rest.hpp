// OpenSubsonic's questions about likeness, paths and lyrics, answered beside a music server whose songs are in the
// library.
// Flow: a request under /rest/ -> the server says who asks -> the library answers -> XML or JSON.
// Source: as servers/subsonic.hpp; docs/servers.md says what likeness means here.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/http/message.hpp"
#include "leitmotif/servers/callers.hpp"
#include "leitmotif/servers/rest_answer.hpp"
#include "leitmotif/service/rest_songs.hpp"

namespace leitmotif::service {

/// The server beside which questions are answered.
struct BesideServer {
  servers::Account account;
  servers::Callers::MakeTransport make_transport;
};

/// Whether a target is one of OpenSubsonic's.
[[nodiscard]] bool is_rest(std::string_view target) noexcept;

/// Thread-safe. Lifetime: the engine must outlive it.
class Rest {
 public:
  Rest(const engine::Engine& engine, BesideServer beside);

  /// The answer: status 200, with OpenSubsonic's own way of saying that something failed. Never throws but for lack of
  /// memory.
  [[nodiscard]] http::Response answer(const http::Request& request) const;

 private:
  struct Call;
  [[nodiscard]] Json content_of(const Call& call) const;
  [[nodiscard]] Json similar(const Call& call, const char* element) const;
  [[nodiscard]] Json sonic_tracks(const Call& call) const;
  [[nodiscard]] Json sonic_path(const Call& call) const;
  [[nodiscard]] Json top_songs(const Call& call) const;
  [[nodiscard]] Json lyrics(const Call& call) const;
  [[nodiscard]] Json extensions() const;
  [[nodiscard]] std::shared_ptr<const RestSongs> songs() const;
  [[nodiscard]] std::vector<answers::RecommendedSong> like(const std::vector<std::int64_t>& seeds, std::size_t count,
                                                           const RestSongs& there) const;

  const engine::Engine& engine_;
  BesideServer beside_;
  std::unique_ptr<servers::Callers> callers_;
  mutable std::mutex mutex_;  ///< guards what is below
  mutable std::int64_t generation_ = 0;
  mutable std::shared_ptr<const RestSongs> songs_;
  mutable std::optional<std::vector<std::string>> extensions_;  ///< the server's own, once it was asked
};

}  // namespace leitmotif::service
