// What a model says about a lyric in any language that it can be told of.
// Flow: lyric -> PreparedLyric -> Prediction, or none.
#pragma once

#include <cstddef>
#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/reading/prepared_lyric.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/text/language.hpp"

namespace leitmotif::reading {

/// How a lyric was read.
struct LyricLanguage {
  text::Language language;        ///< of a lyric as sung; not known for a cleaned one
  bool classified = true;         ///< false: it is in a language that cannot be carried over, so there is no opinion
  bool carried_over = false;      ///< its words were carried over to English ones
  std::size_t foreign_words = 0;  ///< words of it that are not sung in English,
  std::size_t carried_words = 0;  ///< and how many of them were carried over
};
/// What is known of how a lyric was read, by a model that is asked in English.
[[nodiscard]] LyricLanguage language_of(const PreparedLyric& lyric);
/// The same by the reader's model, which may read lyrics as they are written (models::reads_as_written).
[[nodiscard]] LyricLanguage language_of(const Reader& reader, const PreparedLyric& lyric);

/// What the model says about a lyric, or why it says nothing.
struct LyricReading : LyricLanguage {
  Prediction prediction;  ///< as of an empty lyric when it was not classified
};

/// Models are made from English lyrics: others are carried over, and where that cannot be done nothing is guessed. A
/// model that learned from lyrics in other languages reads them as they are written. Throws as Reader::predict.
[[nodiscard]] LyricReading read_lyric(const Reader& reader, std::string_view lyrics, LyricsForm form);

}  // namespace leitmotif::reading
