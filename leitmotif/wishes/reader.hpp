// What a song's words say about every wish.
// Flow: title, words of a lyric -> WishReader -> one number a wish (kept with the song), and the words behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/text/word_table.hpp"
#include "leitmotif/wishes/meaning.hpp"
#include "leitmotif/wishes/table.hpp"

namespace leitmotif::wishes {

/// The text of one song. Lifetime: what it refers to must outlive it.
struct SongText {
  std::string_view title;
  std::string_view sung;  ///< sung_words of the lyric; empty when only the cleaned form is known
  const Tokens& cleaned;  ///< the lyric in the data set's cleaned form
};

/// What of a song a telling word was found as.
enum class HitKind : std::uint8_t { word, phrase, title };

/// A telling word that a song holds.
struct Hit {
  HitKind kind = HitKind::word;
  std::string text;  ///< as the table has it
  int count = 0;
  double value = 0;  ///< its share of the weighted sum; below 0 it speaks against the wish
};

/// What a song's text says about one wish: the weighted shares, which sum to what is kept.
struct TextShare {
  double words = 0;  ///< words and phrases
  double title = 0;
  double meaning = 0;
  bool is_known = false;  ///< there was a lyric, or the title told something
  std::vector<Hit> hits;  ///< the most telling first
  int telling = 0;        ///< how many different words and phrases speak for it
};

/// Immutable; const methods are thread-safe.
class WishReader {
 public:
  WishReader(std::shared_ptr<const WishTable> table, std::shared_ptr<const WordVectors> vectors);

  /// What it reads with. Lifetime: that of the reader.
  [[nodiscard]] const WishTable& table() const noexcept { return *table_; }
  [[nodiscard]] const WordVectors& vectors() const noexcept { return *vectors_; }

  /// The text's share of each wish's sum: shape [wishes]; NaN when the text says nothing. `direction` is what the
  /// vectors give for the cleaned words. Cost: some microseconds a song.
  [[nodiscard]] std::vector<float> shares(const SongText& song, const std::vector<float>& direction) const;
  /// The same of one wish, with the words behind it.
  [[nodiscard]] TextShare explain(std::size_t wish, const SongText& song) const;

 private:
  struct Entry {
    std::uint32_t wish = 0;
    HitKind kind = HitKind::word;
    std::string text;
    double strength = 0;
  };
  /// From a form to the entries it belongs to.
  struct Index {
    text::WordTable forms;  ///< form -> position in `lists`
    std::vector<std::vector<std::uint32_t>> lists;
  };
  struct Phrase {
    std::uint32_t entry = 0;
    std::vector<std::vector<std::string>> words;  ///< forms of each word, in order
  };
  /// How often a song holds each entry.
  struct Counts {
    std::vector<std::uint16_t> of_entry;
    std::vector<std::uint32_t> touched;
  };

  void add_words(std::uint32_t wish, HitKind kind, const std::vector<TellingWord>& words, Index& index);
  void add_phrases(std::uint32_t wish, const std::vector<TellingWord>& phrases);
  [[nodiscard]] Counts counts(const SongText& song) const;
  void count_word(const Index& index, std::string_view word, Counts& counts) const;
  void count_sung(std::string_view sung, Counts& counts) const;
  void count_phrases(const Tokens& cleaned, Counts& counts) const;
  [[nodiscard]] double value_of(std::uint32_t entry, int count, std::size_t words) const noexcept;

  std::shared_ptr<const WishTable> table_;
  std::shared_ptr<const WordVectors> vectors_;
  std::vector<Entry> entries_;
  Index words_;
  Index titles_;
  Index phrase_starts_;  ///< lists hold positions in `phrases_`
  std::vector<Phrase> phrases_;
  std::vector<std::vector<float>> directions_;  ///< [wishes] of the words that speak for it
};

}  // namespace leitmotif::wishes
