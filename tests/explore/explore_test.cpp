// Summaries, relations, silhouettes and word counts against plain references.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/explore/association.hpp"
#include "leitmotif/explore/choose_clusters.hpp"
#include "leitmotif/explore/complete_rows.hpp"
#include "leitmotif/explore/pca.hpp"
#include "leitmotif/explore/silhouette.hpp"
#include "leitmotif/explore/summary.hpp"
#include "leitmotif/explore/telling_words.hpp"

namespace leitmotif::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Summary summary_of(std::vector<double> values) { return summarise({"x", std::move(values), 0, 0}); }

TEST(Summary, KnownNumbers) {
  const Summary s = summary_of({4, kMissing, 1, 2, 10, 3});
  EXPECT_EQ(s.count, 5U);
  EXPECT_EQ(s.missing, 1U);
  EXPECT_DOUBLE_EQ(s.mean, 4);
  EXPECT_NEAR(s.deviation, std::sqrt(12.5), 1e-12);
  EXPECT_THAT(s.quartiles, ElementsAre(2, 3, 4));
  EXPECT_EQ(s.least, 1);
  EXPECT_EQ(s.greatest, 10);
  EXPECT_NEAR(s.skewness, 36.0 / std::pow(10.0, 1.5), 1e-12);  // third moment 180 / 5, second 50 / 5
}

TEST(Summary, FewOrEqualValuesHaveNoSpreadTheyDoNotHave) {
  EXPECT_TRUE(std::isnan(summary_of({}).mean));
  EXPECT_TRUE(std::isnan(summary_of({kMissing, kMissing}).mean));
  EXPECT_EQ(summary_of({kMissing}).missing, 1U);
  const Summary one = summary_of({7});
  EXPECT_EQ(one.mean, 7);
  EXPECT_TRUE(std::isnan(one.deviation));
  EXPECT_TRUE(std::isnan(one.skewness));
  const Summary same = summary_of(std::vector<double>(1000, 0.1));
  EXPECT_TRUE(same.constant());
  EXPECT_EQ(same.mean, 0.1);
  EXPECT_EQ(same.deviation, 0);
  EXPECT_TRUE(std::isnan(same.skewness));
  EXPECT_THAT(same.histogram.counts, IsEmpty());
}

TEST(Summary, LargeNumbersKeepTheirSpread) {
  const Summary s = summary_of({1e15 + 1, 1e15 + 2, 1e15 + 3});
  EXPECT_NEAR(s.deviation, 1, 1e-9);
}

TEST(Histogram, HoldsEveryValueAndItsDensityIntegratesToOne) {
  RandomSource draw(2);
  for (const std::size_t n : {2U, 3U, 10U, 500U, 5000U}) {
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) values.push_back(std::pow(draw.uniform(), 3) * 40 - 7);
    const Summary s = summary_of(values);
    ASSERT_FALSE(s.histogram.counts.empty());
    EXPECT_EQ(std::accumulate(s.histogram.counts.begin(), s.histogram.counts.end(), 0U), n);
    EXPECT_LE(s.histogram.counts.size(), 41U);
    const auto& density = s.histogram.density;
    double integral = 0;
    for (std::size_t i = 0; i + 1 < density.size(); ++i) integral += (density[i] + density[i + 1]) / 2;
    integral *= (s.greatest - s.least) / static_cast<double>(density.size() - 1);
    EXPECT_NEAR(integral, 1, 0.02) << n;
  }
}

TEST(Histogram, BinsOfYearsHoldWholeYearsEach) {
  std::vector<double> years;
  for (int i = 0; i < 7000; ++i) years.push_back(1950 + i % 70 + (i % 2 == 0 ? 1e-10 : 0));
  const Summary s = summary_of(years);
  EXPECT_NEAR(s.histogram.width, 2, 1e-6);
  for (const std::size_t count : s.histogram.counts) EXPECT_EQ(count, 200U);
}

SongTable table_of(std::vector<std::vector<double>> columns) {
  SongTable table;
  table.rows = columns.empty() ? 0 : columns[0].size();
  for (std::size_t i = 0; i < columns.size(); ++i)
    table.features.push_back({"f" + std::to_string(i), std::move(columns[i]), 0, 0});
  return table;
}

