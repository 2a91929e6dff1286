// Rows of the tables `files` and `song_details`, written inside a transaction of the caller's and read back.
// Flow: files.cpp and scanned.cpp -> these -> SQL.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/sql/database.hpp"

namespace leitmotif::catalog::sql {

/// The columns `file_from` expects, in its order.
[[nodiscard]] std::string_view file_columns() noexcept;
/// The file of the present row.
[[nodiscard]] FileRow file_from(const Statement& row);

/// The columns `facts_from` expects, in its order; the song's number is column 0.
[[nodiscard]] std::string_view facts_columns() noexcept;
/// The facts of the present row.
[[nodiscard]] SongFacts facts_from(const Statement& row);

/// Binds album artist, disc and track, in this order, from the parameter `first` on.
void bind_album_place(Statement& statement, const SongFacts& facts, int first);

/// Writes files through statements that are prepared once. Everything throws what Database throws.
class FileWriter {
 public:
  explicit FileWriter(const Database& database);
  /// See Files::note.
  void write(const FileRow& file);

 private:
  Statement insert_;
  Statement replace_;
};

/// Writes facts of songs that other things than a scan bring. Everything throws what Database throws.
class FactsWriter {
 public:
  explicit FactsWriter(const Database& database);
  /// `replaces`: what is there is replaced, else only completed.
  void write(std::int64_t song, const SongFacts& facts, bool replaces);

 private:
  Statement statement_;
};

}  // namespace leitmotif::catalog::sql
