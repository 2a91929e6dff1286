// Training and scoring of models that give a song any number of labels, behind `train --multi-label` and `evaluate`.
#pragma once

#include <string>

#include "apps/command.hpp"
#include "apps/data_options.hpp"
#include "leitmotif/evaluation/evaluate.hpp"
#include "leitmotif/training/request.hpp"

namespace leitmotif::apps {

/// What is asked of `train --multi-label` beside the request.
struct LabelWish {
  std::string separator = "|";
  std::string runs;
  bool overwrite = false;
  const DataWish& data;
};

/// Trains, keeps the run and prints. Gives the exit status.
int train_many_labels(const training::TrainRequest& request, const LabelWish& wish, const General& general);

/// Scores the request's only model and prints. Gives the exit status.
int evaluate_many_labels(const evaluation::EvaluateRequest& request, const std::string& separator, const DataWish& data,
                         const General& general);

}  // namespace leitmotif::apps
