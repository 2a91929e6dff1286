// The road: (1) the corpus is cut into one chunk for each thread, whose words are numbered and counted; (2) the chunks'
// numbers become ranks among the words frequent enough to matter, in code point order; (3) for each such word, the
// words that follow it are laid side by side and counted in a plain array; (4) the most frequent of all are kept. Only
// whole counts are passed on, so the number of chunks changes nothing.
#include "leitmotif/features/vocabulary.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/features/word_numbers.hpp"

namespace leitmotif::features {
namespace {

/// How often something stands in the corpus, and in how many documents.
struct Count {
  std::uint32_t total = 0;
  std::uint32_t documents = 0;
  std::uint32_t last_document = kNone;  // a stamp, so that a document counts once

  void add(std::uint32_t document) noexcept {
    ++total;
    documents += last_document == document ? 0U : 1U;
    last_document = document;
  }
};

/// Consecutive documents and what was found in them.
struct Chunk {
  std::size_t first_document = 0;
  std::size_t last_document = 0;  // one beyond
  WordNumbers words;
  std::vector<Count> counts;         // [words]
  std::vector<std::uint32_t> text;   // the word numbers of all documents; kNone ends each document
  std::vector<std::uint32_t> ranks;  // [words], or kNone for words too rare to matter
};

/// The words that may be part of a kept term. A word's rank is its place here.
struct FrequentWords {
  std::vector<std::string_view> words;  // ascending by code point
  std::vector<Count> counts;            // [words]
  std::uint32_t floor = 1;              // terms that occur less often cannot be kept
};

/// A word and the one after it (kNone: the word alone), by rank.
struct Candidate {
  std::uint32_t first = 0;
  std::uint32_t second = kNone;
  Count count;
};

void check_size(std::span<const Tokens> documents) {
  constexpr std::size_t kLimit = std::numeric_limits<std::uint32_t>::max();
  std::size_t bytes = 0;
  for (const Tokens& document : documents) bytes += document.joined().size() + 1;
  if (bytes >= kLimit)
    throw Error(ErrorKind::resource_limit,
                "a corpus of " + std::to_string(bytes) + " bytes is too large for one vocabulary, which takes 4 GiB");
}

/// Chunks of about the same number of bytes.
std::vector<Chunk> cut(std::span<const Tokens> documents, std::size_t chunks) {
  std::vector<std::size_t> bytes_until = {0};
  for (const Tokens& document : documents) bytes_until.push_back(bytes_until.back() + document.joined().size() + 1);
  std::vector<Chunk> result(std::clamp<std::size_t>(documents.size(), 1, chunks));
  std::size_t begin = 0;
  for (std::size_t c = 0; c < result.size(); ++c) {
    const std::size_t goal = bytes_until.back() / result.size() * (c + 1);
    const auto end = std::lower_bound(bytes_until.begin(), bytes_until.end(), goal) - bytes_until.begin();
    result[c].first_document = begin;
    begin = c + 1 == result.size() ? documents.size() : std::max(begin, static_cast<std::size_t>(end));
    result[c].last_document = begin;
  }
  return result;
}

void count_words(Chunk& chunk, std::span<const Tokens> documents, std::size_t min_letters) {
  for (std::size_t d = chunk.first_document; d < chunk.last_document; ++d) {
    for_each_word(documents[d].joined(), min_letters, [&](std::string_view word, std::uint32_t hash) {
      const std::uint32_t number = chunk.words.insert(word, hash);
      if (number == chunk.counts.size()) chunk.counts.emplace_back();
      chunk.counts[number].add(static_cast<std::uint32_t>(d));
      chunk.text.push_back(number);
    });
    chunk.text.push_back(kNone);
  }
}

/// The words of all chunks in one table, with their counts added up.
std::vector<Count> merge_words(std::span<const Chunk> chunks, WordNumbers& all) {
  std::vector<Count> counts;
  for (const Chunk& chunk : chunks) {
    for (std::uint32_t local = 0; local < chunk.words.size(); ++local) {
      const std::uint32_t number = all.insert(chunk.words.word(local));
      if (number == counts.size()) counts.emplace_back();
      counts[number].total += chunk.counts[local].total;
      counts[number].documents += chunk.counts[local].documents;
    }
  }
  return counts;
}

/// The count that the last of the `kept` largest has; 1 when all are kept.
template <class Items, class TotalOf>
std::uint32_t cut_count(const Items& items, std::size_t kept, TotalOf total_of) {
  if (items.size() <= kept) return 1;
  std::vector<std::uint32_t> totals;
  totals.reserve(items.size());
  for (const auto& item : items) totals.push_back(total_of(item));
  const auto last = totals.begin() + static_cast<std::ptrdiff_t>(kept - 1);
  std::nth_element(totals.begin(), last, totals.end(), std::greater<>());
  return *last;
}

FrequentWords choose_words(const WordNumbers& all, std::span<const Count> counts, std::size_t max_features) {
  FrequentWords chosen;
  chosen.floor = cut_count(counts, max_features, [](const Count& count) { return count.total; });
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t n = 0; n < counts.size(); ++n)
    if (counts[n].total >= chosen.floor) numbers.push_back(n);
  std::sort(numbers.begin(), numbers.end(),
            [&](std::uint32_t a, std::uint32_t b) { return all.word(a) < all.word(b); });
  for (const std::uint32_t n : numbers) {
    chosen.words.push_back(all.word(n));
    chosen.counts.push_back(counts[n]);
  }
  return chosen;
}

void set_ranks(std::span<Chunk> chunks, const FrequentWords& frequent) {
  WordNumbers rank_of;
  for (const std::string_view word : frequent.words) rank_of.insert(word);
  for (Chunk& chunk : chunks)
    for (std::uint32_t local = 0; local < chunk.words.size(); ++local)
      chunk.ranks.push_back(rank_of.find(chunk.words.word(local)));
}

/// What stands after each occurrence of each frequent word, in the order of the text.
struct Followers {
  struct Follower {
    std::uint32_t word;  // its rank; kNone: the document ends, or the next word is too rare
    std::uint32_t document;
  };
  std::vector<std::size_t> begins;  // [frequent words + 1], into items
  std::vector<Follower> items;
};

/// Where each chunk writes the followers of each word: [chunks][frequent words].
std::vector<std::vector<std::size_t>> lay_out(std::span<const Chunk> chunks, std::size_t words, Followers& followers) {
  std::vector<std::vector<std::size_t>> next(chunks.size(), std::vector<std::size_t>(words, 0));
  for (std::size_t c = 0; c < chunks.size(); ++c)
    for (std::size_t local = 0; local < chunks[c].ranks.size(); ++local)
      if (chunks[c].ranks[local] != kNone) next[c][chunks[c].ranks[local]] = chunks[c].counts[local].total;
  std::size_t total = 0;
  for (std::size_t w = 0; w < words; ++w) {
    followers.begins.push_back(total);
    for (auto& places : next) total += std::exchange(places[w], total);
  }
  followers.begins.push_back(total);
  followers.items.resize(total);
  return next;
}

void collect_followers(const Chunk& chunk, std::vector<std::size_t>& next, Followers& followers) {
  const auto rank = [&](std::uint32_t number) { return number == kNone ? kNone : chunk.ranks[number]; };
  auto document = static_cast<std::uint32_t>(chunk.first_document);
  std::uint32_t previous = kNone;
  for (const std::uint32_t number : chunk.text) {
    const std::uint32_t current = rank(number);
    if (previous != kNone) followers.items[next[previous]++] = {current, document};
    previous = current;
    document += number == kNone ? 1U : 0U;
  }
}

Followers find_followers(std::span<const Chunk> chunks, std::size_t words, unsigned threads) {
  Followers followers;
  auto next = lay_out(chunks, words, followers);
  parallel_for(chunks.size(), 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) collect_followers(chunks[c], next[c], followers);
  });
  return followers;
}

