#include "leitmotif/recommend/path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/recommend/works.hpp"

namespace leitmotif::recommend {
namespace {

constexpr std::size_t kSongsAPiece = 1024;
/// Songs that are scored for a point at a time: hardly ever is one of them among the best.
constexpr std::size_t kBlock = 64;

/// A point on the arc as a sum of the ends' rows: all points lie in one plane, so two dot products a song are enough
/// for any number of points.
struct Point {
  double from = 0;
  double to = 0;
};

/// Points at even distances along the great circle (Shoemake 1985, "slerp"), the ends among them.
std::vector<Point> points_between(double cosine, std::size_t n) {
  const double angle = std::acos(std::clamp(cosine, -1.0, 1.0));
  const double sine = std::sin(angle);
  std::vector<Point> points;
  for (std::size_t i = 0; i < n; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(n - 1);
    if (sine < 1e-6) {  // the same point twice, or opposite ones that no arc is the shortest between
      points.push_back({1 - t, t});
    } else {
      points.push_back({std::sin((1 - t) * angle) / sine, std::sin(t * angle) / sine});
    }
  }
  return points;
}

struct Ends {
  std::span<const float> from;
  std::span<const float> to;
};

/// What was found in a part of the library.
struct Found {
  std::vector<TopK> best;  ///< [points]
  std::size_t passed = 0;
};

/// Columns of a piece of the library, and the weight of the path halved.
struct Piece {
  const float* scores;
  const float* to_from;
  const float* to_to;
  float half_weight;
};

/// Scores of songs from `first` on for a point; whether one of them reaches the floor.
LEITMOTIF_VECTORIZED bool score_block(const Piece& piece, const Point& point, std::size_t first,
                                      std::span<float> values, float floor) {
  const auto from = static_cast<float>(point.from);
  const auto to = static_cast<float>(point.to);
  int reaches = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float dot = from * piece.to_from[first + i] + to * piece.to_to[first + i];
    values[i] = piece.scores[first + i] + piece.half_weight * (1 + dot);
    reaches |= static_cast<int>(values[i] >= floor);
  }
  return reaches != 0;
}

/// The columns of a piece that is being looked at.
struct PieceColumns {
  std::array<std::uint8_t, kSongsAPiece> flags;
  std::array<float, kSongsAPiece> scores;
  std::array<float, kSongsAPiece> to_from;
  std::array<float, kSongsAPiece> to_to;
  std::array<std::uint32_t, kSongsAPiece> group;
};

/// Adds up what passes of the songs from `begin` on; what nothing is known of cannot stand on a path.
std::size_t count_passing(const Asked& asked, std::size_t begin, std::size_t count, PieceColumns& piece) {
  const Space& space = *asked.library.space;
  const Threshold threshold(asked.library, asked.query, begin, count);
  std::size_t passed = 0;
  for (std::size_t i = 0; i < count; ++i) {
    // A dot product that is not 0 says the same as looking at the row, which is dearer.
    const bool may_be_unknown = piece.to_from[i] == 0 && piece.to_to[i] == 0;
    if (piece.flags[i] != 0 && may_be_unknown && !space.is_known(begin + i)) piece.flags[i] = 0;
    if (piece.flags[i] != 0 && threshold.is_passed_by(i)) ++passed;
  }
  return passed;
}

/// The songs between two ends: where they are, and the points that want a song each.
struct Arc {
  Ends ends;
  std::vector<Point> points;
};

void scan_piece(const Asked& asked, const Arc& arc, const ShareRange& rows, Found& found) {
  const Space& space = *asked.library.space;
  PieceColumns columns;
  std::array<float, kBlock> values;
  const Piece piece{columns.scores.data(), columns.to_from.data(), columns.to_to.data(),
                    static_cast<float>(asked.scorer.weight() / 2)};
  for (std::size_t begin = rows.begin; begin < rows.end; begin += kSongsAPiece) {
    const std::size_t count = std::min(kSongsAPiece, rows.end - begin);
    asked.filter.mark(begin, std::span(columns.flags).first(count));
    asked.scorer.score(begin, std::span(columns.scores).first(count), std::span(columns.group).first(count));
    dots_with(space, begin, arc.ends.from, std::span(columns.to_from).first(count));
    dots_with(space, begin, arc.ends.to, std::span(columns.to_to).first(count));
    found.passed += count_passing(asked, begin, count, columns);
    for (std::size_t point = 0; point < arc.points.size(); ++point) {
      TopK& best = found.best[point];
      for (std::size_t first = 0; first < count; first += kBlock) {
        const std::size_t size = std::min(kBlock, count - first);
        if (!score_block(piece, arc.points[point], first, std::span(values).first(size), best.floor())) continue;
        for (std::size_t i = 0; i < size; ++i)
          if (columns.flags[first + i] != 0) best.offer({values[i], static_cast<std::uint32_t>(begin + first + i)});
      }
    }
  }
}

Arc arc_of(const Asked& asked) {
  const Ends ends{asked.library.space->row(asked.query.path->from), asked.library.space->row(asked.query.path->to)};
  return {ends, points_between(dot_product(ends.from, ends.to), static_cast<std::size_t>(asked.query.n))};
}

class PathFinder {
 public:
  explicit PathFinder(const Asked& asked)
      : asked_(asked),
        library_(asked.library),
        query_(asked.query),
        arc_(arc_of(asked)),
        cap_(asked.query.artist_cap),
        works_(asked.library) {
    // The ends may be two editions of one song; others of it have no place between them.
    works_.add({query_.path->from, query_.path->to});
  }

