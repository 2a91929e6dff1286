#include "leitmotif/recommend/scan.hpp"

#include <array>
#include <cmath>
#include <mutex>

#include "leitmotif/core/parallel.hpp"

namespace leitmotif::recommend {
namespace {

constexpr std::size_t kSongsAScan = 1024;
constexpr std::size_t kSongsPerTask = 32 * kSongsAScan;
/// Smaller libraries are looked at faster than a thread is started.
constexpr std::size_t kWorthThreads = 150000;

void scan_piece(const Asked& asked, std::size_t begin, std::size_t end, Scanned& found) {
  std::array<std::uint8_t, kSongsAScan> flags;
  std::array<float, kSongsAScan> scores;
  std::array<std::uint32_t, kSongsAScan> group;
  for (; begin < end; begin += kSongsAScan) {
    const std::size_t count = std::min(kSongsAScan, end - begin);
    asked.filter.mark(begin, std::span(flags).first(count));
    asked.scorer.score(begin, std::span(scores).first(count), std::span(group).first(count));
    const Threshold threshold(asked.library, asked.query, begin, count);
    for (std::size_t i = 0; i < count; ++i) {
      if (flags[i] == 0 || std::isnan(scores[i])) continue;
      std::vector<TopK>& kind = threshold.is_passed_by(i) ? found.passing : found.others;
      kind[group[i]].offer({scores[i], static_cast<std::uint32_t>(begin + i)});
    }
  }
}

/// The scores once more, exactly, because those of the scan are rounded.
std::vector<std::uint32_t> exactly_sorted(const std::vector<ScoredRow>& candidates, const Scorer& scorer) {
  std::vector<std::pair<double, std::uint32_t>> exact;
  for (const ScoredRow& candidate : candidates) exact.emplace_back(-total(scorer.parts(candidate.row)), candidate.row);
  std::ranges::sort(exact);
  std::vector<std::uint32_t> songs;
  for (const auto& [score, song] : exact) songs.push_back(song);
  return songs;
}

/// Appends songs of each group in turn. False when the songs after those are not known.
bool append_in_turn(std::vector<TopK>& groups, const Scorer& scorer, std::vector<std::uint32_t>& songs) {
  std::vector<std::vector<std::uint32_t>> lists;
  std::size_t longest = 0;
  for (TopK& group : groups) {
    lists.push_back(exactly_sorted(group.sorted(), scorer));
    longest = std::max(longest, lists.back().size());
  }
  for (std::size_t place = 0; place < longest; ++place)
    for (std::size_t group = 0; group < groups.size(); ++group) {
      if (place < lists[group].size()) {
        songs.push_back(lists[group][place]);
      } else if (groups[group].left_some()) {
        return false;
      }
    }
  return std::ranges::none_of(groups, [](const TopK& group) { return group.left_some(); });
}

}  // namespace

void for_pieces(const ShareRange& rows, unsigned threads,
                const std::function<void(std::size_t begin, std::size_t end)>& work) {
  if (rows.size() < kWorthThreads) return work(rows.begin, rows.end);
  parallel_for(rows.size(), kSongsPerTask, threads,
               [&](std::size_t begin, std::size_t end) { work(rows.begin + begin, rows.begin + end); });
}

Scanned scan(const Asked& asked, std::size_t most, unsigned threads) {
  const std::size_t groups = asked.scorer.groups();
  Scanned all{std::vector<TopK>(groups, TopK(most)), std::vector<TopK>(groups, TopK(most))};
  std::mutex adding;
  for_pieces(rows_of(asked.library, asked.query), threads, [&](std::size_t begin, std::size_t end) {
    Scanned found;
    {
      const std::lock_guard lock(adding);
      for (const TopK& best : all.passing) found.passing.push_back(best.for_a_part());
      for (const TopK& best : all.others) found.others.push_back(best.for_a_part());
    }
    scan_piece(asked, begin, end, found);
    const std::lock_guard lock(adding);
    for (std::size_t group = 0; group < groups; ++group) {
      all.passing[group].add(found.passing[group]);
      all.others[group].add(found.others[group]);
    }
  });
  return all;
}

Queue queue_of(Scanned& scanned, const Scorer& scorer) {
  Queue queue;
  const bool has_all_passing = append_in_turn(scanned.passing, scorer, queue.songs);
  queue.passing = queue.songs.size();
  queue.is_complete = has_all_passing && append_in_turn(scanned.others, scorer, queue.songs);
  return queue;
}

}  // namespace leitmotif::recommend
