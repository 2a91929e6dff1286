// What people wish for, in their words: the table of named wishes, each defined by named and weighted parts.
// Flow: data/wishes/wishes.txt -> WishTable -> WishReader (what a lyric says), WishScorer (scores of all songs).
// Source: written from an understanding of language; docs/wishes.md says how it was measured.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::wishes {

/// A word or a phrase and how much it tells; below 0 it speaks against the wish.
struct TellingWord {
  std::string text;  ///< lower case; a phrase has single blanks between its words
  double strength = 0;
};

/// What a measure is usually: its value counts in spreads above its mean.
struct Usual {
  double mean = 0;
  double spread = 1;  ///< above 0
};

/// How much each kind of evidence counts.
struct WishWeights {
  double words = 0;
  double title = 0;
  double mixture = 0;
  double meaning = 0;
  double sound = 0;
  double alone = 0;   ///< the sound, where nothing is known of a song's words; as `sound` unless it is given
  double beat = 0;    ///< how clear the beat is, where nothing is known of a song's words
  double artist = 0;  ///< the artist's other songs
  double era = 0;     ///< a decade later than 1990: recordings of earlier times sound quieter than they were meant
  double genre = 0;   ///< what the song's genre usually is
};

/// What is known about one of people's words.
struct Wish {
  std::string name;                ///< as asked for: lower case, hyphens
  std::string about;               ///< for people
  std::vector<std::string> asked;  ///< by what words people ask for it, the name apart; lower case, single blanks
  std::array<double, kMixtureParts.size()> mixture{};
  std::array<double, kAudioFeatures.size()> sound{};
  std::vector<TellingWord> words;    ///< each with all its inflections
  std::vector<TellingWord> phrases;  ///< words in a row once stop words are left out
  std::vector<TellingWord> title;
  std::vector<TellingWord> genres;  ///< words in a row of a genre's name
  WishWeights weights;
  Usual typical;  ///< of the weighted sum, without the artist's share
};

/// Immutable once parsed.
struct WishTable {
  std::array<Usual, kMixtureParts.size()> mixture;  ///< of the square roots of a mixture's parts
  std::array<Usual, kAudioFeatures.size()> sound;
  std::vector<Wish> wishes;
  std::string digest;  ///< SHA-256 of the text it was parsed from

  /// The number of a wish, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const noexcept;
  /// The number of a wish. Throws invalid_argument that offers the nearest names.
  [[nodiscard]] std::size_t index_of(std::string_view name) const;
};

/// Parses a table. `where` names it in messages.
/// Throws corrupt_data with file and line: an unknown part or name, a number that is none, a wish given twice or
/// without words.
[[nodiscard]] WishTable parse_wishes(std::string_view text, const std::string& where);
/// Reads a file. Throws as read_file and parse_wishes.
[[nodiscard]] WishTable load_wishes(const std::filesystem::path& file);

/// The standards as text: what learned wishes depend on.
[[nodiscard]] std::string standards_text(const WishTable& table);

/// The names nearest to a misspelt one, nearest first, at most three: for messages.
[[nodiscard]] std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& names);

}  // namespace leitmotif::wishes
