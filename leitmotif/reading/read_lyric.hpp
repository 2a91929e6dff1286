// What a model says about a lyric, when the lyric is in a language the model knows.
// Flow: lyric as sung -> language -> Prediction, or none.
#pragma once

#include <string_view>

#include "leitmotif/core/records.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/text/language.hpp"

namespace leitmotif::reading {

/// What the model says about a lyric, or why it says nothing.
struct LyricReading {
  Prediction prediction;    ///< as of an empty lyric when it was not classified
  text::Language language;  ///< of a lyric as sung; not known for a cleaned one
  bool classified = true;   ///< false: the lyric is certainly not English, so there is no opinion about it
};

/// Models are made from English lyrics; of another language they would know a few words that happen to be spelled
/// alike, and guess. Throws as Reader::predict.
[[nodiscard]] LyricReading read_lyric(const Reader& reader, std::string_view lyrics, LyricsForm form);

}  // namespace leitmotif::reading
