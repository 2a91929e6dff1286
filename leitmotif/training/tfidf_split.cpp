#include "leitmotif/training/tfidf_split.hpp"

namespace leitmotif::training {
namespace {

constexpr std::string_view kPublishedLabels =
    "It predicts which topic the data set gives a song. The data set's topics are the strongest of eight weights of a "
    "topic model (latent Dirichlet allocation), not anybody's judgement: a right answer means agreement with that "
    "topic model.";
constexpr std::string_view kOwnLabels =
    "It predicts which label the author of its data gives a song: a right answer means agreement with that author.";

}  // namespace

std::string_view label_words(const DataSplit& split) noexcept {
  return split.is_published() ? kPublishedLabels : kOwnLabels;
}

features::TfidfOptions tfidf_options(const Hyperparameters& set) {
  features::TfidfOptions options;
  if (set.vocabulary > 0) options.max_features = set.vocabulary;
  if (set.max_words > 0) options.max_words = set.max_words;
  return options;
}

TfidfSplit vectorize(const DataSplit& split, const TrainRequest& request) {
  TfidfSplit result;
  result.split = &split;
  std::vector<Tokens> seen = split.train.tokens;
  if (request.protocol == Protocol::paper)
    seen.insert(seen.end(), split.validation.tokens.begin(), split.validation.tokens.end());
  result.tfidf =
      std::make_shared<const features::Tfidf>(features::Tfidf::fit(seen, tfidf_options(request.set), request.threads));
  result.train_rows = result.tfidf->transform(split.train.tokens, request.threads);
  result.validation_rows = result.tfidf->transform(split.validation.tokens, request.threads);
  return result;
}

}  // namespace leitmotif::training
