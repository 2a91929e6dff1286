#include "leitmotif/taste/blend.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/taste/dot.hpp"
#include "leitmotif/taste/pair.hpp"
#include "taste/small_lists.hpp"

namespace leitmotif::testing {
namespace {

using taste::Blend;
using taste::Item;
using taste::SongFacts;

/// Songs of two kinds: even ones by artists and of years and genres of their own.
std::shared_ptr<SongFacts> two_kinds(std::size_t items) {
  auto facts = std::make_shared<SongFacts>();
  facts->genres = 2;
  for (std::size_t item = 0; item < items; ++item) {
    facts->artist.push_back(static_cast<std::uint32_t>(item % 2 + 2 * (item / 10)));
    facts->year.push_back(item % 2 == 0 ? 1970 : 2010);
    facts->genre.push_back(static_cast<std::uint32_t>(item % 2));
  }
  return facts;
}

/// Lists that keep to one kind; the last ten songs are in none.
SparseMatrix lists_of_kinds(std::size_t items) {
  RandomSource random(9);
  std::vector<std::vector<Item>> lists(120);
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (int k = 0; k < 6; ++k) lists[list].push_back(static_cast<Item>(list % 2 + 2 * random.below((items - 10) / 2)));
  return taste::lists_of(lists, items);
}

taste::BlendOptions small_options(unsigned threads = 1) {
  taste::BlendOptions options;
  options.factors.dimensions = 8;
  options.threads = threads;
  return options;
}

/// Scores of 60 songs for somebody who has three even ones; even ones that were heard come before odd ones.
std::vector<float> scores_of_even_songs(const Blend& blend) {
  std::vector<float> scores(60);
  blend.score(std::vector<Item>{0, 2, 4}, scores);
  double even = 0;
  double odd = 0;
  for (std::size_t item = 6; item < 50; ++item) (item % 2 == 0 ? even : odd) += static_cast<double>(scores[item]);
  EXPECT_GT(even, odd + 10);
  return scores;
}

TEST(Blend, SongsOfTheSameKindComeFirstHeardOrNot) {
  const Blend blend = Blend::fit(lists_of_kinds(60), two_kinds(60), small_options());
  const std::vector<float> scores = scores_of_even_songs(blend);
  for (std::size_t item = 50; item < 60; item += 2) EXPECT_GT(scores[item], scores[item + 1]) << "never heard";
}

TEST(Blend, AScoreIsTheSumOfItsPartsAndTheSameAtAnyNumberOfThreads) {
  const Blend one = Blend::fit(lists_of_kinds(60), two_kinds(60), small_options(1));
  const Blend three = Blend::fit(lists_of_kinds(60), two_kinds(60), small_options(3));
  const taste::BlendScores scored(one, std::vector<Item>{1, 7});
  EXPECT_EQ(scored.scores(), taste::BlendScores(three, std::vector<Item>{1, 7}).scores());
  EXPECT_EQ(scored.least(), std::ranges::min(scored.scores()));
  EXPECT_EQ(scored.most(), std::ranges::max(scored.scores()));
  for (std::size_t item = 0; item < 50; ++item) {
    if (one.counts()[item] == 0) continue;
    const taste::BlendParts parts = scored.parts(static_cast<Item>(item));
    EXPECT_NEAR(scored.scores()[item], parts.together + parts.artist + parts.content + parts.popularity, 1e-5);
  }
}

TEST(Blend, FactorsAreFittedOnceMoreUnlessThereIsTooMuchToFit) {
  const auto scores = [](std::size_t fits, std::size_t most) {
    taste::BlendOptions options = small_options();
    options.factor_fits = fits;
    options.most_refitted = most;
    options.steps_of_many = 0;
    return scores_of_even_songs(Blend::fit(lists_of_kinds(60), two_kinds(60), options));
  };
  EXPECT_NE(scores(2, 1000), scores(1, 1000));
  EXPECT_EQ(scores(2, 1), scores(1, 1000));
  EXPECT_EQ(scores(0, 1000), scores(1, 1000)) << "one at least";
}

TEST(Blend, ASongOfTheGivenYearsComesBeforeOneOfOthers) {
  auto facts = std::make_shared<SongFacts>();
  facts->artist = {0, 1, 2, 3, 4};
  facts->year = {1970, 1999, 1971, 2010, kNoYear};
  facts->genre.assign(5, taste::kNoGenre);
  taste::BlendOptions options = small_options();
  options.content_share = 0;
  const Blend blend = Blend::fit(taste::lists_of(std::vector<std::vector<Item>>{{0, 1}, {2, 3, 4}}, 5), facts, options);
  const taste::BlendScores scored(blend, std::vector<Item>{0});
  EXPECT_GT(scored.parts(2).content, scored.parts(3).content);
  EXPECT_EQ(scored.parts(4).content, 0) << "nothing is known of its year";
  EXPECT_GT(scored.scores()[2], scored.scores()[3]);
}

/// A scored question over so many songs, of which every third has a history, that not all are compared.
void expect_scores_of_parts(const Blend& blend, const std::vector<Item>& given) {
  const taste::BlendScores scored(blend, given);
  const std::vector<float>& scores = scored.scores();
  EXPECT_EQ(scored.least(), std::ranges::min(scores));
  EXPECT_EQ(scored.most(), std::ranges::max(scores));
  double content = 0;
  double heard = 0;
  double level = 0;
  // Songs without a history lie on a line over what they are the sum of.
  const auto sum_of = [&](std::size_t item) {
    const taste::BlendParts parts = scored.parts(static_cast<Item>(item));
    return static_cast<double>(parts.together + parts.artist + parts.content + parts.popularity);
  };
  double unheard_sum = 0;
  double unheard_score = 0;
  for (std::size_t item = 0; item < scores.size(); ++item) {
    if (blend.counts()[item] == 0) {
      unheard_sum += sum_of(item);
      unheard_score += static_cast<double>(scores[item]);
      continue;
    }
    ASSERT_NEAR(static_cast<double>(scores[item]), sum_of(item), 1e-4) << item;
    content += static_cast<double>(scored.parts(static_cast<Item>(item)).content);
    level += static_cast<double>(scores[item]);
    ++heard;
  }
  EXPECT_NEAR(static_cast<double>(scored.mean_content()), content / heard, 1e-4);
  const double unheard = static_cast<double>(scores.size()) - heard;
  EXPECT_NEAR(unheard_score / unheard, level / heard, 1e-3);
  for (std::size_t item = 0; item < scores.size(); item += 997) {
    if (blend.counts()[item] > 0) continue;
    ASSERT_NEAR(static_cast<double>(scores[item]), level / heard + 0.5 * (sum_of(item) - unheard_sum / unheard), 1e-3)
        << item;
  }
}

TEST(Blend, OfVeryManySongsTheBestAreCompared) {
  constexpr std::size_t kItems = 100'300;
  std::vector<std::vector<Item>> lists;
  for (std::size_t k = 0; k < kItems / 30; ++k) {
    std::vector<Item>& list = lists.emplace_back();
    for (std::size_t song = 0; song < 10; ++song) list.push_back(static_cast<Item>((k * 10 + song) * 3 % kItems));
    list.push_back(static_cast<Item>(k % 90 * 3));
  }
  taste::BlendOptions options = small_options();
  options.most_exact = 60;
  options.factors.iterations = 3;
  const Blend blend = Blend::fit(taste::lists_of(lists, kItems), two_kinds(kItems), options);
  expect_scores_of_parts(blend, {0, 9, 12, 3001, 99'999});
  expect_scores_of_parts(blend, {});
  options.threads = 3;
  const Blend three = Blend::fit(taste::lists_of(lists, kItems), two_kinds(kItems), options);
  EXPECT_EQ(taste::BlendScores(blend, std::vector<Item>{9, 30}).scores(),
            taste::BlendScores(three, std::vector<Item>{9, 30}).scores());
}

TEST(Blend, OfVeryManyListsTheFactorsGoBySteps) {
  taste::BlendOptions options = small_options();
  options.factor_fits = 1;
  const std::vector<float> exact = scores_of_even_songs(Blend::fit(lists_of_kinds(60), two_kinds(60), options));
  options.most_refitted = 1;
  const std::vector<float> steps = scores_of_even_songs(Blend::fit(lists_of_kinds(60), two_kinds(60), options));
  EXPECT_NE(steps, exact);
  options.steps_of_many = 0;
  EXPECT_EQ(scores_of_even_songs(Blend::fit(lists_of_kinds(60), two_kinds(60), options)), exact);
}

TEST(Steps, GiveTheProducts) {
  RandomSource random(5);
  for (const std::size_t width : {1U, 16U, 96U, 131U}) {
    constexpr std::size_t kRows = 7;
    std::vector<std::int8_t> rows(kRows * width);
    std::vector<std::int16_t> row(width);
    for (std::int8_t& number : rows) number = static_cast<std::int8_t>(static_cast<int>(random.below(255)) - 127);
    for (std::int16_t& number : row) number = static_cast<std::int16_t>(static_cast<int>(random.below(65535)) - 32767);
    std::vector<float> sums(kRows, 2);
    taste::add_step_products(rows.data(), kRows, row, 0.5F, sums.data());
    for (std::size_t i = 0; i < kRows; ++i) {
      std::int64_t sum = 0;
      for (std::size_t k = 0; k < width; ++k) sum += std::int64_t{rows[i * width + k]} * row[k];
      EXPECT_FLOAT_EQ(sums[i], 2 + 0.5F * static_cast<float>(sum)) << width;
    }
  }
}

TEST(Panels, GiveTheProductsAndTheMeanOfTheNearest) {
  RandomSource random(3);
  for (const std::size_t width : {1U, 15U, 16U, 39U, 158U}) {
    const std::size_t rows = 2 * taste::kRowsWithPanel;
    std::vector<float> panel(width * taste::kPanelRows);
    std::vector<float> others(rows * width);
    for (float& number : panel) number = static_cast<float>(random.uniform()) - 0.5F;
    for (float& number : others) number = static_cast<float>(random.uniform()) - 0.5F;
    std::vector<float> products(rows * taste::kPanelRows);
    taste::panel_products(panel.data(), others.data(), rows, width, products.data());
    std::vector<float> song(width);
    for (std::size_t lane = 0; lane < taste::kPanelRows; ++lane) {
      for (std::size_t k = 0; k < width; ++k) song[k] = panel[k * taste::kPanelRows + lane];
      std::vector<float> each(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        each[row] = taste::dot_product(song.data(), others.data() + row * width, width);
        ASSERT_NEAR(products[row * taste::kPanelRows + lane], each[row], 1e-5) << width;
      }
      for (const std::size_t count : {std::size_t{1}, std::size_t{3}, rows}) {
        std::vector<float> means(taste::kPanelRows);
        taste::mean_of_nearest(products.data(), count, means.data());
        std::vector<float> largest(each.begin(), each.begin() + static_cast<std::ptrdiff_t>(count));
        std::ranges::sort(largest, std::greater<>());
        largest.resize(std::min(count, taste::kNearest));
        float sum = 0;
        for (const float value : largest) sum += value;
        ASSERT_NEAR(means[lane], sum / static_cast<float>(largest.size()), 1e-5) << count << " of " << width;
      }
    }
  }
}

TEST(Blend, BackOffsGiveFiniteScores) {
  const auto check = [](const std::vector<std::vector<Item>>& lists, const std::shared_ptr<SongFacts>& facts,
                        const std::vector<Item>& given) {
    const Blend blend = Blend::fit(taste::lists_of(lists, facts->items()), facts, small_options());
    std::vector<float> scores(facts->items());
    blend.score(given, scores);
    for (const float score : scores) EXPECT_TRUE(std::isfinite(score));
    for (Item item = 0; item < facts->items(); ++item) {
      const double p = taste::PairJudge(blend, given).probability(item);
      EXPECT_TRUE(p >= 0 && p <= 1) << p;
    }
  };
  auto names_only = std::make_shared<SongFacts>();
  names_only->artist = {0, 0, 1};
  check({{0, 1}}, names_only, {0});
  check({{0}}, names_only, {2});           // one listener, one song, asked by somebody else
  check({{0}, {0}, {0}}, names_only, {});  // all songs the same, asked by nobody
  check({{}}, two_kinds(10), {3});         // an empty history
  check({{0, 1, 2, 3}}, two_kinds(10), {9});
}

TEST(Blend, WithMoreSongsThanEaseTakesTheOthersHaveFactors) {
  taste::BlendOptions options = small_options();
  options.most_exact = 10;
  const Blend blend = Blend::fit(lists_of_kinds(60), two_kinds(60), options);
  (void)scores_of_even_songs(blend);
}

TEST(Blend, OfWhatWasFittedIsTheSameToTheBit) {
  const SparseMatrix lists = lists_of_kinds(60);
  const auto facts = two_kinds(60);
  for (const std::size_t most_exact : {std::size_t{8192}, std::size_t{20}}) {
    taste::BlendOptions options = small_options();
    options.most_exact = most_exact;
    const Blend fitted = Blend::fit(lists, facts, options);
    const Blend again = Blend::of_fitted(fitted.fitted(), taste::known_songs(*facts), options);
    EXPECT_EQ(scores_of_even_songs(again), scores_of_even_songs(fitted));
    EXPECT_EQ(again.exact_weight(0, 2), fitted.exact_weight(0, 2));
    EXPECT_EQ(again.affinity(0, 55), fitted.affinity(0, 55));
  }
}

TEST(Blend, OfNumbersThatDoNotFitIsRefused) {
  const auto facts = two_kinds(60);
  const Blend fitted = Blend::fit(lists_of_kinds(60), facts, small_options());
  const auto make = [&](const std::function<void(taste::FittedBlend&)>& spoil) {
    taste::FittedBlend numbers = fitted.fitted();
    spoil(numbers);
    return Blend::of_fitted(numbers, taste::known_songs(*facts), small_options());
  };
  EXPECT_THROW(make([](auto& numbers) { numbers.counts = {1, 2}; }), Error);
  EXPECT_THROW(make([](auto& numbers) { numbers.factors.clear(); }), Error);
  EXPECT_THROW(make([](auto& numbers) { numbers.factors[0].rows = {1}; }), Error);
  EXPECT_THROW(make([](auto& numbers) { numbers.factors[0].common = {}; }), Error);
  EXPECT_THROW(make([](auto& numbers) { numbers.exact = {2, {0, 1, 1, 0}}; }), Error);
  EXPECT_THROW(make([](auto& numbers) { numbers.exact.values = {1}; }), Error);
}

TEST(SongFacts, ArtistsAreToldApartWithoutWhatIsFeatured) {
  EXPECT_EQ(taste::artist_key("The Doors"), "doors");
  EXPECT_EQ(taste::artist_key(" Jay Park feat. Somebody"), "jay park");
  EXPECT_EQ(taste::artist_key("A ft B"), "a");
  EXPECT_EQ(taste::artist_key("Feature Cast"), "feature cast");
  EXPECT_EQ(taste::artist_key("Pink Feathers"), "pink feathers");
  EXPECT_EQ(taste::artist_key("the the"), "the");
}

TEST(SongFacts, SongsOfAnArtistAreFoundAscending) {
  SongFacts facts;
  facts.artist = {2, 0, 2, 1, 2};
  const taste::KnownSongs songs = taste::known_songs(facts);
  EXPECT_EQ(songs.artists(), 3U);
  const std::span<const Item> two = songs.songs_of(2);
  EXPECT_EQ(std::vector<Item>(two.begin(), two.end()), (std::vector<Item>{0, 2, 4}));
  EXPECT_EQ(songs.songs_of(0).size(), 1U);
  EXPECT_EQ(taste::known_songs({}).artists(), 0U);
}

TEST(SongFacts, LikenessIsOneForTheSameAndNothingForTheUnknown) {
  SongFacts facts;
  facts.artist = {0, 1, 2};
  facts.year = {1980, 1980, kNoYear};
  facts.genre = {0, 0, taste::kNoGenre};
  facts.genres = 1;
  facts.sounds = 1;
  facts.sound = {0.25F, 0.25F, std::nanf("")};
  facts.parts = 2;
  facts.roots = {1, 0, 1, 0, 0, 0};
  const taste::ContentRows rows(taste::known_songs(facts), {});
  const auto likeness = [&](Item a, Item b) {
    const std::vector<float> both = rows.rows_of(std::array{a, b});
    float sum = 0;
    for (std::size_t k = 0; k < rows.width(); ++k) sum += both[k] * both[rows.width() + k];
    return sum;
  };
  constexpr double kSteps = 1e-3;  // the sound is kept in steps
  EXPECT_NEAR(likeness(0, 1), 1, kSteps);
  EXPECT_EQ(likeness(0, 2), 0);
  const taste::ContentRows::Products products(rows, rows.rows_of(std::array<Item, 1>{0}));
  std::vector<float> of_all(3);
  products.write(0, of_all);
  for (const Item item : {0U, 1U, 2U}) EXPECT_NEAR(of_all[item], likeness(0, item), kSteps);
  std::vector<float> of_last(2);
  products.write(1, of_last);
  EXPECT_EQ(of_last, (std::vector<float>{of_all[1], of_all[2]}));
}

}  // namespace
}  // namespace leitmotif::testing