/// Counts the pairs that begin with one word, and keeps those frequent enough, in code point order.
class PairCounter {
 public:
  explicit PairCounter(std::size_t words) : counts_(words) {}

  void count(std::uint32_t first, std::span<const Followers::Follower> followers, std::uint32_t floor,
             std::vector<Candidate>& kept) {
    for (const Followers::Follower& follower : followers) {
      if (follower.word == kNone) continue;
      if (counts_[follower.word].total == 0) seen_.push_back(follower.word);
      counts_[follower.word].add(follower.document);
    }
    const std::size_t before = kept.size();
    for (const std::uint32_t second : seen_) {
      const Count count = std::exchange(counts_[second], Count());
      if (count.total >= floor) kept.push_back({first, second, count});
    }
    seen_.clear();
    std::sort(kept.begin() + static_cast<std::ptrdiff_t>(before), kept.end(),
              [](const Candidate& a, const Candidate& b) { return a.second < b.second; });
  }

 private:
  std::vector<Count> counts_;  // [frequent words]; all zero between calls
  std::vector<std::uint32_t> seen_;
};

/// Every term frequent enough, in code point order: a blank sorts before any word character, so a word stands before
/// the pairs that begin with it, and these before all longer words.
std::vector<Candidate> find_candidates(const FrequentWords& frequent, const Followers* followers, unsigned threads) {
  constexpr std::size_t kPiece = 256;
  std::vector<std::vector<Candidate>> pieces((frequent.words.size() + kPiece - 1) / kPiece);
  parallel_for(frequent.words.size(), kPiece, threads, [&](std::size_t begin, std::size_t end) {
    PairCounter counter(followers == nullptr ? 0 : frequent.words.size());
    std::vector<Candidate>& kept = pieces[begin / kPiece];
    for (std::size_t w = begin; w < end; ++w) {
      const auto rank = static_cast<std::uint32_t>(w);
      kept.push_back({rank, kNone, frequent.counts[w]});
      if (followers == nullptr || followers->begins[w] == followers->begins[w + 1]) continue;
      counter.count(
          rank,
          std::span(followers->items).subspan(followers->begins[w], followers->begins[w + 1] - followers->begins[w]),
          frequent.floor, kept);
    }
  });
  std::vector<Candidate> all;
  for (const auto& piece : pieces) all.insert(all.end(), piece.begin(), piece.end());
  return all;
}

