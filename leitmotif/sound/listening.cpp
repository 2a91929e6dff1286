#include "leitmotif/sound/listening.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/sound/record.hpp"

namespace leitmotif::sound {
namespace {

constexpr const char* kListener = "leitmotif-listen";
/// The program ends itself long before, by its limit of processor time; this is for disks that do not answer.
constexpr int kMostWaitMs = 30 * 60 * 1000;
constexpr std::size_t kMostAnswer = std::size_t{1} << 20U;

std::string listener_program() {
  const std::filesystem::path beside = program_folder() / kListener;
  return std::filesystem::exists(beside) ? beside.string() : kListener;
}

/// One running program: a path goes in, a line comes out.
class ListenerProgram {
 public:
  explicit ListenerProgram(const ListenOptions& options) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      throw Error(ErrorKind::io, std::string("cannot make a pipe: ") + std::strerror(errno));
    socket_ = ends[0];
    const std::string program = options.program.empty() ? listener_program() : options.program;
    std::vector<const char*> words = {program.c_str()};
    if (options.low_priority) words.push_back("--low-priority");
    if (options.numbers) words.push_back("--numbers");
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, ends[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    // Decoders complain there, each in its own way.
    ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int result = ::posix_spawnp(&id_, words[0], &files, nullptr, const_cast<char* const*>(words.data()), environ);
    ::posix_spawn_file_actions_destroy(&files);
    ::close(ends[1]);
    if (result == 0) return;
    ::close(socket_);
    throw Error(ErrorKind::unsupported,
                program + ": cannot run: " + std::strerror(result) + "; expected it beside this program or in PATH");
  }
  ~ListenerProgram() {
    ::close(socket_);
    if (id_ != 0) end();
  }
  ListenerProgram(const ListenerProgram&) = delete;
  ListenerProgram& operator=(const ListenerProgram&) = delete;

  /// The answer to one path, or nothing when the program ended instead.
  std::optional<std::string> ask(const std::filesystem::path& file) {
    std::string request = file.native();
    request.push_back('\0');
    for (std::size_t sent = 0; sent < request.size();) {
      const ssize_t count = ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return std::nullopt;
      sent += static_cast<std::size_t>(count);
    }
    std::string answer;
    while (answer.empty() || answer.back() != '\n')
      if (!receive(answer)) return std::nullopt;
    return answer;
  }

  /// Waits for the program's end; says what ended it.
  std::string end() {
    ::kill(id_, SIGTERM);  // it may be dead already, or hang
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    if (timed_out_) return "took too long to decode";
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return "took too long to decode";
    if (WIFSIGNALED(status)) return std::string("broke the decoder (") + ::strsignal(WTERMSIG(status)) + ")";
    if (WEXITSTATUS(status) == kNotFoundStatus) return "cannot be listened to: the program that listens cannot run";
    return "broke the decoder";
  }

 private:
  static constexpr int kNotFoundStatus = 127;

  bool receive(std::string& answer) {
    pollfd waiting = {socket_, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, kMostWaitMs);
    if (ready < 0 && errno == EINTR) return true;
    timed_out_ = ready == 0;
    if (ready <= 0) return false;
    std::array<char, 65536> piece;
    const ssize_t count = ::recv(socket_, piece.data(), piece.size(), 0);
    if (count < 0 && errno == EINTR) return true;
    if (count <= 0 || answer.size() > kMostAnswer) return false;
    answer.append(piece.data(), static_cast<std::size_t>(count));
    return true;
  }

  pid_t id_ = 0;
  int socket_ = -1;
  bool timed_out_ = false;
};

/// One thread's share of the work.
class Worker {
 public:
  explicit Worker(const ListenOptions& options) : options_(options) {}

  Listened listen(std::size_t index, const std::filesystem::path& file) {
    Listened listened;
    listened.file = index;
    if (!program_) program_.emplace(options_);
    const std::optional<std::string> answer = program_->ask(file);
    if (!answer) {
      listened.refusal = program_->end();
      program_.reset();
      return listened;
    }
    if (options_.numbers) {
      listened.numbers = *answer;
      return listened;
    }
    const Json json = Json::parse(*answer);
    if (json.contains("refusal"))
      listened.refusal = json.at("refusal").get<std::string>();
    else
      listened.measurement = measurement_from(json);
    return listened;
  }

 private:
  const ListenOptions& options_;
  std::optional<ListenerProgram> program_;
};

}  // namespace

void listen_to(std::span<const std::filesystem::path> files, const ListenOptions& options,
               const OnListened& on_listened) {
  std::atomic<std::size_t> next = 0;
  std::mutex one_at_a_time;
  std::exception_ptr thrown;
  const auto work = [&] {
    Worker worker(options);
    try {
      for (std::size_t i = next++; i < files.size(); i = next++) {
        Listened listened = worker.listen(i, files[i]);
        const std::scoped_lock lock(one_at_a_time);
        if (thrown) return;
        on_listened(std::move(listened));
      }
    } catch (...) {
      const std::scoped_lock lock(one_at_a_time);
      if (!thrown) thrown = std::current_exception();
      next = files.size();
    }
  };
  const std::size_t wanted = options.threads == 0 ? default_threads() : options.threads;
  const std::size_t count = std::min<std::size_t>(wanted, files.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < count; ++i) threads.emplace_back(work);
    if (count > 0) work();
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace leitmotif::sound
