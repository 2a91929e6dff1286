// A mood: how near a song's valence and energy are to a point.
#include <cmath>
#include <limits>
#include <numbers>

#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

class MoodWay final : public Way {
 public:
  MoodWay(const Library& library, const Mood& mood)
      : valence_(library.sound_of("valence")), energy_(library.sound_of("energy")), mood_(mood) {}

  [[nodiscard]] PartKind kind() const noexcept override { return PartKind::mood; }
  void score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> /*group*/) const override {
    if (!is_known()) {
      for (float& value : values) value = std::numeric_limits<float>::quiet_NaN();
      return;
    }
    const std::span<const float> valences = valence_.piece(begin, values.size());
    const std::span<const float> energies = energy_.piece(begin, values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const float valence = valences[i] - static_cast<float>(mood_.valence);
      const float energy = energies[i] - static_cast<float>(mood_.energy);
      values[i] = 1 - std::sqrt((valence * valence + energy * energy) / 2);
    }
  }
  /// 1 at the point, 0 at the opposite corner of the plane.
  [[nodiscard]] Match match(std::size_t song) const override {
    if (!is_known()) return {std::numeric_limits<double>::quiet_NaN(), std::nullopt};
    return {1 - std::hypot(mood_.valence - double{valence_[song]}, mood_.energy - double{energy_[song]}) /
                    std::numbers::sqrt2,
            std::nullopt};
  }

 private:
  [[nodiscard]] bool is_known() const noexcept { return !valence_.empty() && !energy_.empty(); }

  const Column<float>& valence_;
  const Column<float>& energy_;
  Mood mood_;
};

}  // namespace

const WayRow kMoodWay = {PartKind::mood, [](const Query& query) { return query.mood.has_value(); },
                         [](const Query& query) {
                           require_share(query.mood->valence, "mood.valence", "a number");
                           require_share(query.mood->energy, "mood.energy", "a number");
                         },
                         [](const Library&, const Query&) {},
                         [](const Library& library, const Query& query) -> std::unique_ptr<Way> {
                           return std::make_unique<MoodWay>(library, *query.mood);
                         }};

}  // namespace leitmotif::recommend
