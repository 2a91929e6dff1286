// What is wrong with a query, in one line.
#include <algorithm>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/recommend.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

[[noreturn]] void refuse(const std::string& key, const std::string& reason) {
  throw Error(ErrorKind::invalid_argument, key, reason);
}

void check_numbers(const Query& query) {
  if (query.n < 1) refuse("n", "expected at least 1 song, found " + std::to_string(query.n));
  const std::int64_t most = query.path ? kLongestPath : kMostSongs;
  if (query.n > most)
    throw Error(ErrorKind::resource_limit, "n",
                "expected at most " + std::to_string(most) + " songs" + (query.path ? " on a path" : "") + ", found " +
                    std::to_string(query.n));
  if (query.path && query.n < 2) refuse("n", "a path has at least 2 songs, its beginning and its end; found 1");
  require_share(query.threshold, "threshold", "a probability");
  require_share(query.variety, "variety", "a share");
  if (query.years && query.years->first > query.years->last)
    refuse("years", std::to_string(query.years->first) + "-" + std::to_string(query.years->last) +
                        ": the first year is after the last");
}

}  // namespace

void check_query(const Query& query) {
  const auto is_asked = [&](const WayRow* way) { return way->is_asked(query); };
  if (query.others.empty() && std::ranges::none_of(ways(), is_asked))
    throw Error(ErrorKind::invalid_argument,
                "nothing is asked for: expected a topic, mix, mood, text, song to be like or unlike, or a path");
  check_numbers(query);
  for (const WayRow* way : ways())
    if (is_asked(way)) way->check(query);
}

}  // namespace leitmotif::recommend
