#include "leitmotif/engine/export.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/describe.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/engine/song_details.hpp"
#include "leitmotif/engine/wish_ways.hpp"
#include "leitmotif/engine/wishes.hpp"

namespace leitmotif::engine {
namespace {

/// Rows of the snapshot that are exported, ascending.
std::vector<std::uint32_t> chosen_rows(const library::Snapshot& snapshot, const ExportRequest& request) {
  const SongColumns& songs = snapshot.columns;
  std::vector<bool> is_genre(songs.genres.size(), request.genres.empty());
  for (const std::string& genre : request.genres) {
    const auto found = std::find(songs.genres.begin(), songs.genres.end(), genre);
    if (found == songs.genres.end())
      throw Error(ErrorKind::invalid_argument, "no song has the genre '" + genre.substr(0, 60) + "'");
    is_genre[static_cast<std::size_t>(found - songs.genres.begin())] = true;
  }
  std::set<std::int64_t> listed;
  if (!request.list.empty()) {
    const auto list = snapshot.library->lists().named(request.list);
    if (!list) throw Error(ErrorKind::not_found, "there is no list named '" + request.list.substr(0, 60) + "'");
    listed.insert(list->songs.begin(), list->songs.end());
  }
  std::vector<std::uint32_t> rows;
  for (std::size_t row = 0; row < songs.size(); ++row) {
    const std::int32_t year = songs.year[row];
    if (request.years && (year == kNoYear || year < request.years->first || year > request.years->last)) continue;
    if (!is_genre[songs.genre[row]] || (!request.list.empty() && !listed.contains(songs.id[row]))) continue;
    rows.push_back(static_cast<std::uint32_t>(row));
  }
  const ShareRange own = range_of(request.share, rows.size());
  return {rows.begin() + static_cast<std::ptrdiff_t>(own.begin), rows.begin() + static_cast<std::ptrdiff_t>(own.end)};
}

/// The songs' scores for every wish of the table and every learned one.
struct WishColumns {
  Names names;
  std::vector<std::vector<float>> scores;  ///< [wishes][songs]
};

WishColumns wish_columns(const Wishes& wishes, const WishSpace& space) {
  WishColumns columns;
  std::vector<std::string> names;
  for (const WishLine& line : wishes.list()) {
    names.push_back(line.name);
    columns.scores.push_back(wishes.scores(space, line.name));
  }
  columns.names = std::make_shared<const std::vector<std::string>>(std::move(names));
  return columns;
}

}  // namespace

void Engine::export_songs(const ExportRequest& request, const ExportSink& sink, const OnProgress& on_progress) const {
  // Columns that turn out to be damaged are made anew, and the export goes on where it was.
  std::size_t given = 0;
  bool has_begun = false;
  (void)snapshots_->answer(on_progress, [&](const View& view) {
    const library::Snapshot& snapshot = *view.snapshot;
    const std::vector<std::uint32_t> rows = chosen_rows(snapshot, request);
    const std::shared_ptr<const WishSpace> space = wishes_->space(view.snapshot, on_progress);
    const WishColumns wishes = wish_columns(*wishes_, *space);
    if (!std::exchange(has_begun, true))
      sink.begin({snapshot.topics, snapshot.parts, wishes.names, space->tools().reader.vectors().dimensions(),
                  snapshot.from_songbook, rows.size()});
    for (; given < rows.size(); ++given) {
      const std::uint32_t row = rows[given];
      const auto stored = snapshot.library->songs().song(snapshot.columns.id[row]);
      if (!stored) continue;  // removed while this runs
      ExportedSong song{known_of(snapshot, row, *stored), wishes.names, {}, {}};
      judge_words(wishes_->strong(), stored->song, song.details.explicit_note);
      if (!request.lyrics) song.details.lyrics.clear();
      for (const std::vector<float>& scores : wishes.scores) song.wishes.push_back(scores[row]);
      if (request.vectors) song.vector = space->meaning(row);
      sink.song(song);
      on_progress({"exporting", given + 1, rows.size()});
    }
    return given;
  });
}

}  // namespace leitmotif::engine
