#include "leitmotif/listeners/taste_items.hpp"

#include <array>
#include <cmath>

#include "leitmotif/catalog/identity.hpp"

namespace leitmotif::listeners {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

std::string key_of(const NamedSong& song) {
  return catalog::compared_form(song.artist) + '\n' + catalog::compared_form(song.title);
}

}  // namespace

std::uint32_t TasteItems::artist_number(std::string_view artist) {
  return artists_.try_emplace(taste::artist_key(artist), static_cast<std::uint32_t>(artists_.size())).first->second;
}

void TasteItems::add_library(const library::Snapshot& snapshot) {
  const recommend::Library& columns = snapshot.columns;
  facts_.genres = columns.genres.size();
  facts_.parts = columns.parts;
  facts_.sounds = kAudioFeatures.size();
  std::array<const Column<float>*, kAudioFeatures.size()> sounds{};
  for (std::size_t k = 0; k < sounds.size(); ++k) sounds[k] = &columns.sound_of(kAudioFeatures[k]);
  for (std::size_t row = 0; row < columns.size(); ++row) {
    const std::size_t before = size();
    of_row_.push_back(item({std::string(columns.artist_names[row]), std::string(columns.titles[row])}));
    if (size() == before) continue;
    facts_.year.push_back(columns.year[row]);
    const std::string& genre = columns.genres[columns.genre[row]];
    facts_.genre.push_back(genre.empty() ? taste::kNoGenre : columns.genre[row]);
    if (columns.parts > 0) {
      const std::span<const float> roots = columns.roots_of(row);
      facts_.roots.insert(facts_.roots.end(), roots.begin(), roots.end());
    }
    for (const Column<float>* sound : sounds) facts_.sound.push_back(sound->empty() ? kUnknown : (*sound)[row]);
  }
}

taste::Item TasteItems::item(const NamedSong& song) {
  const auto [place, is_new] = number_.try_emplace(key_of(song), static_cast<taste::Item>(names_.size()));
  if (is_new) {
    names_.push_back(song);
    facts_.artist.push_back(artist_number(song.artist));
  }
  return place->second;
}

void TasteItems::complete(taste::SongFacts& facts) const {
  if (of_row_.empty()) return;
  const std::size_t items = size();
  facts.year.resize(items, kNoYear);
  facts.genre.resize(items, taste::kNoGenre);
  facts.sound.resize(items * facts.sounds, kUnknown);
  facts.roots.resize(items * facts.parts);
}

std::shared_ptr<const taste::SongFacts> TasteItems::facts() const& {
  auto facts = std::make_shared<taste::SongFacts>(facts_);
  complete(*facts);
  return facts;
}

std::shared_ptr<const taste::SongFacts> TasteItems::facts() && {
  auto facts = std::make_shared<taste::SongFacts>(std::move(facts_));
  complete(*facts);
  names_ = {};
  number_ = {};
  artists_ = {};
  return facts;
}

}  // namespace leitmotif::listeners
