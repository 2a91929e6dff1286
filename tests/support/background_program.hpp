// Somebody else's program, running for as long as a test wants it; and whether it is installed.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace leitmotif::testing {

/// The place of a program in PATH; empty: it is not installed.
[[nodiscard]] std::filesystem::path installed(const std::string& program);

/// A port of loopback that was free a moment ago.
[[nodiscard]] std::uint16_t free_port();

class BackgroundProgram {
 public:
  /// Starts words[0] in `folder`; what it says goes to `folder`/output. Proxies lead nowhere: it reaches loopback only.
  BackgroundProgram(const std::vector<std::string>& words, const std::filesystem::path& folder);
  /// Ends it.
  ~BackgroundProgram();
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;

 private:
  pid_t id_ = -1;
};

/// Waits until something listens at a port of loopback; false after half a minute.
[[nodiscard]] bool listens(std::uint16_t port);

}  // namespace leitmotif::testing
