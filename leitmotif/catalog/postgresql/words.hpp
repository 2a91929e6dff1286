// The index of words on a server: filled at once for a few songs, after the bulk for many. A search finds the same
// before and after.
// Flow: songs -> unindexed -> words, album_words -> Songs::search.
#pragma once

#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/core/progress.hpp"

namespace leitmotif::catalog::postgresql {

/// Indexes every song that waits. For many songs the index itself is dropped before and made anew after, which is
/// faster than adding to it; questions are answered meanwhile. Does nothing when another program is doing it, or on a
/// standby. `on_progress` is called several times a second; when it throws, what was done stays, the database ends what
/// it was doing, and the next call goes on.
void index_all(Database& database, const OnProgress& on_progress);

}  // namespace leitmotif::catalog::postgresql
