// Ranks the songs of a library that is in memory. Pure functions: the same library, query and seed, the same answer.
// Flow: catalogue -> Library -> recommend -> ids and scores, which the engine turns into Recommendations.
// Source: the paper's recommender (threshold 0.5, fallback to the most probable songs, random or best).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace leitmotif::recommend {

/// In Library::year: the year is not known.
inline constexpr std::int32_t kNoYear = std::numeric_limits<std::int32_t>::min();
/// The most songs one query may ask for.
inline constexpr std::int64_t kMostSongs = 10000;

/// What ranking knows of the songs, as columns; all but the last have one entry a song. There is no place for
/// labels here, so they cannot have an influence.
struct Library {
  std::vector<std::int64_t> id;
  std::vector<std::uint32_t> artist;  ///< equal numbers: the same artist
  std::vector<std::uint32_t> genre;   ///< equal numbers: the same genre
  std::vector<std::int32_t> year;     ///< kNoYear when not known
  std::vector<float> probability;     ///< [songs x topics], row-major, 0..1; NaN: the song is no candidate
  std::size_t topics = 0;
  /// [songs x topics], row-major: how much of the song is about the topic. Decides between songs of equal probability.
  /// Empty when it is not known.
  std::vector<float> strength;

  [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
};

/// In which order songs above the threshold are given.
enum class Order : std::uint8_t {
  best,    ///< most probable first, ties by strength, then by id
  random,  ///< drawn uniformly without repeats, decided by the seed
};

/// Years from `first` to `last`, both included.
struct YearRange {
  int first = 0;
  int last = 0;
};

/// A wish for songs of one topic.
struct TopicQuery {
  std::size_t topic = 0;              ///< column of Library::probability
  std::int64_t n = 10;                ///< how many songs, 1..kMostSongs
  double threshold = 0.5;             ///< 0..1; a song passes when its probability is above (not equal to) it
  Order order = Order::best;          ///< of the songs that pass
  std::uint64_t seed = 0;             ///< decides what `random` draws
  std::vector<std::uint32_t> genres;  ///< only songs of any of these; empty: all songs
  std::optional<YearRange> years;     ///< only songs of these years; a song without a year does not match
  std::size_t artist_cap = 0;         ///< at most so many songs an artist while that leaves n songs; 0: no cap
};

struct Ranked {
  std::size_t index = 0;  ///< row of the Library
  double score = 0;       ///< probability of the topic
};

struct Answer {
  std::vector<Ranked> songs;
  bool fallback = false;   ///< fewer than n songs passed, or the cap left fewer: less probable ones fill the answer
  std::size_t passed = 0;  ///< songs above the threshold that match the filters (the cap does not count here)
};

/// The songs most probable to be about a topic.
///
/// All songs that match the filters stand in one queue: first those that pass, best first or shuffled, then the others
/// best first (ties by strength and then by id everywhere). Without a cap the answer is the first n. With a cap of c,
/// an artist's first c songs in the queue belong to round one, the next c to round two, and so on; rounds are used in
/// turn until there are n songs, which are given in the order of the queue. So there are never fewer songs than asked
/// for while the library has them, songs below the threshold are used before the cap is relaxed, and the cap is relaxed
/// evenly. No song at all is an empty answer.
///
/// Throws invalid_argument (n below 1, topic or threshold out of range, years reversed), resource_limit (n above
/// kMostSongs), internal (columns of the library of different lengths).
/// Cost: linear in the library (a partial selection, no sort), unless the cap must be relaxed.
[[nodiscard]] Answer recommend_by_topic(const Library& library, const TopicQuery& query);

}  // namespace leitmotif::recommend
