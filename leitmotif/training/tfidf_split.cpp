#include "leitmotif/training/tfidf_split.hpp"

namespace leitmotif::training {

TfidfSplit vectorize(const DataSplit& split, const TrainRequest& request) {
  TfidfSplit result;
  result.split = &split;
  std::vector<Tokens> seen = split.train.tokens;
  if (request.protocol == Protocol::paper)
    seen.insert(seen.end(), split.validation.tokens.begin(), split.validation.tokens.end());
  result.tfidf = std::make_shared<const features::Tfidf>(features::Tfidf::fit(seen, {}, request.threads));
  result.train_rows = result.tfidf->transform(split.train.tokens, request.threads);
  result.validation_rows = result.tfidf->transform(split.validation.tokens, request.threads);
  return result;
}

}  // namespace leitmotif::training
