// The exploratory analysis as one value: everything the page, the figures and the JSON show.
// Flow: SongTable -> Analysis.
// Source: the paper's exploration (summaries, correlations, PCA, k-means of five clusters), done on the same six
// features: four of sound, the valence and the age.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/explore/association.hpp"
#include "leitmotif/explore/choose_clusters.hpp"
#include "leitmotif/explore/kmeans.hpp"
#include "leitmotif/explore/pca.hpp"
#include "leitmotif/explore/song_table.hpp"
#include "leitmotif/explore/summary.hpp"
#include "leitmotif/explore/telling_words.hpp"

namespace leitmotif::explore {

/// The features of the paper's joint analysis, in its order.
inline constexpr std::array<std::string_view, 6> kPaperFeatures = {"danceability", "energy",  "loudness",
                                                                   "acousticness", "valence", "age"};
/// More features than this are not analysed together.
inline constexpr std::size_t kMostJointFeatures = 24;
/// More songs than this are not drawn one by one; so many are drawn at random instead.
inline constexpr std::size_t kMostPoints = 30'000;
inline constexpr std::size_t kDrawnPoints = 20'000;
inline constexpr std::size_t kLeastClusters = 2;
inline constexpr std::size_t kMostClusters = 9;

/// How an analysis is made.
struct Options {
  std::size_t clusters = 5;                ///< 2..9; 0: chosen_clusters
  std::vector<std::string> features = {};  ///< of the joint analysis; empty: those of kPaperFeatures that can be used
  std::uint64_t seed = 0;
  unsigned threads = 0;  ///< 0: all
  /// Called between the steps with the name of the next one and how many are done of how many. May throw to end the
  /// work.
  std::function<void(std::string_view what, std::size_t done, std::size_t total)> on_step = {};
  std::function<void()> check_stop = {};  ///< called from any thread now and then; may throw to end the work
};

/// One cluster and what is special about it.
struct ClusterProfile {
  std::size_t songs = 0;
  std::vector<double> center;             ///< [joint features] standardised
  std::vector<double> mean;               ///< [joint features] in the features' own units
  std::vector<std::size_t> strongest;     ///< up to three joint features, by the center's distance from 0
  std::string name;                       ///< such as "high energy, low acousticness"
  std::array<double, 2> at{};             ///< the center on the first two components
  std::array<double, 3> age_quartiles{};  ///< of the feature `age`, or of the year; kMissing without either
};

/// One song on the projection.
struct ProjectedSong {
  std::uint32_t row = 0;  ///< in the table
  float x = 0;            ///< first component
  float y = 0;            ///< second component, 0 when there is only one
  std::uint8_t cluster = 0;
};

/// What was left out of the joint analysis, and why.
struct LeftOut {
  std::string feature;
  std::string reason;
};

/// Features analysed together, over the rows that have all of them: correlations and components.
struct Joint {
  std::vector<std::string> features;
  std::vector<LeftOut> left_out;
  std::size_t complete_rows = 0;
  std::string why_not;              ///< why there is no joint analysis, when there is none
  std::vector<double> mean;         ///< [features] over the complete rows
  std::vector<double> deviation;    ///< [features] with n, over the complete rows
  std::vector<double> correlation;  ///< [features x features]
  std::optional<Pca> pca;
};

/// Songs grouped by their features, and the scan that the number of groups was chosen by.
struct Clusters {
  std::vector<ScanLine> scan;
  std::size_t silhouette_rows = 0;  ///< songs in the silhouette's sample
  std::size_t elbow = 0;            ///< 0: none
  std::size_t by_criteria = 0;      ///< what `auto` takes
  bool automatic = false;           ///< the number was not asked for
  std::string why_not;              ///< why there are no clusters, when there are none
  Clustering chosen;                ///< over the complete rows
  std::vector<ClusterProfile> profiles;
  std::vector<ProjectedSong> points;  ///< all complete rows, or kDrawnPoints of them
  bool points_drawn = false;
  CountTable genres;  ///< [clusters x genres]
  CountTable topics;  ///< [topics x clusters]
  MutualInformation topic_information;
};

/// Everything an exploratory analysis found out.
struct Analysis {
  SongTable table;  ///< without its words, which are counted
  std::vector<Summary> summaries;
  Joint joint;
  Clusters clusters;
  CountTable topics_by_decade;  ///< [decades x topics]
  std::vector<TellingWords> topic_words;
  std::vector<TellingWords> decade_words;
  std::size_t different_words = 0;
  std::size_t songs_with_words = 0;
  std::vector<std::string> findings;  ///< what is odd about the data, in sentences
  std::uint64_t seed = 0;
};

/// Throws invalid_argument (clusters not 0 or 2..9, a feature that is not in the table), and what the callbacks throw.
/// Data that allow no analysis are no error: what could not be done says why.
[[nodiscard]] Analysis analyse(SongTable table, const Options& options);

}  // namespace leitmotif::explore
