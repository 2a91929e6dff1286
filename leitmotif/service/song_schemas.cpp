#include "leitmotif/service/song_schemas.hpp"

#include "leitmotif/core/json.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kLongestName = 1000;
constexpr std::size_t kLongestText = 100000;
constexpr std::size_t kMostNamed = 100;

Schema song_name() {
  return any_of({integer(1, kLargestId), text(1, kLongestName)}, "a song's id, or \"ARTIST - TITLE\"");
}

Schema names(std::string_view description) {
  return any_of({text(1, kLongestName), list_of(text(1, kLongestName), 0, kMostNamed)}, description);
}

Schema songs(std::string_view description) {
  return any_of({integer(1, kLargestId), text(1, kLongestName), list_of(song_name(), 0, kMostNamed)}, description);
}

}  // namespace

Schema song_id() { return integer(1, kLargestId, "number of a song"); }

Schema song_head() {
  return object({{"id", song_id(), true},
                 {"artist", any_text(), true},
                 {"title", any_text(), true},
                 {"year", or_null(integer(-32768, 32767)), true},
                 {"genre", any_text("empty when not known"), true}},
                false);
}

Schema word_shares() {
  return list_of(object({{"word", any_text(), true},
                         {"count", integer(0, kLargestId), true},
                         {"topic", any_text(), true},
                         {"share", any_number(), true}},
                        false),
                 0, kMany, "words that spoke for topics, strongest first");
}

Schema recommended_song() {
  const Schema part =
      object({{"kind", one_of({"topic", "mix", "mood", "text", "like", "unlike", "path", "variety"}), true},
              {"value", any_number(), true},
              {"because", list_of(any_text(), 0, kMany), true}},
             false);
  return with_fields(song_head(), {{"score", any_number("higher is better"), true},
                                   {"topic", any_text(), true},
                                   {"confidence", number(0, 1), true},
                                   {"why", list_of(any_text(), 0, kMany), true},
                                   {"parts", list_of(part, 0, kMany, "their values add up to the score"), false}});
}

Schema recommend_answer() {
  return object({{"query", object({}, false, "as understood"), true},
                 {"fallback", truth("fewer songs than asked for are above the threshold; others fill the list"), true},
                 {"from_songbook", truth("the library is empty; the songs that came along answered"), true},
                 {"passed", integer(0, kLargestId, "songs that match"), true},
                 {"songs", list_of(recommended_song(), 0, kMany), true}},
                false);
}

Schema query_body() {
  const Schema mood_point = object({{"valence", number(0, 1), true}, {"energy", number(0, 1), true}}, true);
  return object(
      {{"topic", text(0, kLongestName, "one of GET topics"), false},
       {"mix", any_of({map_of(number(0, 1e6)), text(1, kLongestName)}, "weights of mixture parts, or T=W,T=W"), false},
       {"mood", any_of({mood_point, text(1, kLongestName)}, "a point or a name"), false},
       {"text", text(0, kLongestText, "a lyric as sung, or a few words"), false},
       {"like", songs("songs to be like"), false},
       {"unlike", songs("songs to be unlike"), false},
       {"from", song_name(), false},
       {"to", song_name(), false},
       {"n", with_default(integer(1, recommend::kMostSongs, "how many songs"), 10), false},
       {"threshold", with_default(number(0, 1, "least probability of the topic"), 0.5), false},
       {"random", truth("draw among the songs above the threshold"), false},
       {"seed", integer(0, kLargestId, "decides the draw"), false},
       {"genre", names("any of these genres"), false},
       {"years", any_of({integer(0, 9999), text(0, 20)}, "such as 1970-1979 or 1975"), false},
       {"artist", names("any of these artists"), false},
       {"explicit", one_of({"allow", "avoid"}), false},
       {"instrumental", one_of({"allow", "avoid", "only"}), false},
       {"artist_cap", with_default(integer(0, 10000, "at most so many songs of one artist; 0: no cap"), 2), false},
       {"variety", number(0, 1), false},
       {"fresh", truth("leave out what was answered before"), false},
       {"remember", truth("remember this answer"), false}},
      true);
}

}  // namespace leitmotif::service
