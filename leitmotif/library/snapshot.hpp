// One state of a library in memory, as one model sees it: everything asking needs. Immutable, shared by threads.
// Flow: catalogue, model -> Snapshot -> resolve, rank, describe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/names.hpp"
#include "leitmotif/library/artist_index.hpp"
#include "leitmotif/library/explanations.hpp"
#include "leitmotif/library/map_axes.hpp"
#include "leitmotif/library/row_cache.hpp"
#include "leitmotif/library/snapshot_file.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::library {

/// Of how many rows is kept what was worked out of them, some 20 MB.
inline constexpr std::size_t kMostOfRows = 50000;

/// What scans and servers say of a song beside what its columns hold.
struct SongNotes {
  std::string album;
  MusicIds ids;
  std::vector<catalog::RemoteId> servers;  ///< where music servers have it
};

/// A library as it was at one moment, as columns in memory. Immutable once made, shared by all who ask.
struct Snapshot {
  std::shared_ptr<catalog::Catalog> library;  ///< where it was read from
  bool from_songbook = false;
  std::int64_t generation = 0;
  std::string state;  ///< of the library, as catalog::Changes::state has it

  recommend::Library columns;  ///< the rows of everything below
  Names topics;                ///< names of columns.probability: the model's labels
  Names parts;     ///< names of columns.root_mixture: the model's mixture parts, its labels when it has none
  OwnFiles files;  ///< where a person's own songs lie

  KeptState kept;        ///< what its files are called; nothing for a small library
  bool is_kept = false;  ///< it was read from such files, and so holds every song of the library
  Explanations explanations;
  RowCache<std::uint64_t> works{kMostOfRows};  ///< text::work_of, which compares names
  RowCache<std::shared_ptr<const SongNotes>> kept_notes{kMostOfRows};
  LazyMapAxes map_axes;       ///< of `columns`
  LazyArtistIndex by_artist;  ///< the same

  /// How many songs have a row.
  [[nodiscard]] std::size_t size() const noexcept { return columns.size(); }
  /// The row of a song's number.
  [[nodiscard]] std::optional<std::uint32_t> row_of(std::int64_t id) const;
  /// The numbers of the artists a name means: see LazyArtistIndex::named.
  [[nodiscard]] std::vector<std::uint32_t> artists_named(std::string_view name) const;
  /// Rows of the songs that artist and title mean, in the order of ids: those of exactly this spelling, else those of
  /// the same names (text::song_keys) and edition, else of any edition. Cost: linear.
  [[nodiscard]] std::vector<std::uint32_t> rows_named(std::string_view artist, std::string_view title) const;
  /// The same for a title alone, whoever sings it.
  [[nodiscard]] std::vector<std::uint32_t> rows_titled(std::string_view title) const;
  /// What a list says of a song.
  [[nodiscard]] catalog::SongHead head(std::size_t row) const;
  /// "ARTIST - TITLE".
  [[nodiscard]] std::string name(std::size_t row) const;
  /// The most probable topic; none when nothing is known of the song's topics.
  [[nodiscard]] std::optional<std::size_t> topic_of(std::size_t row) const;
  /// Shape: [parts]; empty when nothing is known.
  [[nodiscard]] std::vector<float> mixture(std::size_t row) const;
  /// Where a person's own song lies; empty for others.
  [[nodiscard]] std::string file(std::size_t row) const { return std::string(files.of(columns.id[row])); }
  /// What scans and servers say of the songs in these rows, in order. Cost: the catalogue is asked for each once.
  [[nodiscard]] std::vector<std::shared_ptr<const SongNotes>> notes(std::span<const std::size_t> rows) const;
  /// Whether its topics are a guess.
  [[nodiscard]] bool is_inferred(std::size_t row) const { return columns.has(kInferred, row); }
  /// Whether a person said what it is about.
  [[nodiscard]] bool is_corrected(std::size_t row) const { return columns.has(kCorrected, row); }
  /// Whether one of its files was found to hold something else than was written, so that what it answers is not to be
  /// used.
  [[nodiscard]] bool is_damaged() const;

  /// Says that something of its songs was mapped from a file of `kept.folder` as well; nothing for null.
  void note_file(std::shared_ptr<const CheckedFile> file) const;

  /// Reads all files that it is mapped from, and checks them, so that nobody who asks waits for that. Throws
  /// corrupt_data for one that is damaged.
  void look_through() const;

  /// The files it is mapped from.
  struct Mapped;
  std::shared_ptr<Mapped> mapped;
};

/// How a library is read.
struct LoadOptions {
  std::filesystem::path similarity_model;    ///< compares songs; where there is no such file, the plain space does
  unsigned threads = 0;                      ///< 0: all
  std::filesystem::path folder = {};         ///< of the files that keep a large library's columns; empty: none are kept
  std::size_t least_kept = kLeastKeptSongs;  ///< smaller libraries have no files
};

/// Reads a library that `model` has read wholly: from its files when they are of its state, else from the catalogue.
/// Throws as Scores::load.
[[nodiscard]] std::shared_ptr<Snapshot> load_snapshot(std::shared_ptr<catalog::Catalog> library,
                                                      const models::Classifier& model, const LoadOptions& options);

/// Keeps its columns as files, when they are to be kept and are not there already; whether it wrote them. A folder that
/// takes no file is no error: the next program reads the catalogue.
bool keep(const Snapshot& snapshot);

/// Removes the files of a snapshot that is damaged.
void forget(const Snapshot& snapshot) noexcept;

}  // namespace leitmotif::library
