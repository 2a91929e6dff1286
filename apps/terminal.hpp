// What programs owe the terminal: one-line errors, progress only for people, Ctrl-C, and output that really got out.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "leitmotif/core/progress.hpp"

namespace leitmotif::apps {

/// Writes to standard output. Throws Error(io) when it takes no more.
void print(std::string_view text);

/// Sends on what was printed so far, to a reader who waits for it. Throws Error(io).
void flush_output();

/// How many columns a table on standard output may have: those of the terminal, or 120 when it is none.
[[nodiscard]] std::size_t output_columns();

/// A text with blanks for control characters, so that a title or a file name can neither end the line nor steer the
/// terminal.
[[nodiscard]] std::string without_controls(std::string_view text);

/// Writes to standard error as it is, if that is possible.
void say(const std::string& text);

/// One line on standard error: `leitmotif: warning: TEXT`.
void warn(std::string_view text);

/// Puts something that can neither be read nor written where the program was started without a standard stream;
/// otherwise the next file that is opened would be taken for it.
void occupy_standard_streams();

/// From now on Ctrl-C and SIGTERM ask for a stop, which `check_stop` turns into Error(cancelled). Who asks again half a
/// second later, or after that, ends the program as it is.
void watch_signals();
/// From now on a stop that was asked for ends the program after a second, wherever it is: with the line and the status
/// of Error(cancelled). For what writes nothing that would be missed.
void end_when_asked();
/// Ends the program with status 0 after two seconds, if it has not ended by itself until then. For a service that has
/// answered everything: what its threads still do is made again.
void end_soon();
/// Whether there was a signal.
[[nodiscard]] bool is_stop_asked() noexcept;
/// Throws Error(cancelled) after a signal.
void check_stop();

/// Whether a person follows what happens: standard error is a terminal.
[[nodiscard]] bool is_watched();

/// Shows progress on a terminal, stays silent otherwise; both check for a stop.
[[nodiscard]] OnProgress progress_line();
/// Removes the progress line, if there is one.
void clear_progress();

/// Runs a program's body: prints errors as `PROGRAM: error: ...` and gives the exit status of the contract.
int run_program(std::string_view program, const std::function<int()>& body);

}  // namespace leitmotif::apps
