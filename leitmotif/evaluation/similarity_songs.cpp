#include "leitmotif/evaluation/similarity_songs.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "leitmotif/core/argmax.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/split.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr double kValidationShare = 0.1;

std::vector<std::string_view> artists_of_rows(const SimilaritySongs& songs, std::span<const std::size_t> chosen) {
  std::vector<std::string_view> names;
  for (const std::size_t song : chosen) names.emplace_back(songs.data().rows[song].song.artist);
  return names;
}

std::vector<std::size_t> picked(std::span<const std::size_t> from, std::span<const std::size_t> places) {
  std::vector<std::size_t> result;
  for (const std::size_t place : places) result.push_back(from[place]);
  return result;
}

}  // namespace

SimilaritySongs::SimilaritySongs(const std::filesystem::path& file, const ReadTopics& read_topics)
    : file_(file), data_(corpus::read_dataset(file)) {
  if (data_.rows.empty()) throw Error(ErrorKind::corrupt_data, file.string() + ": no row of it can be used");
  predictions_ = read_topics(data_.rows);
  for (const Prediction& prediction : predictions_)
    topic_.push_back(prediction.counted_words == 0 ? -1 : static_cast<int>(argmax(prediction.probabilities)));
  number_artists();
}

void SimilaritySongs::number_artists() {
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::uint32_t next = 0;
  for (const LabelledSong& row : data_.rows) {
    const auto [place, added] = numbers.try_emplace(ascii::lower_case(row.song.artist), next);
    const bool alone = row.song.artist.empty();
    artist_.push_back(added || alone ? next : place->second);
    if (added || alone) ++next;
  }
}

models::SongFeatures SimilaritySongs::features(std::size_t song) const noexcept {
  const Song& from = data_.rows[song].song;
  models::SongFeatures features;
  if (predictions_[song].counted_words > 0) features.mixture = predictions_[song].mixture;
  features.audio = from.audio;
  features.year = from.year;
  features.genre = from.genre;
  return features;
}

std::vector<models::SongFeatures> SimilaritySongs::features(std::span<const std::size_t> songs) const {
  std::vector<models::SongFeatures> result;
  result.reserve(songs.size());
  for (const std::size_t song : songs) result.push_back(features(song));
  return result;
}

bool SimilaritySongs::has_audio(std::size_t song) const noexcept {
  return std::ranges::none_of(data_.rows[song].song.audio, [](double value) { return std::isnan(value); });
}

ArtistParts divide_by_artist(const SimilaritySongs& songs, double held_out, std::uint64_t seed) {
  std::vector<std::size_t> all(songs.size());
  for (std::size_t song = 0; song < all.size(); ++song) all[song] = song;
  const corpus::Split outer = corpus::artist_disjoint_split(artists_of_rows(songs, all), held_out, seed);
  const corpus::Split inner =
      corpus::artist_disjoint_split(artists_of_rows(songs, outer.train), kValidationShare, seed + 1);
  return {picked(outer.train, inner.train), picked(outer.train, inner.held_out), outer.held_out};
}

}  // namespace leitmotif::evaluation
