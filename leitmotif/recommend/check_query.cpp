// What is wrong with a query, in one line.
#include <algorithm>
#include <cmath>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/recommend.hpp"

namespace leitmotif::recommend {
namespace {

[[noreturn]] void refuse(const std::string& reason) { throw Error(ErrorKind::invalid_argument, reason); }

void require_share(double value, const char* name, const char* meaning) {
  if (value >= 0 && value <= 1) return;
  refuse(std::string(name) + " " + std::to_string(value) + ": expected " + meaning + ", 0 to 1");
}

void check_numbers(const Query& query) {
  if (query.n < 1) refuse("number of songs " + std::to_string(query.n) + ": at least 1 must be asked for");
  const std::int64_t most = query.path ? kLongestPath : kMostSongs;
  if (query.n > most)
    throw Error(ErrorKind::resource_limit, "number of songs " + std::to_string(query.n) + ": at most " +
                                               std::to_string(most) + " are given" + (query.path ? " on a path" : ""));
  if (query.path && query.n < 2) refuse("number of songs 1: a path has at least 2, its beginning and its end");
  require_share(query.threshold, "threshold", "a probability");
  require_share(query.variety, "variety", "a share");
  if (query.mood) {
    require_share(query.mood->valence, "mood: valence", "a number");
    require_share(query.mood->energy, "mood: energy", "a number");
  }
  if (query.years && query.years->first > query.years->last)
    refuse("years " + std::to_string(query.years->first) + "-" + std::to_string(query.years->last) +
           ": the first year is after the last");
}

void check_weights(const std::vector<float>& weights, const char* name) {
  float sum = 0;
  for (const float weight : weights) {
    if (!(weight >= 0) || !std::isfinite(weight))
      refuse(std::string(name) + ": a weight is " + std::to_string(weight) + "; expected a number of at least 0");
    sum += weight;
  }
  if (!weights.empty() && !(sum > 0)) refuse(std::string(name) + ": all weights are 0; expected at least one above 0");
}

}  // namespace

void check_query(const Query& query) {
  const bool asks = query.topic || !query.mix.empty() || query.mood || !query.text.empty() || !query.like.empty() ||
                    !query.unlike.empty() || query.path;
  if (!asks) refuse("nothing is asked for: expected a topic, mix, mood, text, song to be like or unlike, or a path");
  check_numbers(query);
  check_weights(query.mix, "mix");
  check_weights(query.text, "text");
  for (const std::uint32_t song : query.like)
    if (std::ranges::find(query.unlike, song) != query.unlike.end())
      refuse("a song is both among those to be like and those to be unlike");
  if (query.path && query.path->from == query.path->to) refuse("a path needs two songs; from and to are the same one");
  if (query.path && query.order == Order::random) refuse("the songs of a path cannot be drawn at random");
}

}  // namespace leitmotif::recommend
