// Everything between a request and its answer: who may ask, the page, the routes, compression; and what is noted about
// it. Flow: Server -> Service::answer -> Server, then Service::note.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/http/guard.hpp"
#include "leitmotif/http/metrics.hpp"
#include "leitmotif/http/router.hpp"
#include "leitmotif/http/server.hpp"
#include "leitmotif/service/jobs.hpp"
#include "leitmotif/service/rest.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {

/// How the service runs, beside what the engine is opened with.
struct ServiceOptions {
  http::GuardOptions guard;  ///< what it says about the service is filled in
  std::filesystem::path jobs_file;
  std::filesystem::path tokens_file;  ///< of tokens with names
  /// Folders that jobs may read from and that songs are given from; empty: any. What lies outside, also by way of a
  /// link, is refused.
  std::vector<std::filesystem::path> job_folders;
  /// Its callers' questions about likeness are answered under /rest/; none: nothing is.
  std::optional<BesideServer> beside = {};
  std::function<void(const std::string&)> log;  ///< takes one line for each answered request; none: no log
};

/// May be used by several threads. The engine must outlive it.
class Service {
 public:
  Service(engine::Engine& engine, ServiceOptions options);
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// The answer to a request, whether it is found at once, and what is kept of the exchange. Thread-safe; never throw.
  [[nodiscard]] http::Response answer(const http::Request& request) const;
  /// The answer if it can be made at once and waits for nothing; else nothing, and `answer` is to be asked.
  [[nodiscard]] std::optional<http::Response> quick_answer(const http::Request& request) const;
  void note(const http::Exchange& exchange);
  [[nodiscard]] std::string new_id();
  /// Reads the library, so that the first question does not wait for it, and keeps it current from then on; then the
  /// service is ready. What its listeners have in common is learned after that, and what earlier imports have left for
  /// later is ended, until `stop` is asked for.
  void warm_up(const std::stop_token& stop);
  /// How many connections there are, for the metrics.
  void set_connections(std::function<std::size_t()> connections) { connections_ = std::move(connections); }
  /// Interrupts jobs.
  void stop() { jobs_.stop(); }
  [[nodiscard]] const RouteTable& routes() const noexcept { return router_->routes(); }

  /// The server's view of this.
  [[nodiscard]] http::Handling handling();

 private:
  [[nodiscard]] http::Response answer_unshared(const http::Request& request) const;
  [[nodiscard]] std::optional<http::Response> answer_at_the_door(const http::Request& request) const;
  [[nodiscard]] std::optional<http::Response> beyond_scope(const http::Request& request) const;
  [[nodiscard]] std::filesystem::path job_path(const std::string& path) const;
  [[nodiscard]] std::filesystem::path first_folder() const;
  [[nodiscard]] std::filesystem::path song_path(const std::filesystem::path& file) const;
  [[nodiscard]] bool may_be_read(const std::filesystem::path& place) const;
  [[nodiscard]] std::string metrics_text() const;

  engine::Engine& engine_;
  ServiceOptions options_;
  http::TokenBook tokens_;
  http::Guard guard_;
  http::Metrics metrics_;
  std::function<std::size_t()> connections_;
  std::atomic<bool> is_ready_ = false;
  std::atomic<std::uint64_t> next_id_ = 0;
  std::string id_front_;
  Jobs jobs_;
  Parts parts_;
  std::unique_ptr<const http::Router> router_;
  std::unique_ptr<const Rest> rest_;  ///< null: answers beside no server
};

}  // namespace leitmotif::service
