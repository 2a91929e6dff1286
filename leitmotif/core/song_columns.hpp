// All songs of a library as columns, as one model sees them: what ranking, exploration and similarity read. There is no
// place for labels here, so they cannot have an influence.
// Flow: catalogue -> SongColumns -> rank, explore, compare.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/column.hpp"

namespace leitmotif {

/// In SongColumns::year: the year is not known.
inline constexpr std::int32_t kNoYear = std::numeric_limits<std::int32_t>::min();

/// Bits of SongColumns::flags.
using SongFlag = std::uint8_t;
inline constexpr SongFlag kInferred = 1;           ///< probabilities and mixture are a guess: too few words are known
inline constexpr SongFlag kFoundInstrumental = 2;  ///< a scan of its file found that nobody sings
inline constexpr SongFlag kCorrected = 4;          ///< a person said what it is about

/// One number of every song's sound.
struct SoundFeature {
  std::string name;
  Column<float> values;         ///< [songs] NaN when missing
  Column<std::uint8_t> source;  ///< [songs] where each value came from: numbers of catalog::SoundSource
};

/// Columns have one row a song unless they are empty, which means that nothing of the kind is known of any song.
struct SongColumns {
  Column<std::int64_t> id;          ///< ascending
  Column<std::uint32_t> artist;     ///< index into `artists`; equal numbers: the same artist
  Column<std::uint32_t> genre;      ///< index into `genres`; equal numbers: the same genre
  Column<std::int32_t> year;        ///< kNoYear when not known
  TextColumn artist_names;          ///< as written
  TextColumn titles;                ///< as written
  TextColumn artists;               ///< [artists] as compared, so that spellings fall together
  std::vector<std::string> genres;  ///< as stored; the empty string stands for "not known"

  std::string model;  ///< the digest of the model that `probability` and `root_mixture` come from
  std::size_t topics = 0;
  Column<float> probability;  ///< [songs x topics], row-major, 0..1; NaN: nothing is known of the song's topics
  std::size_t parts = 0;
  /// [songs x parts], row-major: square roots of the mixture, so that the dot product of two rows is how much two
  /// mixtures have in common (Bhattacharyya's coefficient, 0..1). All 0: nothing is known of the song's topics.
  Column<float> root_mixture;
  /// [topics] which part a topic is; empty when the topics are no parts. Decides between songs of equal probability.
  std::vector<std::size_t> part_of_topic;
  Column<float> obscene;               ///< [songs] weight of what is obscene in the lyric, 0..1
  Column<std::int32_t> counted_words;  ///< as Prediction's; 0: the model could not tell anything
  Column<std::uint8_t> flags;          ///< SongFlag

  std::vector<SoundFeature> sound;  ///< in the order of names, each once; none for names no song has

  /// [topics] the songs that can be about the topic, most probable first (ties by strength, then by id). Made by
  /// recommend::order_by_topic; without it every question about a topic sorts anew.
  std::vector<Column<std::uint32_t>> order;

  /// How many songs there are.
  [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
  /// How probable a topic of a song is.
  [[nodiscard]] float probability_of(std::size_t song, std::size_t topic) const {
    return probability[song * topics + topic];
  }
  /// The square roots of a song's mixture: shape [parts].
  [[nodiscard]] std::span<const float> roots_of(std::size_t song) const {
    return root_mixture.piece(song * parts, parts);
  }
  /// Whether a song has a flag.
  [[nodiscard]] bool has(SongFlag flag, std::size_t song) const {
    return !flags.empty() && (flags[song] & static_cast<std::uint8_t>(flag)) != 0;
  }
  /// A feature of the sound; one without values when there is none of that name.
  [[nodiscard]] const Column<float>& sound_of(std::string_view name) const {
    static const Column<float> kNone;
    for (const SoundFeature& feature : sound)
      if (feature.name == name) return feature.values;
    return kNone;
  }
};

}  // namespace leitmotif
