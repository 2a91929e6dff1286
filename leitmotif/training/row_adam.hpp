// Adam for a matrix of which each step touches only a few rows, with the same result as Adam on the whole matrix.
// Flow: the first layer of the feed-forward networks, whose input is 99 % zeros.
// Source: Kingma and Ba 2015. Ordinary Adam moves a row that got no gradient, too, by its decaying momentum. Those
// moves have a closed form: with m and v of the last touched step s, step s+i moves an element by
// rate/(1-b1^(s+i)) * m*b1^i / (sqrt(v*b2^i/(1-b2^(s+i))) + epsilon), where everything but m/sqrt(v) is the same for
// the whole row. So a row is brought up to date by one multiplication an element when it is needed next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leitmotif::training {

struct AdamOptions {
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
};

/// A [rows x columns] matrix and its Adam state.
class RowAdam {
 public:
  /// Takes the initial numbers. Shape: values [rows x columns], row-major.
  RowAdam(std::vector<float> values, std::size_t columns, const AdamOptions& options = {});

  [[nodiscard]] std::size_t rows() const noexcept { return last_step_.size(); }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  /// The numbers of a row as of the last step begun. Call `catch_up` for the row first.
  [[nodiscard]] std::span<const float> row(std::size_t index) const noexcept {
    return {values_.data() + index * columns_, columns_};
  }

  /// Brings a row up to date with all steps taken so far.
  void catch_up(std::size_t index);
  /// Begins the next step with the learning rate `rate`. Rows that get a gradient in it must be caught up before.
  void begin_step(double rate);
  /// Gives a row its gradient of the step begun last, at most once a step. Shape: [columns].
  void apply(std::size_t index, std::span<const float> gradient);
  /// Brings every row up to date and gives the whole matrix.
  [[nodiscard]] const std::vector<float>& finished();

 private:
  std::size_t columns_;
  AdamOptions options_;
  std::vector<float> values_, first_moment_, second_moment_;  ///< [rows x columns]
  std::vector<std::size_t> last_step_;                        ///< [rows] the step up to which a row is complete
  std::vector<double> rate_over_correction_{0.0};             ///< by step: rate / (1 - beta1^step)
  std::vector<double> root_correction_{1.0};                  ///< by step: sqrt(1 - beta2^step)
};

}  // namespace leitmotif::training
