// The order of songs that are drawn for an answer.
#pragma once

#include "leitmotif/core/draw.hpp"

namespace leitmotif::recommend {

using leitmotif::Draw;

}  // namespace leitmotif::recommend
