#include "leitmotif/catalog/scored_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {
namespace {

void require_finite(std::int64_t song, const std::vector<float>& numbers) {
  for (const float number : numbers) {
    if (std::isfinite(number)) continue;
    throw Error(ErrorKind::invalid_argument,
                "scores of song " + std::to_string(song) + " hold a number that is not finite");
  }
}

template <class Column, class Values>
void append(Column& column, const Values& values) {
  column.insert(column.end(), values.begin(), values.end());
}

}  // namespace

void require_model_id(std::string_view model_id) {
  if (model_id.empty()) throw Error(ErrorKind::invalid_argument, "scores need the id of the model that gave them");
}

ScoreShape shape_of(const Prediction& first) {
  if (first.probabilities.empty()) throw Error(ErrorKind::invalid_argument, "scores without probabilities");
  return {first.probabilities.size(), first.mixture.size()};
}

void require_sound_scores(std::int64_t song, const Prediction& prediction, const ScoreShape& shape) {
  if (prediction.probabilities.size() != shape.probabilities || prediction.mixture.size() != shape.parts) {
    throw Error(ErrorKind::invalid_argument,
                "scores of song " + std::to_string(song) + " have " + std::to_string(prediction.probabilities.size()) +
                    " probabilities and " + std::to_string(prediction.mixture.size()) +
                    " mixture parts; this model's others have " + std::to_string(shape.probabilities) + " and " +
                    std::to_string(shape.parts));
  }
  require_finite(song, prediction.probabilities);
  require_finite(song, prediction.mixture);
}

std::uint32_t ColumnsOfScores::Numbering::number_of(std::string name) {
  const auto [place, is_new] = numbers_.try_emplace(std::move(name), static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.push_back(place->first);
  return place->second;
}

ColumnsOfScores::ColumnsOfScores(std::string place, const std::vector<std::string>& sounds) : place_(std::move(place)) {
  for (const std::string& name : sounds) all_.sounds.push_back({name, {}, {}});
}

ScoredSongs ColumnsOfScores::finished() {
  std::erase_if(all_.sounds, [](const SoundColumn& column) {
    return std::ranges::all_of(column.source, [](std::uint8_t source) { return source == kNoSource; });
  });
  return std::move(all_);
}

std::vector<float> rows_of_sounds(const ScoredSongs& songs, std::span<const std::string_view> names) {
  std::vector<float> rows(songs.id.size() * names.size(), std::numeric_limits<float>::quiet_NaN());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto column = std::ranges::find(songs.sounds, names[i], &SoundColumn::name);
    if (column == songs.sounds.end()) continue;
    for (std::size_t song = 0; song < songs.id.size(); ++song) rows[song * names.size() + i] = column->value[song];
  }
  return rows;
}

void ColumnsOfScores::make_place() {
  all_.id.reserve(expected_);
  all_.artist.reserve(expected_);
  all_.genre.reserve(expected_);
  all_.year.reserve(expected_);
  all_.probability.reserve(expected_ * all_.topics);
  all_.mixture.reserve(expected_ * all_.parts);
  all_.counted_words.reserve(expected_);
  for (SoundColumn& column : all_.sounds) {
    column.value.reserve(expected_);
    column.source.reserve(expected_);
  }
}

void ColumnsOfScores::add(const ScoredRow& row) {
  if (all_.id.empty()) {
    all_.topics = row.probabilities.size();
    all_.parts = row.mixture.size();
    make_place();
  }
  if (all_.topics == 0 || row.probabilities.size() != all_.topics || row.mixture.size() != all_.parts) {
    throw Error(ErrorKind::corrupt_data,
                place_ + ": the library is damaged (scores of song " + std::to_string(row.id) + ")");
  }
  all_.id.push_back(row.id);
  all_.artist.push_back(artists_.number_of(compared_form(row.artist)));
  all_.genre.push_back(genres_.number_of(std::string(row.genre)));
  all_.year.push_back(row.year);
  append(all_.probability, row.probabilities);
  append(all_.mixture, row.mixture);
  all_.counted_words.push_back(row.counted_words);
  for (SoundColumn& column : all_.sounds) {
    column.value.push_back(std::numeric_limits<float>::quiet_NaN());
    column.source.push_back(kNoSource);
  }
  for (const SoundValue& sound : row.sounds) {
    all_.sounds[sound.column].value.back() = static_cast<float>(sound.value);
    all_.sounds[sound.column].source.back() = static_cast<std::uint8_t>(sound.source);
  }
  all_.artist_names.push_back(row.artist);
  all_.titles.push_back(row.title);
}

}  // namespace leitmotif::catalog
