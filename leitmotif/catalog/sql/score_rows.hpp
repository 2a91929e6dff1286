// Models' answers as rows: checked, written inside a transaction of the caller's, and read back.
// Flow: Songs::add and Scores::store -> ScoreWriter -> tables models, scores -> ScoredSongs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/scored_rows.hpp"
#include "leitmotif/catalog/scores.hpp"
#include "leitmotif/catalog/sql/database.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog::sql {

/// Writes one model's answers through statements that are prepared once.
class ScoreWriter {
 public:
  /// Throws invalid_argument when the model's id is empty, and what Database throws.
  ScoreWriter(const Database& database, std::string_view model_id);

  /// Writes or replaces the answer for a song that exists.
  /// Throws invalid_argument as Scores::store, and what Database throws.
  void write(std::int64_t song, const Prediction& prediction);
  /// Scores of songs that may have some of the model already. Throws not_found (no song of that number) as well.
  void write(std::span<const SongScores> scores);
  /// The same for songs that were just written, at once where there is a Bulk.
  void write(std::span<const SongWriter::Written> songs, std::span<const Prediction> predictions);

 private:
  void open_model(const Prediction& first);

  const Database& database_;
  std::string model_id_;
  std::optional<std::int64_t> model_;
  ScoreShape shape_;
  Statement insert_;
};

/// See Scores::of.
[[nodiscard]] std::optional<Prediction> read_scores(const Database& database, std::string_view model_id,
                                                    std::int64_t song);
/// See Scores::unscored.
[[nodiscard]] std::vector<UnscoredSong> read_unscored(const Database& database, std::string_view model_id,
                                                      std::int64_t after_id, std::size_t limit);
/// See Scores::load.
[[nodiscard]] ScoredSongs read_all_scores(const Database& database, std::string_view model_id);

}  // namespace leitmotif::catalog::sql
