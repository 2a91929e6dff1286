// The exact methods against plain dense references.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/taste/ease.hpp"
#include "leitmotif/taste/implicit_als.hpp"
#include "leitmotif/taste/item_neighbours.hpp"
#include "support/expect_error.hpp"
#include "taste/small_lists.hpp"

namespace leitmotif::testing {
namespace {

using taste::Item;

constexpr double kExact = 1e-5;

SparseMatrix some_lists(std::size_t lists, std::size_t items) {
  return taste::lists_of(drawn_lists(lists, items, 3), items);
}

TEST(Lists, HoldEachItemOnce) {
  const std::vector<std::vector<Item>> lists = {{2, 0, 2}, {}, {1}};
  const SparseMatrix matrix = taste::lists_of(lists, 3);
  EXPECT_EQ(matrix.column, (std::vector<std::uint32_t>{0, 2, 1}));
  EXPECT_EQ(taste::counts_of(matrix), (std::vector<std::uint32_t>{1, 1, 1}));
  const SparseMatrix back = taste::transposed(taste::transposed(matrix));
  EXPECT_EQ(back.column, matrix.column);
  EXPECT_EQ(back.row_begin, matrix.row_begin);
  expect_refusal([&] { (void)taste::lists_of(lists, 2); }, ErrorKind::invalid_argument, "item 2 is none");
}

/// B = 1 - P / diag(P), P the inverse of X'X + penalty.
Dense ease_reference(const SparseMatrix& lists, double penalty) {
  Dense gram = gram_of_dense(dense_of(lists));
  for (std::size_t i = 0; i < gram.rows; ++i) gram.at(i, i) += penalty;
  const Dense inverse = inverse_of(gram);
  Dense weights(gram.rows, gram.rows);
  for (std::size_t i = 0; i < gram.rows; ++i)
    for (std::size_t j = 0; j < gram.rows; ++j)
      if (i != j) weights.at(i, j) = -inverse.at(i, j) / inverse.at(j, j);
  return weights;
}

/// Lists of many of few songs: all songs are bound to all, and songs are more than lists.
SparseMatrix long_lists() {
  constexpr Item kSongs = 180;
  std::vector<std::vector<Item>> lists(6);
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (Item item = 0; item < kSongs; ++item)
      if ((item * 7 + list * 11) % 6 != 0) lists[list].push_back(item);
  return taste::lists_of(lists, kSongs);
}

TEST(Ease, EveryFormIsTheClosedForm) {
  // Songs of few lists taken out, a core that is inverted as a whole, and the dual form.
  for (const SparseMatrix& matrix : {some_lists(40, 90), some_lists(1500, 200), long_lists()}) {
    const taste::Ease ease = taste::Ease::fit(matrix, {.penalty = 5});
    const Dense expected = ease_reference(matrix, 5);
    const auto items = static_cast<Item>(matrix.columns);
    std::vector<float> scores(items);
    for (Item item = 0; item < items; ++item) {
      ease.score(std::vector<Item>{item, (item + 14) % items}, scores);
      for (std::size_t j = 0; j < scores.size(); ++j)
        ASSERT_NEAR(static_cast<double>(scores[j]), expected.at(item, j) + expected.at((item + 14) % items, j), kExact)
            << matrix.rows() << " lists, song " << item;
    }
  }
  expect_refusal([] { (void)taste::Ease::fit(some_lists(3, 3), {.penalty = 0}); }, ErrorKind::invalid_argument,
                 "penalty");
}

TEST(Ease, KeepsNothingOfSongsThatNoListHas) {
  const SparseMatrix matrix = taste::lists_of(std::vector<std::vector<Item>>{{2, 700}, {2, 700, 41}, {41}}, 1000);
  const taste::Ease ease = taste::Ease::fit(matrix, {.penalty = 1});
  EXPECT_THAT(ease.known(), ::testing::UnorderedElementsAre(2, 41, 700));
  EXPECT_EQ(ease.weights().size, 3U);
  std::vector<float> scores(1000, 9);
  ease.score(std::vector<Item>{2, 999}, scores);
  EXPECT_GT(scores[700], scores[41]);
  EXPECT_EQ(std::ranges::count(scores, 0.0F), 998) << "2 itself among them";
}

/// (V'V + unobserved * all + penalty)^-1 V'1 for the given rows.
std::vector<double> place_reference(const taste::ImplicitAls& model, const std::vector<Item>& given,
                                    const taste::AlsOptions& options, std::size_t heard) {
  const std::size_t side = options.dimensions;
  Dense matrix(side, side);
  std::vector<double> right(side);
  const auto value = [&](std::size_t item, std::size_t k) {
    const std::span<const float> row = model.row_of(static_cast<Item>(item));
    return row.empty() ? 0 : static_cast<double>(row[k]);
  };
  for (std::size_t i = 0; i < side; ++i)
    for (std::size_t j = 0; j < side; ++j) {
      for (std::size_t item = 0; item < 60; ++item)
        matrix.at(i, j) += static_cast<double>(options.unobserved) * value(item, i) * value(item, j);
      for (const Item item : given) matrix.at(i, j) += value(item, i) * value(item, j);
    }
  const double known =
      static_cast<double>(given.size()) + static_cast<double>(options.unobserved) * static_cast<double>(heard);
  for (std::size_t k = 0; k < side; ++k) {
    matrix.at(k, k) += static_cast<double>(options.penalty) * known;
    for (const Item item : given) right[k] += value(item, k);
  }
  const Dense inverse = inverse_of(matrix);
  std::vector<double> place(side);
  for (std::size_t i = 0; i < side; ++i)
    for (std::size_t j = 0; j < side; ++j) place[i] += inverse.at(i, j) * right[j];
  return place;
}

TEST(ImplicitAls, AListsPlaceSolvesItsProblem) {
  const SparseMatrix lists = some_lists(200, 60);
  const taste::AlsOptions options{.dimensions = 24, .penalty = 0.01F, .iterations = 4};
  const taste::ImplicitAls model = taste::ImplicitAls::fit(lists, options);
  std::size_t heard = 0;
  for (const std::uint32_t count : taste::counts_of(lists)) heard += count > 0 ? 1U : 0U;
  std::vector<Item> many;  // more songs than dimensions: the other way to solve it
  for (Item item = 0; item < 60; ++item)
    if (taste::counts_of(lists)[item] > 0) many.push_back(item);
  for (const std::vector<Item>& given : {std::vector<Item>{4}, std::vector<Item>{1, 5, 9}, many}) {
    const std::vector<float> place = model.place_of(given);
    const std::vector<double> expected = place_reference(model, given, options, heard);
    for (std::size_t k = 0; k < place.size(); ++k)
      ASSERT_NEAR(static_cast<double>(place[k]), expected[k], kExact) << given.size() << " songs";
  }
  EXPECT_EQ(model.place_of({}), std::vector<float>(24));
}

TEST(ImplicitAls, TheSameSeedGivesTheSameBytesAtAnyNumberOfThreads) {
  const SparseMatrix lists = some_lists(700, 300);
  const auto items = [&](std::uint64_t seed, unsigned threads) {
    const taste::ImplicitAls model =
        taste::ImplicitAls::fit(lists, {.dimensions = 16, .iterations = 3, .seed = seed, .threads = threads});
    std::vector<std::vector<float>> rows;
    for (Item item = 0; item < 300; ++item) {
      const std::span<const float> row = model.row_of(item);
      rows.emplace_back(row.begin(), row.end());
    }
    return rows;
  };
  EXPECT_EQ(items(1, 1), items(1, 3));
  EXPECT_NE(items(1, 1), items(2, 1));
}

TEST(ImplicitAls, StepsGoWhereTheExactSolutionLies) {
  const SparseMatrix lists = some_lists(300, 120);
  for (const std::size_t dimensions : {5U, 16U, 20U}) {
    const auto scores = [&](std::size_t steps, unsigned threads) {
      const taste::ImplicitAls model = taste::ImplicitAls::fit(
          lists, {.dimensions = dimensions, .iterations = 4, .steps = steps, .threads = threads});
      std::vector<float> values(120);
      model.score(std::vector<Item>{1, 5, 9}, values);
      return values;
    };
    const std::vector<float> exact = scores(0, 1);
    const std::vector<float> many = scores(2 * dimensions, 1);
    const std::vector<float> few = scores(3, 1);
    EXPECT_EQ(few, scores(3, 3)) << "at any number of threads";
    const float most = std::ranges::max(exact);
    for (std::size_t item = 0; item < exact.size(); ++item) {
      EXPECT_NEAR(many[item], exact[item], 0.002F * most) << dimensions << " dimensions, song " << item;
      EXPECT_NEAR(few[item], exact[item], 0.1F * most) << dimensions << " dimensions, song " << item;
    }
  }
}

TEST(ImplicitAls, SongsThatNoListHasChangeNothing) {
  // The same songs, with thousands between them that nobody has.
  const std::vector<std::vector<Item>> lists = {{0, 1, 2}, {1, 2}, {0, 3}, {3, 4}};
  std::vector<std::vector<Item>> apart = lists;
  for (std::vector<Item>& list : apart)
    for (Item& item : list) item *= 400;  // all within one piece that is summed by itself
  const taste::AlsOptions options{.dimensions = 4, .iterations = 3};
  const taste::ImplicitAls near = taste::ImplicitAls::fit(taste::lists_of(lists, 5), options);
  const taste::ImplicitAls far = taste::ImplicitAls::fit(taste::lists_of(apart, 5000), options);
  std::vector<float> near_scores(5);
  std::vector<float> far_scores(5000, 9);
  near.score(std::vector<Item>{0}, near_scores);
  far.score(std::vector<Item>{0}, far_scores);
  for (Item item = 0; item < 5; ++item) EXPECT_EQ(far_scores[item * 400], near_scores[item]);
  EXPECT_EQ(std::ranges::count(far_scores, 0.0F), 4995);
  EXPECT_TRUE(far.row_of(1).empty());
  EXPECT_EQ(far.row_of(800).size(), 4U);
}

TEST(ImplicitAls, SongsOfOneListGoTogether) {
  std::vector<std::vector<Item>> lists;
  for (int k = 0; k < 20; ++k) {
    lists.push_back({0, 1, 2});
    lists.push_back({3, 4, 5});
  }
  const taste::ImplicitAls model = taste::ImplicitAls::fit(taste::lists_of(lists, 6), {.dimensions = 4});
  std::vector<float> scores(6);
  model.score(std::vector<Item>{0}, scores);
  EXPECT_GT(scores[2], scores[3] + 0.3F);
}

TEST(ImplicitAls, OptionsOutOfRangeAreRefused) {
  const SparseMatrix lists = some_lists(5, 5);
  for (const taste::AlsOptions& wrong : {taste::AlsOptions{.dimensions = 0}, taste::AlsOptions{.iterations = 0},
                                         taste::AlsOptions{.unobserved = 0}, taste::AlsOptions{.penalty = -1}})
    expect_refusal([&] { (void)taste::ImplicitAls::fit(lists, wrong); }, ErrorKind::invalid_argument, "factors");
}

TEST(Neighbours, CosineAndWalkAreTheirFormulas) {
  const SparseMatrix lists = some_lists(150, 40);
  const Dense gram = gram_of_dense(dense_of(lists));
  const taste::Neighbours cosine = taste::Neighbours::by_cosine(lists, {.most = 40, .shrink = 4});
  const taste::Neighbours walk = taste::Neighbours::by_walk(lists, {.most = 40, .alpha = 0.7, .beta = 0.3});
  std::vector<float> by_cosine(40);
  std::vector<float> by_walk(40);
  for (std::size_t i = 0; i < 40; ++i) {
    cosine.score(std::vector<Item>{static_cast<Item>(i)}, by_cosine);
    walk.score(std::vector<Item>{static_cast<Item>(i)}, by_walk);
    for (std::size_t j = 0; j < 40; ++j) {
      double likeness = 0;
      double walked = 0;
      if (i != j && gram.at(i, j) > 0) {
        likeness = gram.at(i, j) / (std::sqrt(gram.at(i, i) * gram.at(j, j)) + 4);
        for (std::size_t list = 0; list < lists.rows(); ++list) {
          const auto has = taste::items_of(lists, list);
          if (std::ranges::find(has, i) != has.end() && std::ranges::find(has, j) != has.end())
            walked += std::pow(static_cast<double>(has.size()), -0.7);
        }
        walked *= std::pow(gram.at(i, i), -0.7) * std::pow(gram.at(j, j), -0.3);
      }
      ASSERT_NEAR(static_cast<double>(by_cosine[j]), likeness, kExact);
      ASSERT_NEAR(static_cast<double>(by_walk[j]), walked, kExact);
    }
  }
}

TEST(Neighbours, OnlyTheNearestAreKept) {
  const taste::Neighbours few = taste::Neighbours::by_cosine(some_lists(150, 40), {.most = 3});
  for (std::size_t i = 0; i < 40; ++i) EXPECT_LE(taste::items_of(few.weights(), i).size(), 3U);
}

}  // namespace
}  // namespace leitmotif::testing
