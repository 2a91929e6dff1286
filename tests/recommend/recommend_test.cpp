#include "leitmotif/recommend/recommend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::recommend {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Row {
  float probability = 0;
  std::uint32_t artist = 0;
  std::uint32_t genre = 0;
  std::int32_t year = 2000;
};

/// Two topics; ids are 101, 102, ... in the order of the rows.
Library library_of(const std::vector<Row>& rows) {
  std::vector<std::int64_t> id;
  std::vector<std::uint32_t> artist, genre;
  std::vector<std::int32_t> year;
  std::vector<float> probability;
  for (const Row& row : rows) {
    id.push_back(101 + static_cast<std::int64_t>(id.size()));
    artist.push_back(row.artist);
    genre.push_back(row.genre);
    year.push_back(row.year);
    probability.insert(probability.end(), {row.probability, 1 - row.probability});
  }
  Library library;
  library.topics = 2;
  library.id = std::move(id);
  library.artist = std::move(artist);
  library.genre = std::move(genre);
  library.year = std::move(year);
  library.probability = std::move(probability);
  return library;
}

Library library_of_probabilities(const std::vector<float>& probabilities) {
  std::vector<Row> rows;
  for (const float p : probabilities) rows.push_back({p, static_cast<std::uint32_t>(rows.size()), 0, 2000});
  return library_of(rows);
}

Query asking_for(std::int64_t n) {
  Query query;
  query.topic = 0;
  query.n = n;
  return query;
}

std::vector<std::size_t> indices(const Answer& answer) {
  std::vector<std::size_t> result;
  for (const Ranked& song : answer.songs) result.push_back(song.index);
  return result;
}

ErrorKind kind_of(const Library& library, const Query& query, std::string* message = nullptr) {
  try {
    (void)rank(library, query);
  } catch (const Error& error) {
    if (message != nullptr) *message = error.what();
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::internal;
}

TEST(RankByTopic, StrengthDecidesBetweenEqualProbabilities) {
  Library library = library_of_probabilities({0.9F, 1, 1, 1});
  library.parts = 2;
  library.part_of_topic = {0, 1};
  library.root_mixture = {0.9F, 0, 0.3F, 0, 0.7F, 0, 0.7F, 0};
  EXPECT_THAT(indices(rank(library, asking_for(4))), ElementsAre(2, 3, 1, 0));
}

TEST(RankByTopic, GivesTheMostProbableFirst) {
  const Answer answer = rank(library_of_probabilities({0.6F, 0.9F, 0.1F, 0.7F}), asking_for(2));
  EXPECT_THAT(indices(answer), ElementsAre(1U, 3U));
  EXPECT_FLOAT_EQ(static_cast<float>(answer.songs[0].score), 0.9F);
  EXPECT_FALSE(answer.fallback);
  EXPECT_EQ(answer.passed, 3U);
}

TEST(RankByTopic, ReadsTheColumnOfTheTopic) {
  Query query = asking_for(1);
  query.topic = 1;
  EXPECT_THAT(indices(rank(library_of_probabilities({0.6F, 0.9F, 0.1F}), query)), ElementsAre(2U));
}

TEST(RankByTopic, ASongAtTheThresholdDoesNotPass) {
  const Answer answer = rank(library_of_probabilities({0.5F, 0.75F}), asking_for(1));
  EXPECT_EQ(answer.passed, 1U);
  EXPECT_FALSE(answer.fallback);
}

TEST(RankByTopic, FillsWithTheNextMostProbable) {
  const Answer answer = rank(library_of_probabilities({0.2F, 0.8F, 0.4F, 0.3F}), asking_for(3));
  EXPECT_THAT(indices(answer), ElementsAre(1U, 2U, 3U));
  EXPECT_TRUE(answer.fallback);
  EXPECT_EQ(answer.passed, 1U);
}

TEST(RankByTopic, TiesAreInTheOrderOfIds) {
  Library library = library_of_probabilities({0.7F, 0.7F, 0.7F});
  library.id = {9, 3, 5};
  EXPECT_THAT(indices(rank(library, asking_for(3))), ElementsAre(1U, 2U, 0U));
}

TEST(RankByTopic, AnEmptyLibraryGivesAnEmptyAnswer) {
  EXPECT_THAT(rank(Library{}, asking_for(5)).songs, IsEmpty());
  Library without_songs;
  without_songs.topics = 8;
  EXPECT_THAT(rank(without_songs, asking_for(5)).songs, IsEmpty());
}

TEST(RankByTopic, ASmallLibraryIsGivenWhole) {
  EXPECT_EQ(rank(library_of_probabilities({0.9F, 0.1F}), asking_for(10000)).songs.size(), 2U);
}

TEST(RankByTopic, ASongWithoutANumberIsNoCandidate) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(indices(rank(library_of_probabilities({nan, 0.2F, nan, 0.9F}), asking_for(4))), ElementsAre(3U, 1U));
}

