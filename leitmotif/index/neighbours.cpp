#include "leitmotif/index/neighbours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/index/cell_index.hpp"

namespace leitmotif::index {
namespace {

/// Rows scored at once: their scores stay in the nearest cache.
constexpr std::size_t kBlock = 512;
/// Rows a thread takes at once: fewer cost more for starting a thread than it saves.
constexpr std::size_t kPiece = 1 << 15;
/// Candidates asked of the approximate index for each answer wanted: numbers of 8 bits blur the order of near rows.
constexpr std::size_t kCandidatesPerHit = 4;
constexpr std::size_t kLeastCandidates = 64;

bool all_finite(std::span<const float> values) {
  return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

}  // namespace

Neighbours::Neighbours(std::vector<float> rows, std::size_t width, const NeighboursOptions& options)
    : rows_(std::move(rows)), width_(width), options_(options) {}
Neighbours::Neighbours(Neighbours&&) noexcept = default;
Neighbours& Neighbours::operator=(Neighbours&&) noexcept = default;
Neighbours::~Neighbours() = default;

Neighbours Neighbours::build(std::vector<float> rows, std::size_t width, const NeighboursOptions& options) {
  if (width == 0 || rows.size() % width != 0)
    throw Error(ErrorKind::invalid_argument, "index: " + std::to_string(rows.size()) +
                                                 " numbers do not make rows of width " + std::to_string(width));
  if (rows.size() / width > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorKind::resource_limit, "index: more than 4294967295 rows");
  if (!all_finite(rows)) throw Error(ErrorKind::invalid_argument, "index: a row holds a number that is not finite");
  Neighbours result(std::move(rows), width, options);
  if (result.size() > options.exact_rows)
    result.cells_ = CellIndex::build(result.rows_, width, options.measure, options.seed);
  return result;
}

void Neighbours::check_query(std::span<const float> query) const {
  if (query.size() != width_)
    throw Error(ErrorKind::invalid_argument, "index: the query has " + std::to_string(query.size()) +
                                                 " numbers, expected " + std::to_string(width_));
  if (!all_finite(query))
    throw Error(ErrorKind::invalid_argument, "index: the query holds a number that is not finite");
}

std::vector<Hit> Neighbours::search(std::span<const float> query, std::size_t k, const Accept& accept) const {
  check_query(query);
  const std::size_t wanted = std::min(k, size());
  const std::size_t count = std::max(kCandidatesPerHit * wanted, kLeastCandidates);
  // Where many answers are wanted the cells would have to give most rows there are.
  if (exact() || count > size() / 4) return search_exactly(query, k, accept);
  const std::vector<std::uint32_t> candidates = cells_->candidates(query, count, accept);
  // A narrow filter may leave the cells that were searched without enough rows.
  if (candidates.size() < wanted) return search_exactly(query, k, accept);
  TopHits top(wanted);
  for (const std::uint32_t candidate : candidates) {
    float score = 0;
    score_rows(options_.measure, query, row(candidate), {&score, 1});
    top.show({candidate, score});
  }
  return top.take_sorted();
}

std::vector<Hit> Neighbours::search_exactly(std::span<const float> query, std::size_t k, const Accept& accept) const {
  check_query(query);
  const std::size_t wanted = std::min(k, size());
  std::vector<TopHits> tops((size() + kPiece - 1) / kPiece, TopHits(wanted));
  parallel_for(size(), kPiece, options_.threads, [&](std::size_t begin, std::size_t end) {
    TopHits& top = tops[begin / kPiece];
    std::array<float, kBlock> scores{};
    for (std::size_t first = begin; first < end; first += kBlock) {
      const std::size_t count = std::min(kBlock, end - first);
      score_rows(options_.measure, query, std::span(rows_).subspan(first * width_, count * width_),
                 std::span(scores).first(count));
      for (std::size_t r = 0; r < count; ++r) {
        const Hit hit{static_cast<std::uint32_t>(first + r), scores[r]};
        if (top.would_keep(hit) && (!accept || accept(hit.row))) top.keep(hit);
      }
    }
  });
  TopHits merged(wanted);
  for (const TopHits& top : tops)
    for (const Hit& hit : top.unsorted()) merged.show(hit);
  return merged.take_sorted();
}

void Neighbours::score_all(std::span<const float> query, std::span<float> scores) const {
  check_query(query);
  if (scores.size() != size())
    throw Error(ErrorKind::invalid_argument,
                "index: room for " + std::to_string(scores.size()) + " scores, expected " + std::to_string(size()));
  parallel_for(size(), kPiece, options_.threads, [&](std::size_t begin, std::size_t end) {
    score_rows(options_.measure, query, std::span(rows_).subspan(begin * width_, (end - begin) * width_),
               scores.subspan(begin, end - begin));
  });
}

}  // namespace leitmotif::index
