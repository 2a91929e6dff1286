#include "leitmotif/library/own_files.hpp"

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/walk.hpp"

namespace leitmotif::library {

void note_own_files(Snapshot& snapshot) {
  // Music before lyrics, the first of each, as Files::places_of.
  for (const catalog::FileKind kind : {catalog::FileKind::music, catalog::FileKind::lyrics})
    snapshot.library->files().for_each([&](const catalog::FileRow& row) {
      if (row.song && row.kind == kind && !row.gone) snapshot.files.try_emplace(*row.song, collection::shown(row.path));
    });
  snapshot.library->files().for_each_facts([&](std::int64_t id, const catalog::SongFacts& details) {
    if (!details.instrumental) return;
    if (const auto row = snapshot.row_of(id)) snapshot.columns.instrumental[*row] = 1;
  });
}

}  // namespace leitmotif::library
