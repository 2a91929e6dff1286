#include "leitmotif/catalog/scanned_rules.hpp"

namespace leitmotif::catalog {

bool complete(LabelledSong& scanned, const KnownSong& known) {
  Song& song = scanned.song;
  const Song& there = known.song.song;
  if (known.from_elsewhere) {
    if (song.genre.empty()) song.genre = there.genre;
    if (scanned.labels.topic.empty()) scanned.labels.topic = known.song.label;
  }
  const bool keeps = !there.lyrics.empty() && (known.has_elder_lyrics || (song.lyrics.empty() && known.from_elsewhere));
  if (!keeps) return false;
  song.lyrics = there.lyrics;
  song.form = there.form;
  return true;
}

}  // namespace leitmotif::catalog
