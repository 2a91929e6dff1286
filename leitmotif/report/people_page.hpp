// The page about wishes: how they do against what people say of songs.
// Flow: measures of wishes -> one self-contained HTML file.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "leitmotif/evaluation/bootstrap.hpp"

namespace leitmotif::report {

/// How one wish does.
struct WishRow {
  std::string name;
  std::size_t songs = 0;           ///< judged songs with a score
  std::size_t positive = 0;        ///< of them, those that people call so
  std::optional<double> auc = {};  ///< nothing when people call all songs so, or none
  evaluation::Interval interval;
  double first_10 = 0;
  double first_50 = 0;
  double coverage = 0;
  std::string topic;  ///< that does best; empty when none does
  double topic_auc = 0;
};

/// The page; `labels` is the file of judgements. The same input gives the same bytes.
[[nodiscard]] std::string people_page(const std::string& labels, std::span<const WishRow> wishes);

}  // namespace leitmotif::report
