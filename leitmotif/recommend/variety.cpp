#include "leitmotif/recommend/variety.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace leitmotif::recommend {
namespace {

/// What is known of a song of the pool while others are chosen.
struct State {
  bool is_taken = false;
  double likeness = 0;  ///< to the nearest song that was chosen
  std::optional<std::uint32_t> nearest;
};

class Chooser {
 public:
  Chooser(const Library& library, std::span<const std::uint32_t> pool, std::span<const double> scores,
          const VarietyWish& wish)
      : library_(library), pool_(pool), scores_(scores), wish_(wish), cap_(wish.artist_cap), states_(pool.size()) {}

  std::optional<Choice> next() {
    while (!is_empty()) {
      for (const auto& [begin, end] :
           {std::pair(std::size_t{0}, wish_.passing), std::pair(wish_.passing, pool_.size())})
        if (const auto place = best_of(begin, end)) return take(*place);
      cap_ += wish_.artist_cap;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_empty() const { return taken_ == pool_.size(); }
  [[nodiscard]] std::uint32_t artist(std::size_t place) const { return library_.artist[pool_[place]]; }

  std::optional<std::size_t> best_of(std::size_t begin, std::size_t end) {
    std::optional<std::size_t> best;
    double greatest = -std::numeric_limits<double>::infinity();
    for (std::size_t place = begin; place < end; ++place) {
      if (states_[place].is_taken) continue;
      const double value = scores_[place] - wish_.variety * states_[place].likeness;
      if (value <= greatest) continue;
      if (cap_ > 0 && of_artist_[artist(place)] >= cap_) continue;
      greatest = value;
      best = place;
    }
    return best;
  }

  Choice take(std::size_t place) {
    State& state = states_[place];
    state.is_taken = true;
    ++taken_;
    ++of_artist_[artist(place)];
    const Space& space = *library_.space;
    const std::uint32_t song = pool_[place];
    if (!space.rows.empty() && space.is_known(song))
      for (std::size_t other = 0; other < pool_.size(); ++other) {
        if (states_[other].is_taken || !space.is_known(pool_[other])) continue;
        const double alike = likeness(dot_product(space.row(song), space.row(pool_[other])));
        if (alike <= states_[other].likeness) continue;
        states_[other].likeness = alike;
        states_[other].nearest = song;
      }
    return {song, wish_.variety * state.likeness, state.nearest};
  }

  const Library& library_;
  std::span<const std::uint32_t> pool_;
  std::span<const double> scores_;
  const VarietyWish& wish_;
  std::size_t cap_;
  std::vector<State> states_;
  std::size_t taken_ = 0;
  std::unordered_map<std::uint32_t, std::size_t> of_artist_;
};

}  // namespace

std::vector<Choice> choose_varied(const Library& library, std::span<const std::uint32_t> pool,
                                  std::span<const double> scores, const VarietyWish& wish) {
  Chooser chooser(library, pool, scores, wish);
  std::vector<Choice> choices;
  while (choices.size() < wish.n) {
    const std::optional<Choice> choice = chooser.next();
    if (!choice) break;
    choices.push_back(*choice);
  }
  return choices;
}

}  // namespace leitmotif::recommend
