#include "apps/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <system_error>

#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kColumnsWithoutTerminal = 120;

volatile std::sig_atomic_t stop_requested = 0;

void request_stop(int) { stop_requested = 1; }

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
  // A file that may not grow further is an error to report, not a reason to die.
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGXFSZ, &action, nullptr);
}

void check_stop() {
  if (stop_requested != 0) throw Error(ErrorKind::cancelled, "stopped on request");
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