TEST(RankByTopic, FiltersGenresAndYears) {
  const Library library = library_of(
      {{0.9F, 0, 1, 1990}, {0.8F, 1, 2, 1995}, {0.7F, 2, 3, 1999}, {0.6F, 3, 1, kNoYear}, {0.1F, 4, 2, 2005}});
  Query query = asking_for(10);
  query.genres = {1, 2, 4000000000U};
  EXPECT_THAT(indices(rank(library, query)), ElementsAre(0U, 1U, 3U, 4U));
  query.years = YearRange{1990, 1995};
  EXPECT_THAT(indices(rank(library, query)), ElementsAre(0U, 1U));
  query.years = YearRange{1990, 1990};
  EXPECT_THAT(indices(rank(library, query)), ElementsAre(0U));
  query.genres = {7};
  EXPECT_THAT(indices(rank(library, query)), IsEmpty());
}

TEST(RankByTopic, ASongWithoutAYearMatchesNoRange) {
  Query query = asking_for(10);
  query.years = YearRange{std::numeric_limits<int>::min(), std::numeric_limits<int>::max()};
  EXPECT_THAT(indices(rank(library_of({{0.9F, 0, 0, kNoYear}, {0.8F, 0, 0, 0}}), query)), ElementsAre(1U));
}

TEST(RankByTopic, TheCapHoldsWhileThereAreEnoughSongs) {
  const Library library = library_of({{0.9F, 1}, {0.8F, 1}, {0.7F, 1}, {0.6F, 2}, {0.3F, 3}});
  Query query = asking_for(4);
  query.artist_cap = 2;
  // The third song of artist 1 gives way to one below the threshold, and the answer says so.
  const Answer answer = rank(library, query);
  EXPECT_THAT(indices(answer), ElementsAre(0U, 1U, 3U, 4U));
  EXPECT_EQ(answer.passed, 4U);
  EXPECT_TRUE(answer.fallback);
}

TEST(RankByTopic, TheCapIsRelaxedInRounds) {
  const Library library = library_of({{0.9F, 1}, {0.8F, 1}, {0.7F, 1}, {0.6F, 2}, {0.55F, 2}});
  Query query = asking_for(3);
  query.artist_cap = 1;
  EXPECT_THAT(indices(rank(library, query)), ElementsAre(0U, 1U, 3U));
  query.n = 4;
  EXPECT_THAT(indices(rank(library, query)), ElementsAre(0U, 1U, 3U, 4U));
  query.n = 5;
  EXPECT_THAT(indices(rank(library, query)), ElementsAre(0U, 1U, 2U, 3U, 4U));
}

TEST(RankByTopic, RefusesWhatMakesNoSense) {
  const Library library = library_of_probabilities({0.9F});
  std::string message;
  EXPECT_EQ(kind_of(library, asking_for(0)), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of(library, asking_for(-5)), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of(library, asking_for(10001)), ErrorKind::resource_limit);
  for (const double threshold : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    Query query = asking_for(10);
    query.threshold = threshold;
    EXPECT_EQ(kind_of(library, query), ErrorKind::invalid_argument);
  }
  Query query = asking_for(10);
  query.topic = 2;
  EXPECT_EQ(kind_of(library, query), ErrorKind::invalid_argument);
  query = asking_for(10);
  query.years = YearRange{2000, 1990};
  EXPECT_EQ(kind_of(library, query, &message), ErrorKind::invalid_argument);
  EXPECT_EQ(message, "years: 2000-1990: the first year is after the last");
  EXPECT_EQ(kind_of(Library{}, query), ErrorKind::invalid_argument) << "an empty library checks the query too";
}

TEST(RankByTopic, RefusesColumnsOfDifferentLengths) {
  Library library = library_of_probabilities({0.9F, 0.8F});
  library.year = std::vector<std::int32_t>(1);
  EXPECT_EQ(kind_of(library, asking_for(1)), ErrorKind::internal);
}

