#include "leitmotif/training/pair_training.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::training {
namespace {

using taste::Item;
using ItemLists = std::vector<std::vector<Item>>;

constexpr std::size_t kLeastSongs = 4;  ///< of a list that is learned from
constexpr std::size_t kMostAsked = 10;  ///< songs of a list that are asked for
constexpr std::size_t kAsked = 3;       ///< ways a question is asked
constexpr std::size_t kLinkWidth = kNine * taste::kLinkNumbers;
/// Draws of a song that the list does not have, before the last one is taken all the same.
constexpr int kNegativeDraws = 100;

/// A list as a question.
struct PairList {
  std::size_t fold = 0;
  std::vector<Item> liked;
  std::vector<std::array<Item, kAsked>> asked;
};

/// Songs that negatives are drawn from.
struct NegativePools {
  std::size_t items = 0;
  std::vector<Item> listed;  ///< each as often as lists have it
};

bool has(const std::vector<Item>& list, Item item) { return std::ranges::find(list, item) != list.end(); }

PairList question_of(std::vector<Item> list, std::size_t fold, const NegativePools& pools, RandomSource& random) {
  random.shuffle(list);
  PairList question{fold, {}, {}};
  const std::size_t liked = std::min(kNine, list.size() - 1);
  question.liked.assign(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(liked));
  const auto drawn = [&](auto draw) {
    Item item = draw();
    for (int k = 0; k < kNegativeDraws && has(list, item); ++k) item = draw();
    return item;
  };
  for (std::size_t k = liked; k < std::min(list.size(), liked + kMostAsked); ++k)
    question.asked.push_back({list[k], drawn([&] { return static_cast<Item>(random.below(pools.items)); }),
                              drawn([&] { return pools.listed[random.below(pools.listed.size())]; })});
  return question;
}

std::vector<Item> each_once(const std::vector<Item>& list) {
  std::vector<Item> once;
  for (const Item item : list)
    if (!has(once, item)) once.push_back(item);
  return once;
}

/// What every list asks, the lists in a drawn order that deals them to the folds.
std::vector<PairList> questions_of(const ItemLists& lists, std::size_t items, const PairRequest& request) {
  NegativePools pools{items, {}};
  for (const std::vector<Item>& list : lists) pools.listed.insert(pools.listed.end(), list.begin(), list.end());
  RandomSource random(request.seed, 7);
  std::vector<PairList> questions;
  for (std::size_t place = 0; place < lists.size(); ++place) {
    const std::size_t fold = place % request.folds;
    if (lists[place].size() < kLeastSongs)
      questions.push_back({fold, {}, {}});
    else
      questions.push_back(question_of(lists[place], fold, pools, random));
  }
  return questions;
}

void write_example(const taste::PairInput& input, PairExamples& examples, std::size_t place) {
  std::ranges::copy(input.links, examples.links.begin() + static_cast<std::ptrdiff_t>(place * kLinkWidth));
  std::ranges::copy(input.song, examples.songs.begin() + static_cast<std::ptrdiff_t>(place * taste::kSongNumbers));
}

/// The examples of a fold's lists, as a blend of the other folds sees them. `begin` [lists]: where a list's begin.
void see_fold(const ItemLists& lists, const std::vector<PairList>& questions, std::size_t fold,
              const std::vector<std::size_t>& begin, const std::shared_ptr<const taste::SongFacts>& facts,
              unsigned threads, PairExamples& examples) {
  ItemLists learned;
  std::vector<std::size_t> asking;
  for (std::size_t list = 0; list < lists.size(); ++list) {
    if (questions[list].fold != fold) learned.push_back(lists[list]);
    if (questions[list].fold == fold && !questions[list].asked.empty()) asking.push_back(list);
  }
  const SparseMatrix rows = taste::lists_of(learned, facts->items());
  taste::BlendOptions options;
  options.threads = threads;
  const taste::Blend blend = taste::Blend::fit(rows, facts, options);
  const taste::PairReader reader(blend, rows);
  parallel_for(asking.size(), 16, threads, [&](std::size_t first, std::size_t last) {
    for (std::size_t k = first; k < last; ++k) {
      const PairList& question = questions[asking[k]];
      const taste::PairJudge judge(blend, question.liked);
      std::size_t place = begin[asking[k]];
      for (const std::array<Item, kAsked>& asked : question.asked)
        for (const Item song : asked) write_example(reader.read(judge, song), examples, place++);
    }
  });
}

PairExamples examples_of(const ItemLists& lists, const std::vector<PairList>& questions,
                         const std::shared_ptr<const taste::SongFacts>& facts, const PairRequest& request,
                         const OnProgress& on_progress) {
  PairExamples examples;
  std::vector<std::size_t> begin;
  for (std::size_t list = 0; list < lists.size(); ++list) {
    begin.push_back(examples.size());
    const std::size_t count = questions[list].asked.size() * kAsked;
    examples.liked.insert(examples.liked.end(), count, static_cast<std::uint8_t>(questions[list].liked.size()));
    examples.lists.insert(examples.lists.end(), count, static_cast<std::uint32_t>(list));
  }
  examples.links.resize(examples.size() * kLinkWidth);
  examples.songs.resize(examples.size() * taste::kSongNumbers);
  for (std::size_t fold = 0; fold < request.folds; ++fold) {
    on_progress({"judging lists by the others", fold, request.folds});
    see_fold(lists, questions, fold, begin, facts, request.threads, examples);
  }
  return examples;
}

/// Some of the examples.
PairExamples chosen(const PairExamples& all, const std::vector<std::size_t>& places) {
  PairExamples some;
  for (const std::size_t place : places) {
    const auto link = all.links.begin() + static_cast<std::ptrdiff_t>(place * kLinkWidth);
    const auto song = all.songs.begin() + static_cast<std::ptrdiff_t>(place * taste::kSongNumbers);
    some.links.insert(some.links.end(), link, link + static_cast<std::ptrdiff_t>(kLinkWidth));
    some.songs.insert(some.songs.end(), song, song + static_cast<std::ptrdiff_t>(taste::kSongNumbers));
    some.liked.push_back(all.liked[place]);
    some.lists.push_back(all.lists[place]);
  }
  return some;
}

/// What a network learned on the other folds says of every example.
std::vector<float> judged_by_folds(const PairExamples& all, const std::vector<PairList>& questions, bool attends,
                                   std::size_t folds, const LearnPairs& learn) {
  std::vector<float> logits(all.size());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<std::size_t> others;
    for (std::size_t place = 0; place < all.size(); ++place)
      if (questions[all.lists[place]].fold != fold) others.push_back(place);
    const models::PairNetwork network(learn(chosen(all, others), attends));
    for (std::size_t place = 0; place < all.size(); ++place)
      if (questions[all.lists[place]].fold == fold)
        logits[place] =
            network.logit(std::span(all.links).subspan(place * kLinkWidth, all.liked[place] * taste::kLinkNumbers),
                          std::span(all.songs).subspan(place * taste::kSongNumbers, taste::kSongNumbers));
  }
  return logits;
}

