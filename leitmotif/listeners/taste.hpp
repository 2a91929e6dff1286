// The verbs about taste that work on files of lists: who has what, what would go with it.
// Flow: lists of names -> TasteItems -> taste::Blend -> ranked songs, probabilities.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/listeners/history_import.hpp"
#include "leitmotif/listeners/recommender_evaluation.hpp"
#include "leitmotif/listeners/taste_items.hpp"
#include "leitmotif/listeners/taste_ways.hpp"

namespace leitmotif::listeners {

/// Lists to be continued. A line of `lists` is `{"given":[["artist","title"],...]}`, one of `histories`
/// `{"songs":[["artist","title"],...]}`.
struct RankRequest {
  std::filesystem::path lists;
  std::filesystem::path histories;
  std::int64_t n = 100;
  bool cold = false;  ///< only songs that no history has
};

/// Songs to be judged: `{"nine":[["artist","title"],...],"song":["artist","title"]}` a line, any number of them in
/// `nine`.
struct PairRequest {
  std::filesystem::path pairs;
  std::filesystem::path histories;
  std::filesystem::path network;  ///< of `leitmotif train-taste`; empty: that beside the library, where there is one
};

/// What was read of histories.
struct HistoriesRead {
  std::size_t lists = 0;     ///< that hold at least one song
  std::size_t left_out = 0;  ///< lines that are no list
  std::string problem;       ///< what is wrong with the first of these; empty when nothing is
};

/// Lists to learn from, with what is known of their songs.
struct LearningLists {
  std::vector<std::vector<taste::Item>> lists;
  std::shared_ptr<const taste::SongFacts> facts;
  std::size_t left_out = 0;  ///< lines that are no list
};

/// Takes one line of an answer, without its end.
using OnLine = std::function<void(const std::string& line)>;

/// May be used by several threads at once.
class Taste {
 public:
  Taste(places::Settings settings, current::SnapshotCache& snapshots)
      : settings_(std::move(settings)), snapshots_(snapshots) {}

  /// A line `{"songs":[["artist","title",score],...]}` for each list, in order: the best first, without those given.
  /// Throws corrupt_data for a line of the lists that is none, and when no history could be read; as LineReader.
  HistoriesRead rank(const RankRequest& request, const OnProgress& on_progress, const OnLine& on_line);
  /// A line `{"probability":p}` for each pair, in order, by a network where there is one, else by the blend. Throws as
  /// rank and models::PairNetwork::load; unsupported for a network that reads other numbers.
  HistoriesRead pair(const PairRequest& request, const OnProgress& on_progress, const OnLine& on_line);

  /// The lists of a file, or with an empty name the library's own lists and listeners. Throws corrupt_data when no
  /// history could be read.
  [[nodiscard]] LearningLists learning_lists(const std::filesystem::path& histories, const OnProgress& on_progress);
  /// Where the network of this library lies that judges pairs; there may be none.
  [[nodiscard]] std::filesystem::path pairs_file() const;
  /// How well every method continues lists of a file, or with an empty name the library's own lists and listeners.
  /// Throws as evaluate_recommenders, corrupt_data when no history could be read.
  [[nodiscard]] RecommenderEvaluation evaluate(const std::filesystem::path& histories, const FoldOptions& options,
                                               const OnProgress& on_progress);

  /// What was learned of the library that a view shows; learned anew when its songs have changed, or when there are a
  /// tenth more events than it was learned from. New events of a listener count at once all the same, because they are
  /// what is asked by. What was learned of a large library is kept beside it: see kept_taste.hpp.
  [[nodiscard]] std::shared_ptr<const LearnedTaste> learned(const current::View& view, const OnProgress& on_progress);

  /// Learns what the first question for a listener would have to wait for, and reads what it would look at, when the
  /// library that answers has events at all. Throws as `learned`.
  void get_ready();

  /// An exported history into the person's library: see import_history.
  HistoryImport import(const std::filesystem::path& file, const std::string& listener, const OnProgress& on_progress);
  /// The songs of a listener of the library that a view shows; none for no name. See ListenerCache.
  [[nodiscard]] ListenerSongs songs_for(const current::View& view, const std::string& listener);
  /// Keeps events of the library that answers: plays, hearts, skips. A weight of 0 keeps one out. How many are new.
  /// Throws as catalog::Plays::add.
  std::size_t add_plays(std::span<const catalog::Play> plays);
  /// Takes a heart back: it is kept with a weight of 0. False when the song had none.
  bool take_heart_back(const std::string& listener, std::int64_t song);
  /// Forgets a listener; how many events that were.
  std::size_t forget(const std::string& listener);
  /// Everybody the library has events of, and the songs of one. See listeners.hpp.
  [[nodiscard]] std::vector<ListenerLine> listeners();
  [[nodiscard]] std::vector<ListenerSong> songs_of_listener(const std::string& listener);
  /// Numbers of the songs of a file or saved list, see judged_songs; `unknown` counts those that are not there. Throws
  /// as judged_songs; invalid_argument when the library has none of them.
  [[nodiscard]] std::vector<std::string> songs_of_list(const std::string& named, std::size_t& unknown);

 private:
  /// The library that answers: the person's, or the songbook while that is empty.
  [[nodiscard]] catalog::Catalog& answering();
  /// Whether what was learned last still holds for a view.
  [[nodiscard]] bool is_current(const current::View& view) const;
  /// The songs of the person's library; none while that is empty.
  [[nodiscard]] TasteItems library_items(const OnProgress& on_progress);

  places::Settings settings_;
  current::SnapshotCache& snapshots_;
  ListenerCache listeners_;
  std::mutex learning_;  ///< guards the one below
  std::shared_ptr<const LearnedTaste> learned_;
};

}  // namespace leitmotif::listeners
