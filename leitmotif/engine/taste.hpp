// The verbs about taste that work on files of lists: who has what, what would go with it.
// Flow: lists of names -> TasteItems -> taste::Blend -> ranked songs, probabilities.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/engine/snapshot_cache.hpp"
#include "leitmotif/engine/taste_items.hpp"

namespace leitmotif::engine {

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
};

/// What was read of histories.
struct HistoriesRead {
  std::size_t lists = 0;     ///< that hold at least one song
  std::size_t left_out = 0;  ///< lines that are no list
  std::string problem;       ///< what is wrong with the first of these; empty when nothing is
};

/// Takes one line of an answer, without its end.
using OnLine = std::function<void(const std::string& line)>;

/// May be used by several threads at once.
class Taste {
 public:
  Taste(Settings settings, SnapshotCache& snapshots) : settings_(std::move(settings)), snapshots_(snapshots) {}

  /// A line `{"songs":[["artist","title",score],...]}` for each list, in order: the best first, without those given.
  /// Throws corrupt_data for a line of the lists that is none, and when no history could be read; as LineReader.
  HistoriesRead rank(const RankRequest& request, const OnProgress& on_progress, const OnLine& on_line);
  /// A line `{"probability":p}` for each pair, in order. Throws as rank.
  HistoriesRead pair(const PairRequest& request, const OnProgress& on_progress, const OnLine& on_line);

 private:
  /// The songs of the person's library; none while that is empty.
  [[nodiscard]] TasteItems library_items(const OnProgress& on_progress);

  Settings settings_;
  SnapshotCache& snapshots_;
};

}  // namespace leitmotif::engine