TEST(CompleteRows, LeavesOutWhatIsNotWholeAndFillsNothing) {
  const SongTable table = table_of({{1, 2, 3, kMissing, 5}, {2, kMissing, 6, 8, 10}, {4, 1, 4, 2, 4}});
  const std::vector<std::size_t> all = {0, 1, 2};
  const CompleteRows rows = complete_rows(table, all);
  EXPECT_THAT(rows.row, ElementsAre(0, 2, 4));
  EXPECT_THAT(rows.names, ElementsAre("f0", "f1"));
  EXPECT_THAT(rows.constant, ElementsAre("f2"));
  EXPECT_NEAR(rows.mean[0], 3, 1e-12);
  EXPECT_NEAR(rows.mean[1], 6, 1e-12);
  const std::vector<double> r = correlation(rows);
  EXPECT_NEAR(r[1], 1, 1e-12);
  EXPECT_EQ(r[0], 1);
}

TEST(Pca, ComponentsAreOrthonormalAndMakeTheMatrixAgain) {
  const std::vector<double> matrix = {1, 0.8, -0.3, 0.8, 1, -0.1, -0.3, -0.1, 1};
  const Pca pca = principal_components(matrix, 3);
  EXPECT_NEAR(std::accumulate(pca.explained.begin(), pca.explained.end(), 0.0), 1, 1e-12);
  EXPECT_TRUE(std::ranges::is_sorted(pca.explained, std::greater<>()));
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 3; ++b) {
      double dot = 0;
      double entry = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        dot += pca.components[a * 3 + i] * pca.components[b * 3 + i];
        entry += 3 * pca.explained[i] * pca.components[i * 3 + a] * pca.components[i * 3 + b];
      }
      EXPECT_NEAR(dot, a == b ? 1 : 0, 1e-12);
      EXPECT_NEAR(entry, matrix[a * 3 + b], 1e-12);
    }
  for (std::size_t i = 0; i < 3; ++i) {
    const auto row = std::span(pca.components).subspan(i * 3, 3);
    EXPECT_GT(*std::ranges::max_element(row, {}, [](double v) { return std::abs(v); }), 0);
  }
}

/// Rousseeuw's definition, written down as it stands.
double plain_silhouette(const std::vector<double>& rows, std::size_t columns, const Clustering& clustering) {
  const std::size_t n = rows.size() / columns;
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> total(clustering.clusters());
    for (std::size_t j = 0; j < n; ++j) {
      double d = 0;
      for (std::size_t c = 0; c < columns; ++c) d += std::pow(rows[i * columns + c] - rows[j * columns + c], 2);
      total[clustering.cluster[j]] += std::sqrt(d);
    }
    const std::size_t own = clustering.cluster[i];
    if (clustering.sizes[own] == 1) continue;
    const double a = total[own] / static_cast<double>(clustering.sizes[own] - 1);
    double b = INFINITY;
    for (std::size_t k = 0; k < total.size(); ++k)
      if (k != own) b = std::min(b, total[k] / static_cast<double>(clustering.sizes[k]));
    sum += (b - a) / std::max(a, b);
  }
  return sum / static_cast<double>(n);
}

TEST(Silhouette, IsThePlainDefinitionWhenAllRowsAreTakenAndNearItWhenSome) {
  RandomSource draw(4);
  std::vector<double> rows;
  for (int i = 0; i < 3 * 701; ++i) rows.push_back(draw.uniform() + (i / 3 % 3 == 0 ? 0.6 : 0));
  const std::vector<Clustering> scan = k_means_scan(rows, 3, {2, 5}, {.starts = 2});
  const std::vector<Silhouette> all = silhouettes(rows, 3, scan, {.sample = 701});
  const std::vector<Silhouette> some = silhouettes(rows, 3, scan, {.sample = 300, .seed = 1, .threads = 1});
  const std::vector<Silhouette> again = silhouettes(rows, 3, scan, {.sample = 300, .seed = 1, .threads = 3});
  for (std::size_t i = 0; i < scan.size(); ++i) {
    EXPECT_NEAR(all[i].mean, plain_silhouette(rows, 3, scan[i]), 1e-9);
    EXPECT_EQ(all[i].standard_error, 0);
    EXPECT_GT(some[i].standard_error, 0);
    EXPECT_NEAR(some[i].mean, all[i].mean, 5 * some[i].standard_error);
    EXPECT_EQ(some[i].mean, again[i].mean);
  }
}

