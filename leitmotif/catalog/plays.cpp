#include "leitmotif/catalog/plays.hpp"

#include <cmath>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {

void require_sound_play(const Play& play) {
  if (ascii::trimmed(play.listener).empty()) throw Error(ErrorKind::invalid_argument, "a play has no listener");
  if (!std::isfinite(play.weight) || play.weight < 0)
    throw Error(ErrorKind::invalid_argument,
                "the weight of a play is " + std::to_string(play.weight) + ", expected a number that is not negative");
}

}  // namespace leitmotif::catalog
