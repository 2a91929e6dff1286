#include "leitmotif/listeners/listeners.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include "leitmotif/core/digest.hpp"

namespace leitmotif::listeners {
namespace {

/// A heart says as much as so many plays.
constexpr double kHeart = 5;
constexpr double kSkip = 0.5;

/// A listener so seldom asked for that others were asked for meanwhile is forgotten: see ListenerCache.
constexpr std::size_t kMostKnown = 32;

using SongsById = std::unordered_map<std::int64_t, HeardSong>;

void add_heart(const catalog::Play& play, HeardSong& heard) {
  if (!heard.song.is_loved || play.at_ms < heard.heart_ms) {
    heard.heart = kHeart * play.weight;
    heard.heart_ms = play.at_ms;
  }
  heard.song.is_loved = true;
}

/// Events of the same time come in their order.
void add_event(const catalog::Play& play, SongsById& songs) {
  if (play.weight <= 0) return;  // kept out
  HeardSong& heard = songs[play.song];
  ListenerSong& song = heard.song;
  song.song = play.song;
  const bool is_judgement = play.kind == catalog::PlayKind::loved || play.kind == catalog::PlayKind::disliked;
  if (is_judgement && play.at_ms >= heard.judged_ms) {
    heard.judged_ms = play.at_ms;
    song.is_disliked = play.kind == catalog::PlayKind::disliked;
  }
  if (play.kind == catalog::PlayKind::skipped) song.strength -= kSkip * play.weight;
  if (play.kind == catalog::PlayKind::loved) add_heart(play, heard);
  if (play.kind == catalog::PlayKind::played) {
    song.strength += play.weight;
    ++song.plays;
  }
  const bool is_heard = play.kind == catalog::PlayKind::played || play.kind == catalog::PlayKind::loved;
  if (is_heard) song.last_ms = std::max(song.last_ms, play.at_ms);
}

ListenerSong song_of(const HeardSong& heard) {
  ListenerSong song = heard.song;
  song.strength += heard.heart;
  return song;
}

std::vector<ListenerSong> strongest_first(const SongsById& by_id) {
  std::vector<ListenerSong> songs;
  songs.reserve(by_id.size());
  for (const auto& [id, heard] : by_id) songs.push_back(song_of(heard));
  std::ranges::sort(songs, [](const ListenerSong& a, const ListenerSong& b) {
    if (a.strength != b.strength) return a.strength > b.strength;
    return a.last_ms != b.last_ms ? a.last_ms > b.last_ms : a.song < b.song;
  });
  return songs;
}

bool is_liked(const ListenerSong& song) { return song.strength > 0 && !song.is_disliked; }

/// An event of a song in a snapshot, as small as many millions of them must be.
struct SmallEvent {
  std::int64_t at_ms = 0;
  double weight = 1;
  std::uint32_t row = 0;
  catalog::PlayKind kind = catalog::PlayKind::played;
};

/// Everybody's events of songs that are there, as they came in; ordered by name.
std::vector<std::pair<std::string, std::vector<SmallEvent>>> events_by_listener(const library::Snapshot& snapshot) {
  std::vector<std::pair<std::string, std::vector<SmallEvent>>> by_listener;
  std::unordered_map<std::string, std::size_t> place;
  std::size_t last = 0;  // events of one listener often come in one after another
  snapshot.library->plays().for_each({std::nullopt, kEver, std::nullopt, 0, true}, [&](const catalog::Play& play) {
    const auto row = snapshot.row_of(play.song);
    if (!row) return;
    if (last >= by_listener.size() || by_listener[last].first != play.listener) {
      const auto [found, is_new] = place.try_emplace(play.listener, by_listener.size());
      if (is_new) by_listener.push_back({play.listener, {}});
      last = found->second;
    }
    by_listener[last].second.push_back({play.at_ms, play.weight, *row, play.kind});
  });
  std::ranges::sort(by_listener, {}, &std::pair<std::string, std::vector<SmallEvent>>::first);
  return by_listener;
}

/// When liked songs were heard last, and their rows, of one listener's events.
std::vector<std::pair<std::int64_t, std::uint32_t>> liked_rows(const std::vector<SmallEvent>& events) {
  SongsById by_row;
  catalog::Play play;
  for (const SmallEvent& event : events) {
    play.at_ms = event.at_ms;
    play.song = event.row;
    play.kind = event.kind;
    play.weight = event.weight;
    add_event(play, by_row);
  }
  std::vector<std::pair<std::int64_t, std::uint32_t>> liked;
  for (const auto& [row, heard] : by_row)
    if (is_liked(song_of(heard))) liked.emplace_back(heard.song.last_ms, static_cast<std::uint32_t>(row));
  return liked;
}

}  // namespace

ListenerSongs ListenerCache::songs_of(const std::shared_ptr<catalog::Catalog>& library, const std::string& listener) {
  const std::lock_guard lock(mutex_);
  const catalog::Plays& plays = library->plays();
  if (library_ != library || (known_.size() >= kMostKnown && !known_.contains(listener))) known_.clear();
  library_ = library;
  const catalog::PlaysState now = plays.state();
  const auto [place, is_new] = known_.try_emplace(listener);
  Known& known = place->second;
  if (known.songs && known.state == now) return known.songs;
  if (known.state.rewrites != now.rewrites) known = {};
  // Events that come in while these are read are read twice unless they are left for the next time: the state is
  // older than what is read only when the library is written to in between, and then everything is read anew.
  const std::int64_t after = known.songs ? known.state.last : 0;
  bool is_other = !known.songs;
  plays.for_each({listener, kEver, std::nullopt, after}, [&](const catalog::Play& play) {
    add_event(play, known.by_id);
    is_other = true;
  });
  known.state = plays.state() == now ? now : catalog::PlaysState{0, -1};
  if (is_other) known.songs = std::make_shared<const std::vector<ListenerSong>>(strongest_first(known.by_id));
  return known.songs;
}

void ListenerCache::reread(const std::shared_ptr<catalog::Catalog>& library, const std::string& listener,
                           std::int64_t song, const catalog::PlaysState& before) {
  const std::lock_guard lock(mutex_);
  const catalog::PlaysState now = library->plays().state();
  // When others wrote too, everybody's events are read anew at the next question.
  if (library_ != library || now.rewrites != before.rewrites + 1) return;
  for (auto& [name, known] : known_) {
    if (known.state.rewrites != before.rewrites || (name == listener && known.state.last != now.last)) continue;
    known.state.rewrites = now.rewrites;
    if (name != listener) continue;
    SongsById& by_id = known.by_id;
    by_id.erase(song);
    library->plays().for_each({listener, kEver, song}, [&](const catalog::Play& play) { add_event(play, by_id); });
    known.songs = std::make_shared<const std::vector<ListenerSong>>(strongest_first(known.by_id));
  }
}

std::vector<ListenerSong> songs_of(const catalog::Catalog& library, const std::string& listener) {
  SongsById by_id;
  library.plays().for_each({listener, kEver}, [&](const catalog::Play& play) { add_event(play, by_id); });
  return strongest_first(by_id);
}

std::vector<ListenerLine> listeners_of(const catalog::Catalog& library) {
  std::map<std::string, std::pair<SongsById, std::size_t>> by_name;
  library.plays().for_each({std::nullopt, kEver, std::nullopt, 0, true}, [&](const catalog::Play& play) {
    auto& [songs, events] = by_name[play.listener];
    ++events;
    add_event(play, songs);
  });
  std::vector<ListenerLine> lines;
  for (const auto& [name, entry] : by_name) {
    ListenerLine line{name, 0, 0, entry.second};
    for (const auto& [id, heard] : entry.first) {
      const ListenerSong song = song_of(heard);
      line.songs += is_liked(song) ? 1U : 0U;
      line.hearts += song.is_loved && !song.is_disliked ? 1U : 0U;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::vector<taste::Item>> listeners_lists(const library::Snapshot& snapshot,
                                                      std::span<const taste::Item> item_of_row) {
  const catalog::Catalog& library = *snapshot.library;
  std::vector<std::vector<taste::Item>> lists;
  const auto add = [&](std::vector<std::pair<std::int64_t, std::uint32_t>> songs) {
    std::ranges::sort(songs);
    std::vector<taste::Item> list;
    for (const auto& [when, row] : songs) list.push_back(item_of_row[row]);
    if (!list.empty()) lists.push_back(std::move(list));
  };
  for (auto& [name, events] : events_by_listener(snapshot)) add(liked_rows(std::exchange(events, {})));
  for (const catalog::SavedList& saved : library.lists().all()) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> songs;
    for (const std::int64_t id : saved.songs)
      if (const auto row = snapshot.row_of(id)) songs.emplace_back(std::ssize(songs), *row);
    add(std::move(songs));
  }
  return lists;
}

std::string lists_digest(const catalog::Catalog& library) {
  Sha256 digest;
  for (const catalog::SavedList& saved : library.lists().all()) {
    for (const std::int64_t song : saved.songs) digest.add(std::to_string(song) + ' ');
    digest.add("\n");
  }
  return digest.hex();
}

}  // namespace leitmotif::listeners
