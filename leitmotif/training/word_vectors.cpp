#include "leitmotif/training/word_vectors.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::training {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t kLongestWord = 20;      ///< letters; longer ones are joined words
constexpr double kContextExponent = 0.75;     ///< rare contexts count as if they were less rare
constexpr double kMostInverseFrequency = 6;   ///< so that the rarest words do not decide alone where a song lies
constexpr std::size_t kSpareDimensions = 16;  ///< carried along so that the last ones converge
constexpr int kVectorRounds = 6;

/// Words by number, most frequent first, and the songs in these numbers.
struct NumberedSongs {
  std::vector<std::string> words;
  std::vector<std::size_t> songs_with;            ///< [words]
  std::vector<std::vector<std::uint32_t>> songs;  ///< words without a number are left out
};

NumberedSongs numbered(std::span<const Tokens> songs, const WordVectorOptions& options) {
  std::set<std::string_view> seen;
  std::vector<const Tokens*> different;
  std::map<std::string_view, std::size_t> songs_with;
  for (const Tokens& song : songs) {
    if (!seen.insert(song.joined()).second) continue;
    different.push_back(&song);
    const std::set<std::string_view> words(song.begin(), song.end());
    for (const std::string_view word : words) ++songs_with[word];
  }
  std::vector<std::pair<std::string_view, std::size_t>> kept;
  for (const auto& [word, count] : songs_with)
    if (count >= options.least_songs && word.size() <= kLongestWord) kept.emplace_back(word, count);
  std::stable_sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  kept.resize(std::min(kept.size(), options.most_words));
  NumberedSongs result;
  std::map<std::string_view, std::uint32_t> numbers;
  for (const auto& [word, count] : kept) {
    numbers.emplace(word, static_cast<std::uint32_t>(result.words.size()));
    result.words.emplace_back(word);
    result.songs_with.push_back(count);
  }
  for (const Tokens* song : different) {
    std::vector<std::uint32_t>& row = result.songs.emplace_back();
    for (const std::string_view word : *song)
      if (const auto found = numbers.find(word); found != numbers.end()) row.push_back(found->second);
  }
  return result;
}

/// A symmetric matrix by rows.
struct CountRows {
  std::vector<std::size_t> begin = {0};
  std::vector<std::uint32_t> column;
  std::vector<float> value;

  [[nodiscard]] Matrix times(const Matrix& other) const {
    Matrix product = Matrix::Zero(other.rows(), other.cols());
    for (std::size_t i = 0; i + 1 < begin.size(); ++i)
      for (std::size_t k = begin[i]; k < begin[i + 1]; ++k)
        product.row(static_cast<Eigen::Index>(i)) += value[k] * other.row(static_cast<Eigen::Index>(column[k]));
    return product;
  }
};

/// How often words stand near each other.
CountRows neighbours(const NumberedSongs& songs, std::size_t window) {
  struct Place {
    std::uint32_t song = 0;
    std::uint32_t at = 0;
  };
  std::vector<std::vector<Place>> places(songs.words.size());
  for (std::size_t s = 0; s < songs.songs.size(); ++s)
    for (std::size_t i = 0; i < songs.songs[s].size(); ++i)
      places[songs.songs[s][i]].push_back({static_cast<std::uint32_t>(s), static_cast<std::uint32_t>(i)});
  CountRows rows;
  std::vector<double> sums(songs.words.size());
  std::vector<std::uint32_t> touched;
  for (std::size_t word = 0; word < places.size(); ++word) {
    for (const Place& place : places[word]) {
      const std::vector<std::uint32_t>& song = songs.songs[place.song];
      const std::size_t first = place.at > window ? place.at - window : 0;
      const std::size_t last = std::min(song.size(), std::size_t{place.at} + window + 1);
      for (std::size_t k = first; k < last; ++k) {
        if (song[k] == word) continue;
        const std::size_t distance = k > place.at ? k - place.at : place.at - k;
        if (sums[song[k]] == 0) touched.push_back(song[k]);
        sums[song[k]] += static_cast<double>(window + 1 - distance) / static_cast<double>(window);
      }
    }
    std::sort(touched.begin(), touched.end());
    for (const std::uint32_t other : touched) {
      rows.column.push_back(other);
      rows.value.push_back(static_cast<float>(sums[other]));
      sums[other] = 0;
    }
    touched.clear();
    rows.begin.push_back(rows.column.size());
  }
  return rows;
}

/// Counts become positive pointwise mutual information, made symmetric.
void to_information(CountRows& rows) {
  const std::size_t words = rows.begin.size() - 1;
  std::vector<double> total(words);
  std::vector<double> context(words);
  double contexts = 0;
  for (std::size_t i = 0; i < words; ++i) {
    for (std::size_t k = rows.begin[i]; k < rows.begin[i + 1]; ++k) total[i] += static_cast<double>(rows.value[k]);
    context[i] = std::pow(total[i], kContextExponent);
    contexts += context[i];
  }
  for (std::size_t i = 0; i < words; ++i)
    for (std::size_t k = rows.begin[i]; k < rows.begin[i + 1]; ++k) {
      const std::size_t j = rows.column[k];
      const auto count = static_cast<double>(rows.value[k]);
      const double forth = std::log(count * contexts / (total[i] * context[j]));
      const double back = std::log(count * contexts / (total[j] * context[i]));
      rows.value[k] = static_cast<float>(std::max((forth + back) / 2, 0.0));
    }
}

