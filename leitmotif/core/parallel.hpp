// Work on a range by several threads, with the same split at any number of them.
#pragma once

#include <cstddef>
#include <functional>

namespace leitmotif {

/// How many threads to use when the caller says 0: one for each processor this process may use.
[[nodiscard]] unsigned default_threads() noexcept;

/// Calls `work(begin, end)` for consecutive pieces of [0, count) of at most `piece` items, on `threads` threads
/// (0: all). Pieces depend on `piece` only, so results kept by piece do not depend on the number of threads.
/// Rethrows the exception of the earliest piece that threw.
void parallel_for(std::size_t count, std::size_t piece, unsigned threads,
                  const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace leitmotif
