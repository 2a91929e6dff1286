// Names that numbers refer to.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace leitmotif {

/// Names that many objects share, in an order that numbers refer to.
using Names = std::shared_ptr<const std::vector<std::string>>;

}  // namespace leitmotif
