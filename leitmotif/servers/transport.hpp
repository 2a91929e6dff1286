// How requests reach a server and answers come back. The door to libcurl of this room.
// Flow: Ask -> HTTP -> HttpAnswer.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "leitmotif/servers/subsonic.hpp"

namespace leitmotif::servers {

/// How long is waited, and how much is taken.
struct TransportLimits {
  std::chrono::milliseconds connect{20'000};  ///< until the connection stands
  std::chrono::milliseconds silence{30'000};  ///< without a byte
  std::size_t answer_bytes = std::size_t{64} << 20U;
};

/// Sends requests one after the other; for one thread at a time.
class Transport {
 public:
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// The answer, whatever its status; redirects are not followed, because what is sent signs in. Throws io (no such
  /// host, no connection, a cut one, silence), resource_limit (an answer that is too long), what `check` throws.
  /// Messages name the host and never the request.
  [[nodiscard]] virtual HttpAnswer send(const Ask& ask) = 0;

 protected:
  Transport() = default;
};

/// By libcurl, over one connection that is kept. `check` is called several times a second; may be empty.
[[nodiscard]] std::unique_ptr<Transport> http_transport(const TransportLimits& limits = {},
                                                        std::function<void()> check = {});

}  // namespace leitmotif::servers
