#include "leitmotif/engine/shelf.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "leitmotif/catalog/generation.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/engine/inferred.hpp"
#include "leitmotif/engine/locations.hpp"
#include "leitmotif/engine/shelf_files.hpp"
#include "leitmotif/engine/similarity_space.hpp"

namespace leitmotif::engine {
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
void take_out_undecided(Shelf& shelf) {
  recommend::Library& columns = shelf.columns;
  for (std::size_t song = 0; song < columns.size(); ++song) {
    if (shelf.counted_words[song] != 0) continue;
    std::fill_n(columns.probability.begin() + static_cast<std::ptrdiff_t>(song * columns.topics), columns.topics,
                std::numeric_limits<float>::quiet_NaN());
    std::fill_n(columns.root_mixture.begin() + static_cast<std::ptrdiff_t>(song * columns.parts), columns.parts, 0.0F);
  }
}

void fill_parts(Shelf& shelf, std::vector<float>&& mixture, const models::Classifier& model) {
  recommend::Library& columns = shelf.columns;
  const bool has_mixture = !model.mixture_parts().empty();
  shelf.parts = has_mixture ? shared(model.mixture_parts()) : shelf.topics;
  columns.parts = shelf.parts->size();
  columns.root_mixture = has_mixture ? std::move(mixture) : columns.probability;
  for (float& value : columns.root_mixture) value = std::sqrt(std::max(0.0F, value));
  for (const std::string& topic : *shelf.topics)
    if (const auto part = place_of(topic, *shelf.parts)) columns.part_of_topic.push_back(*part);
  if (columns.part_of_topic.size() != columns.topics) columns.part_of_topic.clear();
}

void fill_obscene(Shelf& shelf) {
  const auto part = place_of(kObscene, *shelf.parts);
  if (!part) return;
  recommend::Library& columns = shelf.columns;
  columns.obscene.reserve(columns.size());
  for (std::size_t song = 0; song < columns.size(); ++song) {
    const float root = columns.roots_of(song)[*part];
    columns.obscene.push_back(root * root);
  }
}

constexpr std::size_t feature(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(kAudioFeatures, name) - kAudioFeatures.begin());
}

void fill_audio(Shelf& shelf) {
  recommend::Library& columns = shelf.columns;
  for (std::size_t song = 0; song < columns.size(); ++song) {
    const float* audio = shelf.audio.data() + song * kAudioFeatures.size();
    columns.mood.insert(columns.mood.end(), {audio[feature("valence")], audio[feature("energy")]});
    columns.instrumental.push_back(audio[feature("instrumentalness")]);
  }
}

}  // namespace

Shelf::Shelf() = default;
Shelf::~Shelf() = default;

std::optional<std::uint32_t> Shelf::row_of(std::int64_t id) const {
  const auto found = std::ranges::lower_bound(columns.id, id);
  if (found == columns.id.end() || *found != id) return std::nullopt;
  return static_cast<std::uint32_t>(found - columns.id.begin());
}

std::vector<std::uint32_t> Shelf::rows_named(std::string_view artist, std::string_view title) const {
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

catalog::SongHead Shelf::head(std::size_t row) const {
  catalog::SongHead head{columns.id[row], std::string(artist_names[row]), std::string(titles[row]), std::nullopt,
                         genres[columns.genre[row]]};
  if (columns.year[row] != recommend::kNoYear) head.year = columns.year[row];
  return head;
}

std::string Shelf::name(std::size_t row) const {
  return std::string(artist_names[row]) + " - " + std::string(titles[row]);
}

std::string Shelf::file(std::size_t row) const {
  const auto found = files.find(columns.id[row]);
  return found == files.end() ? std::string() : found->second;
}

std::optional<std::size_t> Shelf::topic_of(std::size_t row) const {
  const auto probabilities = std::span(columns.probability).subspan(row * columns.topics, columns.topics);
  if (probabilities.empty() || std::isnan(probabilities[0])) return std::nullopt;
  return static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
}

std::vector<float> Shelf::mixture(std::size_t row) const {
  const std::span<const float> roots = columns.roots_of(row);
  std::vector<float> weights;
  if (std::ranges::all_of(roots, [](float root) { return root == 0; })) return weights;
  weights.reserve(roots.size());
  for (const float root : roots) weights.push_back(root * root);
  return weights;
}

std::shared_ptr<Shelf> load_shelf(std::shared_ptr<catalog::Catalog> library, const Reader& reader, unsigned threads) {
  auto shelf = std::make_shared<Shelf>();
  // Asked first: what changes while the songs are read is then seen as a change.
  shelf->generation = catalog::generation_of(*library, catalog::Changed::songs);
  catalog::ScoredSongs songs = library->load_scores(reader.model().id());
  shelf->library = std::move(library);
  recommend::Library& columns = shelf->columns;
  columns.id = std::move(songs.id);
  columns.artist = std::move(songs.artist);
  columns.genre = std::move(songs.genre);
  columns.year = std::move(songs.year);
  columns.probability = std::move(songs.probability);
  shelf->topics = shared(reader.model().labels());
  columns.topics = shelf->topics->size();
  shelf->artists = std::move(songs.artists);
  shelf->genres = std::move(songs.genres);
  shelf->artist_names = std::move(songs.artist_names);
  shelf->titles = std::move(songs.titles);
  shelf->counted_words = std::move(songs.counted_words);
  shelf->audio = std::move(songs.audio);
  fill_parts(*shelf, std::move(songs.mixture), reader.model());
  take_out_undecided(*shelf);
  fill_obscene(*shelf);
  fill_audio(*shelf);
  note_own_files(*shelf);
  infer_missing(*shelf, threads);
  // Made when songs are first compared: asking by topic needs none. The shelf outlives its columns.
  columns.space = recommend::LazySpace([shelf = shelf.get(), threads] {
    return similarity_space({shelf->columns, shelf->audio, shelf->genres, *shelf->parts, threads},
                            default_similarity_model());
  });
  recommend::order_by_topic(columns, threads);
  shelf->explanations = std::make_unique<const Explanations>(shelf->size());
  return shelf;
}

}  // namespace leitmotif::engine