  PathAnswer find(unsigned threads) {
    PathCandidates found = query_.elsewhere ? query_.elsewhere->path() : look(threads);
    const std::size_t passed = found.passed;
    score_exactly(found.best);
    std::vector<std::optional<Step>> steps(arc_.points.size());
    place_end(0, query_.path->from, steps);
    place_end(arc_.points.size() - 1, query_.path->to, steps);
    // From both ends to the middle, so that both have a say in which song is left for the middle.
    for (std::size_t i = 0; i < arc_.points.size(); ++i) {
      const std::size_t point = i % 2 == 0 ? i / 2 : arc_.points.size() - 1 - i / 2;
      if (!steps[point]) steps[point] = best_step(point);
    }
    PathAnswer path{{}, passed};
    for (std::optional<Step>& step : steps)
      if (step) path.steps.push_back(*step);
    return path;
  }

  /// Finds the candidates.
  PathCandidates look(unsigned threads) const {
    PathCandidates all{std::vector<TopK>(arc_.points.size(), TopK(candidates_of_a_point(arc_.points.size()))), 0};
    std::mutex adding;
    for_pieces(rows_of(library_, query_), threads, [&](std::size_t begin, std::size_t end) {
      Found found;
      {
        const std::lock_guard lock(adding);
        for (const TopK& best : all.best) found.best.push_back(best.for_a_part());
      }
      scan_piece(asked_, arc_, {begin, end}, found);
      const std::lock_guard lock(adding);
      for (std::size_t point = 0; point < all.best.size(); ++point) all.best[point].add(found.best[point]);
      all.passed += found.passed;
    });
    return all;
  }

 private:
  void score_exactly(std::vector<TopK>& all) {
    for (std::size_t point = 0; point < all.size(); ++point) {
      candidates_.push_back(all[point].sorted());
      // The scores once more, exactly, because those of the scan are rounded.
      for (ScoredRow& candidate : candidates_.back())
        candidate.score = static_cast<float>(measured(candidate.row).score + value_of(candidate.row, point));
      std::ranges::stable_sort(candidates_.back(), std::greater<>(), &ScoredRow::score);
    }
  }

  /// What is the same of a song for every point.
  struct Measured {
    double score = 0;  ///< for all that was asked but the path
    double to_from = 0;
    double to_to = 0;
  };

  /// Neighbouring points have mostly the same candidates, so each is measured once.
  const Measured& measured(std::uint32_t song) {
    const auto [at, is_new] = measured_.try_emplace(song);
    if (is_new) {
      const std::span<const float> row = library_.space->row(song);
      at->second = {total(asked_.scorer.parts(song)), dot_product(row, arc_.ends.from), dot_product(row, arc_.ends.to)};
    }
    return at->second;
  }

  [[nodiscard]] double value_of(std::uint32_t song, std::size_t point) {
    const Measured& known = measured(song);
    return asked_.scorer.weight() *
           likeness(arc_.points[point].from * known.to_from + arc_.points[point].to * known.to_to);
  }

  /// The penalty for being like a song that is on the path already.
  [[nodiscard]] Choice choice_of(std::uint32_t song) const {
    Choice choice{song, 0, std::nullopt};
    if (query_.variety <= 0) return choice;
    double nearest = 0;
    for (const std::uint32_t other : taken_) {
      const double alike = likeness(dot_product(library_.space->row(song), library_.space->row(other)));
      if (alike <= nearest) continue;
      nearest = alike;
      choice.nearest = other;
    }
    choice.penalty = query_.variety * nearest;
    return choice;
  }

  Step take(std::uint32_t song, std::size_t point) {
    Step step{choice_of(song), value_of(song, point)};
    taken_.insert(song);
    works_.add(song);
    ++of_artist_[library_.artist[song]];
    return step;
  }

  void place_end(std::size_t point, std::uint32_t song, std::vector<std::optional<Step>>& steps) {
    if (asked_.filter.matches(song)) steps[point] = take(song, point);
  }

  /// The best song that is left for a point; songs of artists that are at the cap only when there is no other.
  std::optional<Step> best_step(std::size_t point) {
    std::optional<std::uint32_t> best;
    double greatest = -std::numeric_limits<double>::infinity();
    std::optional<std::uint32_t> above_cap;
    for (const ScoredRow& candidate : candidates_[point]) {
      const std::uint32_t song = candidate.row;
      if (taken_.contains(song) || song == query_.path->from || song == query_.path->to) continue;
      const bool is_above_cap = cap_ > 0 && of_artist_[library_.artist[song]] >= cap_;
      if (is_above_cap && above_cap) continue;
      const double value = is_above_cap ? 0 : (1 - query_.variety) * double{candidate.score} - choice_of(song).penalty;
      if (!is_above_cap && value <= greatest) continue;
      if (works_.has(song)) continue;  // last, because names are compared for it
      if (is_above_cap) {
        above_cap = song;
      } else {
        greatest = value;
        best = song;
      }
    }
    if (!best) best = above_cap;
    if (!best) return std::nullopt;
    return take(*best, point);
  }

  const Asked& asked_;
  const Library& library_;
  const Query& query_;
  Arc arc_;
  std::size_t cap_;
  std::vector<std::vector<ScoredRow>> candidates_;  ///< [points], best first
  std::unordered_map<std::uint32_t, Measured> measured_;
  std::unordered_set<std::uint32_t> taken_;
  std::unordered_map<std::uint32_t, std::size_t> of_artist_;
  TakenWorks works_;
};

}  // namespace

PathCandidates path_candidates(const Asked& asked, unsigned threads) { return PathFinder(asked).look(threads); }

PathAnswer find_path(const Asked& asked, unsigned threads) { return PathFinder(asked).find(threads); }

}  // namespace leitmotif::recommend
