// Songs of scanned files as rows: which song a file belongs to, and what of it the library keeps.
// Flow: Files::add_scanned -> ScannedWriter -> SongWriter, ScoreWriter, FileWriter, table song_details.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/catalog/scanned_rules.hpp"
#include "leitmotif/catalog/sql/database.hpp"
#include "leitmotif/catalog/sql/file_rows.hpp"
#include "leitmotif/catalog/sql/score_rows.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"

namespace leitmotif::catalog::sql {

/// Writes scanned songs through statements that are prepared once: any number of `write`, then `finish`, all in one
/// transaction. Everything throws what Database throws.
class ScannedWriter {
 public:
  ScannedWriter(const Database& database, std::string_view model_id);

  /// See Files::add_scanned; whether the song is new. Throws invalid_argument when it has no file.
  bool write(const ScannedSong& scanned);
  /// Brings the search index up to date with what was written.
  void finish();

 private:
  bool rename_if_alone(const FileRow& first, const std::string& identity);
  std::optional<KnownSong> known_song(const FileRow& first, const std::string& identity);
  bool keep_what_is_there(const FileRow& first, KnownSong& known, LabelledSong& row);
  void write_facts(const SongWriter::Written& written, const SongFacts& facts, bool keeps_lyrics);

  SoundKinds kinds_;
  std::deque<LabelledSong> written_;  // SongWriter needs them until the index is written
  SongWriter songs_;
  ScoreWriter scores_;
  FileWriter files_;
  Statement find_;
  Statement is_shared_;
  Statement has_elder_lyrics_;
  Statement is_scanned_;
  Statement facts_;
};

}  // namespace leitmotif::catalog::sql
