// What a lyric says in English, whatever language it is sung in. The one place where that is decided.
// Flow: lyric as sung -> language of its lines -> English words -> reading::Reader.
// Source: docs/languages.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/languages/bridge.hpp"
#include "leitmotif/languages/line_languages.hpp"
#include "leitmotif/text/language.hpp"

namespace leitmotif::languages {

/// How a lyric is read.
enum class HowRead : std::uint8_t {
  as_it_is,      ///< it is English, or cannot be told to be anything else
  carried_over,  ///< its words were carried over to English ones
  not_read,      ///< it is in a language without a bridge: nothing is guessed
};

/// A piece of English, and the bytes of the lyric it stands for.
struct EnglishPiece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;  ///< one or more words; an English line as it is

  friend bool operator==(const EnglishPiece&, const EnglishPiece&) = default;
};

/// A lyric as English.
struct CarriedLyric {
  HowRead how = HowRead::as_it_is;
  text::Language language;           ///< of most words; code empty when it cannot be told
  std::vector<EnglishPiece> pieces;  ///< of a lyric that was carried over, in its order
  std::size_t words = 0;             ///< words that are sung in other languages than English
  std::size_t carried = 0;           ///< and how many of them were carried over

  /// The pieces as a lyric: lines as in the original.
  [[nodiscard]] std::string english(std::string_view lyric) const;
};

/// All bridges. Each language's is made when it is needed first. Const methods are thread-safe.
class Bridges {
 public:
  /// Texts in the formats of data/languages; `words` must outlive the bridges and is not read before a lyric has to be
  /// carried over: most are English. Both throw corrupt_data with the file's name and the line.
  Bridges(std::string_view words, std::string_view grammar);

  /// Those that come along. Lifetime: the program's.
  [[nodiscard]] static const Bridges& shipped();

  /// SHA-256 of the tables that come along.
  [[nodiscard]] static std::string shipped_digest();

  /// Any bytes; what is not well-formed UTF-8 is left as it is.
  [[nodiscard]] CarriedLyric carry(std::string_view lyric) const;
  /// The same by the bridges that come along, whose tables are not read before a lyric asks for them.
  [[nodiscard]] static CarriedLyric carry_by_shipped(std::string_view lyric);
  /// What a short text says when it is in the language with this code; the text itself when there is no bridge for it.
  [[nodiscard]] std::string in_english(std::string_view text, std::string_view code) const;
  /// The codes of the languages that can be carried over.
  [[nodiscard]] const std::vector<std::string>& languages() const noexcept { return listed_languages(); }
  /// The bridge of a language. Throws not_found. Lifetime: that of the bridges.
  [[nodiscard]] const Bridge& bridge(std::string_view code) const;
  /// What the bridges are made of. Throws corrupt_data, as the constructor says. Lifetime: that of the bridges.
  [[nodiscard]] const WordList& words() const;

 private:
  struct Made {
    std::once_flag once;
    std::optional<Bridge> bridge;
  };

  [[nodiscard]] CarriedLyric read(std::string_view lyric) const;
  void carry_line(const SungLine& line, std::vector<float>& owed, CarriedLyric& carried) const;
  [[nodiscard]] const Bridge& bridge_of(std::size_t grammar) const;

  std::string_view words_text_;
  mutable std::once_flag words_once_;
  mutable WordList words_;
  std::vector<Grammar> grammars_;
  LineLanguages lines_;
  std::unique_ptr<Made[]> made_;  ///< [grammars]
};

}  // namespace leitmotif::languages
