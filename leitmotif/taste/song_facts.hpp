// What is known of songs whoever hears them: artist, words, sound, era, genre. It gives songs that nobody has heard
// their place.
// Flow: library -> SongFacts -> rows whose dot products are likenesses -> kernels, nearest songs.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/song_columns.hpp"
#include "leitmotif/taste/lists.hpp"

namespace leitmotif::taste {

/// In SongFacts::genre: not known.
inline constexpr std::uint32_t kNoGenre = std::numeric_limits<std::uint32_t>::max();

/// Columns with a value an item. `artist` is never empty when there are items; the others may be empty as a whole.
struct SongFacts {
  std::vector<std::uint32_t> artist;  ///< equal numbers: the same artist
  std::vector<std::int32_t> year;     ///< kNoYear: not known
  std::vector<std::uint32_t> genre;   ///< below `genres`, or kNoGenre
  std::size_t genres = 0;
  std::size_t parts = 0;
  std::vector<float> roots;  ///< [items x parts] square roots of mixtures; all 0: not known
  std::size_t sounds = 0;
  std::vector<float> sound;  ///< [items x sounds], NaN: not known
  std::size_t dimensions = 0;
  std::vector<float> meaning;  ///< [items x dimensions] directions of length 1; all 0: not known

  /// How many songs and artists there are.
  [[nodiscard]] std::size_t items() const noexcept { return artist.size(); }
  [[nodiscard]] std::size_t artists() const noexcept;
};

/// An artist's name as artists are told apart: ASCII letters in lower case, without a leading "the", what is featured
/// and blanks around.
[[nodiscard]] std::string artist_key(std::string_view name);

/// How much each kind of likeness counts; the dot product of two whole rows is at most the sum.
struct ContentWeights {
  float mixture = 0.3F;
  float sound = 0.5F;
  float era = 1;
  float genre = 1;
  float meaning = 0;
  /// All of them together.
  [[nodiscard]] float sum() const noexcept { return mixture + sound + era + genre + meaning; }
};

/// Rows of numbers, one an item; what is not known is like nothing. Shape: values [items x width].
struct ContentRows {
  std::size_t width = 0;
  std::vector<float> values;
  std::size_t sound = 0;    ///< where the numbers of sound begin: those of the mixture stand before
  std::size_t era = 0;      ///< where those of the era begin
  std::size_t genre = 0;    ///< where those of the genre begin
  std::size_t meaning = 0;  ///< where those of meaning begin, which go to the end
  /// The numbers of one song: shape [width].
  [[nodiscard]] const float* row(std::size_t item) const noexcept { return values.data() + item * width; }
};

/// Likeness of mixtures is Bhattacharyya's coefficient, of sound a Gaussian kernel of standard scores (as random
/// Fourier features, Rahimi and Recht 2007), of years a bump five years wide, of genres equality, of meaning the
/// cosine; all are divided by the sum of the weights, so that a dot product is 0..1 but for rounding.
[[nodiscard]] ContentRows content_rows(const SongFacts& facts, const ContentWeights& weights);

}  // namespace leitmotif::taste
