// The sections of a page, each a function from scores to markup.
// Flow: Evaluation, ModelCard -> sections, which page.cpp puts in order.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"
#include "leitmotif/metrics/groups.hpp"
#include "leitmotif/models/comparison.hpp"

namespace leitmotif::report {

/// Sections of the page about one model: the scores as tiles, and what is remarkable in them.
[[nodiscard]] Markup headline_section(const models::Evaluation& evaluation);
[[nodiscard]] Markup findings_section(const models::Evaluation& evaluation);
/// Nothing for a kind that the paper does not have.
[[nodiscard]] Markup paper_section(const models::ScoredModel& model);
[[nodiscard]] Markup classes_section(const metrics::ClassificationReport& report);
[[nodiscard]] Markup confusion_section(const metrics::ClassificationReport& report);
[[nodiscard]] Markup calibration_section(const metrics::Calibration& calibration);
/// Nothing when the card has no epochs.
[[nodiscard]] Markup learning_section(const models::ModelCard& card);
/// Nothing without groups. `what` is the kind of group, such as "genre".
[[nodiscard]] Markup groups_section(const std::string& what, const std::vector<metrics::GroupScore>& groups,
                                    double accuracy_of_all);
[[nodiscard]] Markup artists_section(const models::ArtistOpinion& opinion);
[[nodiscard]] Markup card_section(const models::ScoredModel& model);

/// A heading and content on a card.
[[nodiscard]] Markup card(const std::string& heading, const Markup& content);
/// "0.9010 to 0.9174".
[[nodiscard]] std::string interval_text(const metrics::Interval& interval);

}  // namespace leitmotif::report
