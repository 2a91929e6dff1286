#include "leitmotif/taste/song_facts.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/standardise.hpp"
#include "leitmotif/taste/dot.hpp"

namespace leitmotif::taste {
namespace {

constexpr std::size_t kWaves = 48;  ///< random waves that stand for the Gaussian kernel of sound
constexpr int kFirstEra = 1950;
constexpr int kLastEra = 2026;
constexpr int kEraStep = 2;
constexpr float kEraWidth = 5;
constexpr std::size_t kEras = (kLastEra - kFirstEra) / kEraStep + 1;
constexpr std::size_t kEraYears = kLastEra - kFirstEra + 1;
constexpr std::size_t kSongsAtOnce = 4096;
static_assert(kWaveNumbers == 2 * kWaves);

/// Standard scores of the sounds, divided by the root of how many there are; NaN stays.
std::vector<float> standard_sounds(const SongFacts& facts) {
  std::vector<float> scores(facts.sound.size());
  std::vector<double> known;
  for (std::size_t k = 0; k < facts.sounds; ++k) {
    known.clear();
    for (std::size_t item = 0; item < facts.items(); ++item)
      if (const float value = facts.sound[item * facts.sounds + k]; !std::isnan(value))
        known.push_back(static_cast<double>(value));
    const Standard standard = standard_of(known);
    const double root = std::sqrt(static_cast<double>(facts.sounds));
    for (std::size_t item = 0; item < facts.items(); ++item) {
      const float value = facts.sound[item * facts.sounds + k];
      scores[item * facts.sounds + k] =
          std::isnan(value) ? value : static_cast<float>(standard.score(static_cast<double>(value)) / root);
    }
  }
  return scores;
}

/// The waves of every song: cosines, then sines.
std::vector<std::int8_t> waves_of(const SongFacts& facts, unsigned threads) {
  const std::vector<float> scores = standard_sounds(facts);
  RandomSource random(0);
  std::vector<float> waves(kWaves * facts.sounds);
  for (float& wave : waves) wave = static_cast<float>(random.normal());
  std::vector<std::int8_t> result(facts.items() * kWaveNumbers);
  parallel_for(facts.items(), kSongsAtOnce, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t item = begin; item < end; ++item) {
      const float* const sound = scores.data() + item * facts.sounds;
      if (std::all_of(sound, sound + facts.sounds, [](float value) { return std::isnan(value); })) continue;
      std::int8_t* const out = result.data() + item * kWaveNumbers;
      for (std::size_t wave = 0; wave < kWaves; ++wave) {
        float angle = 0;
        for (std::size_t k = 0; k < facts.sounds; ++k)
          if (!std::isnan(sound[k])) angle += sound[k] * waves[wave * facts.sounds + k];
        out[wave] = static_cast<std::int8_t>(std::lround(std::cos(angle) / kWaveStep));
        out[kWaves + wave] = static_cast<std::int8_t>(std::lround(std::sin(angle) / kWaveStep));
      }
    }
  });
  return result;
}

/// Adds the songs of every artist.
void add_artists(const SongFacts& facts, KnownSongs& known) {
  std::vector<std::uint32_t> begin(facts.artists() + 1);
  for (const std::uint32_t artist : facts.artist) ++begin[artist + 1];
  for (std::size_t artist = 1; artist < begin.size(); ++artist) begin[artist] += begin[artist - 1];
  std::vector<std::uint32_t> next = begin;
  std::vector<Item> songs(facts.items());
  for (std::size_t item = 0; item < facts.items(); ++item) songs[next[facts.artist[item]]++] = static_cast<Item>(item);
  known.artist_begin = std::move(begin);
  known.by_artist = std::move(songs);
}

/// Writes some numbers times a scale.
template <class Number>
void write_scaled(std::span<const Number> from, float scale, float* out) {
  for (std::size_t k = 0; k < from.size(); ++k) out[k] = scale * static_cast<float>(from[k]);
}

std::size_t era_of(std::int32_t year) {
  return static_cast<std::size_t>(std::clamp(year, kFirstEra, kLastEra) - kFirstEra);
}

/// Adds the products of songs whose numbers lie behind each other, when there are any.
void add_column(const Column<float>& numbers, std::span<const float> row, std::size_t first, std::span<float> out) {
  if (row.empty()) return;
  const std::span<const float> songs = numbers.piece(first * row.size(), out.size() * row.size());
  add_products(songs.data(), out.size(), row.size(), row.data(), out.data());
}

}  // namespace

std::size_t SongFacts::artists() const noexcept {
  return artist.empty() ? 0 : static_cast<std::size_t>(*std::ranges::max_element(artist)) + 1;
}

std::string artist_key(std::string_view name) {
  std::string key = ascii::lower_case(ascii::trimmed(name));
  for (const std::string_view mark : {" feat", " ft", " featuring"}) {
    for (std::size_t place = key.find(mark); place != std::string::npos; place = key.find(mark, place + 1)) {
      const std::size_t end = place + mark.size();
      if (end < key.size() && key[end] != ' ' && key[end] != '.') continue;
      key.resize(place);
      break;
    }
  }
  key = ascii::trimmed(key);
  return key.starts_with("the ") && key.size() > 4 ? key.substr(4) : key;
}

KnownSongs known_songs(const SongFacts& facts, unsigned threads) {
  KnownSongs known;
  known.artist = facts.artist;
  add_artists(facts, known);
  known.year = facts.year;
  known.genre = facts.genre;
  known.genres = facts.genres;
  known.parts = facts.parts;
  known.roots = facts.roots;
  if (!facts.sound.empty()) known.waves = waves_of(facts, threads);
  known.dimensions = facts.dimensions;
  known.meaning = facts.meaning;
  return known;
}

