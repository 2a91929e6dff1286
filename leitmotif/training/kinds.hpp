// The kinds of models that can be trained, in one table.
// Flow: names on the command line -> train; the order in which reproduce goes through them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace leitmotif::training {

/// Every kind `train` knows, as in a model card.
[[nodiscard]] std::span<const std::string_view> known_kinds() noexcept;

/// Throws invalid_argument listing the known kinds when `kind` is none of them.
void check_kind(std::string_view kind);

}  // namespace leitmotif::training
