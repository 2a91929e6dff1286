// The steps of analyse(), each a pure function.
// Flow: SongTable -> Joint -> Clusters; findings about the data.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/explore/analysis.hpp"
#include "leitmotif/explore/complete_rows.hpp"

namespace leitmotif::explore {

/// The joint analysis with the rows it was made of, which clustering goes on with.
struct JointRows {
  Joint joint;
  CompleteRows rows;
};

/// Which features are analysed together, over which rows, and their correlations and components.
/// Throws invalid_argument: a wished feature that is not there or is there twice, or too many of them.
[[nodiscard]] JointRows analyse_jointly(const SongTable& table, const std::vector<Summary>& summaries,
                                        const std::vector<std::string>& wished);

/// The scan, the chosen number, and what its clusters are like.
[[nodiscard]] Clusters find_clusters(const SongTable& table, const JointRows& joint, const Options& options);

/// What a person should know before believing the rest: missing, unreadable, infinite and constant values, songs
/// without words or groups, rows that could not be read.
[[nodiscard]] std::vector<std::string> data_findings(const Analysis& analysis, const Options& options);

}  // namespace leitmotif::explore
