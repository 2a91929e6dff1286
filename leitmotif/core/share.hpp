// A part of many of about the same size: how a batch is spread over tasks that know nothing of each other.
// Flow: `--part K/N`, or a task's place in a Slurm array -> Share -> which rows, lines, files or songs are its own.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace leitmotif {

/// A part of many, counted from 1.
struct Share {
  std::size_t part = 1;
  std::size_t of = 1;
  [[nodiscard]] bool is_whole() const noexcept { return of == 1; }  ///< of one part
};

/// Things `begin`, ..., `end` - 1 of a row of things counted from 0.
struct ShareRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] bool contains(std::size_t i) const noexcept { return i >= begin && i < end; }  ///< thing i
  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }                      ///< how many
};

/// Which of `count` things are the share's: neighbours, so that the parts joined in their order are the whole. The
/// sizes of two parts differ by 1 at most.
[[nodiscard]] ShareRange range_of(const Share& share, std::size_t count) noexcept;

/// Reads "K/N". Throws invalid_argument.
[[nodiscard]] Share parse_share(std::string_view text);

/// The place of this process in a Slurm array of tasks (SLURM_ARRAY_TASK_ID, _COUNT, _MIN, _MAX, _STEP); nothing
/// outside of one. Throws invalid_argument when the array is not a plain range A-B or A-B:STEP, because then a task
/// cannot know how many are before it.
[[nodiscard]] std::optional<Share> share_of_array();

}  // namespace leitmotif
