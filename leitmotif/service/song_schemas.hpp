// What songs look like in answers and queries: schemas that several routes share.
#pragma once

#include "leitmotif/http/schema.hpp"

namespace leitmotif::service {

// The words that schemas are written with.
using http::any_number;
using http::any_of;
using http::any_text;
using http::anything;
using http::integer;
using http::list_of;
using http::map_of;
using http::number;
using http::object;
using http::one_of;
using http::or_null;
using http::Schema;
using http::text;
using http::truth;
using http::with_default;
using http::with_fields;

inline constexpr std::int64_t kLargestId = 9007199254740991;  ///< what every JSON reader holds exactly
inline constexpr std::size_t kMany = 1000000;                 ///< of a list that nothing but the library bounds

/// The number of a song.
[[nodiscard]] Schema song_id();
/// id, artist, title, year, genre.
[[nodiscard]] Schema song_head();
/// Words of a lyric and what each spoke for.
[[nodiscard]] Schema word_shares();
/// A recommended song with the parts of its score.
[[nodiscard]] Schema recommended_song();
[[nodiscard]] Schema recommend_answer();
/// The body of POST recommend.
[[nodiscard]] Schema query_body();

}  // namespace leitmotif::service
