#include "leitmotif/engine/listeners.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace leitmotif::engine {
namespace {

/// A heart says as much as so many plays.
constexpr double kHeart = 5;
constexpr double kSkip = 0.5;

using SongsById = std::unordered_map<std::int64_t, ListenerSong>;

void add_event(const catalog::Play& play, SongsById& songs) {
  if (play.weight <= 0) return;  // kept out
  ListenerSong& song = songs[play.song];
  song.song = play.song;
  switch (play.kind) {
    case catalog::PlayKind::played:
      song.strength += play.weight;
      ++song.plays;
      break;
    case catalog::PlayKind::loved:
      if (!song.is_loved) song.strength += kHeart * play.weight;
      song.is_loved = true;
      song.is_disliked = false;
      break;
    case catalog::PlayKind::skipped:
      song.strength -= kSkip * play.weight;
      return;
    case catalog::PlayKind::disliked:
      song.is_disliked = true;
      return;
  }
  song.last_ms = std::max(song.last_ms, play.at_ms);
}

bool is_liked(const ListenerSong& song) { return song.strength > 0 && !song.is_disliked; }

}  // namespace

std::vector<ListenerSong> songs_of(const catalog::Catalog& library, const std::string& listener) {
  SongsById by_id;
  library.plays().for_each({listener, std::numeric_limits<std::int64_t>::min()},
                           [&](const catalog::Play& play) { add_event(play, by_id); });
  std::vector<ListenerSong> songs;
  for (const auto& [id, song] : by_id) songs.push_back(song);
  std::ranges::sort(songs, [](const ListenerSong& a, const ListenerSong& b) {
    if (a.strength != b.strength) return a.strength > b.strength;
    return a.last_ms != b.last_ms ? a.last_ms > b.last_ms : a.song < b.song;
  });
  return songs;
}

std::vector<ListenerLine> listeners_of(const catalog::Catalog& library) {
  std::map<std::string, std::pair<SongsById, std::size_t>> by_name;
  library.plays().for_each({std::nullopt, std::numeric_limits<std::int64_t>::min()}, [&](const catalog::Play& play) {
    auto& [songs, events] = by_name[play.listener];
    ++events;
    add_event(play, songs);
  });
  std::vector<ListenerLine> lines;
  for (const auto& [name, entry] : by_name) {
    ListenerLine line{name, 0, 0, entry.second};
    for (const auto& [id, song] : entry.first) {
      line.songs += is_liked(song) ? 1U : 0U;
      line.hearts += song.is_loved && !song.is_disliked ? 1U : 0U;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::vector<taste::Item>> listeners_lists(const library::Snapshot& snapshot, const TasteItems& items) {
  const catalog::Catalog& library = *snapshot.library;
  std::map<std::string, SongsById> by_name;
  library.plays().for_each({std::nullopt, std::numeric_limits<std::int64_t>::min()},
                           [&](const catalog::Play& play) { add_event(play, by_name[play.listener]); });
  std::vector<std::vector<taste::Item>> lists;
  const auto add = [&](std::vector<std::pair<std::int64_t, std::int64_t>> songs) {
    std::ranges::sort(songs);
    std::vector<taste::Item> list;
    for (const auto& [when, id] : songs)
      if (const auto row = snapshot.row_of(id)) list.push_back(items.item_of_row(*row));
    if (!list.empty()) lists.push_back(std::move(list));
  };
  for (const auto& [name, songs] : by_name) {
    std::vector<std::pair<std::int64_t, std::int64_t>> liked;
    for (const auto& [id, song] : songs)
      if (is_liked(song)) liked.emplace_back(song.last_ms, id);
    add(std::move(liked));
  }
  for (const catalog::SavedList& saved : library.lists().all()) {
    std::vector<std::pair<std::int64_t, std::int64_t>> songs;
    for (const std::int64_t id : saved.songs) songs.emplace_back(std::ssize(songs), id);
    add(std::move(songs));
  }
  return lists;
}

}  // namespace leitmotif::engine
