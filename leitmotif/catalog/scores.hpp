// What models said about the songs of a library.
// Flow: a model's predictions -> Scores -> all of one model as columns, for ranking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/core/packed_texts.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// One model's answer for a song.
struct SongScores {
  std::int64_t id = 0;
  Prediction prediction;
};

/// A song some model has not read yet.
struct UnscoredSong {
  std::int64_t id = 0;
  std::string lyrics;
  LyricsForm form = LyricsForm::sung;
};

/// In ScoredSongs::year: the year is not known.
inline constexpr std::int32_t kNoYear = std::numeric_limits<std::int32_t>::min();

/// One sound feature of all songs.
struct SoundColumn {
  std::string name;
  std::vector<float> value;          ///< [songs]; NaN when missing
  std::vector<std::uint8_t> source;  ///< [songs]; SoundSource, kNoSource when missing
};
/// In SoundColumn::source: there is no value.
inline constexpr std::uint8_t kNoSource = 255;

/// All songs one model has scored, as columns ordered by id: what ranking needs and nothing else (no lyrics, and no
/// labels). The columns have the types of recommend::Library, so they can be moved there.
struct ScoredSongs {
  std::vector<std::int64_t> id;
  std::vector<std::uint32_t> artist;        ///< index into `artists`
  std::vector<std::uint32_t> genre;         ///< index into `genres`
  std::vector<std::int32_t> year;           ///< kNoYear when not known
  std::vector<float> probability;           ///< [songs x topics], row-major
  std::size_t topics = 0;                   ///< probabilities a song; 0 when there is no song
  std::vector<float> mixture;               ///< [songs x parts], row-major
  std::size_t parts = 0;                    ///< mixture parts a song; 0 for a model without mixtures
  std::vector<std::int32_t> counted_words;  ///< as Prediction's; 0: the model could not tell anything
  std::vector<SoundColumn> sounds;          ///< one a name, in the order of names; none for names no song has
  PackedTexts artist_names;                 ///< as written
  PackedTexts titles;                       ///< as written
  std::vector<std::string> artists;         ///< trimmed, ASCII letters in lower case, so that spellings fall together
  std::vector<std::string> genres;          ///< as stored; the empty string stands for "not known"
};

/// Columns side by side, in the order of `names`. Shape: [songs x names], row-major; NaN when missing.
[[nodiscard]] std::vector<float> rows_of_sounds(const ScoredSongs& songs, std::span<const std::string_view> names);

/// Models are told apart by the hash of their files; a model's scores of a song go when the song's lyric changes.
class Scores : public Part {
 public:
  /// Writes one model's answers: all or none; earlier answers of that model for these songs are replaced.
  /// Throws not_found (no song of that id), invalid_argument (a number that is not finite, no probabilities, not as
  /// many probabilities as the model's others, empty model id).
  virtual void store(std::string_view model_id, std::span<const SongScores> scores) = 0;
  /// What `model_id` said about a song, when it has.
  [[nodiscard]] virtual std::optional<Prediction> of(std::string_view model_id, std::int64_t song) const = 0;
  /// Up to `limit` songs with an id above `after_id` that `model_id` has not scored, in the order of ids.
  [[nodiscard]] virtual std::vector<UnscoredSong> unscored(std::string_view model_id, std::int64_t after_id,
                                                           std::size_t limit) const = 0;
  /// All songs `model_id` has scored; empty for a model that has scored none. Cost: about 1 s a million songs.
  [[nodiscard]] virtual ScoredSongs load(std::string_view model_id) const = 0;
};

}  // namespace leitmotif::catalog
