// What the paper's exploration reports, beside which ours is shown.
// Source: the paper's exploratory analysis. Only the values are taken from it for the third correlation and the
// loadings; which features they belong to is inferred from which of ours they are nearest to.
#pragma once

#include <array>
#include <string_view>

namespace leitmotif::report {

/// A correlation of two features that the paper gives.
struct PaperCorrelation {
  std::string_view first;
  std::string_view second;
  double value = 0;
};
/// The pair of the third is inferred.
inline constexpr std::array<PaperCorrelation, 3> kPaperCorrelations = {
    {{"energy", "loudness", 0.77}, {"energy", "acousticness", -0.72}, {"danceability", "valence", 0.49}}};

/// A loading of a feature on a component that the paper gives.
struct PaperLoading {
  std::size_t component = 0;
  std::string_view feature;
  double value = 0;
};
/// The loadings that the paper names.
inline constexpr std::array<PaperLoading, 5> kPaperLoadings = {{{0, "energy", 0.54},
                                                                {0, "loudness", 0.51},
                                                                {0, "acousticness", -0.50},
                                                                {1, "valence", 0.67},
                                                                {1, "danceability", 0.69}}};

/// Shares of variance of the first two components.
inline constexpr std::array<double, 2> kPaperExplained = {0.38, 0.22};

/// Ours agrees when it is the paper's figure as far as that is written out, give or take one in the last place.
inline constexpr double kPaperTolerance = 0.015;

}  // namespace leitmotif::report