Vocabulary keep_most_frequent(const std::vector<Candidate>& candidates, const FrequentWords& frequent,
                              std::size_t max_features) {
  const std::uint32_t cut = cut_count(candidates, max_features, [](const Candidate& c) { return c.count.total; });
  const auto above =
      std::count_if(candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.count.total > cut; });
  std::size_t ties_left = max_features - std::min(max_features, static_cast<std::size_t>(above));
  Vocabulary vocabulary;
  for (const Candidate& candidate : candidates) {
    if (candidate.count.total < cut) continue;
    if (candidate.count.total == cut) {
      if (ties_left == 0) continue;
      --ties_left;
    }
    std::string term(frequent.words[candidate.first]);
    if (candidate.second != kNone) term.append(" ").append(frequent.words[candidate.second]);
    vocabulary.terms.push_back(std::move(term));
    vocabulary.document_count.push_back(candidate.count.documents);
  }
  return vocabulary;
}

}  // namespace

Vocabulary choose_vocabulary(std::span<const Tokens> documents, const TfidfOptions& options, unsigned threads) {
  check_size(documents);
  std::vector<Chunk> chunks = cut(documents, threads == 0 ? default_threads() : threads);
  parallel_for(chunks.size(), 1, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) count_words(chunks[c], documents, options.min_letters);
  });
  WordNumbers all;
  const std::vector<Count> counts = merge_words(chunks, all);
  const FrequentWords frequent = choose_words(all, counts, options.max_features);
  set_ranks(chunks, frequent);
  if (options.max_words == 1)
    return keep_most_frequent(find_candidates(frequent, nullptr, threads), frequent, options.max_features);
  const Followers followers = find_followers(chunks, frequent.words.size(), threads);
  return keep_most_frequent(find_candidates(frequent, &followers, threads), frequent, options.max_features);
}

}  // namespace leitmotif::features
