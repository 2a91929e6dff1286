// Work in the background of somebody who waits for answers.
#pragma once

namespace leitmotif {

/// From now on this thread, and every thread it starts, takes the processor only as far as others leave it.
void give_way() noexcept;

}  // namespace leitmotif
