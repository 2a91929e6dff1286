// One model of taste: what people listen to together and what is known of songs, blended.
// Flow: lists, SongFacts -> Blend -> scores of every song for what somebody has.
// docs/taste.md has the formulas, and the figures that the settings were chosen by.
#pragma once

#include <memory>

#include "leitmotif/taste/ease.hpp"
#include "leitmotif/taste/implicit_als.hpp"
#include "leitmotif/taste/song_facts.hpp"

namespace leitmotif::taste {

/// Weights of the regression that places songs without a history, fitted on lists whose songs were hidden.
struct UnheardWeights {
  float artist_share = 3.04F;   ///< of the share of what is given that is by the artist
  float artist_known = 0.85F;   ///< when any of it is
  float others = 0.16F;         ///< of the mean of what the artist's other songs get, one more counted as nothing
  float artist_lists = 0.61F;   ///< of the log of how often lists have the artist
  float artist_mean = -0.65F;   ///< of the log of that for each of the artist's songs
  float artist_songs = -0.84F;  ///< of the log of how many songs the artist has
  float mixture = 1.24F;        ///< of likeness to the mean of what is given, by kind
  float sound = 2.88F;
  float era = 3.01F;
  float genre = 1.28F;
  float meaning = 0;
  float likeness = 1.96F;  ///< of likeness to the nearest of what is given
  float spread = 0.5F;     ///< of the result, around the mean of songs with a history
};

/// Settings of the blend; the defaults did best on held-out lists.
struct BlendOptions {
  ContentWeights content;
  std::size_t most_exact = 8192;  ///< EASE is for so many songs, those in most lists; factors place the others
  float size_power = 0.5F;        ///< a list counts its size to minus this power in the Gram matrix
  float penalty = 20;             ///< on its diagonal
  float artist_weight = 3;        ///< of a row for each artist's songs
  float kernel_weight = 1;        ///< of the content kernel
  int kernel_power = 8;
  AlsOptions factors{.unobserved = 0.05F, .penalty = 0.006F};
  std::size_t factor_fits = 2;  ///< from as many beginnings: each ends in another place, and their mean errs less
  std::size_t most_refitted = 5'000'000;  ///< with more listed songs than these one fit must do
  std::size_t artist_lists = 3;           ///< how often an artist's songs are a list to the factors

  float ease_share = 0.6F;  ///< weights of the parts of a score, each in its spread within the list
  float factor_share = 1.5F;
  float artist_share = 0.25F;
  float content_share = 0.75F;
  float years_share = 0.25F;
  float popularity_share = 0.1F;
  UnheardWeights unheard;
  unsigned threads = 0;
};

/// The parts that a score is the sum of.
struct BlendParts {
  float together = 0;    ///< EASE and factors: what others have with what is given
  float artist = 0;      ///< how much of what is given is by the song's artist
  float content = 0;     ///< how near it is in words, sound, era and genre, and in its year
  float popularity = 0;  ///< how many lists have it
};

/// How much of the likeness of two songs is what; the three sum to 1, or are 0 when they are unlike.
struct LikenessShares {
  float words = 0;
  float sound = 0;
  float era = 0;  ///< and genre
};

/// Scores for somebody's songs, with what they are made of.
struct BlendScores {
  std::vector<float> scores;      ///< [items]; songs without a history have theirs where the known ones end
  std::vector<BlendParts> parts;  ///< [items]
};

/// Immutable; const functions are thread-safe. The same bits at any number of threads.
class Blend final : public Scorer {
 public:
  /// `songs` and `lists` have the same items. Throws invalid_argument when not, and as Ease and ImplicitAls.
  [[nodiscard]] static Blend fit(const SparseMatrix& lists, KnownSongs songs, const BlendOptions& options = {});
  [[nodiscard]] static Blend fit(const SparseMatrix& lists, const std::shared_ptr<const SongFacts>& facts,
                                 const BlendOptions& options = {}) {
    return fit(lists, known_songs(*facts, options.threads), options);
  }

  void score(std::span<const Item> given, std::span<float> scores) const override;
  /// The same, with the parts.
  [[nodiscard]] BlendScores explain(std::span<const Item> given) const;
  /// In how many lists a song is. Shape: [items].
  [[nodiscard]] const std::vector<std::uint32_t>& counts() const noexcept { return counts_; }
  /// How much having one song says for another: EASE's weight, 1 more for the same artist, and a little for likeness.
  [[nodiscard]] float affinity(Item given, Item other) const;
  /// EASE's weight of having one song for another; 0 for songs that EASE does not know.
  [[nodiscard]] float exact_weight(Item given, Item other) const noexcept;
  /// What the likeness of two songs is made of.
  [[nodiscard]] LikenessShares likeness_shares(Item given, Item other) const;
  /// What it was fitted with. Lifetime: that of this object.
  [[nodiscard]] const KnownSongs& songs() const noexcept { return songs_; }
  /// Places of songs in what people listen to together, of the first fit, and rows whose products are likenesses.
  /// Lifetime: as above.
  [[nodiscard]] const ImplicitAls& factors() const noexcept { return factors_.front(); }
  [[nodiscard]] const ContentRows& content() const noexcept { return rows_; }

  Blend(Blend&&) noexcept = default;

 private:
  Blend(KnownSongs songs, const BlendOptions& options);
  void count(const SparseMatrix& lists);
  void choose_head();
  void fit_ease(const SparseMatrix& lists);
  void fit_factors(const SparseMatrix& lists);
  [[nodiscard]] std::vector<float> by_ease(std::span<const Item> given) const;
  [[nodiscard]] std::vector<float> by_factors(std::span<const Item> given) const;
  /// Of songs with a history; 0 for others.
  [[nodiscard]] std::vector<float> nearness_of_years(std::span<const Item> given) const;
  [[nodiscard]] std::vector<Item> worth_comparing(const std::vector<float>& exact,
                                                  const std::vector<float>& factors) const;
  [[nodiscard]] std::vector<float> likeness_to(std::span<const Item> given, const std::vector<Item>& compared) const;
  /// What is asked by, and what it says of every song.
  struct Asked {
    std::span<const Item> given;
    const std::vector<float>& artist;
    const std::vector<float>& likeness;
  };
  [[nodiscard]] std::vector<float> wanted_row(std::span<const Item> given) const;
  [[nodiscard]] std::vector<float> artist_standing(const std::vector<BlendParts>& parts) const;
  void score_unheard(const Asked& asked, BlendScores& result) const;
  void place_unheard(const Asked& asked, BlendScores& result) const;

  BlendOptions options_;
  KnownSongs songs_;
  ContentRows rows_;
  std::vector<std::uint32_t> counts_;
  std::vector<float> popularity_;     ///< [items] log of the count
  std::vector<Item> heard_;           ///< songs that some list has, ascending
  std::vector<Item> head_;            ///< songs that EASE knows, ascending
  std::vector<std::uint32_t> place_;  ///< [items] place in `head_`, or its size
  /// What is known of every artist, as the regression for songs without a history weighs it.
  struct Artist {
    float lists = 0;
    float mean = 0;
    float songs = 0;
  };
  std::vector<Artist> artists_;
  std::unique_ptr<Ease> ease_;
  std::vector<ImplicitAls> factors_;
};

}  // namespace leitmotif::taste
