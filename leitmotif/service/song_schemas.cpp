#include "leitmotif/service/song_schemas.hpp"

#include "leitmotif/core/json.hpp"

namespace leitmotif::service {
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

}  // namespace leitmotif::service
