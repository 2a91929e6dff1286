// What the blend says of every song to somebody who has some, and what a song's score is made of.
// Flow: Blend, given songs -> BlendScores -> ranking, reasons, pairs.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "leitmotif/taste/blend.hpp"

namespace leitmotif::taste {

/// The parts that a score is the sum of.
struct BlendParts {
  float together = 0;    ///< EASE and factors: what others have with what is given
  float artist = 0;      ///< how much of what is given is by the song's artist
  float content = 0;     ///< how near it is in words, sound, era and genre, and in its year
  float popularity = 0;  ///< how many lists have it
};

/// Scores of all songs; parts are worked out when they are asked for, because few are. Immutable; const functions are
/// thread-safe.
class BlendScores {
 public:
  /// Lifetime: the blend must outlive it.
  BlendScores(const Blend& blend, std::span<const Item> given);

  /// Shape: [items]; songs without a history have theirs where the known ones end.
  [[nodiscard]] const std::vector<float>& scores() const noexcept { return scores_; }
  /// The lowest and the highest of them.
  [[nodiscard]] float least() const noexcept { return least_; }
  [[nodiscard]] float most() const noexcept { return most_; }
  /// What a song's score is made of; of one without a history, before it was put where the known ones end.
  [[nodiscard]] BlendParts parts(Item item) const;
  /// The part `content` of the mean song with a history.
  [[nodiscard]] float mean_content() const noexcept { return mean_content_; }

 private:
  /// Sums over songs, of which each thread has its own.
  struct Sums {
    double heard = 0;
    double unheard = 0;
    double content = 0;  ///< of songs with a history
  };
  /// Where songs without a history are put: what they are apart from their mean is scaled and added to the level.
  struct Placing {
    float level = 0;
    float mean = 0;
    float spread = 1;
  };
  /// What makes the spread of each part among EASE's songs its share.
  struct Factors {
    float artist = 0;
    float content = 0;
    float years = 0;
  };
  [[nodiscard]] std::vector<float> by_ease(std::span<const Item> given) const;
  [[nodiscard]] std::vector<float> by_factors(std::span<const Item> given) const;
  void share_artists(std::span<const Item> given);
  void compare(std::span<const Item> given, const std::vector<float>& exact);
  [[nodiscard]] std::vector<Item> worth_comparing(const std::vector<float>& exact) const;
  [[nodiscard]] std::vector<float> likeness_to(std::span<const Item> given) const;
  void near_years(std::span<const Item> given);
  void weigh(const std::vector<float>& exact);
  [[nodiscard]] std::vector<float> wanted_row(std::span<const Item> given) const;
  void ask_unheard(std::span<const Item> given);
  void score_all();
  [[nodiscard]] Sums score_piece(std::size_t begin, std::size_t end);
  /// The lowest and the highest score of the piece.
  std::pair<float, float> place_unheard(const Placing& placing, std::size_t begin, std::size_t end);
  [[nodiscard]] float nearness_of_year(Item item) const;
  [[nodiscard]] float content_of_heard(Item item, float likeness) const {
    return factors_.content * likeness + factors_.years * nearness_of_year(item);
  }

  const Blend* blend_;
  Factors factors_;
  std::vector<float> together_;  ///< [songs with a history]
  std::vector<float> share_;     ///< [artists] of what is given
  std::vector<Item> compared_;   ///< songs whose likeness is known, ascending
  std::vector<float> likeness_;  ///< [compared]
  std::vector<float> years_;     ///< how near each year is; empty when no years count
  /// [artists] what songs without a history get by what others have together, and that with the artist's share of what
  /// is given; empty when there are no such songs.
  std::vector<float> standing_;
  std::vector<float> by_artist_;
  std::optional<ContentRows::Products> wanted_;  ///< what is known of songs without one, against what is given
  std::vector<float> scores_;
  float least_ = std::numeric_limits<float>::infinity();
  float most_ = -std::numeric_limits<float>::infinity();
  float mean_content_ = 0;
};

}  // namespace leitmotif::taste
