// Looks at every song of the library once and keeps the best.
// Flow: Asked -> scan -> queue_of -> artist cap and variety.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "leitmotif/core/top_k.hpp"
#include "leitmotif/recommend/filter.hpp"
#include "leitmotif/recommend/scorer.hpp"

namespace leitmotif::recommend {

/// The best songs, apart by whether they are above the topic's threshold (all are when no topic is asked), and by
/// group.
struct Scanned {
  std::vector<TopK> passing;  ///< [groups]
  std::vector<TopK> others;   ///< the same of songs that are not above the threshold
};

/// Whether a song is above the threshold of the topic that is asked for; all are when none is.
[[nodiscard]] inline bool passes(const Library& library, const Query& query, std::size_t song) {
  return !query.topic || double{library.probability_of(song, *query.topic)} > query.threshold;
}

/// The same for the songs of a piece, quickly.
class Threshold {
 public:
  Threshold(const Library& library, const Query& query, std::size_t begin, std::size_t count)
      : topics_(library.topics), topic_(query.topic.value_or(0)), threshold_(query.threshold) {
    if (query.topic) probability_ = library.probability.piece(begin * topics_, count * topics_);
  }
  /// Whether the song at a place of the piece is above the threshold.
  [[nodiscard]] bool is_passed_by(std::size_t place) const noexcept {
    return probability_.empty() || double{probability_[place * topics_ + topic_]} > threshold_;
  }

 private:
  std::size_t topics_;
  std::size_t topic_;
  double threshold_;
  std::span<const float> probability_;
};

/// A question to a library, and what tells of each song whether it is let in and how well it answers.
/// Lifetime: library and query must outlive it.
struct Asked {
  Asked(const Library& of_library, const Query& asked)
      : library(of_library), query(asked), filter(of_library, asked), scorer(of_library, asked) {}
  const Library& library;
  const Query& query;
  Filter filter;
  Scorer scorer;
};

/// Keeps the `most` best of each kind. The result does not depend on `threads` (0: all).
[[nodiscard]] Scanned scan(const Asked& asked, std::size_t most, unsigned threads);

/// The rows a query looks through.
[[nodiscard]] inline ShareRange rows_of(const Library& library, const Query& query) {
  return query.rows.value_or(ShareRange{0, library.size()});
}

/// Calls `work(begin, end)` for pieces of the rows, on several threads when they are enough to be worth it.
void for_pieces(const ShareRange& rows, unsigned threads,
                const std::function<void(std::size_t begin, std::size_t end)>& work);

/// Songs in the order they would be given, of several groups one of each in turn.
struct Queue {
  std::vector<std::uint32_t> songs;
  std::size_t passing = 0;   ///< how many of them, at the beginning, are above the threshold
  bool is_complete = false;  ///< no other song of the library is a candidate
};

/// What a scan found as a queue that gives the best song next.
[[nodiscard]] Queue queue_of(Scanned& scanned, const Scorer& scorer);

}  // namespace leitmotif::recommend
