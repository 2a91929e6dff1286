#include "leitmotif/core/background.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace leitmotif {

void give_way() noexcept {
  constexpr int kNice = 10;
  // On Linux this is a thread's own; where it is refused, the thread goes on as before.
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNice);
}

}  // namespace leitmotif
