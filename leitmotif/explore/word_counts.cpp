#include "leitmotif/explore/word_counts.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "leitmotif/core/parallel.hpp"

namespace leitmotif::explore {
namespace {

/// The counts of some of the songs. Words are views into the table.
class Counter {
 public:
  explicit Counter(const SongTable& table)
      : table_(&table), topics_(table.topic.names.size()), groups_(topics_ + table.decade.names.size()) {}

  void add_row(std::size_t row) {
    const std::string_view text = table_->words[row];
    const std::size_t topic = group(table_->topic, row);
    const std::size_t decade = group(table_->decade, row);
    bool any = false;
    for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos;) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      any = true;
      add_word(text.substr(at, end - at), row, topic, decade);
      at = text.find_first_not_of(' ', end);
    }
    songs_with_words += any ? 1U : 0U;
  }

  void add_all(const Counter& other) {
    songs_with_words += other.songs_with_words;
    complete = complete && other.complete;
    for (std::size_t i = 0; i < other.words.size(); ++i) {
      const std::size_t word = number_of(other.words[i]);
      if (word == kMostWords) continue;
      for (std::size_t g = 0; g < groups_; ++g) songs[word * groups_ + g] += other.songs[i * groups_ + g];
    }
  }

  std::vector<std::string_view> words;
  std::vector<std::uint32_t> songs;
  std::size_t songs_with_words = 0;
  bool complete = true;

 private:
  static std::size_t group(const Groups& groups, std::size_t row) {
    return groups.of_row.empty() ? kNoGroup : groups.of_row[row];
  }

  std::size_t number_of(std::string_view word) {
    const auto found = number_.find(word);
    if (found != number_.end()) return found->second;
    if (words.size() == kMostWords) {
      complete = false;
      return kMostWords;
    }
    number_.emplace(word, words.size());
    words.push_back(word);
    last_row_.push_back(0);
    songs.resize(words.size() * groups_);
    return words.size() - 1;
  }

  void add_word(std::string_view word, std::size_t row, std::size_t topic, std::size_t decade) {
    const std::size_t i = number_of(word);
    if (i == kMostWords || last_row_[i] == row + 1) return;
    last_row_[i] = row + 1;
    if (topic != kNoGroup) ++songs[i * groups_ + topic];
    if (decade != kNoGroup) ++songs[i * groups_ + topics_ + decade];
  }

  const SongTable* table_;
  std::size_t topics_;
  std::size_t groups_;
  std::unordered_map<std::string_view, std::size_t> number_;
  std::vector<std::size_t> last_row_;  // 1 + the row a word was last seen in
};

}  // namespace

WordCounts count_words(const SongTable& table, unsigned threads) {
  WordCounts result;
  result.groups = table.topic.names.size() + table.decade.names.size();
  if (result.groups == 0 || table.words.empty()) return result;
  // So many pieces whatever the number of threads: more of them would cost more to bring together again.
  constexpr std::size_t kPieces = 8;
  constexpr std::size_t kFewestRowsOfPiece = 512;
  const std::size_t piece = std::max(kFewestRowsOfPiece, (table.rows + kPieces - 1) / kPieces);
  std::vector<Counter> pieces((table.rows + piece - 1) / piece, Counter(table));
  parallel_for(table.rows, piece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) pieces[begin / piece].add_row(row);
  });
  if (pieces.empty()) return result;
  Counter& all = pieces.front();
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    all.add_all(pieces[i]);
    pieces[i] = Counter(table);
  }
  std::vector<std::size_t> order(all.words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::size_t i) { return all.words[i]; });
  result.songs.reserve(all.songs.size());
  for (const std::size_t i : order) {
    result.words.emplace_back(all.words[i]);
    const auto begin = all.songs.begin() + static_cast<std::ptrdiff_t>(i * result.groups);
    result.songs.insert(result.songs.end(), begin, begin + static_cast<std::ptrdiff_t>(result.groups));
  }
  result.songs_with_words = all.songs_with_words;
  result.complete = all.complete;
  return result;
}

}  // namespace leitmotif::explore
