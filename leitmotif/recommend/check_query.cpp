// What is wrong with a query, in one line.
#include <algorithm>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/recommend.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

[[noreturn]] void refuse(const std::string& reason) { throw Error(ErrorKind::invalid_argument, reason); }

void check_numbers(const Query& query) {
  if (query.n < 1) refuse("number of songs " + std::to_string(query.n) + ": at least 1 must be asked for");
  const std::int64_t most = query.path ? kLongestPath : kMostSongs;
  if (query.n > most)
    throw Error(ErrorKind::resource_limit, "number of songs " + std::to_string(query.n) + ": at most " +
                                               std::to_string(most) + " are given" + (query.path ? " on a path" : ""));
  if (query.path && query.n < 2) refuse("number of songs 1: a path has at least 2, its beginning and its end");
  require_share(query.threshold, "threshold", "a probability");
  require_share(query.variety, "variety", "a share");
  if (query.years && query.years->first > query.years->last)
    refuse("years " + std::to_string(query.years->first) + "-" + std::to_string(query.years->last) +
           ": the first year is after the last");
}

}  // namespace

void check_query(const Query& query) {
  const auto is_asked = [&](const WayRow* way) { return way->is_asked(query); };
  if (query.others.empty() && std::ranges::none_of(ways(), is_asked))
    refuse("nothing is asked for: expected a topic, mix, mood, text, song to be like or unlike, or a path");
  check_numbers(query);
  for (const WayRow* way : ways())
    if (is_asked(way)) way->check(query);
}

}  // namespace leitmotif::recommend
