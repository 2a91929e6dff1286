#include "apps/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <new>
#include <system_error>

#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kColumnsWithoutTerminal = 120;

constexpr unsigned kSecondsToStop = 1;
constexpr unsigned kSecondsToEnd = 2;
constexpr std::int64_t kMillisecondsUntilInsisting = 500;

volatile std::sig_atomic_t stop_requested = 0;
volatile std::sig_atomic_t stop_ends_all = 0;
volatile std::sig_atomic_t is_over = 0;  // all that is left is to end
std::atomic<std::int64_t> first_asked = 0;
static_assert(std::atomic<std::int64_t>::is_always_lock_free);  // as a signal's handler needs it

std::int64_t milliseconds_now() noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void request_stop(int number) {
  const std::int64_t now = milliseconds_now();
  if (stop_requested == 0) {
    first_asked = now;
    stop_requested = 1;
    if (stop_ends_all != 0) ::alarm(kSecondsToStop);
  } else if (now - first_asked >= kMillisecondsUntilInsisting) {
    ::signal(number, SIG_DFL);  // blocked until this handler returns
    ::raise(number);
  }
}

/// Only what a signal's handler may call.
void end_at_once(int) {
  if (is_over != 0) ::_exit(0);
  constexpr std::string_view kErase = "\r\033[K";
  constexpr std::string_view kLine = "leitmotif: error: stopped on request\n";
  const auto tell = [](std::string_view text) { (void)!::write(STDERR_FILENO, text.data(), text.size()); };
  if (is_watched()) tell(kErase);
  tell(kLine);
  constexpr int kCancelled = 130;  // as core/error.cpp says
  ::_exit(kCancelled);
}

int report(std::string_view program, ErrorKind kind, std::string_view message) {
  clear_progress();
  say(fmt::format("{}: error: {}\n", program, without_controls(message)));
  return mapping_of(kind).exit_status;
}

}  // namespace

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    throw Error(ErrorKind::io, "standard output: cannot write");
}

void flush_output() {
  if (std::fflush(stdout) != 0) throw Error(ErrorKind::io, "standard output: cannot write");
}

std::size_t output_columns() {
  winsize size{};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kColumnsWithoutTerminal;
}

std::string without_controls(std::string_view text) {
  std::string line(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (byte < 0x20 || byte == 0x7F) line[i] = ' ';
    // U+0080 to U+009F, which some terminals obey too, are written as two bytes.
    if (byte == 0xC2 && i + 1 < line.size() && static_cast<unsigned char>(line[i + 1]) < 0xA0) line.replace(i, 2, " ");
  }
  return line;
}

void say(const std::string& text) {
  // When standard error takes nothing, there is nobody left to tell; fmt::print would throw.
  (void)std::fputs(text.c_str(), stderr);
}

void warn(std::string_view text) {
  clear_progress();
  say(fmt::format("leitmotif: warning: {}\n", without_controls(text)));
}

bool is_watched() { return ::isatty(STDERR_FILENO) == 1; }

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = request_stop;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = end_at_once;
  ::sigaction(SIGALRM, &action, nullptr);
  // A file that may not grow further is an error to report, not a reason to die.
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGXFSZ, &action, nullptr);
}

void end_when_asked() { stop_ends_all = 1; }

void end_soon() {
  is_over = 1;
  ::alarm(kSecondsToEnd);
}

bool is_stop_asked() noexcept { return stop_requested != 0; }

void check_stop() {
  if (is_stop_asked()) throw Error(ErrorKind::cancelled, "stopped on request");
}

OnProgress progress_line() {
  return [watched = is_watched()](const Progress& progress) {
    check_stop();
    if (!watched) return;
    if (progress.total > 0)
      say(fmt::format("\r\033[K{}: {} of {}", progress.what, progress.done, progress.total));
    else
      say(fmt::format("\r\033[K{}: {}", progress.what, progress.done));
  };
}

void clear_progress() {
  if (is_watched()) say("\r\033[K");
}

void occupy_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (::fcntl(stream, F_GETFD) < 0) (void)::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int run_program(std::string_view program, const std::function<int()>& body) {
  try {
    occupy_standard_streams();
    watch_signals();
    const int status = body();
    flush_output();
    return status;
  } catch (const Error& error) {
    return report(program, error.kind(), error.what());
  } catch (const std::bad_alloc&) {
    return report(program, ErrorKind::resource_limit, "out of memory");
  } catch (const std::system_error& error) {
    return report(program, ErrorKind::io, error.what());
  } catch (const std::exception& error) {
    return report(program, ErrorKind::internal, error.what());
  }
}

}  // namespace leitmotif::apps
