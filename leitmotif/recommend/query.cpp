#include "leitmotif/recommend/query.hpp"

#include <array>

namespace leitmotif::recommend {

std::string_view name_of(PartKind kind) noexcept {
  static constexpr std::array<std::string_view, 8> kNames = {"topic", "mix",    "mood", "text",
                                                             "like",  "unlike", "path", "variety"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace leitmotif::recommend
