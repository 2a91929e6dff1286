// Songs to be like and to be unlike: the likeness to the nearest of them.
#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

constexpr std::size_t kComparedAtOnce = 256;

/// Keeps the greatest so far, and whose it is.
LEITMOTIF_VECTORIZED void keep_greatest(const float* dots, std::uint32_t other, float* best, std::uint32_t* whose,
                                        std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_greater = dots[i] > best[i];
    best[i] = is_greater ? dots[i] : best[i];
    whose[i] = is_greater ? other : whose[i];
  }
}

constexpr std::size_t kExactAtOnce = 4;
using Rows = std::array<std::span<const float>, kExactAtOnce>;

/// dot_product with each of several rows, to the last bit. Side by side no addition waits for that of another sum.
std::array<double, kExactAtOnce> exact_dots(std::span<const float> row, const Rows& others) {
  std::array<double, kExactAtOnce> sums{};
  for (std::size_t i = 0; i < row.size(); ++i)
    for (std::size_t k = 0; k < kExactAtOnce; ++k) sums[k] += double{row[i]} * double{others[k][i]};
  return sums;
}

class LikenessWay final : public Way {
 public:
  LikenessWay(PartKind kind, const Library& library, const std::vector<std::uint32_t>& others)
      : kind_(kind), space_(*library.space), others_(others) {}

  [[nodiscard]] PartKind kind() const noexcept override { return kind_; }
  [[nodiscard]] bool subtracts() const noexcept override { return kind_ == PartKind::unlike; }
  /// A varied set of liked songs has no meaningful average.
  [[nodiscard]] std::size_t groups() const noexcept override { return subtracts() ? 1 : others_.size(); }

  void score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> group) const override {
    std::array<float, kComparedAtOnce> dots;
    std::array<std::uint32_t, kComparedAtOnce> whose;
    for (std::size_t done = 0; done < values.size(); done += kComparedAtOnce) {
      const std::size_t count = std::min(kComparedAtOnce, values.size() - done);
      const std::span<float> best = values.subspan(done, count);
      std::ranges::fill(best, -2.0F);
      whose.fill(0);
      for (std::uint32_t other = 0; other < others_.size(); ++other) {
        dots_with(space_, begin + done, space_.row(others_[other]), std::span(dots).first(count));
        keep_greatest(dots.data(), other, best.data(), whose.data(), count);
      }
      for (std::size_t i = 0; i < count; ++i) {
        // A dot product that is not 0 says the same as looking at the row, which is dearer.
        const bool is_known = best[i] != 0 || space_.is_known(begin + done + i);
        best[i] = is_known ? (1 + best[i]) / 2 : std::numeric_limits<float>::quiet_NaN();
      }
      if (!subtracts()) std::copy_n(whose.begin(), count, group.begin() + static_cast<std::ptrdiff_t>(done));
    }
  }

  [[nodiscard]] Match match(std::size_t song) const override {
    Match match{std::numeric_limits<double>::quiet_NaN(), std::nullopt};
    double best = -2;
    const std::span<const float> row = space_.row(song);
    for (std::size_t first = 0; first < others_.size(); first += kExactAtOnce) {
      const std::size_t count = std::min(kExactAtOnce, others_.size() - first);
      Rows rows;
      for (std::size_t k = 0; k < kExactAtOnce; ++k) rows[k] = space_.row(others_[first + std::min(k, count - 1)]);
      const std::array<double, kExactAtOnce> dots = exact_dots(row, rows);
      for (std::size_t k = 0; k < count; ++k) {
        if (dots[k] <= best) continue;
        best = dots[k];
        match.song = others_[first + k];
      }
    }
    // A dot product that is not 0 says the same as looking at the row, which is dearer.
    if (best == 0 && !space_.is_known(song)) return {match.value, std::nullopt};
    match.value = likeness(best);
    return match;
  }

 private:
  PartKind kind_;
  const Space& space_;
  const std::vector<std::uint32_t>& others_;
};

void check_rows(const Library& library, const std::vector<std::uint32_t>& rows) {
  for (const std::uint32_t row : rows) require_comparable(library, row);
}

void check_contradiction(const Query& query) {
  for (const std::uint32_t song : query.like)
    if (std::ranges::find(query.unlike, song) != query.unlike.end())
      throw Error(ErrorKind::invalid_argument, "unlike", "a song cannot be in like too");
}

}  // namespace

void require_comparable(const Library& library, std::uint32_t row) {
  if (row < library.size() && !library.space->rows.empty()) return;
  throw Error(ErrorKind::invalid_argument, "song in row " + std::to_string(row) + " cannot be compared by");
}

const WayRow kLikeWay = {PartKind::like, [](const Query& query) { return !query.like.empty(); }, check_contradiction,
                         [](const Library& library, const Query& query) { check_rows(library, query.like); },
                         [](const Library& library, const Query& query) -> std::unique_ptr<Way> {
                           return std::make_unique<LikenessWay>(PartKind::like, library, query.like);
                         }};

const WayRow kUnlikeWay = {PartKind::unlike, [](const Query& query) { return !query.unlike.empty(); },
                           [](const Query&) {},
                           [](const Library& library, const Query& query) { check_rows(library, query.unlike); },
                           [](const Library& library, const Query& query) -> std::unique_ptr<Way> {
                             return std::make_unique<LikenessWay>(PartKind::unlike, library, query.unlike);
                           }};

}  // namespace leitmotif::recommend
