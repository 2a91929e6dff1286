#include "leitmotif/exchange/export.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "leitmotif/browse/song_details.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/people/wish_ways.hpp"
#include "leitmotif/people/wishes.hpp"

namespace leitmotif::exchange {
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
struct WishesOfSongs {
  Names names;
  std::vector<std::vector<float>> scores;  ///< [wishes][songs]
};

WishesOfSongs wishes_of_songs(const people::Wishes& wishes, const people::WishSpace& space) {
  WishesOfSongs columns;
  std::vector<std::string> names;
  for (const people::WishLine& line : wishes.list()) {
    names.push_back(line.name);
    columns.scores.push_back(wishes.scores(space, line.name));
  }
  columns.names = std::make_shared<const std::vector<std::string>>(std::move(names));
  return columns;
}

}  // namespace

SongExport::SongExport(const ExportRequest& request, const ExportSink& sink, people::Wishes& wishes)
    : request_(request), sink_(sink), wishes_(wishes) {}

void SongExport::go_on(const std::shared_ptr<const library::Snapshot>& state, const OnProgress& on_progress) {
  const library::Snapshot& snapshot = *state;
  const std::vector<std::uint32_t> rows = chosen_rows(snapshot, request_);
  const std::shared_ptr<const people::WishSpace> space = wishes_.space(state, on_progress);
  const WishesOfSongs wishes = wishes_of_songs(wishes_, *space);
  if (!std::exchange(has_begun_, true))
    sink_.begin({snapshot.topics, snapshot.parts, wishes.names, space->tools().reader.vectors().dimensions(),
                 snapshot.from_songbook, rows.size()});
  for (; given_ < rows.size(); ++given_) {
    const std::uint32_t row = rows[given_];
    const auto stored = snapshot.library->songs().song(snapshot.columns.id[row]);
    if (!stored) continue;  // removed while this runs
    answers::ExportedSong song{browse::known_of(snapshot, row, *stored), wishes.names, {}, {}};
    people::judge_words(people::words_of_song(wishes_.strong(), stored->song), song.details.explicit_note);
    if (!request_.lyrics) song.details.lyrics.clear();
    for (const std::vector<float>& scores : wishes.scores) song.wishes.push_back(scores[row]);
    if (request_.vectors) song.vector = space->meaning(row);
    sink_.song(song);
    on_progress({"exporting", given_ + 1, rows.size()});
  }
}

}  // namespace leitmotif::exchange
