// The exploration's page and figures: well formed, safe, complete, and alive in a browser.
#include "leitmotif/report/eda_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/explore/analysis.hpp"
#include "leitmotif/report/base64.hpp"
#include "leitmotif/report/eda_charts.hpp"
#include "leitmotif/report/eda_figures.hpp"
#include "leitmotif/report/eda_findings.hpp"
#include "support/html_checker.hpp"
#include "support/matchers.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::report {
namespace {

/// Made-up songs whose features hang together, with names that are out for trouble.
explore::Analysis analysed(std::size_t rows = 900) {
  RandomSource draw(3);
  explore::SongTable table;
  table.source = "<data>&.csv";
  table.rows = rows;
  for (const std::string_view name : explore::kPaperFeatures) table.features.push_back({std::string(name), {}, 0, 0});
  explore::GroupNames topics;
  explore::GroupNames genres;
  explore::GroupNames decades;
  for (std::size_t i = 0; i < rows; ++i) {
    const double loud = draw.uniform();
    const double happy = draw.uniform();
    const std::array<double, 6> values = {happy + draw.uniform() / 3,    loud,  loud + draw.uniform() / 2,
                                          1 - loud + draw.uniform() / 2, happy, draw.uniform()};
    for (std::size_t f = 0; f < values.size(); ++f) table.features[f].values.push_back(values[f]);
    if (i % 17 == 0) table.features[1].values[i] = kMissing;
    const std::size_t topic = draw.below_by_bits(8);
    topics.add(kTopics[topic]);
    genres.add(i % 3 == 0 ? "<b>pop" : "R&B \"x\"");
    decades.add(explore::decade_name(static_cast<int>(1960 + i % 50)));
    table.artist.push_back("</script><script>alert(1)</script>");
    table.title.push_back(table.owned.emplace_back("song & " + std::to_string(i)));
    table.words.push_back(table.owned.emplace_back("w" + std::to_string(topic) + " sun <i>shine"));
  }
  table.topic = topics.finished(false);
  table.genre = genres.finished(false);
  table.decade = decades.finished(true);
  table.topic_source = explore::TopicSource::labels;
  return explore::analyse(std::move(table), {});
}

/// The page without the program's own scripts, whose code is no markup.
std::string without_scripts(std::string page) {
  for (std::size_t begin = page.find("<script"); begin != std::string::npos; begin = page.find("<script", begin))
    page.erase(begin, page.find("</script>", begin) + 9 - begin);
  return page;
}

TEST(EdaPage, IsWellFormedAsksNobodyAndLetsNamesStayText) {
  const std::string page = eda_page(analysed());
  std::size_t scripts = 0;
  for (std::size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1)) ++scripts;
  EXPECT_EQ(scripts, 2U);  // ours and the points' data
  const std::string markup = without_scripts(page);
  EXPECT_THAT(testing::faults_of_html(markup), IsEmpty());
  EXPECT_THAT(testing::outside_references(markup), IsEmpty());
  EXPECT_THAT(page, HasSubstr("default-src &#39;none&#39;"));
  EXPECT_THAT(page, HasSubstr("script-src &#39;sha256-"));
  EXPECT_THAT(markup, Not(HasSubstr("<b>pop")));
  EXPECT_THAT(testing::visible_text(markup), HasSubstr("<b>pop"));
}

TEST(EdaPage, HasAFindingAboveEveryFigureAndThePapersValuesBesideOurs) {
  const explore::Analysis analysis = analysed();
  const std::string text = testing::visible_text(without_scripts(eda_page(analysis)));
  for (const std::string& finding :
       {missing_finding(analysis), groups_finding(analysis.table.topic, "topic"), correlation_finding(analysis),
        components_finding(analysis), scan_finding(analysis), projection_finding(analysis), profiles_finding(analysis),
        age_finding(analysis), genre_finding(analysis), decades_finding(analysis), words_finding(analysis.topic_words),
        link_finding(analysis)}) {
    EXPECT_THAT(finding, Not(IsEmpty()));
    EXPECT_THAT(text, HasSubstr(finding));
  }
  for (const std::string value : {"0.77", "-0.72", "0.49", "0.54", "0.51", "-0.50", "0.67", "0.69", "0.38", "0.22"})
    EXPECT_THAT(text, HasSubstr(value));
  EXPECT_THAT(text, HasSubstr("differs by"));
}

TEST(EdaPage, SaysWhatTheNumbersSay) {
  const explore::Analysis analysis = analysed();
  const double r = correlation_of(analysis.joint, "energy", "loudness");
  EXPECT_GT(r, 0.8);
  EXPECT_TRUE(std::isnan(correlation_of(analysis.joint, "energy", "tempo")));
  EXPECT_TRUE(std::isnan(loading_of(analysis.joint, 0, "tempo")));
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
  EXPECT_NEAR(year_of_age(1), 1950, 1e-12);
}

TEST(EdaPage, WhatIsMissingMostMayBeAText) {
  explore::Analysis analysis;
  analysis.table.rows = 10;
  analysis.table.texts = {{"genre", 4}, {"lyrics", 1}};
  analysis.summaries.emplace_back();
  analysis.summaries.back().name = "energy";
  analysis.summaries.back().missing = 3;
  EXPECT_THAT(missing_finding(analysis), HasSubstr("Missing most often: genre, in 4 songs (40.0\u00a0%)"));
}

TEST(EdaPage, PublishedLoadingsAreComparedWithoutRegardToTheSign) {
  explore::Analysis analysis = analysed();
  const auto told = [&] { return testing::visible_text(without_scripts(eda_page(analysis))); };
  const auto paper_part = [](const std::string& text) {
    const std::size_t begin = text.find("component 1: energy");
    return text.substr(begin, text.find("component 1: share", begin) - begin);
  };
  const std::string before = paper_part(told());
  for (double& loading : analysis.joint.pca->components) loading = -loading;
  EXPECT_EQ(paper_part(told()), before);
  EXPECT_THAT(before, HasSubstr("0.54"));
}