TEST(RankByTopic, TheSameSeedGivesTheSameDraw) {
  const Library library = library_of_probabilities(std::vector<float>(200, 0.9F));
  Query query = asking_for(20);
  query.order = Order::random;
  query.seed = 7;
  const auto first = indices(rank(library, query));
  EXPECT_EQ(indices(rank(library, query)), first);
  EXPECT_EQ(std::set<std::size_t>(first.begin(), first.end()).size(), 20U) << "no song twice";
  query.seed = 8;
  EXPECT_NE(indices(rank(library, query)), first);
}

TEST(RankByTopic, ADrawIsUniformOverTheSongsThatPass) {
  std::vector<float> probabilities(20, 0.9F);
  probabilities.resize(30, 0.1F);
  const Library library = library_of_probabilities(probabilities);
  constexpr int kDraws = 20000;
  std::vector<int> first(20);
  std::vector<int> anywhere(20);
  for (int draw = 0; draw < kDraws; ++draw) {
    Query query = asking_for(5);
    query.order = Order::random;
    query.seed = static_cast<std::uint64_t>(draw);
    const Answer answer = rank(library, query);
    ASSERT_FALSE(answer.fallback);
    ++first.at(answer.songs[0].index);
    for (const Ranked& song : answer.songs) ++anywhere.at(song.index);
  }
  const auto chi_square = [](const std::vector<int>& counts, double expected) {
    return std::accumulate(counts.begin(), counts.end(), 0.0, [expected](double sum, int count) {
      return sum + (count - expected) * (count - expected) / expected;
    });
  };
  // 19 degrees of freedom: above 43.8 in one of a thousand fair experiments.
  EXPECT_LT(chi_square(first, kDraws / 20.0), 43.8);
  EXPECT_LT(chi_square(anywhere, kDraws * 5 / 20.0), 43.8);
}

TEST(RankByTopic, ADrawIsFilledByTheMostProbableOthers) {
  Query query = asking_for(4);
  query.order = Order::random;
  const Answer answer = rank(library_of_probabilities({0.1F, 0.9F, 0.3F, 0.8F, 0.2F}), query);
  auto given = indices(answer);
  std::sort(given.begin(), given.begin() + 2);
  EXPECT_THAT(given, ElementsAre(1U, 3U, 2U, 4U));
  EXPECT_TRUE(answer.fallback);
}

/// The contract of rank for a topic, written down once more as plainly as possible: sort all, then count.
Answer reference(const Library& library, const Query& query, const std::vector<std::size_t>& queue) {
  const auto n = static_cast<std::size_t>(query.n);
  const auto score = [&](std::size_t i) { return static_cast<double>(library.probability[i * 2 + *query.topic]); };
  Answer answer;
  for (const std::size_t i : queue) answer.passed += score(i) > query.threshold ? 1U : 0U;
  answer.fallback = answer.passed < n;
  std::set<std::size_t> chosen;
  for (std::size_t cap = query.artist_cap == 0 ? queue.size() + 1 : query.artist_cap;; cap += query.artist_cap) {
    std::map<std::uint32_t, std::size_t> of_artist;
    for (const std::size_t i : queue) {
      if (of_artist[library.artist[i]]++ < cap && chosen.size() < n) chosen.insert(i);
    }
    if (chosen.size() == std::min(n, queue.size())) break;
  }
  for (const std::size_t i : queue) {
    if (!chosen.contains(i)) continue;
    answer.songs.push_back({i, score(i), {}});
    answer.fallback |= score(i) <= query.threshold;
  }
  return answer;
}

std::vector<std::size_t> best_queue(const Library& library, const Query& query) {
  std::vector<std::size_t> queue;
  for (std::size_t i = 0; i < library.size(); ++i) {
    const bool genre =
        query.genres.empty() || std::count(query.genres.begin(), query.genres.end(), library.genre[i]) > 0;
    const std::int32_t year = library.year[i];
    const bool years = !query.years || (year != kNoYear && year >= query.years->first && year <= query.years->last);
    if (genre && years) queue.push_back(i);
  }
  std::sort(queue.begin(), queue.end(), [&](std::size_t a, std::size_t b) {
    const float pa = library.probability[a * 2 + *query.topic];
    const float pb = library.probability[b * 2 + *query.topic];
    return pa != pb ? pa > pb : library.id[a] < library.id[b];
  });
  return queue;
}

