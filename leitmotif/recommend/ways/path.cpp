// A path from one song to another: find_path decides its songs, this only what can be asked.
#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {

const WayRow kPathWay = {PartKind::path, [](const Query& query) { return query.path.has_value(); },
                         [](const Query& query) {
                           if (query.path->from == query.path->to)
                             throw Error(ErrorKind::invalid_argument, "to", "is the same song as from");
                           if (query.order == Order::random)
                             throw Error(ErrorKind::invalid_argument, "random", "the songs of a path cannot be drawn");
                         },
                         [](const Library& library, const Query& query) {
                           require_comparable(library, query.path->from);
                           require_comparable(library, query.path->to);
                         },
                         nullptr};

}  // namespace leitmotif::recommend
