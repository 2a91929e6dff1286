// The index of the present state of the library, and the songbook's songs: made when first asked for.
// Flow: View -> Indexes::of -> LibraryIndex.
#pragma once

#include <algorithm>
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
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::browse {

/// May be used by several threads.
class Indexes {
 public:
  /// The index of a view; the last one is kept.
  [[nodiscard]] std::shared_ptr<const LibraryIndex> of(const current::View& view) {
    const std::lock_guard lock(mutex_);
    if (!index_ || index_->view().snapshot != view.snapshot) index_ = std::make_shared<const LibraryIndex>(view);
    return index_;
  }
  /// What the songs of a view sound like; the last one is kept.
  [[nodiscard]] std::shared_ptr<const SoundIndex> sounds(const current::View& view) {
    const std::lock_guard lock(mutex_);
    if (!sounds_ || sounds_->snapshot() != view.snapshot) sounds_ = std::make_shared<const SoundIndex>(view.snapshot);
    return sounds_;
  }
  /// The songs that came along. Throws as corpus::read_songbook. Lifetime: as long as this.
  [[nodiscard]] const std::vector<LabelledSong>& songbook() {
    const std::lock_guard lock(mutex_);
    if (!songbook_) songbook_ = corpus::read_songbook(places::data_folder() / "songbook").songs;
    return *songbook_;
  }
  /// Those of them that `library` has as they came, in the order of ids; looked for once for a state of its songs.
  /// Throws as songbook.
  [[nodiscard]] std::vector<std::int64_t> songbook_songs(const catalog::Catalog& library) {
    const std::string state = library.changes().state();
    {
      const std::lock_guard lock(mutex_);
      if (!state.empty() && songbook_songs_ && songbook_songs_->first == state) return songbook_songs_->second;
    }
    std::vector<std::int64_t> found = songs_as_they_came(library, songbook());
    const std::lock_guard lock(mutex_);
    songbook_songs_.emplace(state, found);
    return found;
  }

 private:
  static std::vector<std::int64_t> songs_as_they_came(const catalog::Catalog& library,
                                                      const std::vector<LabelledSong>& songbook) {
    std::vector<std::int64_t> found;
    for (const LabelledSong& row : songbook)
      for (const std::int64_t id : library.songs().named(row.song.artist, row.song.title)) {
        const auto stored = library.songs().song(id);
        if (stored && stored->song.lyrics == row.song.lyrics &&
            library.files().facts_of({&id, 1}).front() == std::nullopt)
          found.push_back(id);
      }
    std::ranges::sort(found);
    return found;
  }

  std::mutex mutex_;
  std::shared_ptr<const LibraryIndex> index_;
  std::shared_ptr<const SoundIndex> sounds_;
  std::optional<std::vector<LabelledSong>> songbook_;
  std::optional<std::pair<std::string, std::vector<std::int64_t>>> songbook_songs_;  ///< of which state
};

}  // namespace leitmotif::browse
