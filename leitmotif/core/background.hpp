// Work in the background of somebody who waits for answers.
#pragma once

namespace leitmotif {

/// From now on this thread, and every thread it starts, takes the processor only as far as others leave it.
void give_way() noexcept;

/// Memory that this program has freed and keeps for later goes back to the machine, as far as the C library can do
/// that.
void give_memory_back() noexcept;

}  // namespace leitmotif
