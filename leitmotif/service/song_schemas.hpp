// What songs look like in answers and queries: schemas that several routes share.
#pragma once

#include "leitmotif/service/schema.hpp"

namespace leitmotif::service {

inline constexpr std::int64_t kLargestId = 9007199254740991;  ///< what every JSON reader holds exactly

[[nodiscard]] Schema song_id();
/// id, artist, title, year, genre.
[[nodiscard]] Schema song_head();
[[nodiscard]] Schema word_shares();
/// A recommended song with the parts of its score.
[[nodiscard]] Schema recommended_song();
[[nodiscard]] Schema recommend_answer();
/// The body of POST recommend.
[[nodiscard]] Schema query_body();

}  // namespace leitmotif::service