/// Precision at the place of the joint order where as many wrong ones are above as right ones are below.
double balanced_precision(std::vector<float> right, std::vector<float> wrong) {
  std::ranges::sort(right, std::greater<>());
  std::ranges::sort(wrong, std::greater<>());
  const double all = static_cast<double>(right.size());
  double precision = 0;
  double nearest = 2;
  for (std::size_t taken = 1; taken <= right.size(); ++taken) {
    const auto above = std::ranges::upper_bound(wrong, right[taken - 1], std::greater<>()) - wrong.begin();
    const double false_share = static_cast<double>(above) / all;
    const double missed_share = 1 - static_cast<double>(taken) / all;
    if (std::abs(false_share - missed_share) >= nearest) continue;
    nearest = std::abs(false_share - missed_share);
    precision = static_cast<double>(taken) / static_cast<double>(taken + static_cast<std::size_t>(above));
  }
  return precision;
}

/// The pairs of the measured examples: `against` is 1 for uniform negatives, 2 for popular ones.
PairScore score_of(const std::vector<float>& logits, const std::vector<std::size_t>& measured, std::size_t against) {
  std::vector<float> right;
  std::vector<float> wrong;
  double won = 0;
  for (const std::size_t place : measured) {
    right.push_back(logits[place]);
    wrong.push_back(logits[place + against]);
    won += right.back() > wrong.back() ? 1 : right.back() == wrong.back() ? 0.5 : 0;
  }
  const double pairs = static_cast<double>(std::max<std::size_t>(measured.size(), 1));
  return {won / pairs, balanced_precision(std::move(right), std::move(wrong))};
}

