// A real PostgreSQL server for as long as the test program lives, run by somebody who may do nothing else, in a
// temporary folder, reached by a socket in it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "support/temporary_folder.hpp"

namespace leitmotif::testing {

class PostgresServer {
 public:
  /// Whether a server is installed; `./dev setup-servers` installs one.
  [[nodiscard]] static bool can_run();
  /// The one that tests share, started when it is first needed.
  [[nodiscard]] static PostgresServer& shared();

  /// Makes a server of its own and starts it. Throws std::runtime_error.
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// The address of an empty database that nobody has used.
  [[nodiscard]] std::string fresh_database();
  /// The address of a library without songs, made sooner than a new one.
  [[nodiscard]] std::string fresh_library();
  /// The address of any database, as any user.
  [[nodiscard]] std::string address(const std::string& database, const std::string& user = "") const;
  /// What the server has written into its log.
  [[nodiscard]] std::string log() const;
  /// Kills it and its children without a word, and starts it again.
  void kill();
  void start();

 private:
  void launch();
  void make() const;
  [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }

  TemporaryFolder folder_;
  pid_t id_ = 0;
  int databases_ = 0;
  bool has_template_ = false;
};

}  // namespace leitmotif::testing
