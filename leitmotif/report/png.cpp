#include "leitmotif/report/png.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif::report {
namespace {

/// Runs a program without a shell and with silent streams. Returns its exit status; 127 when it is not there.
int run(const std::array<std::string, 8>& words) {
  std::array<char*, 9> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = const_cast<char*>(words[i].c_str());
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&files, stream, "/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return 127;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

void draw_png(const std::filesystem::path& svg, const std::filesystem::path& png) {
  std::filesystem::path beside = png;
  beside += ".part";
  const int status = run({"rsvg-convert", "--zoom=2", "--background-color=white", "--format=png", "--keep-aspect-ratio",
                          "--output=" + beside.string(), "--", svg.string()});
  std::error_code error;
  if (status == 127)
    throw Error(ErrorKind::unsupported,
                "PNG figures need the program rsvg-convert (Debian: librsvg2-bin); the SVG files are written");
  if (status == 0) std::filesystem::rename(beside, png, error);
  if (status == 0 && !error) return;
  std::filesystem::remove(beside, error);
  throw Error(ErrorKind::io, png.string() + ": rsvg-convert could not make it");
}

}  // namespace leitmotif::report
