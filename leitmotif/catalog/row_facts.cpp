#include "leitmotif/catalog/row_facts.hpp"

namespace leitmotif::catalog {

bool has_facts(const LabelledSong& row) noexcept {
  return !row.album.empty() || row.ids != MusicIds() || row.length_ms.has_value();
}

SongFacts facts_of_row(const LabelledSong& row) {
  SongFacts facts;
  facts.album = row.album;
  facts.ids = row.ids;
  facts.length_ms = row.length_ms;
  return facts;
}

void take_over_facts(SongFacts& there, const LabelledSong& row, bool has_own_file) {
  const auto take = [&](std::string& place, const std::string& value) {
    if (!value.empty() && (place.empty() || !has_own_file)) place = value;
  };
  take(there.album, row.album);
  for (const auto id : kEachMusicId) take(there.ids.*id, row.ids.*id);
  if (row.length_ms && (!there.length_ms || !has_own_file)) there.length_ms = row.length_ms;
}

}  // namespace leitmotif::catalog
