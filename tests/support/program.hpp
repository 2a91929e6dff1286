// Runs a program as a person or a script would: arguments, standard input and environment in; status, output and
// messages out. No shell between.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "support/places.hpp"

namespace leitmotif::testing {

/// The exit status of a program that could not be started.
inline constexpr int kCannotStart = 127;

/// What a running program has said so far.
struct RunningProgram {
  pid_t id = 0;
  const std::string& out;
  const std::string& err;
};

struct ProgramOptions {
  std::filesystem::path program = built_program();
  std::string input;                               ///< its standard input
  bool input_stays_open = false;                   ///< `input` has no end; the program must end by itself
  std::filesystem::path input_file;                ///< its standard input instead of `input`
  std::map<std::string, std::string> environment;  ///< beside or instead of this process's variables
  std::filesystem::path folder;                    ///< where it starts; empty: here
  std::filesystem::path output_file;               ///< where its standard output goes, such as /dev/full
  bool output_closed = false;                      ///< nobody reads its standard output
  int missing_stream = -1;                         ///< it starts without this one of its three standard streams
  unsigned short columns = 0;                     ///< its output and messages go to one terminal this wide; 0: to pipes
  std::optional<std::uint64_t> file_limit_bytes;  ///< it can write no file beyond this size
  bool as_nobody = false;                         ///< it runs as the user nobody; only root can ask for that
  std::chrono::seconds limit{120};                ///< it is killed when it takes longer
  std::function<void(const RunningProgram&)> watch;  ///< called some hundred times a second while it runs
};

struct ProgramResult {
  int status = 0;            ///< exit status; minus the signal's number when it died of one
  bool too_slow = false;     ///< it was killed at the time limit
  std::string out;           ///< standard output; all that a terminal would show when there is one
  std::string err;           ///< standard error; empty when there is a terminal
  long most_memory_kib = 0;  ///< the most memory it had at one time, as last seen while it ran
};

/// Runs the program to its end. Throws std::runtime_error when it cannot be started at all.
[[nodiscard]] ProgramResult run_program(const std::vector<std::string>& arguments, const ProgramOptions& options = {});

}  // namespace leitmotif::testing
