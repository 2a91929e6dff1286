// The tables of a library in memory, and how they change. For the files of this folder only.
// Flow: a verb that reads -> one state of the tables; one that writes -> a copy, published when all went well.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/scored_rows.hpp"

namespace leitmotif::catalog::memory {

/// What one model said.
struct ModelScores {
  ScoreShape shape;
  std::map<std::int64_t, Prediction> of;  ///< by song
};

/// What a scan found beside the song.
struct KnownFacts {
  SongFacts facts;
  bool made_by_scan = false;  ///< no import brought the song before
  std::string fingerprint = {};
};

/// A song that was taken out.
struct Removal {
  std::int64_t at = 0;
  bool was_gone = false;  ///< none of its files was there
};

/// An event, and how many had come in with it.
struct NumberedPlay {
  Play play;
  std::int64_t number = 0;
};

/// Everything by number. Numbers are never given again.
struct Tables {
  std::map<std::int64_t, StoredSong> songs;
  std::map<std::string, std::int64_t> identities;
  std::map<std::string, ModelScores, std::less<>> models;
  std::map<std::int64_t, FileRow> files;
  std::map<std::int64_t, KnownFacts> facts;
  std::map<std::int64_t, std::vector<SoundFeature>> sounds;  ///< of every song; StoredSong::song.audio is made of them
  std::vector<SoundKind> kinds;
  std::set<std::int64_t> blocked_songs;
  std::set<std::string, std::less<>> blocked_artists;
  std::deque<std::int64_t> answered;  ///< the most recent first
  std::map<std::int64_t, Flag> flags;
  std::map<std::int64_t, SavedList> lists;
  std::map<std::int64_t, Removal> removed;                                                          ///< by song
  std::map<std::int64_t, std::string> corrections;                                                  ///< topics by song
  std::map<std::string, std::map<std::string, RemoteSong, std::less<>>, std::less<>> server_songs;  ///< by server, id
  std::map<std::string, std::map<std::string, RemoteList, std::less<>>, std::less<>> server_lists;  ///< by server, name
  std::vector<NumberedPlay> plays;  ///< in the order they came in
  std::int64_t last_song = 0;
  std::int64_t last_file = 0;
  std::int64_t last_flag = 0;
  std::int64_t last_list = 0;
  std::int64_t last_play = 0;
  std::int64_t plays_rewritten = 0;
  std::array<std::int64_t, 2> generations = {1, 1};  ///< by Changed
};

/// One library. Readers hold the tables they began with; writers take turns.
class State {
 public:
  /// The tables as they are now.
  [[nodiscard]] std::shared_ptr<const Tables> read() const {
    const std::lock_guard lock(reading_);
    return tables_;
  }

  /// Runs `work` on a copy of the tables, which is published unless it throws. Gives what it gives.
  template <class Work>
  auto write(Work work) -> std::invoke_result_t<Work, Tables&> {
    const std::lock_guard lock(writing_);
    auto tables = std::make_shared<Tables>(*read());
    if constexpr (std::is_void_v<std::invoke_result_t<Work, Tables&>>) {
      work(*tables);
      publish(std::move(tables));
    } else {
      auto result = work(*tables);
      publish(std::move(tables));
      return result;
    }
  }

 private:
  void publish(std::shared_ptr<const Tables> tables) {
    const std::lock_guard lock(reading_);
    tables_ = std::move(tables);
  }

  std::mutex writing_;
  mutable std::mutex reading_;
  std::shared_ptr<const Tables> tables_ = std::make_shared<const Tables>();
};

/// What the parts of one library share.
using SharedState = std::shared_ptr<State>;

/// Says that something changes.
void count_change(Tables& tables, Changed what);
/// Throws not_found when there is no song of that number.
void require_song(const Tables& tables, std::int64_t song);
/// Whether any of a song's files is there.
[[nodiscard]] bool has_file(const Tables& tables, std::int64_t song);
/// Whether a song was taken out and is not shown.
[[nodiscard]] bool is_hidden(const Tables& tables, std::int64_t song);
/// What became of a song that was written.
struct Written {
  std::int64_t id = 0;
  bool is_new = false;
};
/// Adds a song or updates the one of its identity, and drops the scores of a changed lyric.
Written write_song(Tables& tables, const LabelledSong& song, SoundSource source);
/// Gives a song these values.
void write_sounds(Tables& tables, std::int64_t song, std::vector<SoundFeature> features);
/// The list line of a song.
[[nodiscard]] SongHead head_of(const StoredSong& song);
/// Writes one model's answer for a song that is there. Throws as Scores::store.
void write_scores(Tables& tables, std::string_view model_id, std::int64_t song, const Prediction& prediction);

/// The parts of the library behind a state.
[[nodiscard]] std::unique_ptr<Songs> make_songs(SharedState state);
[[nodiscard]] std::unique_ptr<Scores> make_scores(SharedState state);
[[nodiscard]] std::unique_ptr<Files> make_files(SharedState state);
[[nodiscard]] std::unique_ptr<Choices> make_choices(SharedState state);
[[nodiscard]] std::unique_ptr<Lists> make_lists(SharedState state);
[[nodiscard]] std::unique_ptr<Plays> make_plays(SharedState state);
[[nodiscard]] std::unique_ptr<Sounds> make_sounds(SharedState state);
[[nodiscard]] std::unique_ptr<Removals> make_removals(SharedState state);
[[nodiscard]] std::unique_ptr<Servers> make_servers(SharedState state);
[[nodiscard]] std::unique_ptr<Changes> make_changes(SharedState state);

}  // namespace leitmotif::catalog::memory
