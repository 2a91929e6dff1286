#include "leitmotif/sound/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "leitmotif/core/parallel.hpp"

namespace leitmotif::sound {
namespace {

/// Fewer pieces say nothing about what is usual.
constexpr std::size_t kTellingSet = 20;
constexpr std::size_t kPiecesAtOnce = 16;

class Set {
 public:
  Set(std::span<const std::vector<float>> descriptors, Compared compared, unsigned threads)
      : descriptors_(descriptors), compared_(compared) {
    if (descriptors.size() < kTellingSet) {
      for (const std::vector<float>& descriptor : descriptors)
        surroundings_.push_back(surroundings_of(descriptor, compared));
      return;
    }
    surroundings_.resize(descriptors.size());
    parallel_for(descriptors.size(), kPiecesAtOnce, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t piece = begin; piece < end; ++piece) surroundings_[piece] = surroundings(piece);
    });
  }

  [[nodiscard]] std::vector<Neighbour> around(std::size_t piece) const {
    std::vector<Neighbour> others;
    std::vector<double> plain_distances(descriptors_.size());
    for (std::size_t other = 0; other < descriptors_.size(); ++other) {
      if (other == piece) continue;
      plain_distances[other] = plain(piece, other);
      const double far = plain_distances[other];
      others.push_back({other, mutual_distance(far, surroundings_[piece], surroundings_[other])});
    }
    // Far away every distance rounds to 1; there the plain one decides.
    std::ranges::sort(others, {}, [&](const Neighbour& other) {
      return std::tuple(other.distance, plain_distances[other.piece], other.piece);
    });
    return others;
  }

 private:
  [[nodiscard]] double plain(std::size_t a, std::size_t b) const {
    return distance(descriptors_[a], descriptors_[b], compared_);
  }
  /// From the distances within the set.
  [[nodiscard]] Surroundings surroundings(std::size_t piece) const {
    double sum = 0;
    double squares = 0;
    for (std::size_t other = 0; other < descriptors_.size(); ++other) {
      if (other == piece) continue;
      const double far = plain(piece, other);
      sum += far;
      squares += far * far;
    }
    const auto count = static_cast<double>(descriptors_.size() - 1);
    const double mean = sum / count;
    return {mean, std::sqrt(std::max(squares / count - mean * mean, 1e-12))};
  }

  std::span<const std::vector<float>> descriptors_;
  Compared compared_;
  std::vector<Surroundings> surroundings_;
};

}  // namespace

void for_each_neighbours(std::span<const std::vector<float>> descriptors, Compared compared, unsigned threads,
                         const std::function<void(std::size_t piece, std::span<const Neighbour> others)>& visit) {
  const Set set(descriptors, compared, threads);
  for (std::size_t begin = 0; begin < descriptors.size(); begin += kPiecesAtOnce * 8) {
    const std::size_t count = std::min(kPiecesAtOnce * 8, descriptors.size() - begin);
    std::vector<std::vector<Neighbour>> batch(count);
    parallel_for(count, 4, threads, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) batch[i] = set.around(begin + i);
    });
    for (std::size_t i = 0; i < count; ++i) visit(begin + i, batch[i]);
  }
}

}  // namespace leitmotif::sound
