// The index of the present state of the library, and the songbook's songs: made when first asked for.
// Flow: View -> Indexes::of -> LibraryIndex.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/browse/library_index.hpp"
#include "leitmotif/browse/sounds_like.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::browse {

/// May be used by several threads.
class Indexes {
 public:
  /// The index of a view; the last one is kept.
  [[nodiscard]] std::shared_ptr<const LibraryIndex> of(const current::View& view);
  /// What the songs of a view sound like; the last one is kept.
  [[nodiscard]] std::shared_ptr<const SoundIndex> sounds(const current::View& view);
  /// The songs that came along. Throws as corpus::read_songbook. Lifetime: as long as this.
  [[nodiscard]] const std::vector<LabelledSong>& songbook();
  /// Those of them that `library` has as they came, in the order of ids; looked for once for a state of its songs.
  /// Throws as songbook.
  [[nodiscard]] std::vector<std::int64_t> songbook_songs(const catalog::Catalog& library);

 private:
  std::mutex mutex_;
  std::shared_ptr<const LibraryIndex> index_;
  std::shared_ptr<const SoundIndex> sounds_;
  std::optional<std::vector<LabelledSong>> songbook_;
  std::optional<std::pair<std::string, std::vector<std::int64_t>>> songbook_songs_;  ///< of which state
};

}  // namespace leitmotif::browse