Library random_library(RandomSource& draw) {
  std::vector<Row> rows(draw.below_by_bits(120));
  const std::uint64_t artists = 1 + draw.below_by_bits(30);
  for (Row& row : rows) {
    row.probability = static_cast<float>(draw.below_by_bits(40)) / 39.0F;  // with ties, and with 0 and 1
    row.artist = static_cast<std::uint32_t>(draw.below_by_bits(artists));
    row.genre = static_cast<std::uint32_t>(draw.below_by_bits(4));
    row.year = draw.below_by_bits(10) == 0 ? kNoYear : static_cast<std::int32_t>(1990 + draw.below_by_bits(10));
  }
  return library_of(rows);
}

Query random_query(RandomSource& draw) {
  Query query = asking_for(1 + static_cast<std::int64_t>(draw.below_by_bits(40)));
  query.topic = draw.below_by_bits(2);
  query.threshold = static_cast<double>(draw.below_by_bits(5)) / 4;
  query.artist_cap = draw.below_by_bits(4);
  query.seed = draw.next();
  if (draw.below_by_bits(3) == 0) query.genres = {static_cast<std::uint32_t>(draw.below_by_bits(4)), 2};
  if (draw.below_by_bits(3) == 0) query.years = YearRange{1992, 1992 + static_cast<int>(draw.below_by_bits(6))};
  return query;
}

TEST(RankByTopic, AgreesWithAPlainReference) {
  RandomSource draw(20);
  for (int round = 0; round < 3000; ++round) {
    Library library = random_library(draw);
    const Query query = random_query(draw);
    const Answer answer = rank(library, query);
    const Answer expected = reference(library, query, best_queue(library, query));
    ASSERT_EQ(indices(answer), indices(expected)) << "round " << round;
    order_by_topic(library, 1);
    ASSERT_EQ(indices(rank(library, query)), indices(expected)) << "orders made before, round " << round;
    EXPECT_EQ(answer.fallback, expected.fallback);
    EXPECT_EQ(answer.passed, expected.passed);
  }
}

TEST(RankByTopic, TheOrderIsByProbabilityThenStrengthThenNumber) {
  RandomSource draw(22);
  for (int round = 0; round < 200; ++round) {
    SongColumns songs;
    songs.topics = 1;
    songs.parts = 1;
    songs.part_of_topic = {0};
    const std::size_t count = draw.below_by_bits(60);
    std::vector<std::int64_t> ids;
    std::vector<float> probabilities;
    std::vector<float> roots;
    for (std::size_t i = 0; i < count; ++i) {
      ids.push_back(static_cast<std::int64_t>(round % 2 == 0 ? i : count - i));
      const auto drawn = static_cast<float>(draw.below_by_bits(6));
      probabilities.push_back(drawn == 5 ? std::numeric_limits<float>::quiet_NaN() : drawn / 4 - 0.25F);
      roots.push_back(draw.below_by_bits(2) == 0 ? -0.0F : static_cast<float>(draw.below_by_bits(3)));
    }
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < count; ++i)
      if (!std::isnan(probabilities[i])) expected.push_back(i);
    std::ranges::sort(expected, [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(-probabilities[a], -roots[a], ids[a]) < std::tuple(-probabilities[b], -roots[b], ids[b]);
    });
    songs.id = ids;
    songs.probability = probabilities;
    songs.root_mixture = roots;
    ASSERT_EQ(ordered_by_topic(songs, 0), expected) << "round " << round;
  }
}

TEST(RankByTopic, ADrawObeysTheSameRules) {
  RandomSource draw(21);
  for (int round = 0; round < 1000; ++round) {
    const Library library = random_library(draw);
    Query query = random_query(draw);
    query.order = Order::random;
    // Without a cap the whole queue is an answer: taken as given, it must hold the right songs, and a capped answer
    // must follow from it.
    Query all = query;
    all.artist_cap = 0;
    all.n = 1000;
    const std::vector<std::size_t> queue = indices(rank(library, all));
    std::vector<std::size_t> best = best_queue(library, query);
    ASSERT_TRUE(std::is_permutation(queue.begin(), queue.end(), best.begin(), best.end()));
    const Answer answer = rank(library, query);
    ASSERT_EQ(indices(answer), indices(reference(library, query, queue))) << "round " << round;
    const auto passed = static_cast<std::ptrdiff_t>(answer.passed);
    ASSERT_TRUE(std::equal(queue.begin() + passed, queue.end(), best.begin() + passed)) << "the others, best first";
  }
}

}  // namespace
}  // namespace leitmotif::recommend
