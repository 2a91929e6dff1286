#include "leitmotif/browse/indexes.hpp"

#include <algorithm>

#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::browse {
namespace {

std::vector<std::int64_t> songs_as_they_came(const catalog::Catalog& library,
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

}  // namespace

std::shared_ptr<const LibraryIndex> Indexes::of(const current::View& view) {
  const std::lock_guard lock(mutex_);
  if (!index_ || index_->view().snapshot != view.snapshot) index_ = std::make_shared<const LibraryIndex>(view);
  return index_;
}

std::shared_ptr<const SoundIndex> Indexes::sounds(const current::View& view) {
  const std::lock_guard lock(mutex_);
  if (!sounds_ || sounds_->snapshot() != view.snapshot) sounds_ = std::make_shared<const SoundIndex>(view.snapshot);
  return sounds_;
}

const std::vector<LabelledSong>& Indexes::songbook() {
  const std::lock_guard lock(mutex_);
  if (!songbook_) songbook_ = corpus::read_songbook(places::data_folder() / "songbook").songs;
  return *songbook_;
}

std::vector<std::int64_t> Indexes::songbook_songs(const catalog::Catalog& library) {
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

}  // namespace leitmotif::browse
