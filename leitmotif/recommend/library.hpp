// The songs of a library as columns in memory: what ranking reads. There is no place for labels here, so they cannot
// have an influence.
// Flow: catalogue -> engine -> Library -> rank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "leitmotif/recommend/space.hpp"

namespace leitmotif::recommend {

/// In Library::year: the year is not known.
inline constexpr std::int32_t kNoYear = std::numeric_limits<std::int32_t>::min();

/// Columns have one row a song unless they are empty, which means that nothing of the kind is known of any song.
struct Library {
  std::vector<std::int64_t> id;       ///< ascending
  std::vector<std::uint32_t> artist;  ///< equal numbers: the same artist
  std::vector<std::uint32_t> genre;   ///< equal numbers: the same genre
  std::vector<std::int32_t> year;     ///< kNoYear when not known

  std::size_t topics = 0;
  std::vector<float> probability;  ///< [songs x topics], row-major, 0..1; NaN: nothing is known of the song's topics

  std::size_t parts = 0;
  /// [songs x parts], row-major: square roots of the mixture, so that the dot product of two rows is how much two
  /// mixtures have in common (Bhattacharyya's coefficient, 0..1). All 0: nothing is known of the song's topics.
  std::vector<float> root_mixture;
  /// [topics] which part a topic is; empty when the topics are no parts. Decides between songs of equal probability.
  std::vector<std::size_t> part_of_topic;

  std::vector<float> mood;          ///< [songs x 2], row-major: valence and energy, 0..1; NaN when not known
  std::vector<float> instrumental;  ///< [songs] 0..1; NaN when not known
  std::vector<float> obscene;       ///< [songs] weight of what is obscene in the lyric, 0..1

  LazySpace space;  ///< where songs lie when they are compared; each song has a row, or none has

  /// [topics] the songs that can be about the topic, most probable first (ties by strength, then by id). Made by
  /// order_by_topic; without it every question about a topic sorts anew.
  std::vector<std::vector<std::uint32_t>> order;

  /// How many songs there are; one song's probability of a topic; the square roots of its mixture, [parts].
  [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
  [[nodiscard]] float probability_of(std::size_t song, std::size_t topic) const noexcept {
    return probability[song * topics + topic];
  }
  /// The square roots of a song's mixture: shape [parts].
  [[nodiscard]] std::span<const float> roots_of(std::size_t song) const noexcept {
    return std::span(root_mixture).subspan(song * parts, parts);
  }
};

/// The songs that can be about a topic, most probable first: ties by how much of the song is about it, then by id.
[[nodiscard]] std::vector<std::uint32_t> ordered_by_topic(const Library& library, std::size_t topic);

/// Fills Library::order on `threads` threads (0: all).
void order_by_topic(Library& library, unsigned threads);

/// Throws internal when the columns differ in length, resource_limit above 4294967295 songs.
void check_library(const Library& library);

}  // namespace leitmotif::recommend
