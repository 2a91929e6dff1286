// Models' answers as rows: checked, written inside a transaction of the caller's, and read back.
// Flow: Catalog::add and store_scores -> ScoreWriter -> tables models, scores -> ScoredSongs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sqlite.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// Writes one model's answers through statements that are prepared once.
class ScoreWriter {
 public:
  /// Throws invalid_argument when the model's id is empty, and what Database throws.
  ScoreWriter(const Database& database, std::string_view model_id);

  /// Writes or replaces the answer for a song that exists.
  /// Throws invalid_argument as Catalog::store_scores, and what Database throws.
  void write(std::int64_t song, const Prediction& prediction);

 private:
  void open_model(const Prediction& first);

  const Database& database_;
  std::string model_id_;
  std::optional<std::int64_t> model_;
  std::size_t probabilities_ = 0;
  std::size_t parts_ = 0;
  Statement insert_;
};

/// See Catalog::scores.
[[nodiscard]] std::optional<Prediction> read_scores(const Database& database, std::string_view model_id,
                                                    std::int64_t song);
/// See Catalog::unscored.
[[nodiscard]] std::vector<UnscoredSong> read_unscored(const Database& database, std::string_view model_id,
                                                      std::int64_t after_id, std::size_t limit);
/// See Catalog::load_scores.
[[nodiscard]] ScoredSongs read_all_scores(const Database& database, std::string_view model_id);

}  // namespace leitmotif::catalog
