#include "leitmotif/core/parallel.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace leitmotif {

unsigned default_threads() noexcept {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return static_cast<unsigned>(CPU_COUNT(&allowed));
  return std::max(1U, std::thread::hardware_concurrency());
}

void parallel_for(std::size_t count, std::size_t piece, unsigned threads,
                  const std::function<void(std::size_t begin, std::size_t end)>& work) {
  piece = std::max<std::size_t>(piece, 1);
  const std::size_t pieces = (count + piece - 1) / piece;
  std::atomic<std::size_t> next = 0;
  std::mutex failure_mutex;
  std::exception_ptr failure;
  std::size_t failed_piece = pieces;

  const auto run = [&] {
    for (std::size_t p = next++; p < pieces; p = next++) {
      try {
        work(p * piece, std::min(count, (p + 1) * piece));
      } catch (...) {
        const std::lock_guard lock(failure_mutex);
        if (p < failed_piece) {
          failed_piece = p;
          failure = std::current_exception();
        }
      }
    }
  };

  const std::size_t wanted = threads == 0 ? default_threads() : threads;
  {
    std::vector<std::jthread> helpers;
    for (std::size_t t = 1; t < std::min(wanted, pieces); ++t) helpers.emplace_back(run);
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace leitmotif
