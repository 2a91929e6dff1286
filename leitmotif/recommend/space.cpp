#include "leitmotif/recommend/space.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numeric>
#include <utility>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::recommend {
namespace {

/// Weights of the three blocks: what a song is about decides, how it sounds and when it was made refine.
constexpr double kAudioWeight = 0.5;
constexpr double kEraWeight = 0.25;

/// Mean and standard deviation of the numbers that are there.
struct Standard {
  double mean = 0;
  double deviation = 1;

  [[nodiscard]] double of(double value) const { return std::isnan(value) ? 0 : (value - mean) / deviation; }
};

template <class ValueOf>
Standard standard_of(std::size_t songs, ValueOf value_of) {
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (std::size_t song = 0; song < songs; ++song) {
    const double value = value_of(song);
    if (std::isnan(value)) continue;
    ++count;
    sum += value;
    squares += value * value;
  }
  Standard standard;
  if (count == 0) return standard;
  standard.mean = sum / count;
  const double variance = squares / count - standard.mean * standard.mean;
  if (variance > 1e-12) standard.deviation = std::sqrt(variance);
  return standard;
}

double year_value(std::int32_t year) { return year == kNoYear ? std::nan("") : static_cast<double>(year); }

/// NaN where nothing of the kind is known of any song.
double value_of_song(std::span<const float> values, std::size_t song) {
  return values.empty() ? std::nan("") : double{values[song]};
}

void bring_to_length_one(std::span<float> row) {
  double squares = 0;
  for (const float value : row) squares += double{value} * double{value};
  if (squares == 0) return;
  const auto scale = static_cast<float>(1 / std::sqrt(squares));
  for (float& value : row) value *= scale;
}

}  // namespace

struct LazySpace::State {
  std::once_flag made;
  std::atomic<bool> is_made = false;
  std::function<Space()> make;
  Space space;
};

LazySpace::LazySpace(Space space) : LazySpace([] { return Space{}; }) {
  std::call_once(state_->made, [&] { state_->space = std::move(space); });
  state_->is_made = true;
}

LazySpace::LazySpace(std::function<Space()> make) : state_(std::make_shared<State>()) {
  state_->make = std::move(make);
}

const Space& LazySpace::operator*() const {
  std::call_once(state_->made, [&] {
    state_->space = state_->make();
    state_->is_made = true;
  });
  return state_->space;
}

bool LazySpace::is_made() const noexcept { return state_->is_made; }

void add_coarse_rows(Space& space, unsigned threads) {
  constexpr std::size_t kNumbersAPiece = std::size_t{1} << 18U;
  const std::span<const float> rows = space.rows.all();
  std::vector<std::int8_t> coarse(rows.size());
  parallel_for(rows.size(), kNumbersAPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) coarse[i] = static_cast<std::int8_t>(std::lround(rows[i] * 127));
  });
  space.coarse = std::move(coarse);
}

bool Space::is_known(std::size_t song) const {
  if (rows.empty()) return false;
  // A row of length 1 has a number that is not rounded to 0 (for widths below 16,129).
  if (!coarse.empty())
    return std::ranges::any_of(coarse.piece(song * width, width), [](std::int8_t value) { return value != 0; });
  return std::ranges::any_of(row(song), [](float value) { return value != 0; });
}

double dot_product(std::span<const float> a, std::span<const float> b) noexcept {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

Space plain_space(const PlainFeatures& features) {
  const std::size_t songs = features.year.size();
  Space space;
  const std::size_t width = features.parts + features.sound.size() + 1;
  std::vector<float> rows(songs * width);
  std::vector<Standard> sound;
  for (const std::span<const float> values : features.sound)
    sound.push_back(standard_of(songs, [&](std::size_t song) { return value_of_song(values, song); }));
  const Standard era = standard_of(songs, [&](std::size_t song) { return year_value(features.year[song]); });
  const double audio_scale = kAudioWeight / std::sqrt(std::max<double>(1, static_cast<double>(sound.size())));
  for (std::size_t song = 0; song < songs; ++song) {
    const std::span<float> row = std::span(rows).subspan(song * width, width);
    const std::span<const float> mixture = features.root_mixture.subspan(song * features.parts, features.parts);
    std::ranges::copy(mixture, row.begin());
    bring_to_length_one(row);
    for (std::size_t f = 0; f < sound.size(); ++f)
      row[features.parts + f] = static_cast<float>(audio_scale * sound[f].of(value_of_song(features.sound[f], song)));
    row[width - 1] = static_cast<float>(kEraWeight * era.of(year_value(features.year[song])));
    bring_to_length_one(row);
  }
  space.width = width;
  space.rows = std::move(rows);
  return space;
}

}  // namespace leitmotif::recommend
