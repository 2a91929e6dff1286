// The sections of a page, each a function from scores to markup.
// Flow: Evaluation, ModelCard -> sections, which page.cpp puts in order.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/markup.hpp"
#include "leitmotif/evaluation/comparison.hpp"
#include "leitmotif/evaluation/groups.hpp"
#include "leitmotif/report/eda_charts.hpp"

namespace leitmotif::report {

/// Sections of the page about one model: the scores as tiles, and what is remarkable in them; `seen` says that it was
/// trained on these very songs.
[[nodiscard]] Markup headline_section(const evaluation::Evaluation& evaluation);
[[nodiscard]] Markup findings_section(const evaluation::Evaluation& evaluation, bool seen);
/// Nothing for a kind that the paper does not have.
[[nodiscard]] Markup paper_section(const evaluation::ScoredModel& model);
/// Each two models: the songs they differ on. Nothing without pairs.
[[nodiscard]] Markup pairs_section(const evaluation::Comparison& comparison);
/// Every drawing of the page about one model, to be written as files.
[[nodiscard]] std::vector<Figure> model_figures(const evaluation::ScoredModel& model);
[[nodiscard]] Markup classes_section(const evaluation::ClassificationReport& report);
/// With the songs behind the most frequent confusions, where the comparison knows them.
[[nodiscard]] Markup confusion_section(const evaluation::ScoredModel& model, const evaluation::Comparison& comparison);
[[nodiscard]] Markup calibration_section(const evaluation::Calibration& calibration);
/// Nothing when the card has no epochs.
[[nodiscard]] Markup learning_section(const models::ModelCard& card);
/// Nothing without groups. `what` is the kind of group, such as "genre".
[[nodiscard]] Markup groups_section(const std::string& what, const std::vector<evaluation::GroupScore>& groups,
                                    double accuracy_of_all);
[[nodiscard]] Markup artists_section(const evaluation::ArtistOpinion& opinion);
[[nodiscard]] Markup card_section(const evaluation::ScoredModel& model);

/// A heading and content on a card.
[[nodiscard]] Markup card(const std::string& heading, const Markup& content);
/// "0.9010 to 0.9174".
[[nodiscard]] std::string interval_text(const evaluation::Interval& interval);

}  // namespace leitmotif::report
