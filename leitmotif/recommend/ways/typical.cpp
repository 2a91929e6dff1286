// Nothing but which songs may be given: how near each is to the middle of all that may be. How popular a song is nobody
// knows here, and the order of a library says nothing; what most of the songs have in common is what was asked for.
#include <algorithm>
#include <array>
#include <cmath>

#include "leitmotif/recommend/filter.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

constexpr std::size_t kMarkedAtOnce = 1024;

/// The direction of the sum of the songs that are let in, of length 1; all 0 when nothing is known of any.
/// Shape: [width].
std::vector<float> middle_of(const Library& library, const Query& query) {
  const Space& space = *library.space;
  const Filter filter(library, query);
  std::vector<double> sum(space.width);
  std::array<std::uint8_t, kMarkedAtOnce> flags{};
  for (std::size_t begin = 0; begin < library.size() && !space.rows.empty(); begin += kMarkedAtOnce) {
    const std::size_t count = std::min(kMarkedAtOnce, library.size() - begin);
    filter.mark(begin, std::span(flags).first(count));
    for (std::size_t i = 0; i < count; ++i) {
      if (flags[i] == 0) continue;
      const std::span<const float> row = space.row(begin + i);
      for (std::size_t d = 0; d < row.size(); ++d) sum[d] += double{row[d]};
    }
  }
  double length = 0;
  for (const double value : sum) length += value * value;
  std::vector<float> middle;
  middle.reserve(sum.size());
  for (const double value : sum) middle.push_back(length > 0 ? static_cast<float>(value / std::sqrt(length)) : 0.0F);
  return middle;
}

class TypicalWay final : public Way {
 public:
  TypicalWay(const Library& library, const Query& query) : space_(*library.space), middle_(middle_of(library, query)) {}

  [[nodiscard]] PartKind kind() const noexcept override { return PartKind::typical; }
  /// A song of which nothing is known was asked for as well: it comes last.
  void score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> /*group*/) const override {
    if (space_.rows.empty()) {
      std::ranges::fill(values, 0.0F);
      return;
    }
    dots_with(space_, begin, middle_, values);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool is_known = values[i] != 0 || space_.is_known(begin + i);
      values[i] = is_known ? (1 + values[i]) / 2 : 0;
    }
  }
  [[nodiscard]] Match match(std::size_t song) const override {
    if (space_.rows.empty() || !space_.is_known(song)) return {};
    return {likeness(dot_product(space_.row(song), middle_)), std::nullopt};
  }

 private:
  const Space& space_;
  std::vector<float> middle_;
};

}  // namespace

const WayRow kTypicalWay = {PartKind::typical, [](const Query& query) { return query.typical; }, [](const Query&) {},
                            [](const Library&, const Query&) {},
                            [](const Library& library, const Query& query) -> std::unique_ptr<Way> {
                              return std::make_unique<TypicalWay>(library, query);
                            }};

}  // namespace leitmotif::recommend
