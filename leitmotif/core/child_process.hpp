// Another program, run to its end without a shell between.
// Flow: used where a program of its own does the work: PNG figures, training.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/error.hpp"

namespace leitmotif {

/// The exit status of a program that could not be started.
inline constexpr int kCannotStart = 127;

/// What a program that was started and has ended left behind.
struct ChildResult {
  int status = 0;   ///< as a shell gives it: 128 and the signal when one ended the program
  std::string out;  ///< its standard output
  std::string err;  ///< its standard error
};

/// Runs `words[0]`, looked for in PATH when it has no slash, with the others as its arguments and an empty standard
/// input. `check` is called several times a second; when it throws, the program is ended by SIGTERM and what was thrown
/// passes. Throws io (no pipe), resource_limit (more than 64 MiB of output).
[[nodiscard]] ChildResult run_child(const std::vector<std::string>& words, const std::function<void()>& check = {});

/// The error that `program`, one of ours, ended with: its kind by the exit status, its message from the line of
/// standard error that begins with `PROGRAM: error: `; all it said there when no line does.
[[nodiscard]] Error error_of(const ChildResult& result, std::string_view program);

}  // namespace leitmotif
