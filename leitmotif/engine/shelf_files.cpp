#include "leitmotif/engine/shelf_files.hpp"

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/walk.hpp"

namespace leitmotif::engine {

void note_own_files(Shelf& shelf) {
  // Music before lyrics, the first of each, as catalog::file_of.
  for (const catalog::FileKind kind : {catalog::FileKind::music, catalog::FileKind::lyrics})
    catalog::for_each_file(*shelf.library, [&](const catalog::FileRow& row) {
      if (row.song && row.kind == kind && !row.gone) shelf.files.try_emplace(*row.song, collection::shown(row.path));
    });
  catalog::for_each_details(*shelf.library, [&](std::int64_t id, const catalog::SongDetails& details) {
    if (!details.instrumental) return;
    if (const auto row = shelf.row_of(id)) shelf.columns.instrumental[*row] = 1;
  });
}

}  // namespace leitmotif::engine
