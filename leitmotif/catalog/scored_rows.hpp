// What every kind of library does alike with scores: checks them before they are kept, and makes columns of rows.
// Flow: a row as an implementation reads it -> ColumnsOfScores -> ScoredSongs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "leitmotif/catalog/scores.hpp"
#include "leitmotif/catalog/sounds.hpp"

namespace leitmotif::catalog {

/// How many numbers a model gives for a song.
struct ScoreShape {
  std::size_t probabilities = 0;
  std::size_t parts = 0;
};

/// Checks the id of a model that scores. Throws invalid_argument when it is empty.
void require_model_id(std::string_view model_id);
/// The shape of a model's first answer. Throws invalid_argument when there are no probabilities.
[[nodiscard]] ScoreShape shape_of(const Prediction& first);
/// Checks an answer before it is kept. Throws invalid_argument: not the model's shape, a number that is not finite.
void require_sound_scores(std::int64_t song, const Prediction& prediction, const ScoreShape& shape);

/// A sound feature of a row.
struct SoundValue {
  std::size_t column = 0;  ///< index into the names ColumnsOfScores was given
  double value = 0;
  SoundSource source = SoundSource::data_set;
};

/// One scored song as it is read. Lifetime of everything it points to: the call it is given to.
struct ScoredRow {
  std::int64_t id = 0;
  std::string_view artist;
  std::string_view title;
  std::string_view genre;
  std::int32_t year = kNoYear;
  std::span<const float> probabilities;
  std::span<const float> mixture;
  std::int32_t counted_words = 0;
  std::span<const SoundValue> sounds;
};

/// Gathers rows that come in the order of ids.
class ColumnsOfScores {
 public:
  /// `place` is the library's, for messages.
  /// `sounds` names every sound feature a row may have, in the order of names, each once.
  ColumnsOfScores(std::string place, const std::vector<std::string>& sounds);
  /// About so many rows will come: their place is made once. Call it before the first.
  void expect(std::size_t rows) noexcept { expected_ = rows; }
  /// Throws corrupt_data when the row has not as many numbers as the first one.
  void add(const ScoredRow& row);
  /// The columns; the last call.
  [[nodiscard]] ScoredSongs finished();

 private:
  /// Gives equal texts equal numbers, counted from 0 in order of appearance.
  class Numbering {
   public:
    explicit Numbering(std::vector<std::string>& names) : names_(names) {}
    std::uint32_t number_of(std::string name);

   private:
    std::vector<std::string>& names_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
  };

  void make_place();

  std::string place_;
  std::size_t expected_ = 0;
  ScoredSongs all_;
  Numbering artists_{all_.artists};
  Numbering genres_{all_.genres};
};

}  // namespace leitmotif::catalog
