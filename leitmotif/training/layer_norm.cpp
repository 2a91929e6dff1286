#include "leitmotif/training/layer_norm.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/models/layers.hpp"

namespace leitmotif::training {
namespace {

float sum_of(const float* row, std::size_t width) {
  float sum = 0;
  for (std::size_t c = 0; c < width; ++c) sum += row[c];
  return sum;
}

/// The gradient of a row's input from g = gradient * scale: (g - mean(g) - normalised * mean(g * normalised)) *
/// sharpness.
LEITMOTIF_VECTORIZED void input_gradient(float* gradient, const float* scale, const float* normalised,
                                         std::size_t width, float sharpness) {
  float mean = 0;
  float slope = 0;
  for (std::size_t c = 0; c < width; ++c) {
    gradient[c] *= scale[c];
    mean += gradient[c];
    slope += gradient[c] * normalised[c];
  }
  mean /= static_cast<float>(width);
  slope /= static_cast<float>(width);
  for (std::size_t c = 0; c < width; ++c) gradient[c] = (gradient[c] - mean - normalised[c] * slope) * sharpness;
}

}  // namespace

LayerNorm::LayerNorm(std::size_t width)
    : width_(width), scale_(std::vector<float>(width, 1.0F), width), shift_(std::vector<float>(width), width) {}

void LayerNorm::forward(std::span<float> rows) {
  const std::size_t count = rows.size() / width_;
  const auto width = static_cast<float>(width_);
  normalised_.resize(rows.size());
  sharpness_.resize(count);
  for (std::size_t r = 0; r < count; ++r) {
    float* row = rows.data() + r * width_;
    float* normalised = normalised_.data() + r * width_;
    const float mean = sum_of(row, width_) / width;
    float squares = 0;
    for (std::size_t c = 0; c < width_; ++c) squares += (row[c] - mean) * (row[c] - mean);
    sharpness_[r] = 1 / std::sqrt(squares / width + models::kLayerNormEpsilon);
    for (std::size_t c = 0; c < width_; ++c) {
      normalised[c] = (row[c] - mean) * sharpness_[r];
      row[c] = normalised[c] * scale_.row(0)[c] + shift_.row(0)[c];
    }
  }
}

void LayerNorm::step(std::span<float> gradient, double rate) {
  scale_gradient_.assign(width_, 0.0F);
  shift_gradient_.assign(width_, 0.0F);
  for (std::size_t r = 0; r < sharpness_.size(); ++r) {
    float* row = gradient.data() + r * width_;
    const float* normalised = normalised_.data() + r * width_;
    for (std::size_t c = 0; c < width_; ++c) {
      scale_gradient_[c] += row[c] * normalised[c];
      shift_gradient_[c] += row[c];
    }
    input_gradient(row, scale_.row(0).data(), normalised, width_, sharpness_[r]);
  }
  scale_.begin_step(rate);
  shift_.begin_step(rate);
  scale_.apply(0, scale_gradient_);
  shift_.apply(0, shift_gradient_);
}

void LayerNorm::restart() {
  scale_.restart();
  shift_.restart();
}

}  // namespace leitmotif::training