// ux 63: the sentence above the histograms is about all of them, not only about those that are analysed together.
TEST(EdaPage, TheLeastEvenFeatureIsOneOfThoseShown) {
  const auto summary = [](const char* name, double skewness) {
    explore::Summary one;
    one.name = name;
    one.skewness = skewness;
    return one;
  };
  explore::Analysis analysis;
  analysis.summaries = {summary("loudness", -0.71), summary("instrumentalness", 2.77), summary("sadness", 4.2)};
  EXPECT_THAT(features_finding(analysis), Not(HasSubstr("sadness")));
  EXPECT_THAT(features_finding(analysis), HasSubstr("Least even is instrumentalness, with a long tail of high values"));
  analysis.summaries = {summary("tempo", 0.3), summary("my column", -1.5)};
  EXPECT_THAT(features_finding(analysis), HasSubstr("Least even is my column, with a long tail of low values"));
}

TEST(Base64Test, IsTheStandardOne) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("\xFF\xFE\xFD"), "//79");
}

TEST(EdaFigures, AreFilesOfTheirOwn) {
  const explore::Analysis analysis = analysed(300);
  const std::vector<Figure> figures = eda_charts(analysis);
  std::vector<std::string> ids;
  for (const Figure& figure : figures) {
    ids.push_back(figure.id);
    const std::string svg = svg_document(figure);
    EXPECT_THAT(svg, Not(HasSubstr("var(")));
    EXPECT_THAT(svg, Not(HasSubstr("@media")));
    const std::size_t begin = svg.find("<svg");
    EXPECT_THAT(testing::faults_of_html("<!doctype html>\n" + svg.substr(begin)), IsEmpty()) << figure.id;
  }
  for (const char* id : {"topics", "genres", "decades", "distribution-1", "correlations", "components-loadings",
                         "clusters-inertia", "clusters-silhouette", "projection", "clusters-profiles", "clusters-age",
                         "clusters-genres", "topics-by-decade", "words-topic-1", "topics-and-clusters"})
    EXPECT_THAT(ids, Contains(id));
}

TEST(EdaFigures, ArePicturesToo) {
  if (!std::filesystem::exists("/usr/bin/rsvg-convert")) GTEST_SKIP() << "no rsvg-convert";
  const testing::TemporaryFolder folder;
  KeptFiles files;
  const std::vector<std::string> names = write_figures(analysed(200), folder.path() / "figures", files);
  for (const std::string& name : names) {
    const std::string png = read_file(folder.path() / "figures" / (name + ".png"), 64U << 20U);
    EXPECT_TRUE(png.starts_with("\x89PNG")) << name;
    EXPECT_GT(png.size(), 1000U) << name;
  }
}

/// Chromium without a window, network and memory of earlier runs. Its console is part of `err`.
testing::ProgramResult chromium(const std::filesystem::path& profile, std::vector<std::string> arguments) {
  std::vector<std::string> all = {"--headless",
                                  "--no-sandbox",
                                  "--disable-gpu",
                                  "--disable-quic",
                                  "--no-first-run",
                                  "--disable-background-networking",
                                  "--disable-component-update",
                                  "--disable-sync",
                                  "--disable-dev-shm-usage",
                                  "--enable-logging=stderr",
                                  "--virtual-time-budget=4000",
                                  "--user-data-dir=" + profile.string()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  testing::ProgramOptions options;
  options.program = "/usr/bin/chromium";
  options.limit = std::chrono::seconds(100);
  return testing::run_program(all, options);
}

TEST(EdaBrowser, DrawsEveryFigureWithoutComplaint) {
  if (!std::filesystem::exists("/usr/bin/chromium")) GTEST_SKIP() << "no Chromium";
  const testing::TemporaryFolder folder;
  const std::filesystem::path page = folder.write("page.html", eda_page(analysed()));
  const testing::ProgramResult seen = chromium(folder.path() / "profile", {"--dump-dom", "file://" + page.string()});
  ASSERT_EQ(seen.status, 0) << seen.err.substr(0, 2000);
  EXPECT_THAT(seen.err, Not(HasSubstr("CONSOLE")));
  EXPECT_THAT(seen.out, HasSubstr("<canvas"));
  EXPECT_THAT(seen.out, HasSubstr("data-drawn=\"847\""));  // 900 songs, of which every 17th lacks a feature
  EXPECT_THAT(seen.out, HasSubstr("data-tip"));
  const std::filesystem::path shots = testing::built_program().parent_path().parent_path() / "screenshots";
  std::filesystem::create_directories(shots);
  const std::vector<std::pair<std::string, std::vector<std::string>>> looks = {
      {"eda-wide.png", {"--window-size=1280,9000"}},
      {"eda-phone.png", {"--window-size=500,9000"}},  // Chromium makes no narrower window
      {"eda-dark.png", {"--window-size=1280,9000", "--blink-settings=preferredColorScheme=0"}}};
  for (const auto& [name, how] : looks) {
    std::vector<std::string> arguments = how;
    arguments.push_back("--screenshot=" + (shots / name).string());
    arguments.push_back("file://" + page.string());
    const testing::ProgramResult shot = chromium(folder.path() / "profile", arguments);
    EXPECT_EQ(shot.status, 0);
    EXPECT_THAT(shot.err, Not(HasSubstr("CONSOLE")));
    EXPECT_GT(std::filesystem::file_size(shots / name), 50'000U);
  }
}

}  // namespace
}  // namespace leitmotif::report