ContentRows::Block ContentRows::next(bool is_known, float weight, std::size_t size) {
  const Block made{width_, is_known && weight > 0 ? std::sqrt(weight / weights_) : 0};
  if (made.scale > 0) width_ += size;
  return made;
}

ContentRows::ContentRows(KnownSongs songs, const ContentWeights& weights)
    : songs_(std::move(songs)), weights_(weights.sum()) {
  mixture_ = next(!songs_.roots.empty(), weights.mixture, songs_.parts);
  sound_ = next(!songs_.waves.empty(), weights.sound, kWaveNumbers);
  era_ = next(!songs_.year.empty(), weights.era, kEras);
  genre_ = next(!songs_.genre.empty(), weights.genre, songs_.genres);
  meaning_ = next(!songs_.meaning.empty(), weights.meaning, songs_.dimensions);
  if (era_.scale > 0) make_eras();
}

float ContentRows::wave_scale() const noexcept {
  return kWaveStep * sound_.scale / std::sqrt(static_cast<float>(kWaves));
}

void ContentRows::make_eras() {
  eras_.resize(kEraYears * kEras);
  for (std::size_t year = 0; year < kEraYears; ++year) {
    float* const out = eras_.data() + year * kEras;
    float squares = 0;
    for (std::size_t era = 0; era < kEras; ++era) {
      const float distance = static_cast<float>(static_cast<int>(year) - static_cast<int>(era) * kEraStep) / kEraWidth;
      out[era] = std::exp(-0.5F * distance * distance);
      squares += out[era] * out[era];
    }
    for (std::size_t era = 0; era < kEras; ++era) out[era] *= era_.scale / std::sqrt(squares);
  }
}

void ContentRows::read(Item item, float* out) const {
  const std::size_t place = item;
  if (mixture_.scale > 0)
    write_scaled(songs_.roots.piece(place * songs_.parts, songs_.parts), mixture_.scale, out + mixture_.begin);
  if (sound_.scale > 0)
    write_scaled(songs_.waves.piece(place * kWaveNumbers, kWaveNumbers), wave_scale(), out + sound_.begin);
  if (era_.scale > 0) {
    const std::int32_t year = songs_.year[place];
    if (year == kNoYear)
      std::fill_n(out + era_.begin, kEras, 0.0F);
    else
      std::copy_n(eras_.data() + era_of(year) * kEras, kEras, out + era_.begin);
  }
  if (genre_.scale > 0) {
    std::fill_n(out + genre_.begin, songs_.genres, 0.0F);
    if (songs_.genre[place] != kNoGenre) out[genre_.begin + songs_.genre[place]] = genre_.scale;
  }
  if (meaning_.scale > 0)
    write_scaled(songs_.meaning.piece(place * songs_.dimensions, songs_.dimensions), meaning_.scale,
                 out + meaning_.begin);
}

std::vector<float> ContentRows::rows_of(std::span<const Item> items) const {
  std::vector<float> rows(items.size() * width_);
  for (std::size_t k = 0; k < items.size(); ++k) read(items[k], rows.data() + k * width_);
  return rows;
}

ContentRows::Products::Products(const ContentRows& rows, std::span<const float> row) : rows_(rows) {
  const auto part = [&](const Block& block, std::size_t size, float scale) {
    std::vector<float> numbers(block.scale > 0 ? size : 0);
    write_scaled(row.subspan(block.begin, numbers.size()), scale, numbers.data());
    return numbers;
  };
  const KnownSongs& songs = rows.songs_;
  mixture_ = part(rows.mixture_, songs.parts, rows.mixture_.scale);
  step_waves(part(rows.sound_, kWaveNumbers, rows.wave_scale()));
  meaning_ = part(rows.meaning_, songs.dimensions, rows.meaning_.scale);
  of_genre_ = part(rows.genre_, songs.genres, rows.genre_.scale);
  if (rows.era_.scale > 0) {
    of_year_.resize(kEraYears);
    add_products(rows.eras_.data(), kEraYears, kEras, row.data() + rows.era_.begin, of_year_.data());
  }
}

void ContentRows::Products::step_waves(const std::vector<float>& waves) {
  // Sums of all products of such steps stay whole numbers of 32 bits.
  constexpr float kMostSteps = 32767;
  float largest = 0;
  for (const float wave : waves) largest = std::max(largest, std::abs(wave));
  wave_scale_ = largest / kMostSteps;
  for (const float wave : waves)
    waves_.push_back(largest > 0 ? static_cast<std::int16_t>(std::lround(wave / wave_scale_)) : std::int16_t{0});
}

void ContentRows::Products::write(std::size_t first, std::span<float> out) const {
  const KnownSongs& songs = rows_.songs_;
  std::ranges::fill(out, 0.0F);
  add_column(songs.roots, mixture_, first, out);
  if (!waves_.empty())
    add_step_products(songs.waves.piece(first * kWaveNumbers, out.size() * kWaveNumbers).data(), out.size(), waves_,
                      wave_scale_, out.data());
  add_column(songs.meaning, meaning_, first, out);
  if (!of_year_.empty()) {
    const std::span<const std::int32_t> years = songs.year.piece(first, out.size());
    for (std::size_t k = 0; k < out.size(); ++k)
      if (years[k] != kNoYear) out[k] += of_year_[era_of(years[k])];
  }
  if (!of_genre_.empty()) {
    const std::span<const std::uint32_t> genres = songs.genre.piece(first, out.size());
    for (std::size_t k = 0; k < out.size(); ++k)
      if (genres[k] != kNoGenre) out[k] += of_genre_[genres[k]];
  }
}

}  // namespace leitmotif::taste
