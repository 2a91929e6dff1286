// A data set as songs that can be compared: features without labels, artists as numbers.
// Flow: CSV file and a topic model's answers -> features, artists, parts for training, validation and testing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/models/song_inputs.hpp"

namespace leitmotif::evaluation {

/// Reads the lyrics of songs: the answers of a topic model, one a song.
using ReadTopics = std::function<std::vector<Prediction>(std::span<const LabelledSong>)>;

/// Movable, not copyable: features point into it. The mixtures are a model's, read from the lyrics; the file's own
/// weights and topics are never looked at.
class SimilaritySongs {
 public:
  /// Throws what read_dataset and `read_topics` throw; corrupt_data when no row can be used.
  SimilaritySongs(const std::filesystem::path& file, const ReadTopics& read_topics);
  SimilaritySongs(SimilaritySongs&&) = default;

  /// How many songs there are.
  [[nodiscard]] std::size_t size() const noexcept { return data_.rows.size(); }
  /// Where they were read from.
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
  /// The rows they were read from. Lifetime: that of this object.
  [[nodiscard]] const corpus::Dataset& data() const noexcept { return data_; }
  /// What is known of one song; views into this object. `song` must be below size().
  [[nodiscard]] models::SongFeatures features(std::size_t song) const noexcept;
  /// Shape: songs[n] -> [n].
  [[nodiscard]] std::vector<models::SongFeatures> features(std::span<const std::size_t> songs) const;
  /// Equal numbers: the same artist, compared without regard to ASCII case. A song without one stands alone.
  [[nodiscard]] std::uint32_t artist(std::size_t song) const noexcept { return artist_[song]; }
  /// The most probable label of the topic model; -1 when it knew no word.
  [[nodiscard]] int topic(std::size_t song) const noexcept { return topic_[song]; }
  /// Whether every audio feature is there.
  [[nodiscard]] bool has_audio(std::size_t song) const noexcept;

 private:
  void number_artists();

  std::filesystem::path file_;
  corpus::Dataset data_;
  std::vector<Prediction> predictions_;
  std::vector<std::uint32_t> artist_;
  std::vector<int> topic_;
};

/// Song numbers, ascending; no artist is in two parts.
struct ArtistParts {
  std::vector<std::size_t> train;
  std::vector<std::size_t> validation;
  std::vector<std::size_t> test;
};

/// Keeps whole artists apart: about `held_out` of the songs for testing, a tenth of the others for validation.
/// Throws invalid_argument unless 0 <= held_out < 1.
[[nodiscard]] ArtistParts divide_by_artist(const SimilaritySongs& songs, double held_out, std::uint64_t seed);

}  // namespace leitmotif::evaluation
