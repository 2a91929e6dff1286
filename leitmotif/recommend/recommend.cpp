#include "leitmotif/recommend/recommend.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/recommend/artist_cap.hpp"
#include "leitmotif/recommend/filter.hpp"
#include "leitmotif/recommend/path.hpp"
#include "leitmotif/recommend/scan.hpp"
#include "leitmotif/recommend/topic_queue.hpp"
#include "leitmotif/recommend/variety.hpp"
#include "leitmotif/recommend/ways/way.hpp"
#include "leitmotif/recommend/works.hpp"

namespace leitmotif::recommend {
namespace {

/// Throws when a way does not fit the library.
void check_ways(const Library& library, const Query& query) {
  for (const WayRow* way : ways())
    if (way->is_asked(query)) way->check_with(library, query);
}

Answer rank_by_topic(const Library& library, const Query& query) {
  const Filter filter(library, query);
  TopicQueue queue(library, query, filter);
  const auto n = static_cast<std::size_t>(query.n);
  Answer answer;
  answer.passed = queue.passed();
  answer.fallback = answer.passed < n;
  TakenWorks works(library);
  const NextSong next = one_of_each_work([&] { return queue.next(); }, works);
  for (const std::uint32_t song : take_capped(next, library.artist, n, query.artist_cap)) {
    const double probability = library.probability_of(song, *query.topic);
    answer.songs.push_back({song, probability, {{PartKind::topic, probability, std::nullopt}}});
    if (!(probability > query.threshold)) answer.fallback = true;
  }
  return answer;
}

/// Songs that are named in the question are not its answer.
Query without_named_songs(const Query& query) {
  Query complete = query;
  for (const std::vector<std::uint32_t>* named : {&query.like, &query.unlike})
    complete.left_out.insert(complete.left_out.end(), named->begin(), named->end());
  return complete;
}

Ranked ranked(const Asked& asked, const Choice& choice, std::optional<double> path) {
  const double variety = asked.query.variety;
  Ranked result{choice.song, 0, asked.scorer.parts(choice.song)};
  if (path) result.parts.push_back({PartKind::path, *path, std::nullopt});
  for (Part& part : result.parts) part.value *= 1 - variety;
  if (variety > 0) result.parts.push_back({PartKind::variety, -choice.penalty, choice.nearest});
  result.score = total(result.parts);
  return result;
}

void note_fallback(const Library& library, const Query& query, Answer& answer) {
  if (!query.topic) return;
  answer.fallback = std::cmp_less(answer.passed, query.n);
  for (const Ranked& song : answer.songs)
    if (!passes(library, query, song.index)) answer.fallback = true;
}

/// How many songs of the queue may be chosen from when they are drawn, or have to differ.
std::size_t pool_size(std::size_t n) { return std::max<std::size_t>(100, std::min<std::size_t>(10 * n, n + 2000)); }

/// Puts the best songs of the queue, those above the threshold if there are enough, in an order that is drawn.
void shuffle_best(Queue& queue, const Query& query) {
  const auto n = static_cast<std::size_t>(query.n);
  const std::size_t most = queue.passing >= n ? queue.passing : queue.songs.size();
  const std::size_t count = std::min(most, pool_size(n));
  RandomSource draw(query.seed);
  for (std::size_t place = 0; place + 1 < count; ++place)
    std::swap(queue.songs[place], queue.songs[place + static_cast<std::size_t>(draw.below_by_bits(count - place))]);
}

std::vector<Choice> choices_without_variety(const std::vector<std::uint32_t>& songs) {
  std::vector<Choice> choices;
  choices.reserve(songs.size());
  for (const std::uint32_t song : songs) choices.push_back({song, 0, std::nullopt});
  return choices;
}

std::vector<Choice> vary(const Asked& asked, const std::vector<std::uint32_t>& pool) {
  const Library& library = asked.library;
  const Query& query = asked.query;
  std::vector<double> scores;
  std::size_t passing = 0;
  std::vector<std::uint32_t> ordered = pool;
  // Not from std::ranges, whose subrange clang 14 does not take from this library.
  std::stable_partition(ordered.begin(), ordered.end(),
                        [&](std::uint32_t song) { return passes(library, query, song); });
  for (const std::uint32_t song : ordered) {
    scores.push_back((1 - query.variety) * total(asked.scorer.parts(song)));
    passing += passes(library, query, song) ? 1U : 0U;
  }
  return choose_varied(library, ordered, scores,
                       {static_cast<std::size_t>(query.n), query.variety, query.artist_cap, passing});
}

/// Chooses from a queue; nothing when the queue ends before it is known who comes next.
std::optional<std::vector<Choice>> choose(const Asked& asked, Queue& queue) {
  const Library& library = asked.library;
  const Query& query = asked.query;
  if (query.order == Order::random) shuffle_best(queue, query);
  const auto n = static_cast<std::size_t>(query.n);
  const std::size_t wanted = query.variety > 0 ? pool_size(n) : n;
  std::size_t place = 0;
  bool has_ended = false;
  const NextSong next = [&]() -> std::optional<std::uint32_t> {
    has_ended = place >= queue.songs.size();
    if (has_ended) return std::nullopt;
    return queue.songs[place++];
  };
  TakenWorks works(library);
  works.add(query.like);
  works.add(query.unlike);
  const std::vector<std::uint32_t> taken =
      take_capped(one_of_each_work(next, works), library.artist, wanted, query.artist_cap);
  if (has_ended && !queue.is_complete) return std::nullopt;
  return query.variety > 0 ? vary(asked, taken) : choices_without_variety(taken);
}

/// The order songs are shown in: the best first, those above the threshold before the others.
void put_best_first(const Library& library, const Query& query, Answer& answer) {
  if (query.order == Order::random || query.variety > 0) return;
  std::ranges::stable_sort(answer.songs, [&](const Ranked& a, const Ranked& b) {
    const bool a_passes = passes(library, query, a.index);
    const bool b_passes = passes(library, query, b.index);
    return a_passes != b_passes ? a_passes : a.score > b.score;
  });
}

Answer rank_all(const Library& library, const Query& query, unsigned threads) {
  const Asked asked(library, query);
  Answer answer;
  // Ten times as many each time: only one artist's songs at the top need that.
  for (std::size_t most = 4 * pool_size(static_cast<std::size_t>(query.n)) + 64;; most *= 10) {
    Scanned scanned = query.elsewhere ? query.elsewhere->scan(most) : scan(asked, most, threads);
    Queue queue = queue_of(scanned, asked.scorer);
    const auto choices = choose(asked, queue);
    if (!choices) continue;
    for (const TopK& group : scanned.passing) answer.passed += group.offered();
    for (const Choice& choice : *choices) answer.songs.push_back(ranked(asked, choice, std::nullopt));
    break;
  }
  put_best_first(library, query, answer);
  note_fallback(library, query, answer);
  return answer;
}

Answer rank_path(const Library& library, const Query& query, unsigned threads) {
  const Asked asked(library, query);
  Answer answer;
  const PathAnswer path = find_path(asked, threads);
  for (const Step& step : path.steps) answer.songs.push_back(ranked(asked, step.choice, step.value));
  answer.passed = path.passed;
  note_fallback(library, query, answer);
  return answer;
}

bool asks_for_topic_only(const Query& query) {
  const auto asked = std::ranges::count_if(ways(), [&](const WayRow* way) { return way->is_asked(query); });
  return query.topic && asked == 1 && query.others.empty() && query.variety <= 0;
}

void check_share(const Library& library, const Query& query) {
  check_columns(library);
  check_query(query);
  check_ways(library, query);
}

}  // namespace

Scanned scan_share(const Library& library, const Query& query, std::size_t most, unsigned threads) {
  check_share(library, query);
  const Query complete = without_named_songs(query);
  return scan(Asked(library, complete), most, threads);
}

PathCandidates scan_share_for_path(const Library& library, const Query& query, unsigned threads) {
  check_share(library, query);
  const Query complete = without_named_songs(query);
  return path_candidates(Asked(library, complete), threads);
}

Answer rank(const Library& library, const Query& query, unsigned threads) {
  check_columns(library);
  check_query(query);
  if (library.size() == 0) return {{}, query.topic.has_value(), 0};
  check_ways(library, query);
  if (asks_for_topic_only(query)) return rank_by_topic(library, query);
  const Query complete = without_named_songs(query);
  return query.path ? rank_path(library, complete, threads) : rank_all(library, complete, threads);
}

}  // namespace leitmotif::recommend
