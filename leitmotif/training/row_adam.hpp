// Adam for a matrix of which each step touches only a few rows, with the same result as Adam on the whole matrix.
// Flow: the first layer of the paper's networks while it learns, whose input is 99 % zeros; the one step that Adam
// makes of every number is shared with the other layers (torch/adam). Source: Kingma and Ba 2015. Ordinary Adam moves a
// row that got no gradient, too, by its decaying momentum. Those moves have a closed form: with m and v of the last
// touched step s, step s+i moves an element by rate/(1-b1^(s+i)) * m*b1^i / (sqrt(v*b2^i/(1-b2^(s+i))) + epsilon),
// where everything but m/sqrt(v) is the same for the whole row. So a row is brought up to date by one multiplication an
// element when it is needed next.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leitmotif::training {

/// Adam's constants, with the defaults of torch::optim::Adam.
struct AdamOptions {
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
};

/// What is the same for many numbers in one step: value -= rate * first / (sqrt(second) + epsilon), after the moments
/// have taken the gradient. `rate` and `epsilon` hold the corrections of both moments' bias.
struct AdamStep {
  float rate, epsilon, decay1, decay2, gain1, gain2;
};

/// The step of number `step`, from 1.
[[nodiscard]] AdamStep adam_step(const AdamOptions& options, double rate, double step);

/// Numbers of a parameter with their moments. Shape: each [count].
struct AdamNumbers {
  float* value;
  float* first;
  float* second;
  std::size_t count;
};

/// Moves the numbers along a gradient. Shape: gradient [count].
void take_step(const AdamNumbers& numbers, const float* gradient, const AdamStep& step);

/// A [rows x columns] matrix and its Adam state.
class RowAdam {
 public:
  /// Takes the initial numbers. Shape: values [rows x columns], row-major.
  RowAdam(std::vector<float> values, std::size_t columns, const AdamOptions& options = {});

  /// How many rows there are, and how many numbers a row has.
  [[nodiscard]] std::size_t rows() const noexcept { return value_step_.size(); }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  /// The numbers of a row as of the last step begun. Call `catch_up` for the row first.
  [[nodiscard]] std::span<const float> row(std::size_t index) const noexcept {
    return {numbers_.data() + index * stride(), columns_};
  }
  /// The first number of row 0, and how far the first numbers of two rows are apart: the whole matrix for others to
  /// look at. It stays at the same place as long as this object or what it is moved to lives.
  [[nodiscard]] float* data() noexcept { return numbers_.data(); }
  [[nodiscard]] std::size_t stride() const noexcept { return kNumbers * columns_; }

  /// Brings a row up to date with all steps taken so far.
  void catch_up(std::size_t index);
  /// Begins the next step with the learning rate `rate`. Rows that get a gradient in it must be caught up before.
  void begin_step(double rate);
  /// Gives a row its gradient of the step begun last, at most once a step. Shape: [columns].
  void apply(std::size_t index, std::span<const float> gradient);
  /// Brings every row up to date.
  void catch_up();
  /// Keeps the numbers and forgets momentum and steps, as a new optimizer would.
  void restart();

 private:
  static constexpr std::size_t kNumbers = 3;  ///< an element: its value and its two moments
  /// The numbers of a row: values, then moments.
  [[nodiscard]] float* at(std::size_t index) noexcept { return numbers_.data() + index * stride(); }
  void forget();
  [[nodiscard]] std::size_t now() const noexcept { return rate_.size() - 1; }

  std::size_t columns_;
  AdamOptions options_;
  /// [rows][values, first moments, second moments][columns]: what is needed together lies together.
  std::vector<float> numbers_;
  std::vector<std::size_t> value_step_;   ///< [rows] the step up to which the numbers are complete
  std::vector<std::size_t> moment_step_;  ///< [rows] the step which the moments are of
  std::vector<double> momentum_left_;     ///< by missed steps: (beta1 / sqrt(beta2))^missed
  std::vector<double> root_correction_;   ///< by step t: sqrt(1 - beta2^t)
  std::vector<double> rate_;  ///< by step t: rate / (1 - beta1^t) * sqrt(1 - beta2^t), what multiplies m / sqrt(v)
  AdamStep step_{};           ///< the step begun last, for a row that missed none
  std::vector<double> move_since_;  ///< by step s: sum of rate_[s + i] * momentum_left_[i] over all i from 1 to now
};

}  // namespace leitmotif::training
