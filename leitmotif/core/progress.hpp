// How something that takes long says how far it is.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace leitmotif {

/// How far a long verb is: `done` of `total`, both 0 when not known.
struct Progress {
  std::string_view what;
  std::size_t done = 0;
  std::size_t total = 0;
};

/// Called from the verb's own thread. May throw Error(cancelled): what was finished before is kept.
using OnProgress = std::function<void(const Progress&)>;

/// For those who do not want to know how far a verb is.
inline const OnProgress kNoProgress = [](const Progress&) {};

}  // namespace leitmotif
