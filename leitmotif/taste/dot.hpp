// The product of two rows, quickly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace leitmotif::taste {

/// The sum of products in sixteen sums side by side, so that it runs at the speed of the processor's vectors.
[[nodiscard]] float dot_product(const float* a, const float* b, std::size_t width) noexcept;

/// out[i] += rows[i] . row, where all rows lie behind each other. Shapes: rows [count x width], row [width], out
/// [count].
void add_products(const float* rows, std::size_t count, std::size_t width, const float* row, float* out) noexcept;

/// The same with rows and row in steps, whose product is worth `scale`; exact in whole numbers as long as the sums of
/// products have 32 bits. Shapes: rows [count x row's].
void add_step_products(const std::int8_t* rows, std::size_t count, std::span<const std::int16_t> row, float scale,
                       float* out) noexcept;

/// So many rows are multiplied at once: in a panel the rows' numbers of one place stand together.
inline constexpr std::size_t kPanelRows = 16;
/// So many rows are multiplied with a panel at once.
inline constexpr std::size_t kRowsWithPanel = 4;

/// Products of the rows of a panel with others: dot_product's but for rounding. Shapes: panel [width x kPanelRows],
/// rows [count x width], out [count x kPanelRows]; `count` is a multiple of kRowsWithPanel.
void panel_products(const float* panel, const float* rows, std::size_t count, std::size_t width, float* out) noexcept;

/// Of so many nearest rows the mean product is taken, of all where there are fewer.
inline constexpr std::size_t kNearest = 5;
/// The mean of each column's largest values. Shapes: values [count x kPanelRows], count at least 1, out [kPanelRows].
void mean_of_nearest(const float* values, std::size_t count, float* out) noexcept;

}  // namespace leitmotif::taste
