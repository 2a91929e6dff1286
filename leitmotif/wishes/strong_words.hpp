// Strong words of a lyric and how explicit they make it.
// Flow: a lyric, as sung or cleaned -> StrongWords -> level and the words behind it.
// Source: our own list (data/wishes/strong_words.txt); docs/wishes.md has what it reaches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/text/word_table.hpp"

namespace leitmotif::wishes {

/// How strong a word is.
enum class Level : std::uint8_t { none, mild, explicit_words };

/// "none", "mild" or "explicit".
[[nodiscard]] std::string_view name_of(Level level) noexcept;

/// A strong word that a lyric holds.
struct FoundStrongWord {
  std::string word;  ///< as the list has it
  int count = 0;

  friend bool operator==(const FoundStrongWord&, const FoundStrongWord&) = default;
};

/// The strong words of a lyric, and the level of the strongest.
struct Explicitness {
  Level level = Level::none;
  std::vector<FoundStrongWord> words;  ///< the strongest first, then the most frequent
};

/// Immutable; const methods are thread-safe.
class StrongWords {
 public:
  /// Throws corrupt_data with the line of an unknown severity or an empty list.
  [[nodiscard]] static StrongWords parse(std::string_view text, const std::string& where);
  /// Throws as read_file and parse.
  [[nodiscard]] static StrongWords load(const std::filesystem::path& file);

  /// What a lyric holds: whole words with their inflections, masked ("f**k", "sh*t", "$hit", "f.u.c.k") or drawn out
  /// ("shiiit"). Well-formed UTF-8. Cost: linear.
  [[nodiscard]] Explicitness read(std::string_view lyric) const;
  /// SHA-256 of the list.
  [[nodiscard]] const std::string& digest() const noexcept { return digest_; }

 private:
  struct Entry {
    std::string word;
    int points = 0;  ///< 2: one is enough for `explicit`; 1: two are; 0: mild
  };
  struct Form {
    std::string text;
    std::uint32_t entry = 0;
  };
  /// One word of a lyric as it is compared.
  struct Spoken {
    std::string text;
    std::optional<std::uint32_t> entry;
  };
  /// A piece of a lyric between blanks.
  struct Piece {
    std::string_view text;
    bool begins_line = false;
  };

  StrongWords() = default;
  void add_line(std::string_view key, std::string_view rest, const std::string& where);
  /// Phrases with `|` between them.
  void add_innocent(std::string_view phrases);
  void add_word(std::string_view word, int points);
  void read_piece(const Piece& piece, std::vector<Spoken>& spoken) const;
  [[nodiscard]] std::optional<std::uint32_t> find(const std::string& word) const;
  [[nodiscard]] std::optional<std::uint32_t> unmasked(const std::string& masked) const;
  [[nodiscard]] bool is_innocent(const std::vector<Spoken>& spoken, std::size_t at) const;
  [[nodiscard]] Explicitness judged(const std::vector<int>& counts) const;

  std::vector<Entry> entries_;
  std::vector<Form> forms_;  ///< in the order of the list: the first that fits a mask is meant
  text::WordTable numbers_;  ///< form -> entry
  std::vector<std::vector<std::vector<std::string>>> innocent_;  ///< phrases of words of forms
  std::vector<std::string> names_;
  std::string digest_;
};

}  // namespace leitmotif::wishes
