// Rows by the thousand, for databases that are too far away to be asked about each.
// Flow: SongWriter, ScoreWriter -> Bulk, where a database has one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog::sql {

/// A row of songs, identities and lyrics. Lifetime: of the call it is given to.
struct NewSong {
  std::int64_t id = 0;
  const LabelledSong* row = nullptr;
  std::string_view identity;
  std::int64_t digest = 0;
  std::string sound;  ///< bytes, see sound_rows.hpp
};

/// A row of scores. Lifetime: of the call it is given to.
struct NewScores {
  std::int64_t song = 0;
  const Prediction* prediction = nullptr;
};

/// Rows into one table, within a write transaction. Throws what Database throws. Without `finish` nothing is written,
/// or what was written is undone with the transaction.
class RowsIn : public Part {
 public:
  /// Begins a row; a value for each of the table's columns must follow, which live until the last of them is given.
  virtual void begin_row() = 0;
  /// The next column of the row.
  virtual void integer(std::int64_t value) = 0;
  virtual void real(double value) = 0;
  virtual void text(std::string_view value) = 0;
  virtual void bytes(std::string_view value) = 0;
  virtual void null() = 0;
  /// Writes what is left.
  virtual void finish() = 0;
};

/// Everything within a write transaction. Throws what Database throws.
class Bulk : public Part {
 public:
  /// Those of the digests that a song of the library has.
  [[nodiscard]] virtual std::unordered_set<std::int64_t> digests_there(std::span<const std::int64_t> digests) const = 0;
  /// The first of so many numbers for new songs, which follow each other.
  [[nodiscard]] virtual std::int64_t reserve_songs(std::size_t count) const = 0;
  virtual void insert_songs(std::span<const NewSong> songs) const = 0;
  /// What rows say beside their songs (row_facts.hpp), of songs that have no such row yet; those that say nothing are
  /// passed over.
  virtual void insert_facts(std::span<const NewSong> songs) const = 0;
  /// Those of the songs that the library has, and whether they have scores of the model.
  [[nodiscard]] virtual std::unordered_map<std::int64_t, bool> songs_there(std::span<const std::int64_t> songs,
                                                                           std::string_view model_id) const = 0;
  /// Of songs that have no scores of this model yet.
  virtual void insert_scores(std::int64_t model, std::span<const NewScores> scores) const = 0;
};

}  // namespace leitmotif::catalog::sql
