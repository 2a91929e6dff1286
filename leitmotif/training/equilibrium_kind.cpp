#include "leitmotif/training/equilibrium_kind.hpp"

#include <utility>

#include "leitmotif/training/equilibrium_trainer.hpp"

namespace leitmotif::training {

Learned learn_equilibrium(const Lesson& lesson, const TrainRequest& request,
                          const std::function<void(const models::EpochReport&)>& on_epoch) {
  EquilibriumOptions options;
  options.seed = request.seed;
  options.threads = request.threads;
  if (request.epochs > 0) options.epochs = request.epochs;
  TrainedEquilibrium trained =
      train_equilibrium(EquilibriumRows{lesson.train.songs, lesson.validation.songs}, options, on_epoch);
  Learned learned;
  learned.description = equilibrium_description();
  learned.explanation = models::equilibrium_explanation();
  learned.epochs = std::move(trained.epochs);
  learned.kept_epoch = trained.kept_epoch;
  learned.scores = std::move(trained.scores);
  learned.scores["validation_ece_before"] = learned.scores["ece_before"];
  learned.scores.erase("ece_before");
  learned.scores.erase("ece");  // the same as validation_ece, which every kind has
  learned.scores["fitted_songs"] = static_cast<double>(trained.training_songs);
  learned.scores["incomplete_songs"] = static_cast<double>(trained.incomplete_songs);
  learned.save = [weights = std::move(trained.weights)](const std::filesystem::path& path,
                                                        const models::ModelCard& card) {
    models::save_equilibrium(path, card, weights);
  };
  return learned;
}

}  // namespace leitmotif::training
