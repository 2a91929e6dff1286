#include "leitmotif/models/song_inputs.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "leitmotif/core/error.hpp"

namespace leitmotif::models {
namespace {

constexpr std::size_t kAudioNumbers = 2 + kBumps;  // not known, centred rank, bumps
constexpr std::size_t kYears = kLastYear - kFirstYear + 1;
constexpr std::size_t kYearNumbers = 2 + kYears;  // not known, centred year, a bump for each year
/// Keeps the centred numbers about as large as the others.
constexpr float kRankScale = 3.5F;
constexpr float kYearScale = 20;

float bump(float distance) { return std::exp(-0.5F * distance * distance); }

/// Where `value` lies among the quantiles, 0..1, linear between them; in the middle of equal ones.
float rank_of(float value, std::span<const float> quantiles) {
  // Not from std::ranges, whose subrange clang 14 does not take from this library.
  const auto [low, high] = std::equal_range(quantiles.begin(), quantiles.end(), value);
  const auto last = static_cast<float>(quantiles.size() - 1);
  if (low != high) return static_cast<float>((low - quantiles.begin()) + (high - quantiles.begin()) - 1) / 2 / last;
  if (low == quantiles.begin()) return 0;
  if (low == quantiles.end()) return 1;
  const float below = *(low - 1);
  return (static_cast<float>(low - quantiles.begin() - 1) + (value - below) / (*low - below)) / last;
}

std::vector<float> quantiles_of(std::vector<float> values) {
  if (values.empty()) return std::vector<float>(kQuantiles);
  std::ranges::sort(values);
  std::vector<float> result;
  for (std::size_t q = 0; q < kQuantiles; ++q) result.push_back(values[q * (values.size() - 1) / (kQuantiles - 1)]);
  return result;
}

}  // namespace

SongInputs::SongInputs(std::vector<float> quantiles, std::vector<std::string> genres)
    : quantiles_(std::move(quantiles)), genres_(std::move(genres)) {
  if (quantiles_.size() != kAudioFeatures.size() * kQuantiles)
    throw Error(ErrorKind::corrupt_data, "similarity: the quantiles of the audio features are not complete");
  for (std::size_t f = 0; f < kAudioFeatures.size(); ++f)
    if (!std::ranges::is_sorted(std::span(quantiles_).subspan(f * kQuantiles, kQuantiles)))
      throw Error(ErrorKind::corrupt_data,
                  "similarity: the quantiles of " + std::string(kAudioFeatures[f]) + " do not ascend");
}

SongInputs SongInputs::fit(std::span<const SongFeatures> songs) {
  std::vector<float> quantiles;
  for (std::size_t f = 0; f < kAudioFeatures.size(); ++f) {
    std::vector<float> values;
    for (const SongFeatures& song : songs)
      if (!std::isnan(song.audio[f])) values.push_back(static_cast<float>(song.audio[f]));
    const std::vector<float> own = quantiles_of(std::move(values));
    quantiles.insert(quantiles.end(), own.begin(), own.end());
  }
  std::set<std::string> genres;
  for (const SongFeatures& song : songs)
    if (!song.genre.empty()) genres.emplace(song.genre);
  return {std::move(quantiles), {genres.begin(), genres.end()}};
}

InputGroup SongInputs::audio_group(std::size_t feature) noexcept {
  return {mixture_group().size + feature * kAudioNumbers, kAudioNumbers};
}
InputGroup SongInputs::year_group() noexcept { return {audio_group(kAudioFeatures.size()).begin, kYearNumbers}; }
InputGroup SongInputs::genre_group() const noexcept {
  return {year_group().begin + year_group().size, 1 + genres_.size()};
}

void forget(const InputGroup& group, std::span<float> row) {
  std::ranges::fill(row.subspan(group.begin, group.size), 0.0F);
  row[group.begin] = 1;
}

void SongInputs::write_audio(std::size_t feature, double value, std::span<float> row) const {
  const InputGroup group = audio_group(feature);
  if (std::isnan(value)) {
    forget(group, row);
    return;
  }
  const float rank =
      rank_of(static_cast<float>(value), std::span(quantiles_).subspan(feature * kQuantiles, kQuantiles));
  row[group.begin + 1] = kRankScale * (rank - 0.5F);
  for (std::size_t b = 0; b < kBumps; ++b)
    row[group.begin + 2 + b] = bump(rank * kBumps - (static_cast<float>(b) + 0.5F));
}

void SongInputs::write(const SongFeatures& song, std::span<float> row) const {
  std::ranges::fill(row, 0.0F);
  if (song.mixture.size() != kMixtureParts.size())
    forget(mixture_group(), row);
  else
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k) row[1 + k] = std::sqrt(std::max(song.mixture[k], 0.0F));
  for (std::size_t f = 0; f < kAudioFeatures.size(); ++f) write_audio(f, song.audio[f], row);
  const InputGroup years = year_group();
  if (!song.year) {
    forget(years, row);
  } else {
    const int year = std::clamp(*song.year, kFirstYear, kLastYear);
    row[years.begin + 1] = static_cast<float>(2 * year - kFirstYear - kLastYear) / 2 / kYearScale;
    for (int y = kFirstYear; y <= kLastYear; ++y)
      row[years.begin + 2 + static_cast<std::size_t>(y - kFirstYear)] = bump(static_cast<float>(year - y));
  }
  const auto genre = std::ranges::lower_bound(genres_, song.genre);
  if (genre == genres_.end() || *genre != song.genre)
    forget(genre_group(), row);
  else
    row[genre_group().begin + 1 + static_cast<std::size_t>(genre - genres_.begin())] = 1;
}

}  // namespace leitmotif::models
