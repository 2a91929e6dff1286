// Songs that nobody wrote, in the data set's form, as many as wanted: for benchmarks and tests, and for nothing else.
// Flow: a model's words of each topic -> SongGenerator -> rows of a CSV file that `import` reads.
// Source: the generative model of latent Dirichlet allocation (Blei, Ng, Jordan 2003) for the words, a Gaussian copula
// for the audio features, the numbers of generated_facts.hpp for both; told in docs/generated-songs.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/corpus/generated_facts.hpp"
#include "leitmotif/corpus/weighted_draw.hpp"

namespace leitmotif::corpus {

/// The words of one topic. Words hold no blanks; weights are above 0. Both empty: the topic has no words of its own.
struct PartWords {
  std::vector<std::string> words;
  std::vector<double> weights;  ///< [words], how often each is used, in any unit
};

/// More songs than this are refused.
inline constexpr std::size_t kMostGeneratedSongs = 100'000'000;

/// Immutable; const methods are thread-safe. A song depends on the words, the number of songs, the seed and its own
/// number, and on nothing else.
class SongGenerator {
 public:
  /// `parts` in the order of kMixtureParts. Throws invalid_argument (weights as WeightedDraw, words that are no words,
  /// no part has words, no song), resource_limit (more than kMostGeneratedSongs).
  SongGenerator(std::array<PartWords, kMixtureParts.size()> parts, std::size_t songs, std::uint64_t seed);

  /// How many songs can be asked for.
  [[nodiscard]] std::size_t size() const noexcept { return songs_; }
  /// Song `number`, 0 <= number < size(), with its weights and topic; `line` is its line in the CSV file.
  [[nodiscard]] LabelledSong song(std::size_t number) const;

 private:
  using Mixture = std::array<double, kMixtureParts.size()>;
  struct Artist {
    std::size_t genre = 0;
    double year = 0;  ///< in the middle of the artist's years
    Mixture mixture{};
    Scores tendency{};  ///< standard normal
  };
  /// A lyric under way.
  struct Lyric {
    std::vector<std::string_view> words;
    std::array<std::size_t, kMixtureParts.size()> counts{};
  };
  [[nodiscard]] Artist artist(std::size_t number) const;
  [[nodiscard]] Lyric lyric(const Mixture& mixture, RandomSource& random) const;
  [[nodiscard]] std::array<double, kAudioFeatures.size()> audio(const Artist& artist, std::size_t genre, int year,
                                                                RandomSource& random) const;

  std::array<PartWords, kMixtureParts.size()> parts_;
  std::array<WeightedDraw, kMixtureParts.size()> part_draws_;
  std::vector<std::string> other_words_;
  WeightedDraw other_draw_;
  WeightedDraw artists_;
  std::array<Scores, kScores> spread_;  ///< lower triangle whose square is kScoreCovariance
  std::size_t songs_;
  std::uint64_t seed_;
};

/// The header and all songs as CSV, in order, in pieces of some megabytes: the columns of the music data set under its
/// names. The bytes do not depend on `threads` (0: all). What `write` throws passes.
void write_generated_csv(const SongGenerator& generator, unsigned threads,
                         const std::function<void(std::string_view)>& write);

}  // namespace leitmotif::corpus
