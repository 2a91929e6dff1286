#include "leitmotif/evaluation/ranking.hpp"

#include <algorithm>

#include "leitmotif/core/error.hpp"

namespace leitmotif::evaluation {
namespace {

void check_queries(std::span<const Judgements> queries) {
  if (queries.empty()) throw Error(ErrorKind::invalid_argument, "there are no ranked lists to score");
}

}  // namespace

double precision_at(std::span<const std::uint8_t> judgements, std::size_t k) {
  if (k == 0) throw Error(ErrorKind::invalid_argument, "k is 0; expected 1 or more places");
  const auto places = judgements.first(std::min(k, judgements.size()));
  const auto hits = std::count_if(places.begin(), places.end(), [](std::uint8_t judged) { return judged != 0; });
  return static_cast<double>(hits) / static_cast<double>(k);
}

double reciprocal_rank(std::span<const std::uint8_t> judgements) noexcept {
  const auto first =
      std::find_if(judgements.begin(), judgements.end(), [](std::uint8_t judged) { return judged != 0; });
  return first == judgements.end() ? 0 : 1.0 / static_cast<double>(first - judgements.begin() + 1);
}

double mean_precision_at(std::span<const Judgements> queries, std::size_t k) {
  check_queries(queries);
  double sum = 0;
  for (const Judgements& judgements : queries) sum += precision_at(judgements, k);
  return sum / static_cast<double>(queries.size());
}

double mean_reciprocal_rank(std::span<const Judgements> queries) {
  check_queries(queries);
  double sum = 0;
  for (const Judgements& judgements : queries) sum += reciprocal_rank(judgements);
  return sum / static_cast<double>(queries.size());
}

}  // namespace leitmotif::evaluation
