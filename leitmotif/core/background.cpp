#include "leitmotif/core/background.hpp"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif
#include <sys/resource.h>
#include <unistd.h>

namespace leitmotif {

void give_way() noexcept {
  constexpr int kNice = 10;
  // On Linux this is a thread's own; where it is refused, the thread goes on as before.
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
}

void give_memory_back() noexcept {
#ifdef __GLIBC__
  (void)::malloc_trim(0);
#endif
}

}  // namespace leitmotif
