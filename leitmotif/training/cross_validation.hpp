// How well a kind of model does on songs it has not seen: folds, repeated seeds, and how it grows with the data.
// Flow: request and labelled songs -> one training after another -> scores with mean and deviation.
// Source: k-fold cross-validation with whole groups held out (scikit-learn 1.2.1, GroupKFold); learning curves over
// nested parts of the training songs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/evaluation/significance.hpp"
#include "leitmotif/training/train.hpp"

namespace leitmotif::training {

/// A share of some songs of `data`, each class alike, drawn by the seed; the songs of a smaller share are among those
/// of a larger one.
[[nodiscard]] Part first_share(const Part& all, double share, std::uint64_t seed, const LabelledData& data);

/// Trains on the split's training songs and gives the class of each song of its test part.
/// Throws what the kind throws.
[[nodiscard]] std::vector<int> answers_to_test(const NetworkKind& kind, const DataSplit& split,
                                               const TrainRequest& request, const OnEpochReport& on_epoch);

/// Trains as often as the request's `repeats` ask: each seed with all of its folds, or without folds each seed with its
/// own division of the data. `on_training` is called before each with its number from 0 and how many there will be, and
/// may throw to stop. Throws as grouped_folds, stratified_folds, split_data and the kind.
[[nodiscard]] CrossValidation cross_validate(const NetworkKind& kind, const TrainRequest& request,
                                             const Repeats& repeats, const OnTraining& on_training);

/// Trains on a tenth, a fifth, two fifths, ... of the training songs, nested, and scores all on the same songs: those
/// of the test file, or of the validation part. Throws as cross_validate.
[[nodiscard]] std::vector<CurvePoint> learning_curve(const NetworkKind& kind, const TrainRequest& request,
                                                     const OnTraining& on_training);

}  // namespace leitmotif::training
