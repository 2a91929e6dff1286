// The index of the present state of the library, and the songbook's songs: made when first asked for.
// Flow: View -> Indexes::of -> LibraryIndex.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "leitmotif/browse/library_index.hpp"
#include "leitmotif/browse/sounds_like.hpp"
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

 private:
  std::mutex mutex_;
  std::shared_ptr<const LibraryIndex> index_;
  std::shared_ptr<const SoundIndex> sounds_;
  std::optional<std::vector<LabelledSong>> songbook_;
};

}  // namespace leitmotif::browse
