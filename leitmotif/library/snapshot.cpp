#include "leitmotif/library/snapshot.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "leitmotif/catalog/changes.hpp"
#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/library/inferred.hpp"
#include "leitmotif/library/own_files.hpp"
#include "leitmotif/library/similarity_space.hpp"

namespace leitmotif::library {
namespace {

constexpr std::string_view kObscene = "obscene";

std::optional<std::size_t> place_of(std::string_view name, std::span<const std::string> names) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

Names shared(std::span<const std::string> names) {
  return std::make_shared<const std::vector<std::string>>(names.begin(), names.end());
}

/// A song of which the model knew no word has the same probability everywhere: it is no candidate for any topic.
void take_out_undecided(Snapshot& snapshot) {
  recommend::Library& columns = snapshot.columns;
  for (std::size_t song = 0; song < columns.size(); ++song) {
    if (snapshot.counted_words[song] != 0) continue;
    std::fill_n(columns.probability.begin() + static_cast<std::ptrdiff_t>(song * columns.topics), columns.topics,
                std::numeric_limits<float>::quiet_NaN());
    std::fill_n(columns.root_mixture.begin() + static_cast<std::ptrdiff_t>(song * columns.parts), columns.parts, 0.0F);
  }
}

void fill_parts(Snapshot& snapshot, std::vector<float>&& mixture, const models::Classifier& model) {
  recommend::Library& columns = snapshot.columns;
  const bool has_mixture = !model.mixture_parts().empty();
  snapshot.parts = has_mixture ? shared(model.mixture_parts()) : snapshot.topics;
  columns.parts = snapshot.parts->size();
  columns.root_mixture = has_mixture ? std::move(mixture) : columns.probability;
  for (float& value : columns.root_mixture) value = std::sqrt(std::max(0.0F, value));
  for (const std::string& topic : *snapshot.topics)
    if (const auto part = place_of(topic, *snapshot.parts)) columns.part_of_topic.push_back(*part);
  if (columns.part_of_topic.size() != columns.topics) columns.part_of_topic.clear();
}

void fill_obscene(Snapshot& snapshot) {
  const auto part = place_of(kObscene, *snapshot.parts);
  if (!part) return;
  recommend::Library& columns = snapshot.columns;
  columns.obscene.reserve(columns.size());
  for (std::size_t song = 0; song < columns.size(); ++song) {
    const float root = columns.roots_of(song)[*part];
    columns.obscene.push_back(root * root);
  }
}

constexpr std::size_t feature(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kAudioFeatures, name) - kAudioFeatures.begin());
}

void fill_audio(Snapshot& snapshot) {
  recommend::Library& columns = snapshot.columns;
  for (std::size_t song = 0; song < columns.size(); ++song) {
    const float* audio = snapshot.audio.data() + song * kAudioFeatures.size();
    columns.mood.insert(columns.mood.end(), {audio[feature("valence")], audio[feature("energy")]});
    columns.instrumental.push_back(audio[feature("instrumentalness")]);
  }
}

}  // namespace

Snapshot::Snapshot() = default;
Snapshot::~Snapshot() = default;

std::optional<std::uint32_t> Snapshot::row_of(std::int64_t id) const {
  const auto found = std::ranges::lower_bound(columns.id, id);
  if (found == columns.id.end() || *found != id) return std::nullopt;
  return static_cast<std::uint32_t>(found - columns.id.begin());
}

std::vector<std::uint32_t> Snapshot::rows_named(std::string_view artist, std::string_view title) const {
  // An index of names would take longer to make than a thousand questions take without it.
  std::vector<std::uint32_t> rows;
  const auto found = std::ranges::find(artists, catalog::compared_form(artist));
  if (found == artists.end()) return rows;
  const auto wanted = static_cast<std::uint32_t>(found - artists.begin());
  const std::string wanted_title = catalog::compared_form(title);
  for (std::uint32_t row = 0; row < size(); ++row)
    if (columns.artist[row] == wanted && catalog::compared_form(titles[row]) == wanted_title) rows.push_back(row);
  return rows;
}

catalog::SongHead Snapshot::head(std::size_t row) const {
  catalog::SongHead head{columns.id[row], std::string(artist_names[row]), std::string(titles[row]), std::nullopt,
                         genres[columns.genre[row]]};
  if (columns.year[row] != recommend::kNoYear) head.year = columns.year[row];
  return head;
}

std::string Snapshot::name(std::size_t row) const {
  return std::string(artist_names[row]) + " - " + std::string(titles[row]);
}

std::string Snapshot::file(std::size_t row) const {
  const auto found = files.find(columns.id[row]);
  return found == files.end() ? std::string() : found->second;
}

std::optional<std::size_t> Snapshot::topic_of(std::size_t row) const {
  const auto probabilities = std::span(columns.probability).subspan(row * columns.topics, columns.topics);
  if (probabilities.empty() || std::isnan(probabilities[0])) return std::nullopt;
  return static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
}

std::vector<float> Snapshot::mixture(std::size_t row) const {
  const std::span<const float> roots = columns.roots_of(row);
  std::vector<float> weights;
  if (std::ranges::all_of(roots, [](float root) { return root == 0; })) return weights;
  weights.reserve(roots.size());
  for (const float root : roots) weights.push_back(root * root);
  return weights;
}

std::shared_ptr<Snapshot> load_snapshot(std::shared_ptr<catalog::Catalog> library, const models::Classifier& model,
                                        const LoadOptions& options) {
  auto snapshot = std::make_shared<Snapshot>();
  // Asked first: what changes while the songs are read is then seen as a change.
  snapshot->generation = library->changes().generation(catalog::Changed::songs);
  catalog::ScoredSongs songs = library->scores().load(model.id());
  snapshot->library = std::move(library);
  recommend::Library& columns = snapshot->columns;
  // First: the columns are taken apart below.
  snapshot->audio = catalog::rows_of_sounds(songs, kAudioFeatures);
  columns.id = std::move(songs.id);
  columns.artist = std::move(songs.artist);
  columns.genre = std::move(songs.genre);
  columns.year = std::move(songs.year);
  columns.probability = std::move(songs.probability);
  snapshot->topics = shared(model.labels());
  columns.topics = snapshot->topics->size();
  snapshot->artists = std::move(songs.artists);
  snapshot->genres = std::move(songs.genres);
  snapshot->artist_names = std::move(songs.artist_names);
  snapshot->titles = std::move(songs.titles);
  snapshot->counted_words = std::move(songs.counted_words);
  fill_parts(*snapshot, std::move(songs.mixture), model);
  take_out_undecided(*snapshot);
  fill_obscene(*snapshot);
  fill_audio(*snapshot);
  note_own_files(*snapshot);
  infer_missing(*snapshot, options.threads);
  // Made when songs are first compared: asking by topic needs none. The snapshot outlives its columns.
  columns.space = recommend::LazySpace([snapshot = snapshot.get(), options] {
    return similarity_space({snapshot->columns, snapshot->audio, snapshot->genres, *snapshot->parts, options.threads},
                            options.similarity_model);
  });
  recommend::order_by_topic(columns, options.threads);
  snapshot->explanations = std::make_unique<const Explanations>(snapshot->size());
  return snapshot;
}

}  // namespace leitmotif::library
