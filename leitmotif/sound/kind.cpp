#include "leitmotif/sound/kind.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace leitmotif::sound {
namespace {

double value_of(const Numbers& numbers, std::string_view name) {
  const auto found = std::ranges::find(numbers.names, name);
  return found == numbers.names.end() ? 0 : numbers.values[static_cast<std::size_t>(found - numbers.names.begin())];
}

}  // namespace

bool is_speech(const Numbers& numbers) {
  // Weights of a logistic regression (docs/sound.md says over what), the limit in the middle between the kinds.
  constexpr auto kWeights = std::to_array<std::pair<std::string_view, double>>({{"mfcc 16 change", 0.6},
                                                                                {"mfcc 17 change", 0.6},
                                                                                {"mfcc 18 change", 0.6},
                                                                                {"mfcc 19 change", 0.6},
                                                                                {"flux", 6.5},
                                                                                {"note change", 8.2},
                                                                                {"key clarity", -4.4}});
  constexpr double kLimit = 12.0;
  constexpr double kMostPulse = 0.3;  // of speech: mostly below 0.1, at most 0.19
  if (value_of(numbers, "pulse") >= kMostPulse) return false;
  double score = 0;
  for (const auto& [name, weight] : kWeights) score += weight * value_of(numbers, name);
  return score > kLimit;
}

}  // namespace leitmotif::sound
