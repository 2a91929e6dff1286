// Who may ask what is answered beside a music server: whoever the server itself lets in.
// Flow: what a caller signs in with -> the server's ping -> let in, or refused with the server's own words.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "leitmotif/servers/subsonic.hpp"
#include "leitmotif/servers/transport.hpp"

namespace leitmotif::servers {

/// Why somebody is not let in.
struct CallerRefusal {
  int code = 0;  ///< the protocol's
  std::string message;
};

/// Thread-safe. Nothing that signs in is kept, only its digest, for as long as it counts.
class Callers {
 public:
  /// Makes a way to the server.
  using MakeTransport = std::function<std::unique_ptr<Transport>()>;
  /// What says how long somebody is known.
  using Clock = std::chrono::steady_clock;

  /// `account`: where the server is and whether it takes posts; its secret is not used.
  Callers(Account account, MakeTransport make, std::function<Clock::time_point()> now = Clock::now);

  /// Whether the server lets in who sends these parameters: by its ping, or by one of the last minute. Nothing when it
  /// does. Never throws but for lack of memory: a server that cannot be asked lets nobody in.
  [[nodiscard]] std::optional<CallerRefusal> refusal(const Parameters& parameters);

 private:
  [[nodiscard]] HttpAnswer ping(const Parameters& parameters);

  Account account_;
  MakeTransport make_;
  std::function<Clock::time_point()> now_;
  std::mutex mutex_;
  std::map<std::string, Clock::time_point> known_;  ///< by digest: until when
  std::vector<std::unique_ptr<Transport>> idle_;
};

}  // namespace leitmotif::servers
