// What is doubtful about the songs of a training, said before anybody believes its scores.
// Flow: DataSplit -> warnings, one line each.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/training/data_split.hpp"

namespace leitmotif::training {

/// Fewer songs than this to validate with, and their score is mostly luck.
inline constexpr std::size_t kFewestValidationSongs = 30;
/// A class of fewer songs is hardly learned.
inline constexpr std::size_t kFewestSongsOfAClass = 10;

/// A label that is several in one cell, to all appearance.
struct JoinedLabel {
  std::string name;
  char between = '|';  ///< what stands between them
};

/// The first name of which a part stands in other names, too, as `rock` in `happy|rock` and `calm|rock`.
[[nodiscard]] std::optional<JoinedLabel> joined_label(std::span<const std::string> names);

/// One line each for: few songs to validate with, classes of few songs, validation or test songs whose words are also
/// those of a training song, a word that gives a label away (it stands in nine of ten songs of a class and in hardly
/// any other), labels that look like several labels in one cell. Empty when nothing is doubtful.
[[nodiscard]] std::vector<std::string> data_warnings(const DataSplit& split);

}  // namespace leitmotif::training
