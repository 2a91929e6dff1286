// The files a person's songs came from, and what only files say about a song: album, length, language, MusicBrainz ids.
// Flow: a scan -> Files::add_scanned, note -> answers and playlists.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/core/song_reference.hpp"

namespace leitmotif::catalog {

/// What a scanned file is.
enum class FileKind : std::uint8_t {
  music,
  lyrics,  ///< .lrc or .txt, beside music or alone
  other,   ///< a text that is no lyric: a log, a licence; `refusal` says what
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
  std::int64_t fingerprint = 0;
  std::optional<std::int64_t> song;
  std::string lyrics_from;   ///< where the song's lyric was found (`lrc`, `txt`, ...), on the song's first file only
  bool gone = false;         ///< it was there once, and is not at the last scan
  std::string refusal;       ///< why it could not be used; empty when it could
  std::string repairs = {};  ///< what had to be done to its text, for people; empty: nothing
};

/// What is known of a song beside `Song`. Texts are UTF-8 and empty, ids as MusicBrainz writes them, when not known.
struct SongFacts {
  std::string album;
  std::string album_artist;  ///< who made the album, where that is not who made the song
  std::optional<int> disc;   ///< of the album's
  std::optional<int> track;  ///< of the disc's
  std::optional<std::int64_t> length_ms;
  std::string language;  ///< of the lyric, as a lower-case code (`en`, `fr`, `zh`)
  bool instrumental = false;
  bool classified = true;  ///< false: the lyric is in a language the models do not know
  MusicIds ids;
};

/// A song as a scan found it, with the files it was read from: the first is the one that is played or, without music,
/// the lyric file.
struct ScannedSong {
  LabelledSong song;
  SongFacts facts;
  std::vector<FileRow> files;  ///< at least one
  Prediction prediction;       ///< the model's opinion of the song's lyric
};

/// Which file has which song, and what was in it.
class Files : public Part {
 public:
  /// Writes the songs, one model's predictions, the facts and the files: all or none. A song keeps its number when it
  /// has the same identity (see Songs; another recording of the same name is a song of its own, see
  /// is_same_recording), and also when its first file had it alone before: so a song whose title was
  /// mended stays the same song. A file without lyrics does not take away what the library has from elsewhere.
  /// Throws as Songs::add; invalid_argument when a song has no file.
  virtual ImportCounts add_scanned(std::span<const ScannedSong> songs, std::string_view model_id) = 0;
  /// Writes rows of files as they are: all or none. A row with an id replaces that row (its path may have changed);
  /// without one it is found by its path, or added.
  virtual void note(std::span<const FileRow> rows) = 0;

  /// The known files in a folder and the folders below it, gone ones too, in the byte order of their paths.
  [[nodiscard]] virtual std::vector<FileRow> below(const std::filesystem::path& folder) const = 0;
  /// Known files with exactly this content, wherever they are or were, in the order of ids.
  [[nodiscard]] virtual std::vector<FileRow> with_digest(std::string_view digest) const = 0;
  /// Every known file in the order of ids.
  virtual void for_each(const std::function<void(const FileRow&)>& visit) const = 0;

  /// Where songs can be played from: the first of a song's music files that was there at the last scan, else its lyric
  /// file, else nothing (the song was not scanned, or its files are gone). Shape: songs[n] -> [n].
  /// Cost: a few microseconds a song.
  [[nodiscard]] virtual std::vector<std::optional<std::filesystem::path>> places_of(
      std::span<const std::int64_t> songs) const = 0;
  /// The song a known file has, whether the file is still there or not.
  [[nodiscard]] virtual std::optional<std::int64_t> song_of(const std::filesystem::path& file) const = 0;

  /// Songs with this MusicBrainz recording, in the order of ids; none for an empty id.
  [[nodiscard]] virtual std::vector<std::int64_t> with_recording(std::string_view recording_id) const = 0;

  /// Songs with this ISRC, in the order of ids; none for an empty one.
  [[nodiscard]] virtual std::vector<std::int64_t> with_isrc(std::string_view isrc) const = 0;

  /// What is known beside the songs themselves; nothing for a song of which no scan, server or table's row said
  /// anything. Shape: songs[n] -> [n]. Cost: a few microseconds a song.
  [[nodiscard]] virtual std::vector<std::optional<SongFacts>> facts_of(std::span<const std::int64_t> songs) const = 0;
  /// Every song with facts, in the order of ids.
  virtual void for_each_facts(const std::function<void(std::int64_t, const SongFacts&)>& visit) const = 0;
};

}  // namespace leitmotif::catalog
