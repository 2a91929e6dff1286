// `leitmotif-listen`: what a file sounds like, for `leitmotif`, which starts one for each thread. Paths come in, each
// ended by a zero byte; a line of JSON goes out for each. All decoders are linked here and nowhere else, so that a file
// that brings one down ends this program only; what a file may cost is limited.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <string>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/sound/decoding/hear.hpp"
#include "leitmotif/sound/record.hpp"

namespace {

using namespace leitmotif;

/// Most memory, far above what the largest real file takes: libraries alone map some 300 MB.
constexpr rlim_t kMostBytes = rlim_t{2} << 30U;
/// Most processor time of one file: a day of sound takes about six minutes.
constexpr rlim_t kMostSeconds = rlim_t{20} * 60;

void limit_memory() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  const rlimit limit = {kMostBytes, kMostBytes};
  ::setrlimit(RLIMIT_AS, &limit);
#endif
  const rlimit none = {0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::setrlimit(RLIMIT_FSIZE, &none);  // nothing is ever written
}

/// From now on; the limit counts from the beginning of the program.
void limit_time() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  rlimit limit{};
  ::getrlimit(RLIMIT_CPU, &limit);
  limit.rlim_cur = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + kMostSeconds;
  ::setrlimit(RLIMIT_CPU, &limit);
}

std::string answer(const std::string& path, bool numbers) {
  limit_time();
  try {
    if (numbers) return sound::decoding::hear_numbers(path);
    return sound::to_json(sound::decoding::hear(path)).dump() + "\n";
  } catch (const std::bad_alloc&) {
    return Json{{"refusal", "needs too much memory to be decoded"}}.dump() + "\n";
  } catch (const std::exception& error) {
    std::string_view message = error.what();
    if (message.starts_with(path + ": ")) message.remove_prefix(path.size() + 2);
    return Json{{"refusal", std::string(message)}}.dump() + "\n";
  }
}

bool write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void serve(bool numbers) {
  std::string waiting;
  std::array<char, 4096> piece;
  while (true) {
    const std::size_t end = waiting.find('\0');
    if (end == std::string::npos) {
      const ssize_t count = ::read(STDIN_FILENO, piece.data(), piece.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return;
      waiting.append(piece.data(), static_cast<std::size_t>(count));
      continue;
    }
    const std::string path = waiting.substr(0, end);
    waiting.erase(0, end + 1);
    if (!write_all(answer(path, numbers))) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  bool numbers = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--numbers") numbers = true;
    if (word == "--low-priority") ::setpriority(PRIO_PROCESS, 0, 19);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  std::signal(SIGINT, SIG_IGN);  // whoever started it decides
  limit_memory();
  serve(numbers);
  return 0;
}
