#include "leitmotif/recommend/recommend.hpp"

#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/artist_cap.hpp"
#include "leitmotif/recommend/filter.hpp"
#include "leitmotif/recommend/topic_queue.hpp"

namespace leitmotif::recommend {
namespace {

void check_rows(const Library& library, const Query& query) {
  if (library.size() == 0) return;
  if (query.topic && *query.topic >= library.topics)
    throw Error(ErrorKind::invalid_argument, "topic number " + std::to_string(*query.topic) + ": the library has " +
                                                 std::to_string(library.topics) + " topics, counted from 0");
  for (const std::vector<float>* weights : {&query.mix, &query.text})
    if (!weights->empty() && weights->size() != library.parts)
      throw Error(ErrorKind::invalid_argument, "a mixture of " + std::to_string(weights->size()) +
                                                   " weights is asked for; the library's have " +
                                                   std::to_string(library.parts));
}

Answer rank_by_topic(const Library& library, const Query& query) {
  const Filter filter(library, query);
  TopicQueue queue(library, query, filter);
  const auto n = static_cast<std::size_t>(query.n);
  Answer answer;
  answer.passed = queue.passed();
  answer.fallback = answer.passed < n;
  for (const std::uint32_t song : take_capped([&] { return queue.next(); }, library.artist, n, query.artist_cap)) {
    const double probability = library.probability_of(song, *query.topic);
    answer.songs.push_back({song, probability, {{PartKind::topic, probability, std::nullopt}}});
    if (!(probability > query.threshold)) answer.fallback = true;
  }
  return answer;
}

}  // namespace

Answer rank(const Library& library, const Query& query, unsigned threads) {
  check_library(library);
  check_query(query);
  check_rows(library, query);
  (void)threads;
  return rank_by_topic(library, query);
}

}  // namespace leitmotif::recommend
