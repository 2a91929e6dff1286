#include "support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace leitmotif::testing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kTick_ms = 5;
constexpr uid_t kNobody = 65534;

/// One end of a pipe or terminal that closes itself.
class End {
 public:
  End() = default;
  explicit End(int descriptor) : descriptor_(descriptor) {}
  ~End() { close(); }
  End(End&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  End& operator=(End&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  End(const End&) = delete;
  End& operator=(const End&) = delete;
  void close() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

struct Ends {
  End read, write;
};

End opened(const std::filesystem::path& path, int flags) {
  End end(::open(path.c_str(), flags | O_CLOEXEC));
  if (end.get() < 0) throw std::runtime_error(path.string() + ": " + std::strerror(errno));
  return end;
}

Ends make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return {End(ends[0]), End(ends[1])};
}

/// A terminal of so many columns that passes bytes as they are: its two ends are ours and the program's.
Ends make_terminal(unsigned short columns) {
  End ours(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (ours.get() < 0 || ::grantpt(ours.get()) != 0 || ::unlockpt(ours.get()) != 0)
    throw std::runtime_error("no terminal");
  std::array<char, 128> name{};
  if (::ptsname_r(ours.get(), name.data(), name.size()) != 0) throw std::runtime_error("no terminal");
  End theirs = opened(name.data(), O_RDWR | O_NOCTTY);
  termios mode{};
  ::tcgetattr(theirs.get(), &mode);
  ::cfmakeraw(&mode);
  ::tcsetattr(theirs.get(), TCSANOW, &mode);
  const winsize size{50, columns, 0, 0};
  ::ioctl(theirs.get(), TIOCSWINSZ, &size);
  return {std::move(ours), std::move(theirs)};
}

/// Strings as exec wants them.
class Words {
 public:
  explicit Words(std::vector<std::string> words) : words_(std::move(words)) {
    for (std::string& word : words_) pointers_.push_back(word.data());
    pointers_.push_back(nullptr);
  }
  [[nodiscard]] char* const* get() const { return pointers_.data(); }

 private:
  std::vector<std::string> words_;
  std::vector<char*> pointers_;
};

Words argument_words(const std::vector<std::string>& arguments, const ProgramOptions& options) {
  std::vector<std::string> words = {options.program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return Words(std::move(words));
}

Words environment_words(const ProgramOptions& options) {
  std::map<std::string, std::string> variables = options.environment;
  for (char** entry = ::environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    variables.emplace(text.substr(0, text.find('=')), text.substr(std::min(text.find('=') + 1, text.size())));
  }
  std::vector<std::string> words;
  for (const auto& [name, value] : variables) words.push_back(name + "=" + value);
  return Words(std::move(words));
}

/// In the child, where only async-signal-safe calls are allowed. Does not return.
[[noreturn]] void become(const ProgramOptions& options, const std::array<int, 3>& standard, char* const* arguments,
                         char* const* environment) {
  for (int i = 0; i < 3; ++i) ::dup2(standard[static_cast<std::size_t>(i)], i);
  if (options.missing_stream >= 0) ::close(options.missing_stream);
  ::signal(SIGPIPE, SIG_DFL);
  ::signal(SIGXFSZ, SIG_DFL);
  if (options.file_limit_bytes) {
    const rlimit limit{*options.file_limit_bytes, *options.file_limit_bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  if (options.as_nobody && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(kCannotStart);
  if (options.folder.empty() || ::chdir(options.folder.c_str()) == 0)
    ::execve(options.program.c_str(), arguments, environment);
  ::_exit(kCannotStart);
}

/// Feeds a running program, gathers what it says, and waits for its end.
class Conversation {
 public:
  Conversation(pid_t id, End input, End out, End err, const ProgramOptions& options)
      : id_(id), input_(std::move(input)), out_(std::move(out)), err_(std::move(err)), options_(options) {
    if (input_.get() >= 0) ::fcntl(input_.get(), F_SETFL, O_NONBLOCK);
  }

  ProgramResult finish() {
    const Clock::time_point end = Clock::now() + options_.limit;
    int status = 0;
    while (true) {
      exchange();
      if (options_.watch) options_.watch({id_, result_.out, result_.err});
      note_memory();
      if (out_.get() < 0 && err_.get() < 0) break;
      if (::waitpid(id_, &status, WNOHANG) == id_) return ended(status);
      if (Clock::now() > end) kill_slow();
    }
    while (::waitpid(id_, &status, WNOHANG) == 0) {
      if (Clock::now() > end) kill_slow();
      ::poll(nullptr, 0, 1);
    }
    return ended(status);
  }

 private:
  void kill_slow() {
    result_.too_slow = true;
    ::kill(id_, SIGKILL);
  }

  ProgramResult ended(int status) {
    while (out_.get() >= 0 && gather(out_, result_.out)) continue;
    while (err_.get() >= 0 && gather(err_, result_.err)) continue;
    result_.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return std::move(result_);
  }

  /// Waits a tick for something to read or room to write.
  void exchange() {
    std::array<pollfd, 3> waiting = {
        {{out_.get(), POLLIN, 0},
         {err_.get(), POLLIN, 0},
         {fed_ < options_.input.size() || !options_.input_stays_open ? input_.get() : -1, POLLOUT, 0}}};
    ::poll(waiting.data(), waiting.size(), kTick_ms);
    if (waiting[0].revents != 0) gather(out_, result_.out);
    if (waiting[1].revents != 0) gather(err_, result_.err);
    if (waiting[2].revents != 0) feed();
  }

  /// False, and the end closed, when nothing more will come. A terminal says so with an error.
  static bool gather(End& end, std::string& text) {
    std::array<char, 65536> block{};
    const ssize_t count = ::read(end.get(), block.data(), block.size());
    if (count > 0)
      text.append(block.data(), static_cast<std::size_t>(count));
    else
      end.close();
    return count > 0;
  }

  void feed() {
    const ssize_t count = ::write(input_.get(), options_.input.data() + fed_, options_.input.size() - fed_);
    if (count > 0) fed_ += static_cast<std::size_t>(count);
    if ((fed_ == options_.input.size() && !options_.input_stays_open) || (count < 0 && errno != EAGAIN)) input_.close();
  }

  void note_memory() {
    std::ifstream file("/proc/" + std::to_string(id_) + "/status");
    for (std::string line; std::getline(file, line);)
      if (line.starts_with("VmHWM:")) result_.most_memory_kib = std::strtol(line.c_str() + 6, nullptr, 10);
  }

  pid_t id_;
  End input_, out_, err_;
  const ProgramOptions& options_;
  std::size_t fed_ = 0;
  ProgramResult result_;
};

}  // namespace

ProgramResult run_program(const std::vector<std::string>& arguments, const ProgramOptions& options) {
  if (::access(options.program.c_str(), X_OK) != 0)
    throw std::runtime_error(options.program.string() + " is not there or not a program");
  ::signal(SIGPIPE, SIG_IGN);  // a program may end before it has read its input
  Ends input = options.input_file.empty() ? make_pipe() : Ends{opened(options.input_file, O_RDONLY), End()};
  Ends out = options.columns > 0 ? make_terminal(options.columns) : make_pipe();
  Ends err = options.columns > 0 ? Ends{} : make_pipe();
  if (!options.output_file.empty()) out = {End(), opened(options.output_file, O_WRONLY | O_CREAT)};
  if (options.output_closed) out.read.close();
  const Words words = argument_words(arguments, options);
  const Words variables = environment_words(options);
  const std::array<int, 3> standard = {input.read.get(), out.write.get(),
                                       options.columns > 0 ? out.write.get() : err.write.get()};
  const pid_t id = ::fork();
  if (id < 0) throw std::runtime_error("no process");
  if (id == 0) become(options, standard, words.get(), variables.get());
  input.read.close();
  out.write.close();
  err.write.close();
  return Conversation(id, std::move(input.write), std::move(out.read), std::move(err.read), options).finish();
}

}  // namespace leitmotif::testing
