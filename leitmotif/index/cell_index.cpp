#include "leitmotif/index/cell_index.hpp"

#include <faiss/IndexFlat.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/impl/IDSelector.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <exception>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif::index {
namespace {

/// Rows a cell should hold, about: with fewer, finding the nearest cells costs more than looking into them.
constexpr std::size_t kRowsPerCell = 500;
/// Cells a query looks into. Held against exact search by a test of recall.
constexpr std::size_t kCellsSearched = 48;
/// Rows the centres are learned from, for each centre.
constexpr int kLearnedRowsPerCell = 64;
constexpr int kRounds = 8;

faiss::MetricType metric_of(Measure measure) {
  return measure == Measure::dot_product ? faiss::METRIC_INNER_PRODUCT : faiss::METRIC_L2;
}

class Selector final : public faiss::IDSelector {
 public:
  explicit Selector(const std::function<bool(std::uint32_t)>& accept) : accept_(accept) {}
  bool is_member(faiss::Index::idx_t id) const override { return accept_(static_cast<std::uint32_t>(id)); }

 private:
  const std::function<bool(std::uint32_t)>& accept_;
};

class FaissCells final : public CellIndex {
 public:
  FaissCells(std::span<const float> rows, std::size_t width, Measure measure, std::uint32_t seed)
      : centres_(static_cast<faiss::Index::idx_t>(width), metric_of(measure)),
        index_(&centres_, width, std::max<std::size_t>(1, rows.size() / width / kRowsPerCell),
               faiss::ScalarQuantizer::QT_8bit, metric_of(measure), /*encode_residual=*/false) {
    index_.cp.seed = static_cast<int>(seed);
    index_.cp.niter = kRounds;
    index_.cp.max_points_per_centroid = kLearnedRowsPerCell;
    index_.cp.min_points_per_centroid = 1;
    index_.cp.spherical = measure == Measure::dot_product;
    const auto count = static_cast<faiss::Index::idx_t>(rows.size() / width);
    index_.train(count, rows.data());
    index_.add(count, rows.data());
  }

  std::vector<std::uint32_t> candidates(std::span<const float> query, std::size_t count,
                                        const std::function<bool(std::uint32_t)>& accept) const override {
    std::vector<float> scores(count);
    std::vector<faiss::Index::idx_t> ids(count);
    const Selector selector(accept);
    faiss::SearchParametersIVF parameters;
    parameters.nprobe = std::min(kCellsSearched, index_.nlist);
    if (accept) parameters.sel = const_cast<Selector*>(&selector);
    index_.search(1, query.data(), static_cast<faiss::Index::idx_t>(count), scores.data(), ids.data(), &parameters);
    std::vector<std::uint32_t> rows;
    for (const faiss::Index::idx_t id : ids)
      if (id >= 0) rows.push_back(static_cast<std::uint32_t>(id));
    return rows;
  }

 private:
  faiss::IndexFlat centres_;
  faiss::IndexIVFScalarQuantizer index_;
};

}  // namespace

std::unique_ptr<const CellIndex> CellIndex::build(std::span<const float> rows, std::size_t width, Measure measure,
                                                  std::uint32_t seed) {
  try {
    return std::make_unique<FaissCells>(rows, width, measure, seed);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw Error(ErrorKind::internal, std::string("FAISS could not build an index: ") + error.what());
  }
}

}  // namespace leitmotif::index
