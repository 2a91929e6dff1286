// The files a person's songs came from, and what only files say about a song: album, length, language, MusicBrainz ids.
// Flow: engine's scan -> add_scanned, note_files -> tables files, song_details -> file_of for answers and playlists.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// What a scanned file is.
enum class FileKind : std::uint8_t {
  music,
  lyrics,  ///< .lrc or .txt, beside music or alone
};

/// One file of a scanned folder. Sizes and times are those of the moment it was last read.
struct FileRow {
  std::int64_t id = 0;         ///< 0: not in the library yet
  std::filesystem::path path;  ///< absolute, any bytes
  FileKind kind = FileKind::music;
  std::int64_t size_bytes = 0;
  std::int64_t mtime_ns = 0;  ///< last change of the content, as the file system says
  std::int64_t ctime_ns = 0;  ///< last change of anything, which programs cannot set
  std::string digest;         ///< 32 bytes that tell the content from others; empty when it was not read
  /// Fingerprint of everything the file's song was read from; 0 when it has to be read again, and for a lyric file
  /// that belongs to a music file's song.
  std::int64_t mark = 0;
  std::optional<std::int64_t> song;
  std::string lyrics_from;  ///< where the song's lyric was found (`lrc`, `txt`, ...), on the song's first file only
  bool gone = false;        ///< it was there once, and is not at the last scan
  std::string refusal;      ///< why it could not be used; empty when it could
};

/// What is known of a song beside `Song`. Texts are UTF-8 and empty, ids as MusicBrainz writes them, when not known.
struct SongDetails {
  std::string album;
  std::optional<std::int64_t> length_ms;
  std::string language;  ///< of the lyric, as a lower-case code (`en`, `fr`, `zh`)
  bool instrumental = false;
  bool classified = true;  ///< false: the lyric is in a language the models do not know
  std::string recording_id;
  std::string release_id;
  std::string artist_id;
};

/// A song as a scan found it, with the files it was read from: the first is the one that is played or, without music,
/// the lyric file.
struct ScannedSong {
  LabelledSong song;
  SongDetails details;
  std::vector<FileRow> files;  ///< at least one
  Prediction prediction;       ///< the model's opinion of the song's lyric
};

/// Writes the songs, one model's predictions, the details and the files: all or none. A song keeps its number when it
/// has the same identity (see Catalog), and also when its first file had it alone before: so a song whose title was
/// mended stays the same song. A file without lyrics does not take away what the library has from elsewhere.
/// Throws as Catalog::add; invalid_argument when a song has no file.
ImportCounts add_scanned(Catalog& catalog, std::span<const ScannedSong> songs, std::string_view model_id);

/// Writes rows of files as they are: all or none. A row with an id replaces that row (its path may have changed);
/// without one it is found by its path, or added.
void note_files(Catalog& catalog, std::span<const FileRow> rows);

/// The known files in a folder and the folders below it, gone ones too, in the byte order of their paths.
[[nodiscard]] std::vector<FileRow> files_below(const Catalog& catalog, const std::filesystem::path& folder);
/// Known files with exactly this content, wherever they are or were, in the order of ids.
[[nodiscard]] std::vector<FileRow> files_with_digest(const Catalog& catalog, std::string_view digest);
/// Every known file in the order of ids.
void for_each_file(const Catalog& catalog, const std::function<void(const FileRow&)>& visit);

/// Where a song can be played from: the first of its music files that was there at the last scan, else its lyric file,
/// else nothing (the song was not scanned, or its files are gone).
[[nodiscard]] std::optional<std::filesystem::path> file_of(const Catalog& catalog, std::int64_t song);
/// The same for many songs. Shape: songs[n] -> [n]. Cost: a few microseconds a song.
[[nodiscard]] std::vector<std::optional<std::filesystem::path>> files_of(const Catalog& catalog,
                                                                         std::span<const std::int64_t> songs);

/// What is known beside the song itself; nothing for a song that was not scanned.
[[nodiscard]] std::optional<SongDetails> details_of(const Catalog& catalog, std::int64_t song);
/// Every song with details, in the order of ids.
void for_each_details(const Catalog& catalog, const std::function<void(std::int64_t, const SongDetails&)>& visit);
/// Songs that are marked as instrumentals, in the order of ids.
[[nodiscard]] std::vector<std::int64_t> instrumental_songs(const Catalog& catalog);
/// Songs whose lyric is in a language the models do not know, in the order of ids.
[[nodiscard]] std::vector<std::int64_t> unclassified_songs(const Catalog& catalog);

}  // namespace leitmotif::catalog
