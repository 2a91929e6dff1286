#include "leitmotif/training/torch/feed_forward.hpp"

#include <algorithm>

#include "leitmotif/training/torch/dropout.hpp"
#include "leitmotif/training/torch/train_topics.hpp"

namespace leitmotif::training {
namespace {

constexpr double kTunedDropout = 0.3;
constexpr double kRate = 1e-3;
constexpr double kLaterRate = 1e-4;  // once all layers learn

class FeedForward final : public TopicNetwork {
 public:
  FeedForward(std::size_t inputs, const FeedForwardOptions& options)
      : layer1_(register_module("layer1", SparseLinear(inputs, options.hidden[0]))),
        layer2_(register_module("layer2", torch::nn::Linear(options.hidden[0], options.hidden[1]))),
        layer3_(register_module("layer3", torch::nn::Linear(options.hidden[1], options.classes))),
        dropout_(register_module("dropout", Dropout(options.dropout))) {}

  at::Tensor forward(const SongBatch& batch) override {
    const at::Tensor hidden1 = dropout_->rectified(layer1_(batch));
    const at::Tensor hidden2 = dropout_->rectified(layer2_(hidden1));
    return layer3_(hidden2);
  }
  torch::nn::Module& last_layer() override { return *layer3_; }

 private:
  SparseLinear layer1_;
  torch::nn::Linear layer2_;
  torch::nn::Linear layer3_;
  Dropout dropout_;
};

MakeNetwork make_with(const FeedForwardOptions& options) {
  return [options](const Examples& train, std::size_t classes) {
    FeedForwardOptions own = options;
    own.classes = classes;
    return std::make_shared<FeedForward>(train.rows->columns, own);
  };
}

FeedForwardOptions options_of(const Hyperparameters& set, double usual_dropout) {
  FeedForwardOptions options;
  options.dropout = set.dropout.value_or(usual_dropout);
  if (set.hidden.size() == options.hidden.size()) std::ranges::copy(set.hidden, options.hidden.begin());
  return options;
}

std::vector<float> copied(const at::Tensor& tensor) { return {numbers(tensor).begin(), numbers(tensor).end()}; }

}  // namespace

TrainedModel train_ffnn(const DataSplit& split, const TrainRequest& request, const OnEpochReport& on_epoch) {
  TopicTraining training{"Feed-forward network", start_schedule(request), make_with(options_of(request.set, 0))};
  training.schedule.phases = {{.epochs = request.epochs > 0 ? request.epochs : kFeedForwardEpochs,
                               .rate = request.set.learning_rate.value_or(kRate)}};
  return train_topics(training, split, request, on_epoch);
}

TrainedModel train_ffnn_tuned(const DataSplit& split, const TrainRequest& request, const OnEpochReport& on_epoch) {
  TopicTraining training{"Feed-forward network, fine-tuned in two phases with dropout,", start_schedule(request),
                         make_with(options_of(request.set, kTunedDropout))};
  const int epochs = request.epochs > 0 ? request.epochs : kTunedEpochs;
  const std::optional<double>& rate = request.set.learning_rate;
  training.schedule.phases = {
      {.epochs = epochs / 3, .rate = rate.value_or(kRate), .last_layer_only = true},
      {.epochs = epochs - epochs / 3, .rate = rate ? *rate * kLaterRate / kRate : kLaterRate, .plateau = true}};
  return train_topics(training, split, request, on_epoch);
}

models::FeedForwardWeights train_feed_forward(const Examples& train, const Examples& validation,
                                              const FeedForwardOptions& options, const Schedule& schedule) {
  const Fit fitted = fit(make_with(options), {train, validation, options.classes}, schedule, [](const auto&) {});
  models::FeedForwardWeights weights;
  weights.inputs = train.rows->columns;
  weights.hidden = options.hidden;
  weights.outputs = options.classes;
  for (std::size_t layer = 0; layer < weights.weight.size(); ++layer) {
    const std::string name = "layer" + std::to_string(layer + 1);
    weights.weight[layer] = copied(fitted.tensors.at(name + ".weight"));
    weights.bias[layer] = copied(fitted.tensors.at(name + ".bias"));
  }
  return weights;
}

}  // namespace leitmotif::training
