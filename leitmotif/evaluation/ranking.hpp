// How good the order of an answer is.
// Flow: ranked list, judged item by item -> number; for the recommender's evaluation.
// Source: the definitions of trec_eval (P_k, recip_rank).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif::evaluation {

/// A ranked list after judgement, best place first: 1 where the item is relevant, else 0.
using Judgements = std::vector<std::uint8_t>;

/// The share of relevant items among the first `k` places; places beyond the end of the list count as misses.
/// Throws invalid_argument when k is 0.
[[nodiscard]] double precision_at(std::span<const std::uint8_t> judgements, std::size_t k);

/// 1 / place of the first relevant item, counted from 1; 0 when there is none.
[[nodiscard]] double reciprocal_rank(std::span<const std::uint8_t> judgements) noexcept;

/// The mean of precision_at over several queries. Throws invalid_argument when k is 0 or there is no query.
[[nodiscard]] double mean_precision_at(std::span<const Judgements> queries, std::size_t k);

/// The mean of reciprocal_rank over several queries. Throws invalid_argument when there is no query.
[[nodiscard]] double mean_reciprocal_rank(std::span<const Judgements> queries);

}  // namespace leitmotif::evaluation
