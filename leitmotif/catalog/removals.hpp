// Songs that a person took out of the library, and songs whose files are gone.
// Flow: a verb of the engine -> Removals -> every other part leaves the songs out, until they are brought back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/catalog/songs.hpp"

namespace leitmotif::catalog {

/// A song that was taken out.
struct RemovedSong {
  SongHead head;
  std::int64_t at = 0;  ///< seconds since 1970 (UTC)
};

/// A removed song keeps its number, its lyric, what models said and what a person decided, and its places in lists; no
/// other part shows it. Bringing it back brings back all of that. A song that was gone when it was removed comes back
/// by itself when a scan finds one of its files again; one that was there stays removed however often it is scanned.
class Removals : public Part {
 public:
  /// Takes songs out, all or none; how many were there to be taken out.
  virtual std::size_t remove(std::span<const std::int64_t> songs) = 0;
  /// Brings removed songs back, all or none; how many of these were removed.
  virtual std::size_t restore(std::span<const std::int64_t> songs) = 0;
  /// What is removed, the last first.
  [[nodiscard]] virtual std::vector<RemovedSong> removed() const = 0;
  /// Songs that only a scan brought and of whose files none was there at the last scan, in the order of ids.
  /// Cost: linear in the scanned files.
  [[nodiscard]] virtual std::vector<std::int64_t> gone() const = 0;
};

}  // namespace leitmotif::catalog