TEST(ChooseClusters, TheElbowIsWhereTheInertiaStopsFallingFast) {
  const std::vector<ScanLine> scan = {
      {2, 100, 0.3, 0}, {3, 60, 0.5, 0}, {4, 20, 0.4, 0}, {5, 15, 0.45, 0}, {6, 11, 0.6, 0}};
  EXPECT_EQ(elbow(scan), 4U);
  EXPECT_EQ(chosen_clusters(scan), 3U);
  EXPECT_EQ(elbow(std::span(scan).first(2)), 0U);
  EXPECT_EQ(chosen_clusters(std::span(scan).first(2)), 3U);
  EXPECT_EQ(chosen_clusters({}), 0U);
}

TEST(Association, KnownTables) {
  const CountTable tied{2, 2, {50, 0, 0, 50}};
  const MutualInformation all = mutual_information(tied);
  EXPECT_NEAR(all.bits, 1, 1e-12);
  EXPECT_NEAR(all.row_entropy, 1, 1e-12);
  EXPECT_NEAR(all.cramers_v, 1, 1e-12);
  EXPECT_NEAR(tied.lift(0, 0), 2, 1e-12);
  const CountTable free{2, 2, {20, 30, 40, 60}};
  EXPECT_NEAR(mutual_information(free).bits, 0, 1e-12);
  EXPECT_EQ(mutual_information(free).explained, 0);
  EXPECT_NEAR(free.share(0, 1), 0.6, 1e-12);
  EXPECT_EQ(mutual_information(CountTable{}).bits, 0);
  EXPECT_EQ((CountTable{1, 2, {0, 0}}).lift(0, 1), 0);
}

TEST(Groups, TheMostFrequentFirstAndTheRarestTogether) {
  GroupNames names;
  for (int name = 0; name < 40; ++name)
    for (int i = 0; i <= name; ++i) names.add("g" + std::to_string(100 + name));
  names.add("");
  const Groups groups = names.finished(false);
  EXPECT_EQ(groups.names.size(), kMostGroups);
  EXPECT_EQ(groups.names[0], "g139");
  EXPECT_EQ(groups.names.back(), "other");
  EXPECT_EQ(groups.gathered, 10U);
  EXPECT_EQ(groups.counts.back(), 55U);
  EXPECT_EQ(groups.missing, 1U);
  EXPECT_EQ(groups.of_row.back(), kNoGroup);
  EXPECT_EQ(decade_name(1999), "1990s");
  EXPECT_EQ(decade_name(-5), "");
}

TEST(TellingWords, AWordOfOneGroupTellsItAndOneOfAllTellsNothing) {
  SongTable table;
  GroupNames topics;
  for (int i = 0; i < 400; ++i) {
    topics.add(i % 2 == 0 ? "rain" : "sun");
    table.words.push_back(i % 2 == 0 ? "cloud cloud cloud the" : "beach  the");
  }
  table.rows = 400;
  table.topic = topics.finished(true);
  const WordCounts counts = count_words(table, 2);
  EXPECT_THAT(counts.words, ElementsAre("beach", "cloud", "the"));
  EXPECT_THAT(counts.songs, ElementsAre(0, 200, 200, 0, 200, 200));  // a song counts once
  EXPECT_EQ(counts.songs_with_words, 400U);
  const std::vector<TellingWords> words = telling_words(counts, table.topic, 0);
  ASSERT_EQ(words.size(), 2U);
  ASSERT_EQ(words[0].words.size(), 1U);
  EXPECT_EQ(words[0].words[0].word, "cloud");
  EXPECT_EQ(words[0].words[0].songs, 200U);
  EXPECT_EQ(words[0].words[0].share, 1);
  EXPECT_EQ(words[0].words[0].share_elsewhere, 0);
  EXPECT_GT(words[0].words[0].z, 5);
}

TEST(WordCounts, AreTheSameAtAnyNumberOfThreads) {
  RandomSource draw(6);
  SongTable table;
  GroupNames topics;
  for (int i = 0; i < 6000; ++i) {
    std::string text;
    for (int w = 0; w < 12; ++w) text += "w" + std::to_string(draw.below_by_bits(300)) + " ";
    table.words.push_back(table.owned.emplace_back(text));
    topics.add("t" + std::to_string(draw.below_by_bits(3)));
  }
  table.rows = 6000;
  table.topic = topics.finished(true);
  const WordCounts one = count_words(table, 1);
  const WordCounts many = count_words(table, 5);
  EXPECT_EQ(one.words, many.words);
  EXPECT_EQ(one.songs, many.songs);
}

}  // namespace
}  // namespace leitmotif::explore
