// One way to ask: what it makes of songs, and what is wrong with it. A new one is a file here (or an object of another
// room, see Query::others) and a row of the table in ways.cpp.
// Flow: Query -> ways() -> Way -> Scorer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "leitmotif/recommend/library.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::recommend {

/// How well one song is what was asked for.
struct Match {
  double value = 0;                   ///< 0..1; NaN: nothing that is asked can be told of the song
  std::optional<std::uint32_t> song;  ///< row of the song that it was compared with and is nearest to
};

/// A way that was asked, together with the songs it judges. Const functions may be called from several threads.
class Way {
 public:
  Way() = default;
  Way(const Way&) = delete;
  Way& operator=(const Way&) = delete;
  virtual ~Way() = default;

  /// What its part of a score is called.
  [[nodiscard]] virtual PartKind kind() const noexcept = 0;
  /// Whether its value is subtracted; then it does not count as one of the ways that share the score.
  [[nodiscard]] virtual bool subtracts() const noexcept { return false; }
  /// Into how many groups it divides songs; one of each group is given in turn.
  [[nodiscard]] virtual std::size_t groups() const noexcept { return 1; }
  /// The values of the songs from `begin` on, quickly: 0..1, rounded, NaN when nothing can be told of the song. A way
  /// with groups sets `group` (of the same length) to each song's; others leave it alone.
  virtual void score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> group) const = 0;
  /// The value of one song, exactly.
  [[nodiscard]] virtual Match match(std::size_t song) const = 0;
};

/// A row of the table: a way that Query has a place for.
struct WayRow {
  PartKind kind;
  bool (*is_asked)(const Query& query);
  /// Throws what is wrong with it whatever the songs are.
  void (*check)(const Query& query);
  /// Throws when it does not fit the songs.
  void (*check_with)(const Library& library, const Query& query);
  /// Null for a way that decides the order of songs instead of their scores. Lifetime: library and query must outlive
  /// what is made.
  std::unique_ptr<Way> (*make)(const Library& library, const Query& query);
};

/// All of them, in the order their parts are given.
[[nodiscard]] std::span<const WayRow* const> ways() noexcept;

extern const WayRow kTopicWay;    ///< topic.cpp
extern const WayRow kMixWay;      ///< mixture.cpp
extern const WayRow kMoodWay;     ///< mood.cpp
extern const WayRow kTextWay;     ///< mixture.cpp
extern const WayRow kLikeWay;     ///< likeness.cpp
extern const WayRow kUnlikeWay;   ///< likeness.cpp
extern const WayRow kPathWay;     ///< path.cpp
extern const WayRow kTypicalWay;  ///< typical.cpp

/// Throws invalid_argument when the row is none, or songs cannot be compared.
void require_comparable(const Library& library, std::uint32_t row);

/// Throws invalid_argument unless 0 <= value <= 1: "`name`: expected `meaning`, 0 to 1, found `value`".
void require_share(double value, const char* name, const char* meaning);

/// Dot products of several rows of `width` numbers with a point of as many. Shape: results [rows].
void dot_products(const float* rows, std::size_t width, const float* point, std::span<float> results);

/// Dot products of the space's rows of the songs from `begin` on with a point.
void dots_with(const Space& space, std::size_t begin, std::span<const float> point, std::span<float> dots);

}  // namespace leitmotif::recommend
