// The table of ways to ask.
#include <array>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {

std::span<const WayRow* const> ways() noexcept {
  static constexpr std::array<const WayRow*, 8> kWays = {&kTopicWay, &kMixWay,    &kMoodWay, &kTextWay,
                                                         &kLikeWay,  &kUnlikeWay, &kPathWay, &kTypicalWay};
  return kWays;
}

void require_share(double value, const char* name, const char* meaning) {
  if (value >= 0 && value <= 1) return;
  throw Error(ErrorKind::invalid_argument, name,
              std::string("expected ") + meaning + ", 0 to 1, found " + std::to_string(value));
}

}  // namespace leitmotif::recommend