PairWay way_of(const char* name, const std::vector<float>& logits, const std::vector<std::size_t>& measured) {
  return {name, score_of(logits, measured, 1), score_of(logits, measured, 2)};
}

/// One of the candidate's numbers of every example.
std::vector<float> column_of(const PairExamples& examples, std::size_t column) {
  std::vector<float> values;
  for (std::size_t place = 0; place < examples.size(); ++place)
    values.push_back(examples.songs[place * taste::kSongNumbers + column]);
  return values;
}

ItemLists dealt(const ItemLists& lists, const PairRequest& request) {
  if (request.folds < 2) throw Error(ErrorKind::invalid_argument, "folds: expected at least 2");
  ItemLists usable;
  for (const std::vector<Item>& list : lists) usable.push_back(each_once(list));
  const auto asked = std::ranges::count_if(usable, [](const std::vector<Item>& list) { return list.size() > kNine; });
  if (static_cast<std::size_t>(asked) < request.folds)
    throw Error(ErrorKind::invalid_argument, std::to_string(asked) + " lists of ten songs or more; expected at least " +
                                                 std::to_string(request.folds) + ", one for each fold");
  RandomSource random(request.seed, 6);
  random.shuffle(usable);
  return usable;
}

}  // namespace

PairReport train_pairs(const ItemLists& lists, const std::shared_ptr<const taste::SongFacts>& facts,
                       const PairRequest& request, const LearnPairs& learn, const OnProgress& on_progress) {
  constexpr std::size_t kJudgement = 0;
  constexpr std::size_t kPopularity = 4;
  const ItemLists usable = dealt(lists, request);
  const std::vector<PairList> questions = questions_of(usable, facts->items(), request);
  const PairExamples examples = examples_of(usable, questions, facts, request, on_progress);
  std::vector<std::size_t> measured;
  for (std::size_t place = 0; place < examples.size(); place += kAsked)
    if (examples.liked[place] == kNine) measured.push_back(place);
  const auto network = [&](bool attends) {
    on_progress({attends ? "learning with attention" : "learning by the mean", 0, 0});
    return judged_by_folds(examples, questions, attends, request.folds, learn);
  };
  std::vector<PairWay> ways = {way_of("popularity", column_of(examples, kPopularity), measured),
                               way_of("blend", column_of(examples, kJudgement), measured)};
  if (request.measures) {
    ways.push_back(way_of("network, mean", network(false), measured));
    ways.push_back(way_of("network, attention", network(true), measured));
  }
  const auto both = [](const PairWay& way) { return way.uniform.won + way.popular.won; };
  const bool attends = !request.measures || both(ways[3]) > both(ways[2]);
  const bool is_better = !request.measures || both(ways[attends ? 3 : 2]) > both(ways[1]);
  on_progress({"learning from all lists", 0, 0});
  const auto is_learned = [](const std::vector<Item>& list) { return list.size() >= kLeastSongs; };
  const auto is_measured = [](const std::vector<Item>& list) { return list.size() > kNine; };
  return {static_cast<std::size_t>(std::ranges::count_if(usable, is_learned)),
          static_cast<std::size_t>(std::ranges::count_if(usable, is_measured)),
          measured.size(),
          std::move(ways),
          attends,
          is_better,
          models::PairNetwork(learn(examples, attends))};
}

}  // namespace leitmotif::training
