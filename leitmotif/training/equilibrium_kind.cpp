#include "leitmotif/training/equilibrium_kind.hpp"

#include <utility>

#include "leitmotif/training/equilibrium_trainer.hpp"

namespace leitmotif::training {

TrainedModel train_equilibrium_kind(const DataSplit& split, const TrainRequest& request,
                                    const OnEpochReport& on_epoch) {
  EquilibriumOptions options;
  options.seed = request.seed;
  options.threads = request.threads;
  if (request.epochs > 0) options.epochs = request.epochs;
  TrainedEquilibrium network =
      train_equilibrium(EquilibriumRows{split.train.songs, split.validation.songs}, options, on_epoch);
  TrainedModel trained;
  trained.description = equilibrium_description();
  trained.explanation = models::equilibrium_explanation();
  trained.epochs = std::move(network.epochs);
  trained.kept_epoch = network.kept_epoch;
  trained.scores = std::move(network.scores);
  trained.scores["validation_ece_before"] = trained.scores["ece_before"];
  trained.scores.erase("ece_before");
  trained.scores.erase("ece");  // the same as validation_ece, which every kind has
  trained.scores["fitted_songs"] = static_cast<double>(network.training_songs);
  trained.scores["incomplete_songs"] = static_cast<double>(network.incomplete_songs);
  trained.save = [weights = std::move(network.weights)](const std::filesystem::path& path,
                                                        const models::ModelCard& card) {
    models::save_equilibrium(path, card, weights);
  };
  return trained;
}

}  // namespace leitmotif::training
