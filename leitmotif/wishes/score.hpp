// The scores of all songs for one wish, from columns in memory.
// Flow: what the reader kept of each text, mixtures, sound, years, artists -> scores 0..1 -> ranking.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/wishes/table.hpp"

namespace leitmotif::wishes {

/// In WishInputs::text: the text says nothing of the wish.
inline constexpr std::int16_t kSilent = std::numeric_limits<std::int16_t>::min();
/// In WishInputs::year: not known.
inline constexpr std::int32_t kNoYear = std::numeric_limits<std::int32_t>::min();

/// A text's share as it is kept: in thousandths.
[[nodiscard]] std::int16_t kept(float share) noexcept;

/// What scores for one wish are worked out of, of all songs; each has one row a song unless it is empty. Lifetime: the
/// owner's.
struct WishInputs {
  std::size_t songs = 0;
  std::span<const std::int16_t> text;   ///< [songs] what they say of this wish, as `kept` gives it
  std::span<const float> root_mixture;  ///< [songs x parts], row-major; all 0: not known
  std::size_t parts = 0;
  /// Which column of `root_mixture` each of kMixtureParts is; nothing when the model does not have it.
  std::array<std::optional<std::size_t>, kMixtureParts.size()> part_columns;
  std::array<std::span<const float>, kAudioFeatures.size()> audio;  ///< [songs] each; NaN when missing
  std::span<const float> beat;                                      ///< [songs] how clear it is, 0..1; NaN: unknown
  std::span<const std::uint8_t> guessed;  ///< [songs] not 0: the mixture is a guess, and says nothing of the words
  std::span<const std::int32_t> year;     ///< kNoYear when not known
  std::span<const std::uint32_t> artist;  ///< equal numbers: the same artist
  std::span<const std::uint32_t> genre;   ///< index into `genres`
  std::span<const std::string> genres;    ///< as written; empty: not known
};

/// What one song's score is made of, in typical spreads; they sum to `sum`.
struct WishParts {
  double text = 0;
  double mixture = 0;
  double sound = 0;
  double era = 0;
  double genre = 0;
  double artist = 0;
  double sum = 0;               ///< above the typical song, in spreads
  double score = 0;             ///< 0..1
  bool is_sound_alone = false;  ///< nothing is known of the words
};

/// What a genre, as files and tables write it ("Smooth Jazz", "hip-hop/rap"), tells of a wish: the mean strength of the
/// wish's genres whose words are in it, letter case and signs apart; of two that overlap the longer counts ("soft
/// rock", not "rock"). 0 when there is none. `genres`: Wish::genres.
[[nodiscard]] double genre_strength(std::span<const TellingWord> genres, std::string_view genre);

/// Scores: shape [songs], 0..1, 0.5 for a song that is one spread above the typical one; NaN when nothing that tells
/// is known. Cost: some 30 multiplications a song.
[[nodiscard]] std::vector<float> wish_scores(const WishTable& table, std::size_t wish, const WishInputs& songs);

/// The parts of one song's score; nothing where its score is NaN. Cost: linear in the songs (for its artist).
[[nodiscard]] std::optional<WishParts> wish_parts(const WishTable& table, std::size_t wish, const WishInputs& songs,
                                                  std::size_t song);

}  // namespace leitmotif::wishes
