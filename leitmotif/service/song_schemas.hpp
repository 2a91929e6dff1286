// What songs look like in answers and queries: schemas that several routes share.
#pragma once

#include "leitmotif/http/route.hpp"

namespace leitmotif::service {

// The words that schemas are written with.
using wire::any_number;
using wire::any_of;
using wire::any_text;
using wire::anything;
using wire::integer;
using wire::list_of;
using wire::map_of;
using wire::number;
using wire::object;
using wire::one_of;
using wire::or_null;
using wire::Schema;
using wire::text;
using wire::truth;
using wire::with_default;
using wire::with_fields;

inline constexpr std::int64_t kLargestId = 9007199254740991;  ///< what every JSON reader holds exactly
inline constexpr std::size_t kMany = 1000000;                 ///< of a list that nothing but the library bounds

/// The number of a song.
[[nodiscard]] Schema song_id();
/// id, artist, title, year, genre.
[[nodiscard]] Schema song_head();
/// Words of a lyric and what each spoke for.
[[nodiscard]] Schema word_shares();

}  // namespace leitmotif::service
