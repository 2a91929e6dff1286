// Reads the kind of a model file and makes the classifier of that kind.
#include <array>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/models/equilibrium.hpp"
#include "leitmotif/models/feed_forward.hpp"
#include "leitmotif/models/linear.hpp"
#include "leitmotif/models/model_file.hpp"
#include "leitmotif/models/transformer.hpp"

namespace leitmotif::models {
namespace {

struct Kind {
  std::string_view name;
  std::unique_ptr<const Classifier> (*load)(const ModelFile& file, ModelCard card);
};

constexpr std::array<Kind, 9> kKinds = {{
    {"equilibrium", load_equilibrium},
    {"ffnn", load_feed_forward},
    {"ffnn-tuned", load_feed_forward},
    {"transformer", load_transformer},
    {"majority", load_linear},
    {"naive-bayes", load_linear},
    {"logistic", load_linear},
    {"svm", load_linear},
    {kManyLabels, load_linear},
}};

/// How far an answer may be from the one saved with the model: the order of additions differs between processors.
constexpr float kSampleTolerance = 1e-3F;

void check_samples(const Classifier& model, const std::filesystem::path& path) {
  for (const ModelSample& sample : model.card().samples) {
    const std::vector<float> answer = model.predict(Tokens::from_joined(sample.tokens)).probabilities;
    bool same = answer.size() == sample.probabilities.size();
    for (std::size_t k = 0; same && k < answer.size(); ++k)
      same = std::abs(answer[k] - sample.probabilities[k]) <= kSampleTolerance;
    if (!same)
      throw Error(ErrorKind::corrupt_data,
                  path.string() + ": answers its sample line '" + sample.text + "' differently than when it was saved");
  }
}

}  // namespace

std::unique_ptr<const Classifier> load_classifier(const std::filesystem::path& path) {
  const ModelFile file = ModelFile::load(path);
  ModelCard card = model_card_from_json(parse_json(file.text("card"), path.string()), path.string());
  for (const Kind& kind : kKinds) {
    if (kind.name != card.kind) continue;
    std::unique_ptr<const Classifier> model = kind.load(file, std::move(card));
    check_samples(*model, path);
    return model;
  }
  throw Error(ErrorKind::unsupported,
              path.string() + ": holds a model of kind '" + card.kind + "', which this program does not know");
}

}  // namespace leitmotif::models
