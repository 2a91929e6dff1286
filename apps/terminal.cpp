#include "apps/terminal.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {
namespace {

volatile std::sig_atomic_t stop_requested = 0;

void request_stop(int) { stop_requested = 1; }

bool for_people() { return ::isatty(STDERR_FILENO) == 1; }

/// A message on one line, whatever a file name or a cell put into it.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return line;
}

int report(std::string_view program, ErrorKind kind, std::string_view message) {
  clear_progress();
  fmt::print(stderr, "{}: error: {}\n", program, on_one_line(message));
  return mapping_of(kind).exit_status;
}

}  // namespace

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    throw Error(ErrorKind::io, "standard output: cannot write");
}

void warn(std::string_view text) {
  clear_progress();
  fmt::print(stderr, "leitmotif: warning: {}\n", on_one_line(text));
}

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = request_stop;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

void check_stop() {
  if (stop_requested != 0) throw Error(ErrorKind::cancelled, "stopped on request");
}

engine::OnProgress progress_line() {
  return [people = for_people()](const engine::Progress& progress) {
    check_stop();
    if (!people) return;
    if (progress.total > 0)
      fmt::print(stderr, "\r\033[K{}: {} of {}", progress.what, progress.done, progress.total);
    else
      fmt::print(stderr, "\r\033[K{}: {}", progress.what, progress.done);
    std::fflush(stderr);
  };
}

void clear_progress() {
  if (for_people()) fmt::print(stderr, "\r\033[K");
}

int run_program(std::string_view program, const std::function<int()>& body) {
  try {
    watch_signals();
    const int status = body();
    if (std::fflush(stdout) != 0) throw Error(ErrorKind::io, "standard output: cannot write");
    return status;
  } catch (const Error& error) {
    return report(program, error.kind(), error.what());
  } catch (const std::bad_alloc&) {
    return report(program, ErrorKind::resource_limit, "out of memory");
  } catch (const std::exception& error) {
    return report(program, ErrorKind::internal, error.what());
  }
}

}  // namespace leitmotif::apps
