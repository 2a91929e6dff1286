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

/// What is known of songs as a model reads it: numbers in memory, or in a file that is mapped. Columns have a value an
/// item unless they are empty, which means that nothing of the kind is known of any song. Immutable; copies share the
/// numbers. Looking at numbers of a damaged file throws corrupt_data.
struct KnownSongs {
  Column<std::uint32_t> artist;        ///< equal numbers: the same artist
  Column<std::uint32_t> artist_begin;  ///< [artists + 1] where an artist's songs begin in `by_artist`
  Column<Item> by_artist;              ///< all songs artist by artist, those of an artist ascending
  Column<std::int32_t> year;           ///< kNoYear: not known
  Column<std::uint32_t> genre;         ///< below `genres`, or kNoGenre
  std::size_t genres = 0;
  std::size_t parts = 0;
  Column<float> roots;  ///< [items x parts] as SongFacts has them
  /// [items x kWaveNumbers] the sound as random waves in steps of kWaveStep: cosines, then sines; all 0: not known.
  Column<std::int8_t> waves;
  std::size_t dimensions = 0;
  Column<float> meaning;  ///< [items x dimensions] as SongFacts has it

  /// How many songs and artists there are.
  [[nodiscard]] std::size_t items() const noexcept { return artist.size(); }
  [[nodiscard]] std::size_t artists() const noexcept { return artist_begin.empty() ? 0 : artist_begin.size() - 1; }
  /// The songs of an artist, ascending. Lifetime: the columns'.
  [[nodiscard]] std::span<const Item> songs_of(std::uint32_t number) const {
    return by_artist.piece(artist_begin[number], artist_begin[number + 1] - artist_begin[number]);
  }
};

/// How many numbers a song's sound becomes, and what their steps are: a thousandth of the likeness at most, where
/// random waves err by a hundred times as much.
inline constexpr std::size_t kWaveNumbers = 96;
inline constexpr float kWaveStep = 1.0F / 127;

/// Works out the waves, of all sounds that are known. The same bits at any number of threads (0: all).
[[nodiscard]] KnownSongs known_songs(const SongFacts& facts, unsigned threads = 0);

/// A row of numbers for each item; what is not known is like nothing. Immutable.
class ContentRows {
 public:
  /// Likeness of mixtures is Bhattacharyya's coefficient, of sound a Gaussian kernel of standard scores (as random
  /// Fourier features, Rahimi and Recht 2007), of years a bump five years wide, of genres equality, of meaning the
  /// cosine; all are divided by the sum of the weights, so that a dot product is 0..1 but for rounding.
  ContentRows(KnownSongs songs, const ContentWeights& weights);

  /// How many numbers a row has; and where those of the sound, the era, the genre and the meaning begin. Those of the
  /// mixture stand in front.
  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] std::size_t sound() const noexcept { return sound_.begin; }
  [[nodiscard]] std::size_t era() const noexcept { return era_.begin; }
  [[nodiscard]] std::size_t genre() const noexcept { return genre_.begin; }
  [[nodiscard]] std::size_t meaning() const noexcept { return meaning_.begin; }
  /// Writes the numbers of a song. Shape: out [width].
  void read(Item item, float* out) const;
  /// The same as rows. Shape: [items x width].
  [[nodiscard]] std::vector<float> rows_of(std::span<const Item> items) const;
  /// Multiplies songs with one row, quicker than by their rows.
  class Products {
   public:
    /// Shape: row [width]. Lifetime: the rows must outlive it.
    Products(const ContentRows& rows, std::span<const float> row);
    /// The products of songs `first` to `first + out.size()`.
    void write(std::size_t first, std::span<float> out) const;

   private:
    void step_waves(const std::vector<float>& waves);

    const ContentRows& rows_;
    std::vector<float> mixture_;
    std::vector<std::int16_t> waves_;  ///< in steps
    float wave_scale_ = 0;             ///< what a step of these times a step of a song's is
    std::vector<float> meaning_;
    std::vector<float> of_year_;   ///< [years] empty when the era does not count
    std::vector<float> of_genre_;  ///< [genres] the same
  };

 private:
  /// One kind of likeness: where its numbers begin in a row, and the root of its weight; 0: it does not count.
  struct Block {
    std::size_t begin = 0;
    float scale = 0;
  };
  /// What a step of a wave is in a row.
  [[nodiscard]] float wave_scale() const noexcept;
  [[nodiscard]] Block next(bool is_known, float weight, std::size_t size);
  void make_eras();

  KnownSongs songs_;
  float weights_ = 1;      ///< the sum of them
  std::size_t width_ = 0;  ///< so far, while blocks are added
  Block mixture_;
  Block sound_;
  Block era_;
  Block genre_;
  Block meaning_;
  std::vector<float> eras_;  ///< [years x eras] the numbers of each year
};

}  // namespace leitmotif::taste
