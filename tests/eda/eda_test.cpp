// The exploration of files and libraries: the golden numbers, and files that are out for trouble.
#include "leitmotif/eda/eda.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/eda/eda_table.hpp"
#include "leitmotif/explore/analysis_table.hpp"
#include "leitmotif/report/eda_page.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::eda {
namespace {

const OnProgress kSilent = [](const Progress&) {};

explore::SongTable table_of(const std::string& csv) {
  return parse_song_table(csv, nullptr, {"songs.csv"}, [](std::size_t) {});
}

explore::Analysis explored(const std::string& csv, const EdaRequest& request = {}) {
  return explore::analyse(table_of(csv), eda_options(request, kSilent));
}

/// Every analysis can be shown and written, and no number in it is one that JSON does not have.
void expect_shown(const explore::Analysis& analysis) {
  EXPECT_THAT(report::eda_page(analysis), HasSubstr("</html>"));
  EXPECT_FALSE(explore::analysis_table().text(analysis).empty());
}

void expect_near(const Json& ours, const Json& golden, double tolerance, const std::string& where) {
  if (golden.is_array()) {
    ASSERT_EQ(ours.size(), golden.size()) << where;
    for (std::size_t i = 0; i < golden.size(); ++i)
      expect_near(ours[i], golden[i], tolerance, where + "/" + std::to_string(i));
  } else {
    EXPECT_NEAR(ours.get<double>(), golden.get<double>(), tolerance) << where;
  }
}

TEST(EdaGolden, AllNumbersOfTheReference) {
  const auto shared = testing::shared_folder();
  if (shared.empty()) GTEST_SKIP() << "no ../shared";
  const Json golden = parse_json(read_file(shared / "golden/eda.json", 1U << 20U), "eda.json");
  const Json ours =
      Json::parse(explore::analysis_table().text(explore_file(shared / "data/music-train.csv", {}, kSilent)));
  EXPECT_EQ(ours["correlation"]["features"], golden["features"]);
  EXPECT_EQ(ours["joint"]["complete_rows"], golden["complete_rows"]);
  for (std::size_t i = 0; i < golden["features"].size(); ++i) {
    const std::string name = golden["features"][i];
    const Json& summary = ours["summary"][name];
    EXPECT_EQ(summary["count"], golden["present"][name]);
    expect_near(summary["mean"], golden["mean"][i], 1e-9, name + " mean");
    expect_near(summary["std"], golden["std_ddof1"][i], 1e-9, name + " std");
    expect_near(summary["quartiles"], golden["quantiles_25_50_75_linear"][i], 1e-9, name + " quartiles");
    expect_near(summary["skewness"], golden["skewness_fisher_pearson_biased"][i], 1e-9, name + " skewness");
  }
  expect_near(ours["correlation"]["matrix"], golden["correlation"], 1e-9, "correlation");
  expect_near(ours["pca"]["explained"], golden["pca_explained_variance_ratio"], 1e-9, "explained");
  for (std::size_t c = 0; c < 6; ++c) {
    const Json& theirs = golden["pca_components_sign_is_arbitrary"][c];
    const Json& mine = ours["pca"]["components"][c];
    const double sign = mine[0].get<double>() * theirs[0].get<double>() < 0 ? -1 : 1;
    for (std::size_t f = 0; f < 6; ++f)
      EXPECT_NEAR(sign * mine[f].get<double>(), theirs[f].get<double>(), 1e-9) << "component " << c;
  }
  ASSERT_EQ(ours["kmeans"]["scan"].size(), golden["kmeans"].size());
  for (std::size_t i = 0; i < golden["kmeans"].size(); ++i) {
    const Json& mine = ours["kmeans"]["scan"][i];
    const Json& theirs = golden["kmeans"][i];
    EXPECT_EQ(mine["k"], theirs["k"]);
    EXPECT_LE(mine["inertia"].get<double>(), theirs["inertia"].get<double>() * 1.001);
    // Both are over samples, so the difference has twice the variance.
    EXPECT_NEAR(mine["silhouette"].get<double>(), theirs["silhouette"].get<double>(),
                4 * std::sqrt(2.0) * mine["silhouette_error"].get<double>());
  }
}

TEST(EdaFile, TheSameAtAnyNumberOfThreads) {
  std::string csv = "artist,title,year,genre,lyrics,topic,energy,loudness,valence\n";
  for (int i = 0; i < 900; ++i)
    csv += "a,t" + std::to_string(i) + "," + std::to_string(1960 + i % 50) + ",g" + std::to_string(i % 3) +
           ",rain fall w" + std::to_string(i % 40) + ",t" + std::to_string(i % 4) + ",0." +
           std::to_string(10 + i * 7 % 83) + ",0." + std::to_string(10 + i * 31 % 71) + ",0." +
           std::to_string(10 + i * i % 89) + "\n";
  const std::string one = explore::analysis_table().text(explored(csv, {.threads = 1}));
  EXPECT_EQ(one, explore::analysis_table().text(explored(csv, {.threads = 5})));
  EXPECT_EQ(report::eda_page(explored(csv, {.threads = 1})), report::eda_page(explored(csv, {.threads = 3})));
  EXPECT_NE(one, explore::analysis_table().text(explored(csv, {.seed = 1})));
  const explore::Analysis analysis = explored(csv, {.clusters = 0});
  EXPECT_EQ(analysis.clusters.chosen.clusters(), analysis.clusters.by_criteria);
  EXPECT_THAT(analysis.joint.features, Contains("age"));
  EXPECT_THAT(analysis.findings, Contains(HasSubstr("worked out from the year")));
}

std::string csv_of(const std::string& header, int rows, const std::function<std::string(int)>& row) {
  std::string csv = header + "\n";
  for (int i = 0; i < rows; ++i) csv += row(i) + "\n";
  return csv;
}

std::string number(int i, int step) { return "0." + std::to_string(100 + i * step % 877); }

TEST(EdaBadInput, AConstantFeatureIsLeftOutAndNamed) {
  const explore::Analysis analysis =
      explored(csv_of("energy,loudness,valence", 60, [](int i) { return number(i, 37) + ",0.5," + number(i, 91); }));
  EXPECT_THAT(analysis.findings, Contains(HasSubstr("loudness: the same in every song")));
  EXPECT_EQ(analysis.joint.features, (std::vector<std::string>{"energy", "valence"}));
  EXPECT_FALSE(analysis.clusters.profiles.empty());
  expect_shown(analysis);
}

TEST(EdaBadInput, AFeatureThatIsAllMissingIsLeftOutAndNamed) {
  const explore::Analysis analysis =
      explored(csv_of("energy,loudness,valence", 60, [](int i) { return number(i, 37) + ",," + number(i, 91); }));
  EXPECT_THAT(analysis.findings, Contains(HasSubstr("loudness: missing in every song")));
  EXPECT_EQ(analysis.summaries[1].count, 0U);
  EXPECT_EQ(analysis.joint.complete_rows, 60U);
  EXPECT_TRUE(Json::parse(explore::analysis_table().text(analysis))["summary"]["loudness"]["mean"].is_null());
  expect_shown(analysis);
}

TEST(EdaBadInput, TooFewRowsForWhatIsAsked) {
  const auto rows = [](int n) {
    return explored(csv_of("energy,valence", n, [](int i) { return number(i, 37) + "," + number(i, 91); }));
  };
  const explore::Analysis none = rows(0);
  EXPECT_THAT(none.findings, Contains(HasSubstr("no songs")));
  EXPECT_EQ(none.table.rows, 0U);
  const explore::Analysis one = rows(1);
  EXPECT_THAT(one.findings, Contains(HasSubstr("one song")));
  EXPECT_EQ(one.summaries[0].count, 1U);
  const explore::Analysis two = rows(2);
  EXPECT_THAT(two.findings, Contains(HasSubstr("at least three songs")));
  EXPECT_THAT(two.joint.correlation, IsEmpty());
  const explore::Analysis three = rows(3);
  EXPECT_FALSE(three.joint.correlation.empty());
  EXPECT_EQ(three.clusters.chosen.clusters(), 2U);
  EXPECT_THAT(three.findings, Contains(HasSubstr("Too few different songs for 5 clusters")));
  for (const auto* analysis : {&none, &one, &two, &three}) expect_shown(*analysis);
}

TEST(EdaBadInput, ManyColumnsAreCutOffAndCounted) {
  std::string header = "energy,valence";
  std::string cells;
  for (int c = 0; c < 15998; ++c) header += ",c" + std::to_string(c), cells += ",1";
  const explore::Analysis analysis =
      explored(csv_of(header, 20, [&](int i) { return number(i, 37) + "," + number(i, 91) + cells; }));
  EXPECT_EQ(analysis.table.columns, 16000U);
  EXPECT_EQ(analysis.summaries.size(), 2 + kMostUnknownColumns);
  EXPECT_THAT(analysis.findings, Contains(HasSubstr("15934 further")));
  expect_shown(analysis);
}

TEST(EdaBadInput, TextAndInfinitiesInANumericColumnAreCountedAndLeftOut) {
  const explore::Analysis analysis = explored(csv_of("energy,valence", 60, [](int i) {
    const std::string odd = i == 3   ? "loud"
                            : i == 4 ? "inf"
                            : i == 5 ? "1e999"
                            : i == 6 ? "NaN"
                            : i == 7 ? "-1e200"
                                     : number(i, 37);
    return odd + "," + number(i, 91);
  }));
  const explore::Summary& energy = analysis.summaries[0];
  EXPECT_EQ(energy.count, 55U);
  EXPECT_EQ(energy.unreadable, 1U);
  EXPECT_EQ(energy.infinite, 3U);
  EXPECT_LT(energy.greatest, 1);
  EXPECT_EQ(analysis.joint.complete_rows, 55U);
  EXPECT_THAT(analysis.findings, Contains(HasSubstr("1 cell with text")));
  EXPECT_THAT(analysis.findings, Contains(HasSubstr("3 cells with an infinite")));
  expect_shown(analysis);
}

TEST(EdaBadInput, WhatIsNoTableIsRefusedInOneLine) {
  const auto refused = [](const std::string& csv) {
    const Error error = testing::error_of([&] { (void)explored(csv); });
    EXPECT_EQ(error.kind(), ErrorKind::corrupt_data);
    return std::string(error.what());
  };
  EXPECT_THAT(refused(""), HasSubstr("is empty"));
  EXPECT_THAT(refused("\n\n"), HasSubstr("no header"));
  EXPECT_THAT(refused(std::string("a\0b", 3)), HasSubstr("not a CSV file"));
}

TEST(EdaBadInput, OfColumnsWithOneMeaningOneIsRead) {
  const explore::SongTable table = table_of("energy,energy,year,release_date\n1,2,1987,1990\n");
  std::vector<std::string> names;
  for (const explore::Feature& feature : table.features) names.push_back(feature.name);
  EXPECT_EQ(std::ranges::count(names, "energy"), 1);
  EXPECT_EQ(table.features.front().values.front(), 1);
}

TEST(EdaBadInput, TablesComeInEveryDialect) {
  const std::string csv = "artist;Energy;Loudness;Release Date\nAnn;0,5;-7,123;1.5.1987\nBob;0,25;-5,883;1990-05-01\n";
  EXPECT_THAT(explored(csv).findings, Contains(HasSubstr("semicolon")));
  const explore::SongTable table = table_of(csv);
  const auto first_of = [&](std::string_view name) {
    for (const explore::Feature& feature : table.features)
      if (feature.name == name) return feature.values.front();
    return kMissing;
  };
  EXPECT_EQ(table.rows, 2U);
  EXPECT_EQ(first_of("Energy"), 0.5);
  EXPECT_EQ(first_of("Loudness"), -7.123);
  EXPECT_EQ(first_of("Release Date"), 1987);
  const explore::SongTable plays = table_of("name,plays\nA,\"1,234\"\nB,\"2,345,678\"\n");
  ASSERT_FALSE(plays.features.empty());
  EXPECT_EQ(plays.features.front().values[1], 2345678);
}

TEST(EdaBadInput, BrokenRowsAreLeftOutAndCounted) {
  const explore::Analysis analysis = explored("energy,valence\n0.1,0.2\n0.3\n0.4,\xFF\n0.5,0.6\n");
  EXPECT_EQ(analysis.table.rows, 3U) << "a byte that is not UTF-8 spoils its cell only";
  EXPECT_EQ(analysis.table.rejected, 1U);
  EXPECT_THAT(analysis.findings, Contains(HasSubstr("line 3 has 1 cell")));
}

TEST(EdaBadInput, WishesThatMakeNoSense) {
  const std::string csv = csv_of("energy,valence", 9, [](int i) { return number(i, 37) + "," + number(i, 91); });
  const auto refused = [&](const EdaRequest& request) {
    const Error error = testing::error_of([&] { (void)explored(csv, request); });
    EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
    return std::string(error.what());
  };
  EXPECT_THAT(refused({.clusters = 1}), HasSubstr("not auto or 2..9"));
  EXPECT_THAT(refused({.clusters = 10}), HasSubstr("not auto or 2..9"));
  EXPECT_THAT(refused({.features = {"tempo"}}), HasSubstr("found: energy, valence"));
  EXPECT_THAT(refused({.features = {"energy", "energy"}}), HasSubstr("asked for twice"));
}

TEST(EdaFile, CanBeStoppedAtEveryStep) {
  const std::string csv = csv_of("energy,valence", 300, [](int i) { return number(i, 37) + "," + number(i, 91); });
  for (int stop_at = 1; stop_at < 6; ++stop_at) {
    int calls = 0;
    const OnProgress stop = [&](const Progress&) {
      if (++calls == stop_at) throw Error(ErrorKind::cancelled, "enough");
    };
    const Error error = testing::error_of([&] {
      explore::SongTable table = parse_song_table(csv, nullptr, {"songs.csv"}, [](std::size_t) {});
      (void)explore::analyse(std::move(table), eda_options({}, stop));
    });
    EXPECT_EQ(error.kind(), ErrorKind::cancelled);
  }
}

}  // namespace
}  // namespace leitmotif::eda
