#include "leitmotif/taste/song_facts.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/standardise.hpp"

namespace leitmotif::taste {
namespace {

constexpr std::size_t kWaves = 48;  ///< random waves that stand for the Gaussian kernel of sound
constexpr int kFirstEra = 1950;
constexpr int kLastEra = 2026;
constexpr int kEraStep = 2;
constexpr float kEraWidth = 5;
constexpr std::size_t kEras = (kLastEra - kFirstEra) / kEraStep + 1;

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

/// One kind of likeness: where its numbers begin in a row, and the root of its weight.
struct Block {
  std::size_t begin = 0;
  float scale = 0;
};

void write_sounds(const SongFacts& facts, Block block, ContentRows& rows) {
  const std::vector<float> scores = standard_sounds(facts);
  RandomSource random(0);
  std::vector<float> waves(kWaves * facts.sounds);
  for (float& wave : waves) wave = static_cast<float>(random.normal());
  const float scale = block.scale / std::sqrt(static_cast<float>(kWaves));
  for (std::size_t item = 0; item < facts.items(); ++item) {
    const float* const sound = scores.data() + item * facts.sounds;
    if (std::all_of(sound, sound + facts.sounds, [](float value) { return std::isnan(value); })) continue;
    float* const out = rows.values.data() + item * rows.width + block.begin;
    for (std::size_t wave = 0; wave < kWaves; ++wave) {
      float angle = 0;
      for (std::size_t k = 0; k < facts.sounds; ++k)
        if (!std::isnan(sound[k])) angle += sound[k] * waves[wave * facts.sounds + k];
      out[wave] = scale * std::cos(angle);
      out[kWaves + wave] = scale * std::sin(angle);
    }
  }
}

void write_eras(const SongFacts& facts, Block block, ContentRows& rows) {
  for (std::size_t item = 0; item < facts.items(); ++item) {
    if (facts.year[item] == kNoYear) continue;
    float* const out = rows.values.data() + item * rows.width + block.begin;
    const auto year = static_cast<float>(std::clamp<std::int32_t>(facts.year[item], kFirstEra, kLastEra));
    float squares = 0;
    for (std::size_t era = 0; era < kEras; ++era) {
      const float distance = (year - static_cast<float>(kFirstEra + static_cast<int>(era) * kEraStep)) / kEraWidth;
      out[era] = std::exp(-0.5F * distance * distance);
      squares += out[era] * out[era];
    }
    for (std::size_t era = 0; era < kEras; ++era) out[era] *= block.scale / std::sqrt(squares);
  }
}

/// Copies columns [items x width] that are directions already.
void write_directions(const std::vector<float>& from, std::size_t width, Block block, ContentRows& rows) {
  const std::size_t items = width == 0 ? 0 : from.size() / width;
  for (std::size_t item = 0; item < items; ++item)
    for (std::size_t k = 0; k < width; ++k)
      rows.values[item * rows.width + block.begin + k] = block.scale * from[item * width + k];
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

ContentRows content_rows(const SongFacts& facts, const ContentWeights& weights) {
  const float sum = weights.sum();
  std::size_t width = 0;
  const auto block = [&](bool known, float weight, std::size_t size) {
    const Block made{width, known && weight > 0 ? std::sqrt(weight / sum) : 0};
    if (made.scale > 0) width += size;
    return made;
  };
  const Block mixture = block(!facts.roots.empty(), weights.mixture, facts.parts);
  const Block sound = block(!facts.sound.empty(), weights.sound, 2 * kWaves);
  const Block era = block(!facts.year.empty(), weights.era, kEras);
  const Block genre = block(!facts.genre.empty(), weights.genre, facts.genres);
  const Block meaning = block(!facts.meaning.empty(), weights.meaning, facts.dimensions);
  ContentRows rows{width,        std::vector<float>(facts.items() * width), sound.begin, era.begin, genre.begin,
                   meaning.begin};
  if (mixture.scale > 0) write_directions(facts.roots, facts.parts, mixture, rows);
  if (sound.scale > 0) write_sounds(facts, sound, rows);
  if (era.scale > 0) write_eras(facts, era, rows);
  if (meaning.scale > 0) write_directions(facts.meaning, facts.dimensions, meaning, rows);
  for (std::size_t item = 0; genre.scale > 0 && item < facts.items(); ++item)
    if (facts.genre[item] != kNoGenre) rows.values[item * width + genre.begin + facts.genre[item]] = genre.scale;
  return rows;
}

}  // namespace leitmotif::taste
