#include "leitmotif/library/own_files.hpp"

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/walk.hpp"

namespace leitmotif::library {

void note_own_files(Snapshot& snapshot) {
  // Music before lyrics, the first of each, as catalog::file_of.
  for (const catalog::FileKind kind : {catalog::FileKind::music, catalog::FileKind::lyrics})
    catalog::for_each_file(*snapshot.library, [&](const catalog::FileRow& row) {
      if (row.song && row.kind == kind && !row.gone) snapshot.files.try_emplace(*row.song, collection::shown(row.path));
    });
  catalog::for_each_details(*snapshot.library, [&](std::int64_t id, const catalog::SongDetails& details) {
    if (!details.instrumental) return;
    if (const auto row = snapshot.row_of(id)) snapshot.columns.instrumental[*row] = 1;
  });
}

}  // namespace leitmotif::library
