#include "leitmotif/topics/coherence.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace leitmotif::topics {
namespace {

/// In how many songs words stand, each alone and each pair. Shape: [words x words], alone on the diagonal.
std::vector<std::size_t> songs_of_pairs(const SparseMatrix& counts, std::span<const std::uint32_t> words) {
  std::vector<std::size_t> together(words.size() * words.size());
  std::vector<std::size_t> present;
  for (std::size_t song = 0; song < counts.rows(); ++song) {
    const auto begin = counts.column.begin() + static_cast<std::ptrdiff_t>(counts.row_begin[song]);
    const auto end = counts.column.begin() + static_cast<std::ptrdiff_t>(counts.row_begin[song + 1]);
    present.clear();
    for (std::size_t i = 0; i < words.size(); ++i)
      if (std::binary_search(begin, end, words[i])) present.push_back(i);
    for (const std::size_t a : present)
      for (const std::size_t b : present) ++together[a * words.size() + b];
  }
  return together;
}

/// NPMI of two words; -1 when no song has both, 1 when all songs have both.
double npmi(double both, double a, double b, double songs) {
  if (both == 0) return -1;
  if (both == songs) return 1;
  return std::log(both * songs / (a * b)) / -std::log(both / songs);
}

}  // namespace

Coherence coherence(const SparseMatrix& counts, std::span<const std::uint32_t> words) {
  const std::vector<std::size_t> together = songs_of_pairs(counts, words);
  const auto songs_of = [&](std::size_t a, std::size_t b) {
    return static_cast<double>(together[a * words.size() + b]);
  };
  Coherence mean;
  double pairs = 0;
  for (std::size_t later = 1; later < words.size(); ++later)
    for (std::size_t first = 0; first < later; ++first) {
      const double both = songs_of(first, later);
      mean.npmi += npmi(both, songs_of(first, first), songs_of(later, later), static_cast<double>(counts.rows()));
      mean.umass += std::log((both + 1) / songs_of(first, first));
      pairs += 1;
    }
  if (pairs == 0) return {};
  return {mean.npmi / pairs, mean.umass / pairs};
}

}  // namespace leitmotif::topics
