#include "leitmotif/taste/dot.hpp"

#include <cstring>
#include <limits>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::taste {
namespace {

constexpr std::size_t kLanesOfSums = 16;
static_assert(kPanelRows == kLanesOfSums, "a line of a panel is as long as the sums side by side");
/// Sums that are worked on at once: with kRowsWithPanel rows they fit into the registers.
constexpr std::size_t kSumsAtOnce = 2;

using PanelLine = float __attribute__((vector_size(kPanelRows * sizeof(float))));

/// Products of a panel with kRowsWithPanel rows.
LEITMOTIF_VECTORIZED void few_products(const float* panel, const float* rows, std::size_t width, float* out) {
  const std::size_t whole = width / kLanesOfSums * kLanesOfSums;
  PanelLine sums[kRowsWithPanel][kLanesOfSums];
  for (std::size_t lane = 0; lane < kLanesOfSums; lane += kSumsAtOnce) {
    PanelLine some[kRowsWithPanel][kSumsAtOnce] = {};
    for (std::size_t k = lane; k < whole; k += kLanesOfSums)
      for (std::size_t next = 0; next < kSumsAtOnce; ++next) {
        PanelLine line;
        std::memcpy(&line, panel + (k + next) * kPanelRows, sizeof line);
        for (std::size_t row = 0; row < kRowsWithPanel; ++row) some[row][next] += rows[row * width + k + next] * line;
      }
    for (std::size_t row = 0; row < kRowsWithPanel; ++row)
      for (std::size_t next = 0; next < kSumsAtOnce; ++next) sums[row][lane + next] = some[row][next];
  }
  PanelLine total[kRowsWithPanel] = {};
  for (std::size_t k = whole; k < width; ++k) {
    PanelLine line;
    std::memcpy(&line, panel + k * kPanelRows, sizeof line);
    for (std::size_t row = 0; row < kRowsWithPanel; ++row) total[row] += rows[row * width + k] * line;
  }
  for (std::size_t lane = 0; lane < kLanesOfSums; ++lane)
    for (std::size_t row = 0; row < kRowsWithPanel; ++row) total[row] += sums[row][lane];
  std::memcpy(out, total, sizeof total);
}

/// A sum of products of a row of steps with another.
LEITMOTIF_VECTORIZED void add_steps(const std::int8_t* rows, std::size_t count, std::size_t width,
                                    const std::int16_t* row, float scale, float* out) {
  for (std::size_t i = 0; i < count; ++i, rows += width) {
    std::int32_t sum = 0;
    for (std::size_t k = 0; k < width; ++k) sum += std::int32_t{rows[k]} * row[k];
    out[i] += scale * static_cast<float>(sum);
  }
}

}  // namespace

void add_step_products(const std::int8_t* rows, std::size_t count, std::span<const std::int16_t> row, float scale,
                       float* out) noexcept {
  add_steps(rows, count, row.size(), row.data(), scale, out);
}

LEITMOTIF_VECTORIZED float dot_product(const float* a, const float* b, std::size_t width) noexcept {
  float sums[kLanesOfSums] = {};
  std::size_t k = 0;
  for (; k + kLanesOfSums <= width; k += kLanesOfSums)
    for (std::size_t lane = 0; lane < kLanesOfSums; ++lane) sums[lane] += a[k + lane] * b[k + lane];
  float sum = 0;
  for (; k < width; ++k) sum += a[k] * b[k];
  for (const float lane : sums) sum += lane;
  return sum;
}

LEITMOTIF_VECTORIZED void add_products(const float* rows, std::size_t count, std::size_t width, const float* row,
                                       float* out) noexcept {
  const std::size_t whole = width / kLanesOfSums * kLanesOfSums;
  for (std::size_t i = 0; i < count; ++i, rows += width) {
    PanelLine sums{};
    for (std::size_t k = 0; k < whole; k += kLanesOfSums) {
      PanelLine a;
      PanelLine b;
      std::memcpy(&a, rows + k, sizeof a);
      std::memcpy(&b, row + k, sizeof b);
      sums += a * b;
    }
    float folded[kLanesOfSums];
    std::memcpy(folded, &sums, sizeof folded);
    for (std::size_t lane = 0; lane < 8; ++lane) folded[lane] += folded[lane + 8];
    for (std::size_t lane = 0; lane < 4; ++lane) folded[lane] += folded[lane + 4];
    folded[0] = (folded[0] + folded[2]) + (folded[1] + folded[3]);
    for (std::size_t k = whole; k < width; ++k) folded[0] += rows[k] * row[k];
    out[i] += folded[0];
  }
}

void panel_products(const float* panel, const float* rows, std::size_t count, std::size_t width, float* out) noexcept {
  for (std::size_t row = 0; row < count; row += kRowsWithPanel)
    few_products(panel, rows + row * width, width, out + row * kPanelRows);
}

LEITMOTIF_VECTORIZED void mean_of_nearest(const float* values, std::size_t count, float* out) noexcept {
  PanelLine best[kNearest];
  for (PanelLine& line : best) line = PanelLine{} - std::numeric_limits<float>::infinity();
  for (std::size_t row = 0; row < count; ++row) {
    PanelLine value;
    std::memcpy(&value, values + row * kPanelRows, sizeof value);
    for (PanelLine& line : best) {
      const PanelLine held = line;
      line = held < value ? value : held;
      value = held < value ? held : value;
    }
  }
  const std::size_t nearest = count < kNearest ? count : kNearest;
  PanelLine sum{};
  for (std::size_t place = 0; place < nearest; ++place) sum += best[place];
  sum /= static_cast<float>(nearest);
  std::memcpy(out, &sum, sizeof sum);
}

}  // namespace leitmotif::taste
