// One model of taste: what people listen to together and what is known of songs, blended.
// Flow: lists, SongFacts -> Blend -> scores of every song for what somebody has.
// docs/taste.md has the formulas, and the figures that the settings were chosen by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

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
  std::size_t most_refitted = 5'000'000;  ///< with more listed songs than these one fit must do, by steps
  std::size_t steps_of_many = 3;          ///< so many (see AlsOptions)
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

/// How much of the likeness of two songs is what; the three sum to 1, or are 0 when they are unlike.
struct LikenessShares {
  float words = 0;
  float sound = 0;
  float era = 0;  ///< and genre
};

/// What fitting works out that takes long: numbers in memory, or in a file that is mapped. Copies share them.
struct FittedBlend {
  Column<std::uint32_t> counts;        ///< [items] in how many lists a song is
  SongWeights exact;                   ///< of EASE's songs, ascending
  std::vector<FittedFactors> factors;  ///< of each fit, of the songs that some list has
};

/// Immutable; const functions are thread-safe. The same bits at any number of threads. Looking at numbers of a damaged
/// file throws corrupt_data.
class Blend final : public Scorer {
 public:
  /// `songs` and `lists` have the same items. Throws invalid_argument when not, and as Ease and ImplicitAls.
  [[nodiscard]] static Blend fit(const SparseMatrix& lists, KnownSongs songs, const BlendOptions& options = {});
  [[nodiscard]] static Blend fit(const SparseMatrix& lists, const std::shared_ptr<const SongFacts>& facts,
                                 const BlendOptions& options = {}) {
    return fit(lists, known_songs(*facts, options.threads), options);
  }

  /// What makes the same blend again, to the bit, by `of_fitted`, with the same songs and options. Quick.
  [[nodiscard]] FittedBlend fitted() const;
  /// Throws invalid_argument when the numbers are not as many as the songs ask for.
  [[nodiscard]] static Blend of_fitted(const FittedBlend& fitted, KnownSongs songs, const BlendOptions& options = {});

  /// See BlendScores, which says what scores are made of too.
  void score(std::span<const Item> given, std::span<float> scores) const override;
  /// In how many lists a song is. Shape: [items].
  [[nodiscard]] const std::vector<std::uint32_t>& counts() const noexcept { return counts_; }
  /// How much having one song says for another: EASE's weight, 1 more for the same artist, and a little for likeness.
  [[nodiscard]] float affinity(Item given, Item other) const;
  /// EASE's weight of having one song for another; 0 for songs that EASE does not know.
  [[nodiscard]] float exact_weight(Item given, Item other) const;
  /// What the likeness of two songs is made of.
  [[nodiscard]] LikenessShares likeness_shares(Item given, Item other) const;
  /// What it was fitted with. Lifetime: that of this object.
  [[nodiscard]] const KnownSongs& songs() const noexcept { return songs_; }
  /// How many threads it was fitted with and answers with; 0: all.
  [[nodiscard]] unsigned threads() const noexcept { return options_.threads; }
  /// Places of songs in what people listen to together, of the first fit, and rows whose products are likenesses.
  /// Lifetime: as above.
  [[nodiscard]] const ImplicitAls& factors() const noexcept { return factors_.front(); }
  [[nodiscard]] const ContentRows& content() const noexcept { return rows_; }

  Blend(Blend&&) noexcept = default;

 private:
  friend class BlendScores;
  Blend(KnownSongs songs, const BlendOptions& options);
  void count(std::vector<std::uint32_t> counts);
  void choose_head();
  void weigh_popularity();
  void fit_ease(const SparseMatrix& lists);
  void fit_factors(const SparseMatrix& lists);
  BlendOptions options_;
  KnownSongs songs_;
  ContentRows rows_;
  std::vector<std::uint32_t> counts_;
  std::vector<Item> heard_;                    ///< songs that some list has, ascending
  std::vector<float> popularity_;              ///< [heard] what the log of the count gives to a score
  std::vector<Item> head_;                     ///< songs that EASE knows, ascending
  std::vector<std::uint32_t> head_in_heard_;   ///< [head] their places in `heard_`
  std::vector<std::uint32_t> beside_unheard_;  ///< places in `heard_` of songs whose artist has some without a history
  std::vector<std::uint32_t> place_;           ///< [items] place in `head_`, or its size
  /// What is known of every artist, as the regression for songs without a history weighs it.
  struct Artist {
    float base = 0;   ///< what lists, and how many songs there are, give
    float heard = 0;  ///< how many songs have a history
  };
  std::vector<Artist> artists_;
  std::unique_ptr<Ease> ease_;
  std::vector<ImplicitAls> factors_;
};

}  // namespace leitmotif::taste
