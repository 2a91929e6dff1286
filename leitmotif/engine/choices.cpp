// What a person decides about songs: blocks, remembered answers, notes.
#include <algorithm>
#include <chrono>

#include "leitmotif/core/error.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::engine {
namespace {

constexpr std::size_t kMostFlagBytes = 100000;

/// An artist as a song writes the name; in the form that names are compared by when no song has it.
std::string as_written(const library::Snapshot& snapshot, std::string artist) {
  const SongColumns& columns = snapshot.columns;
  for (const std::uint32_t number : snapshot.artists_named(artist)) {
    if (columns.artists[number] != artist) continue;
    const std::span<const std::uint32_t> artists = columns.artist.all();
    if (const auto song = std::ranges::find(artists, number); song != artists.end())
      return snapshot.head(static_cast<std::size_t>(song - artists.begin())).artist;
  }
  return artist;
}

}  // namespace

void Engine::block_song(std::int64_t song) {
  const current::Writing writing(*snapshots_, catalog::Changed::blocks);
  answering_library().choices().block_song(song);
}

void Engine::block_artist(std::string_view artist) {
  const current::Writing writing(*snapshots_, catalog::Changed::blocks);
  answering_library().choices().block_artist(artist);
}

bool Engine::unblock_song(std::int64_t song) {
  const current::Writing writing(*snapshots_, catalog::Changed::blocks);
  return answering_library().choices().unblock_song(song);
}

bool Engine::unblock_artist(std::string_view artist) {
  const current::Writing writing(*snapshots_, catalog::Changed::blocks);
  return answering_library().choices().unblock_artist(artist);
}

catalog::Blocks Engine::blocks() const {
  const auto snapshot = snapshots_->view(kNoProgress).snapshot;
  catalog::Blocks blocks = snapshot->library->choices().blocks();
  for (std::string& artist : blocks.artists) artist = as_written(*snapshot, std::move(artist));
  return blocks;
}

void Engine::forget_answers() { answering_library().choices().forget_answers(); }

std::int64_t Engine::add_flag(catalog::Flag flag) {
  if (flag.note.empty() && !flag.song && flag.lyrics.empty() && flag.query.empty())
    throw Error(ErrorKind::invalid_argument, "a flag needs a note, a song, lyrics or a query");
  if (const std::size_t bytes = flag.note.size() + flag.lyrics.size() + flag.query.size(); bytes > kMostFlagBytes)
    throw Error(ErrorKind::resource_limit, "a flag of " + std::to_string(bytes) + " bytes; at most " +
                                               std::to_string(kMostFlagBytes) + " are kept");
  flag.at =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  return answering_library().choices().add_flag(flag);
}

std::vector<catalog::Flag> Engine::flags() const { return answering_library().choices().flags(); }

void Engine::remove_flag(std::int64_t id) {
  if (!answering_library().choices().remove_flag(id))
    throw Error(ErrorKind::not_found, "there is no flag " + std::to_string(id));
}

void Engine::correct_topic(std::int64_t song, const std::string& topic) {
  const current::Writing writing(*snapshots_);
  catalog::Choices& choices = answering_library().choices();
  if (topic.empty()) {
    if (!choices.withdraw_correction(song))
      throw Error(ErrorKind::not_found, "nothing was said about the topic of song " + std::to_string(song));
    return;
  }
  const auto labels = reader_->model().labels();
  if (std::ranges::find(labels, topic) == labels.end())
    throw Error(ErrorKind::invalid_argument, "topic", "'" + topic + "' is not known");
  choices.correct_topic(song, topic);
}

}  // namespace leitmotif::engine
