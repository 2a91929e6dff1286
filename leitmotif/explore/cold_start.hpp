// What a song is about when nobody knows its words: a guess from songs like it.
// Flow: songs with known topics -> group means -> a guess for a song of which artist, sound, genre or year are known.
// Source: Bayesian shrinkage along a back-off chain (Jelinek and Mercer 1980; MacKay and Peto 1995): each group's mean
// is drawn towards that of the wider group as if it had `weight` more songs of the wider kind.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

namespace leitmotif::explore {

/// Marks an artist, genre or decade that is not known.
inline constexpr std::uint32_t kNotKnown = std::numeric_limits<std::uint32_t>::max();

/// Songs as columns. Shape: artist, genre, decade [n], each kNotKnown where it is not known; audio [n x features],
/// row-major, NaN where missing; targets [n x width], row-major: what is guessed, any numbers that may be averaged;
/// known [n]: 1 where the row of targets holds something.
struct ColdStartSongs {
  std::span<const std::uint32_t> artist;
  std::span<const std::uint32_t> genre;
  std::span<const std::uint32_t> decade;
  std::size_t features = 0;
  std::span<const float> audio;
  std::size_t width = 0;
  std::span<const float> targets;
  std::span<const std::uint8_t> known;

  /// How many songs the columns hold.
  [[nodiscard]] std::size_t size() const noexcept { return artist.size(); }
};

/// The chain, widest group first; before them all songs. A group whose keys are not all known is passed over; only the
/// cluster may be missing in `genre` and `decade`, which are then groups of any sound.
enum class BackOff : std::uint8_t {
  cluster,  ///< songs of the audio cluster
  genre,    ///< of cluster and genre
  decade,   ///< of cluster, genre and decade
  artist,   ///< of the artist
};
/// How many groups the chain has, all songs apart.
inline constexpr std::size_t kBackOffLevels = 4;

/// How much the wider group counts at each level.
struct ColdStartOptions {
  /// For each level, how many songs the wider group's mean counts as. Learned on the music data set: see
  /// docs/cold-start.md.
  std::array<double, kBackOffLevels> weights = {4096, 32, 256, 16};
  std::size_t clusters = 5;  ///< of the audio features
  std::uint64_t seed = 0;    ///< of the clusters
  unsigned threads = 0;      ///< 0: all
};

/// Immutable; const methods may be called from several threads at once.
class ColdStart {
 public:
  /// Learns from the songs with known targets. The spans of `songs` must outlive the result.
  /// Throws invalid_argument when no song is known or columns differ in length.
  [[nodiscard]] static ColdStart fit(const ColdStartSongs& songs, const ColdStartOptions& options);

  /// A guess for one of the songs, as if its own targets were not known. Shape: guess [width].
  void guess(std::size_t song, std::span<float> guess) const { guess_with(song, options_.weights, guess); }
  /// The same with other weights.
  void guess_with(std::size_t song, const std::array<double, kBackOffLevels>& weights, std::span<float> guess) const;

  /// The audio cluster; kNotKnown when a feature is missing.
  [[nodiscard]] std::uint32_t cluster(std::size_t song) const noexcept { return cluster_[song]; }

 private:
  struct Level {
    std::vector<std::uint32_t> group;  ///< [songs] kNotKnown: the level does not apply
    std::vector<double> sums;          ///< [groups x width]
    std::vector<double> counts;        ///< [groups]
  };

  ColdStart(const ColdStartSongs& songs, const ColdStartOptions& options) : songs_(songs), options_(options) {}
  void find_clusters();
  void add_level(std::span<const std::uint64_t> keys, std::span<const std::uint64_t> wider);

  ColdStartSongs songs_;
  ColdStartOptions options_;
  std::vector<std::uint32_t> cluster_;
  std::vector<double> total_;  ///< [width] of all known songs
  double known_ = 0;
  std::vector<Level> levels_;
};

/// The weights with the least mean log-loss when each known song is guessed from the others: coordinate descent over
/// powers of two. The targets' first `count` columns are probabilities, of which the greatest is the truth.
/// Throws as fit.
[[nodiscard]] std::array<double, kBackOffLevels> learn_back_off(const ColdStart& model, const ColdStartSongs& songs,
                                                                std::size_t count, unsigned threads);

}  // namespace leitmotif::explore
