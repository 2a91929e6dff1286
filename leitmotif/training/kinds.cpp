#include "leitmotif/training/kinds.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/error.hpp"

namespace leitmotif::training {
namespace {

constexpr std::array<std::string_view, 1> kKinds = {"ffnn"};

}  // namespace

std::span<const std::string_view> known_kinds() noexcept { return kKinds; }

void check_kind(std::string_view kind) {
  if (std::ranges::find(kKinds, kind) != kKinds.end()) return;
  std::string known;
  for (const std::string_view name : kKinds) known += (known.empty() ? "" : ", ") + std::string(name);
  throw Error(ErrorKind::invalid_argument, "model '" + std::string(kind) + "' is not known; known: " + known);
}

}  // namespace leitmotif::training
