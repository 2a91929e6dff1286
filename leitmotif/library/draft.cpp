#include "leitmotif/library/draft.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "leitmotif/recommend/library.hpp"

namespace leitmotif::library {
namespace {

constexpr std::string_view kObscene = "obscene";

std::optional<std::size_t> place_of(std::string_view name, std::span<const std::string> names) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// A song of which the model knew no word has the same probability everywhere: it is no candidate for any topic.
void take_out_undecided(Draft& draft) {
  for (std::size_t song = 0; song < draft.size(); ++song) {
    if (draft.songs.counted_words[song] != 0) continue;
    std::fill_n(draft.songs.probability.begin() + static_cast<std::ptrdiff_t>(song * draft.topics), draft.topics,
                std::numeric_limits<float>::quiet_NaN());
    std::fill_n(draft.root_mixture.begin() + static_cast<std::ptrdiff_t>(song * draft.parts), draft.parts, 0.0F);
  }
}

std::vector<float> obscene_of(const Draft& draft, const models::Classifier& model) {
  std::vector<float> obscene;
  const auto part = place_of(kObscene, parts_of(model));
  if (!part) return obscene;
  obscene.reserve(draft.size());
  for (std::size_t song = 0; song < draft.size(); ++song) {
    const float root = draft.root_mixture[song * draft.parts + *part];
    obscene.push_back(root * root);
  }
  return obscene;
}

std::vector<SoundFeature> sound_of(std::vector<catalog::SoundColumn>& sounds) {
  std::vector<SoundFeature> sound;
  for (catalog::SoundColumn& column : sounds)
    sound.push_back({std::move(column.name), std::move(column.value), std::move(column.source)});
  return sound;
}

PackedTexts packed(const std::vector<std::string>& texts) {
  PackedTexts packed;
  for (const std::string& text : texts) packed.push_back(text);
  return packed;
}

}  // namespace

std::span<const std::string> parts_of(const models::Classifier& model) {
  return model.mixture_parts().empty() ? model.labels() : model.mixture_parts();
}

std::vector<std::size_t> parts_of_topics(const models::Classifier& model) {
  std::vector<std::size_t> parts;
  for (const std::string& topic : model.labels())
    if (const auto part = place_of(topic, parts_of(model))) parts.push_back(*part);
  if (parts.size() != model.labels().size()) parts.clear();
  return parts;
}

Draft draft_of(catalog::ScoredSongs songs, const models::Classifier& model) {
  Draft draft{std::move(songs), model.labels().size(), parts_of(model).size(), {}, {}};
  draft.root_mixture = model.mixture_parts().empty() ? draft.songs.probability : std::move(draft.songs.mixture);
  for (float& value : draft.root_mixture) value = std::sqrt(std::max(0.0F, value));
  draft.flags.assign(draft.size(), 0);
  take_out_undecided(draft);
  return draft;
}

SongColumns finished(Draft draft, const models::Classifier& model, unsigned threads) {
  SongColumns columns;
  columns.obscene = obscene_of(draft, model);
  columns.sound = sound_of(draft.songs.sounds);
  columns.id = std::move(draft.songs.id);
  columns.artist = std::move(draft.songs.artist);
  columns.genre = std::move(draft.songs.genre);
  columns.year = std::move(draft.songs.year);
  columns.artist_names = std::move(draft.songs.artist_names);
  columns.titles = std::move(draft.songs.titles);
  columns.artists = packed(draft.songs.artists);
  columns.genres = std::move(draft.songs.genres);
  columns.model = model.id();
  columns.topics = draft.topics;
  columns.probability = std::move(draft.songs.probability);
  columns.parts = draft.parts;
  columns.root_mixture = std::move(draft.root_mixture);
  columns.part_of_topic = parts_of_topics(model);
  columns.counted_words = std::move(draft.songs.counted_words);
  columns.flags = std::move(draft.flags);
  recommend::order_by_topic(columns, threads);
  return columns;
}

}  // namespace leitmotif::library