Matrix orthonormal(const Matrix& columns) {
  const Eigen::HouseholderQR<Matrix> decomposition(columns);
  return decomposition.householderQ() * Matrix::Identity(columns.rows(), columns.cols());
}

/// CountRows of length 1: the strongest directions of the matrix, each by the root of its strength.
Matrix strongest(const CountRows& rows, const WordVectorOptions& options) {
  const auto words = static_cast<Eigen::Index>(rows.begin.size() - 1);
  const auto kept = static_cast<Eigen::Index>(options.dimensions);
  const Eigen::Index carried = std::min(words, kept + static_cast<Eigen::Index>(kSpareDimensions));
  RandomSource random(options.seed);
  Matrix basis(words, carried);
  for (Eigen::Index i = 0; i < words; ++i)
    for (Eigen::Index j = 0; j < carried; ++j) basis(i, j) = static_cast<float>(random.normal());
  basis = orthonormal(basis);
  for (int round = 0; round < kVectorRounds; ++round) basis = orthonormal(rows.times(rows.times(basis)));
  const Matrix small = basis.transpose() * rows.times(basis);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXf> solver((small + small.transpose()) / 2.0F);
  std::vector<Eigen::Index> order;
  for (Eigen::Index k = 0; k < carried; ++k) order.push_back(k);
  const auto strength = [&](Eigen::Index k) { return std::abs(solver.eigenvalues()(k)); };
  std::stable_sort(order.begin(), order.end(),
                   [&](Eigen::Index a, Eigen::Index b) { return strength(a) > strength(b); });
  Eigen::MatrixXf turn(carried, kept);
  for (Eigen::Index k = 0; k < kept; ++k) {
    const Eigen::Index from = order[static_cast<std::size_t>(k)];
    turn.col(k) = solver.eigenvectors().col(from) * std::sqrt(strength(from));
  }
  Matrix vectors = basis * turn;
  for (Eigen::Index i = 0; i < words; ++i) {
    const float length = vectors.row(i).norm();
    if (length > 0) vectors.row(i) /= length;
  }
  return vectors;
}

/// The mean of the songs' directions before anything is taken out of them.
std::vector<float> common_direction(const NumberedSongs& songs, const wishes::VectorData& data) {
  std::vector<double> mean(data.dimensions);
  for (const std::vector<std::uint32_t>& song : songs.songs) {
    std::map<std::uint32_t, int> counts;
    for (const std::uint32_t word : song) ++counts[word];
    std::vector<double> sum(data.dimensions);
    double length = 0;
    for (const auto& [word, count] : counts)
      for (std::size_t d = 0; d < sum.size(); ++d)
        sum[d] += std::log1p(count) * static_cast<double>(data.weight[word]) * data.rows[word * data.dimensions + d];
    for (const double x : sum) length += x * x;
    if (!(length > 0)) continue;
    for (std::size_t d = 0; d < sum.size(); ++d) mean[d] += sum[d] / std::sqrt(length);
  }
  std::vector<float> common(data.dimensions);
  const auto count = static_cast<double>(std::max<std::size_t>(songs.songs.size(), 1));
  for (std::size_t d = 0; d < common.size(); ++d) common[d] = static_cast<float>(mean[d] / count);
  return common;
}

}  // namespace

wishes::VectorData learn_word_vectors(std::span<const Tokens> songs, const WordVectorOptions& options) {
  const NumberedSongs numbers = numbered(songs, options);
  if (options.dimensions < 2 || numbers.words.size() <= options.dimensions)
    throw Error(ErrorKind::invalid_argument, "the songs have " + std::to_string(numbers.words.size()) +
                                                 " frequent words; " + std::to_string(options.dimensions) +
                                                 " dimensions take at least one more, and at least 2 dimensions");
  CountRows rows = neighbours(numbers, options.window);
  to_information(rows);
  const Matrix vectors = strongest(rows, options);
  wishes::VectorData data;
  data.dimensions = options.dimensions;
  data.words = numbers.words;
  for (Eigen::Index i = 0; i < vectors.rows(); ++i) {
    const std::size_t with = numbers.songs_with[static_cast<std::size_t>(i)];
    const double rarity = std::log(static_cast<double>(numbers.songs.size()) / static_cast<double>(with));
    data.weight.push_back(static_cast<float>(std::sqrt(std::clamp(rarity, 0.0, kMostInverseFrequency))));
    const std::vector<std::int8_t> row =
        wishes::packed(std::span(vectors.data() + i * vectors.cols(), static_cast<std::size_t>(vectors.cols())));
    data.rows.insert(data.rows.end(), row.begin(), row.end());
  }
  data.common = common_direction(numbers, data);
  return data;
}

}  // namespace leitmotif::training
