// The song of the library that an entry of anybody's playlist means.
// Flow: playlist::Entry -> path, id, end of the path, names, length -> song, or the nearest names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/song_reference.hpp"
#include "leitmotif/playlist/playlist.hpp"

namespace leitmotif::library {

/// What led to a song.
enum class FoundBy : std::uint8_t {
  file,  ///< its path
  id,    ///< its MusicBrainz recording, or its ISRC
  tail,  ///< the end of its path: folder and file, or a file name that only one song has
  name,  ///< artist and title
};

/// As answers spell it: "file", "id", "tail", "name".
[[nodiscard]] std::string_view name_of(FoundBy found_by) noexcept;

/// An entry of a playlist file, and the song it was found to be.
struct ImportedEntry {
  playlist::Entry entry;
  std::int64_t song = 0;  ///< 0: not found in the library
  FoundBy found_by = FoundBy::name;
  std::vector<std::string> nearest;  ///< "ARTIST - TITLE" of songs with names like it; of entries not found only
};

/// Finds songs of one library for the entries of one list. What it needs of the library it reads when an entry needs
/// it: most lists of a person's own files need nothing.
class SongFinder {
 public:
  /// `folder`: the playlist's place. Lifetime: the library must outlive it.
  SongFinder(const catalog::Catalog& library, std::filesystem::path folder);
  ~SongFinder();
  SongFinder(const SongFinder&) = delete;
  SongFinder& operator=(const SongFinder&) = delete;

  /// The song of the entry's file; else of its recording; else of its ISRC; else the one whose path ends alike, in
  /// whatever case, form of accents, encoding or separators; else by names (text::song_keys): artist and title in
  /// either order, names in the path, a title that only one song has. Among several the same edition, album, year and
  /// length decide, then the lower number. Throws as the catalogue.
  [[nodiscard]] ImportedEntry find(playlist::Entry entry);
  /// The song that another program's entry surely is, 0 when there is none: of its recording, else of its ISRC, else of
  /// artist and title (text::song_keys) with the same edition, hardly another length and no other recording. Throws as
  /// the catalogue.
  [[nodiscard]] std::int64_t match(const SongReference& entry);

 private:
  struct Index;
  struct Found {
    std::int64_t song = 0;  ///< 0: none
    FoundBy by = FoundBy::name;
  };
  const Index& index();
  /// By everything that `find` goes by. `readings`: the paths its file may mean; that of its address is added.
  [[nodiscard]] Found search(const playlist::Entry& entry, std::vector<std::string>& readings);
  [[nodiscard]] std::int64_t by_file(const std::vector<std::string>& readings) const;
  [[nodiscard]] std::int64_t by_ids(const SongReference& entry);
  [[nodiscard]] std::int64_t by_lost_letters(const std::vector<std::string>& readings);

  const catalog::Catalog& library_;
  std::filesystem::path folder_;
  std::unique_ptr<Index> index_;
  std::size_t compared_ = 0;  ///< entries that the nearest names were looked for
};

}  // namespace leitmotif::library
