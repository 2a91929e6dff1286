#include "leitmotif/evaluation/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"

namespace leitmotif::evaluation {
namespace {

/// The two scores of one resample.
struct Scores {
  std::vector<double> accuracy;  // [resamples]
  std::vector<double> macro_f1;  // [resamples]
};

void check_input(const ConfusionMatrix& confusion, const BootstrapOptions& options) {
  const std::size_t songs = confusion.total();
  if (songs == 0) throw Error(ErrorKind::invalid_argument, "there are no songs to draw from");
  if (confusion.counts.size() != confusion.classes * confusion.classes)
    throw Error(ErrorKind::invalid_argument, "the confusion matrix has " + std::to_string(confusion.counts.size()) +
                                                 " cells for " + std::to_string(confusion.classes) + " classes");
  if (songs > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorKind::resource_limit, "there are " + std::to_string(songs) + " songs; expected less than 2^32");
  if (options.resamples == 0) throw Error(ErrorKind::invalid_argument, "resamples is 0; expected 1 or more");
  if (!(options.confidence > 0 && options.confidence < 1))
    throw Error(ErrorKind::invalid_argument,
                "confidence is " + std::to_string(options.confidence) + "; expected more than 0 and less than 1");
}

/// The cell of the matrix each song lies in. Shape: [songs].
std::vector<std::uint32_t> cells_of_songs(const ConfusionMatrix& confusion) {
  std::vector<std::uint32_t> cells;
  cells.reserve(confusion.total());
  for (std::size_t cell = 0; cell < confusion.counts.size(); ++cell)
    cells.insert(cells.end(), confusion.counts[cell], static_cast<std::uint32_t>(cell));
  return cells;
}

/// Fills `drawn` with as many songs as there are, drawn with replacement. Its own generator for each resample keeps the
/// numbers the same at any number of threads.
void draw(std::span<const std::uint32_t> cells, std::uint64_t seed, std::size_t resample, ConfusionMatrix& drawn) {
  std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U),
                         static_cast<std::uint32_t>(resample), static_cast<std::uint32_t>(resample >> 32U)};
  std::mt19937_64 random(sequence);
  std::fill(drawn.counts.begin(), drawn.counts.end(), 0);
  // A multiplication in place of std::uniform_int_distribution, whose numbers differ from library to library. Some
  // songs come up more often by less than songs / 2^32.
  for (std::size_t i = 0; i < cells.size(); ++i) ++drawn.counts[cells[((random() >> 32U) * cells.size()) >> 32U]];
}

double accuracy_of(const ConfusionMatrix& confusion, std::size_t songs) {
  std::size_t right = 0;
  for (std::size_t c = 0; c < confusion.classes; ++c) right += confusion.at(c, c);
  return static_cast<double>(right) / static_cast<double>(songs);
}

double macro_f1_of(const ConfusionMatrix& confusion) {
  double sum = 0;
  double occurring = 0;
  for (std::size_t c = 0; c < confusion.classes; ++c) {
    std::size_t either = 0;
    for (std::size_t other = 0; other < confusion.classes; ++other)
      either += confusion.at(c, other) + confusion.at(other, c);
    if (either == 0) continue;
    occurring += 1;
    sum += 2 * static_cast<double>(confusion.at(c, c)) / static_cast<double>(either);
  }
  return sum / occurring;
}

Interval interval(std::vector<double> values, double confidence) {
  std::sort(values.begin(), values.end());
  return {percentile(values, (1 - confidence) / 2), percentile(values, (1 + confidence) / 2)};
}

}  // namespace

double percentile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - std::floor(place));
}

BootstrapIntervals bootstrap_intervals(const ConfusionMatrix& confusion, const BootstrapOptions& options) {
  check_input(confusion, options);
  const std::vector<std::uint32_t> cells = cells_of_songs(confusion);
  Scores scores{std::vector<double>(options.resamples), std::vector<double>(options.resamples)};
  parallel_for(options.resamples, 16, options.threads, [&](std::size_t begin, std::size_t end) {
    ConfusionMatrix drawn = confusion;
    for (std::size_t resample = begin; resample < end; ++resample) {
      draw(cells, options.seed, resample, drawn);
      scores.accuracy[resample] = accuracy_of(drawn, cells.size());
      scores.macro_f1[resample] = macro_f1_of(drawn);
    }
  });
  return {interval(std::move(scores.accuracy), options.confidence),
          interval(std::move(scores.macro_f1), options.confidence)};
}

}  // namespace leitmotif::evaluation
