// The words of a song and where they stand, as the two indexes of words keep them (a TSVECTOR), and what a search finds
// there without reading any text.
// Flow: texts -> places_of -> a row of an index -> hits_at -> WordSearch::score.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "leitmotif/catalog/sql/database.hpp"
#include "leitmotif/catalog/word_search.hpp"

namespace leitmotif::catalog::postgresql {

/// One of the two indexes: songs by all their words, and by the words of their albums.
struct Index {
  std::string_view table;
  Weights weights;
  int third = 0;           ///< the column of kWaitingTexts with the text behind artist and title
  std::string_view names;  ///< the places in artist and title, where these have an index of their own; else empty
};
/// Both.
inline constexpr std::array<Index, 2> kIndexes = {
    {{"words", {4, 4, 1}, 3, "ts_filter(places, '{a,b}')"}, {"album_words", {4, 4, 2}, 4, {}}}};

/// Texts of songs as both indexes want them: these columns, and where they come from. What follows says which songs.
inline constexpr std::string_view kTextColumns =
    "songs.id, songs.artist, songs.title, lyrics.text, coalesce(song_details.album, '')";

/// The texts of the present row of a statement with kTextColumns, for the one index or the other.
[[nodiscard]] Texts texts_of(const sql::Statement& row, const Index& index);

/// What an index keeps of a song.
struct SongPlaces {
  std::int64_t words = 0;  ///< of all texts
  std::string places;      ///< a TSVECTOR in its binary form: src/backend/utils/adt/tsvector.c, tsvectorrecv
};
/// What both indexes keep of a song with these texts.
[[nodiscard]] SongPlaces places_of(const Texts& texts);

/// A row of an index. Lifetime of `places`: until the next step of its statement.
struct PlacesView {
  std::int64_t words = 0;
  std::string_view places;  ///< as SongPlaces::places
};

/// What WordSearch::hits_in gives for the texts the row was made of. Nothing when the row does not hold all of their
/// words, because they are too many for a TSVECTOR: then the texts have to be read.
[[nodiscard]] std::optional<Hits> hits_at(const WordSearch& search, const Weights& weights, const PlacesView& row);

}  // namespace leitmotif::catalog::postgresql
