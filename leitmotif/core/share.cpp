#include "leitmotif/core/share.hpp"

#include <charconv>
#include <string>

#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif {
namespace {

constexpr std::size_t kMostShares = 100'000;

std::optional<std::size_t> whole_number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::size_t> number_in(const char* variable) {
  return whole_number_of(path_from_environment(variable).native());
}

/// Of `count` things, how many are before the end of the first `parts` parts. Without a product that could overflow.
std::size_t before_end(std::size_t parts, std::size_t of, std::size_t count) noexcept {
  return count / of * parts + count % of * parts / of;
}

}  // namespace

ShareRange range_of(const Share& share, std::size_t count) noexcept {
  return {before_end(share.part - 1, share.of, count), before_end(share.part, share.of, count)};
}

Share parse_share(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto part = whole_number_of(text.substr(0, slash));
  const auto of = slash == std::string_view::npos ? std::nullopt : whole_number_of(text.substr(slash + 1));
  if (!part || !of || *part < 1 || *part > *of || *of > kMostShares)
    throw Error(ErrorKind::invalid_argument,
                "a part is K/N with K from 1 to N, such as 3/8, not '" + std::string(text.substr(0, 40)) + "'");
  return {*part, *of};
}

std::optional<Share> share_of_array() {
  const auto id = number_in("SLURM_ARRAY_TASK_ID");
  const auto count = number_in("SLURM_ARRAY_TASK_COUNT");
  if (!id || !count) return std::nullopt;
  const std::size_t least = number_in("SLURM_ARRAY_TASK_MIN").value_or(*id);
  const std::size_t most = number_in("SLURM_ARRAY_TASK_MAX").value_or(*id);
  const std::size_t step = number_in("SLURM_ARRAY_TASK_STEP").value_or(1);
  const bool is_range = step > 0 && least <= *id && *id <= most && (*id - least) % step == 0 &&
                        (most - least) / step + 1 == *count && *count <= kMostShares;
  if (!is_range)
    throw Error(ErrorKind::invalid_argument,
                "the tasks of this Slurm array are no plain range, so which part is this one's is not known; "
                "expected --part K/N, or --array=A-B");
  return Share{(*id - least) / step + 1, *count};
}

}  // namespace leitmotif
