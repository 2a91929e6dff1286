// Everything out: the songs of the library with all that is known of each, for programs of other kinds.
// Flow: Engine::export_songs -> ExportedSong, one at a time -> JSON lines, CSV, arrays for NumPy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/share.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/people/wishes.hpp"

namespace leitmotif::exchange {

/// Which songs are exported, and what of them.
struct ExportRequest {
  std::vector<std::string> genres;  ///< only these; none: all
  std::optional<recommend::YearRange> years;
  std::string list;      ///< only the songs of this saved list, in the order of their numbers; empty: all
  Share share;           ///< of what is left, in the order of the songs' numbers: the parts joined are the whole
  bool lyrics = false;   ///< lyrics as sung too
  bool vectors = false;  ///< where each lyric lies by its meaning, too
};

/// What is the same for all songs of an export.
struct ExportNames {
  Names topics;
  Names mixture_parts;
  Names wishes;
  std::size_t dimensions = 0;  ///< of `vector`
  bool from_songbook = false;  ///< the library is empty; the songs that came along are exported
  std::size_t songs = 0;       ///< how many there are
};

/// Takes an export as it comes: first the names, then the songs in the order of their numbers.
struct ExportSink {
  std::function<void(const ExportNames& names)> begin;
  std::function<void(const answers::ExportedSong& song)> song;
};

/// An export on its way. Columns that turn out to be damaged are made anew, and the export goes on where it was.
/// Lifetime: what it is made of must outlive it.
class SongExport {
 public:
  SongExport(const ExportRequest& request, const ExportSink& sink, people::Wishes& wishes);
  /// Hands the songs that were not handed out yet to the sink. Songs that were not read for wishes yet are read first.
  /// Throws not_found (the list), invalid_argument (a genre no song has), what the sink throws.
  void go_on(const std::shared_ptr<const library::Snapshot>& state, const OnProgress& on_progress);

 private:
  const ExportRequest& request_;
  const ExportSink& sink_;
  people::Wishes& wishes_;
  std::size_t given_ = 0;
  bool has_begun_ = false;
};

/// A song as a row of a table, with a column for each topic, part, wish and feature.
class ExportColumns {
 public:
  /// `with_vectors`: a column a dimension; `with_lyrics`: the lyric as the last column.
  ExportColumns(const ExportNames& names, bool with_vectors, bool with_lyrics);
  /// Lines of CSV with their ends.
  [[nodiscard]] std::string head() const;
  [[nodiscard]] std::string row(const answers::ExportedSong& song) const;

 private:
  struct Column {
    std::string name;
    std::function<std::string(const answers::ExportedSong& song)> cell;
  };
  void add_texts();
  void add_numbers(const ExportNames& names);
  std::vector<Column> columns_;
};

/// Songs as arrays: one a column of the song, names of their columns beside them. Years and other missing numbers are
/// NaN, a missing topic is -1.
class ExportArrays {
 public:
  /// What the arrays' columns are called.
  explicit ExportArrays(ExportNames names);
  /// Takes one song after the other.
  void add(const answers::ExportedSong& song);
  /// Writes all of them. Throws as NpzFile.
  void write(const std::filesystem::path& file) const;

 private:
  ExportNames names_;
  std::vector<std::int64_t> id_;
  std::vector<std::string> artist_, title_, genre_, album_, file_, recording_;
  std::vector<float> year_, confidence_, published_, topics_, mixture_, wishes_, audio_, vector_;
  std::vector<std::int32_t> topic_;
  std::vector<std::uint8_t> level_;
};

}  // namespace leitmotif::exchange
