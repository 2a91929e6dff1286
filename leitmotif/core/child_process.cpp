#include "leitmotif/core/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/lines.hpp"

namespace leitmotif {
namespace {

constexpr int kBetweenChecksMs = 100;
constexpr std::size_t kMostOutput = std::size_t{64} << 20U;

/// Closed when it goes out of scope.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0)
      throw Error(ErrorKind::io, std::string("cannot make a pipe: ") + std::strerror(errno));
  }
  ~Pipe() {
    close_write();
    ::close(ends_[0]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] int read_end() const noexcept { return ends_[0]; }
  [[nodiscard]] int write_end() const noexcept { return ends_[1]; }
  void close_write() noexcept {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{};
};

/// Ended and waited for at the latest when it goes out of scope.
class Child {
 public:
  Child(const std::vector<std::string>& words, const Pipe& out, const Pipe& err) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files, out.write_end(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, err.write_end(), STDERR_FILENO);
    if (::posix_spawnp(&id_, arguments[0], &files, nullptr, arguments.data(), environ) != 0) id_ = 0;
    ::posix_spawn_file_actions_destroy(&files);
  }
  ~Child() {
    if (id_ == 0) return;
    ::kill(id_, SIGTERM);
    (void)wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  [[nodiscard]] bool has_started() const noexcept { return id_ != 0; }
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t id_ = 0;
};

/// Appends what can be read. False at the end.
bool take(int file, std::string& text) {
  std::array<char, 65536> piece;
  const ssize_t count = ::read(file, piece.data(), piece.size());
  if (count < 0) return errno == EINTR;
  text.append(piece.data(), static_cast<std::size_t>(count));
  if (text.size() > kMostOutput) throw Error(ErrorKind::resource_limit, "a program said more than 64 MiB");
  return count > 0;
}

}  // namespace

ChildResult run_child(const std::vector<std::string>& words, const std::function<void()>& check) {
  Pipe out;
  Pipe err;
  Child child(words, out, err);
  if (!child.has_started()) return {kCannotStart, {}, {}};
  out.close_write();
  err.close_write();
  ChildResult result;
  std::array<pollfd, 2> files = {{{out.read_end(), POLLIN, 0}, {err.read_end(), POLLIN, 0}}};
  while (files[0].fd >= 0 || files[1].fd >= 0) {
    if (check) check();
    if (::poll(files.data(), files.size(), kBetweenChecksMs) <= 0) continue;
    if (files[0].revents != 0 && !take(files[0].fd, result.out)) files[0].fd = -1;
    if (files[1].revents != 0 && !take(files[1].fd, result.err)) files[1].fd = -1;
  }
  result.status = child.wait();
  return result;
}

Error error_of(const ChildResult& result, std::string_view program) {
  const std::string mark = std::string(program) + ": error: ";
  for (const std::string_view line : each_line(result.err))
    if (line.starts_with(mark)) return {kind_of_exit(result.status), std::string(line.substr(mark.size()))};
  return {kind_of_exit(result.status), result.err};
}

}  // namespace leitmotif
