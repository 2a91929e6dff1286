// What the exploration says, one sentence a figure, and how it stands to the paper.
// Flow: explore::Analysis -> sentences above and below the figures.
#pragma once

#include <cstddef>
#include <string>

#include "leitmotif/explore/analysis.hpp"

namespace leitmotif::report {

/// Each is computed from the analysis; empty when there is nothing to say it about.
[[nodiscard]] std::string missing_finding(const explore::Analysis& analysis);
/// "Most songs are pop (5,633, 24.8 %)". `what` is such as "topic".
[[nodiscard]] std::string groups_finding(const explore::Groups& groups, const std::string& what);
[[nodiscard]] std::string time_finding(const explore::Groups& decades);
/// Whether a feature's histogram is shown at once; those of others are folded when there are such.
[[nodiscard]] bool stands_in_front(std::string_view feature);
/// About the features whose histograms stand above it.
[[nodiscard]] std::string features_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string correlation_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string components_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string scan_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string projection_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string profiles_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string age_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string genre_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string decades_finding(const explore::Analysis& analysis);
[[nodiscard]] std::string words_finding(const std::vector<explore::TellingWords>& groups);
[[nodiscard]] std::string link_finding(const explore::Analysis& analysis);

/// The correlation of two features; not a number when one of them was not analysed.
[[nodiscard]] double correlation_of(const explore::Joint& joint, std::string_view first, std::string_view second);
/// The loading of a feature on a component; not a number when there is none.
[[nodiscard]] double loading_of(const explore::Joint& joint, std::size_t component, std::string_view feature);
/// `items` as "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items);
/// A feature's age as the year it stands for: 2020 - 70 x age.
[[nodiscard]] double year_of_age(double age) noexcept;

}  // namespace leitmotif::report
