// The real program serving on loopback for as long as a test wants it, on the songbook or an own library.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "support/program.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {

class RunningService {
 public:
  /// Starts `leitmotif serve --port 0` with more arguments and waits until it is ready.
  /// Without `--library` among them on an own, empty one.
  explicit RunningService(std::vector<std::string> arguments = {});
  /// As `stop`.
  ~RunningService();
  RunningService(const RunningService&) = delete;
  RunningService& operator=(const RunningService&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] pid_t id() const noexcept { return id_; }
  [[nodiscard]] const std::filesystem::path& library() const noexcept { return library_; }
  /// SIGTERM, and the wait for the end.
  const ProgramResult& stop();

 private:
  TemporaryFolder folder_;
  std::filesystem::path library_;
  std::uint16_t port_ = 0;
  pid_t id_ = 0;
  ProgramResult result_;
  std::thread thread_;
};

}  // namespace leitmotif::testing
