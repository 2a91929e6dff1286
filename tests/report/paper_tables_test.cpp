#include "leitmotif/report/paper_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/files.hpp"
#include "leitmotif/report/citation.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// A model with two labels that was right three times of four.
evaluation::Comparison comparison() {
  evaluation::ScoredModel model;
  model.file = "a_b.model";
  model.card.kind = "svm";
  model.card.labels = {"R&B", "50%"};
  model.truth = {0, 0, 1, 1};
  model.answered = {{0.9F, 0.1F, 0.2F, 0.8F, 0.3F, 0.7F, 0.4F, 0.6F}, {0, 1, 1, 1}};
  model.evaluation =
      evaluation::evaluate({model.truth, model.answered.predicted, model.answered.probabilities, model.card.labels});
  evaluation::Comparison comparison;
  comparison.songs = 4;
  comparison.scored = {{2, "x", "one"}, {3, "y, z", "two"}, {4, "", "three"}, {5, "x", "four"}};
  comparison.models = {model};
  return comparison;
}

TEST(PaperTables, LatexEscapesWhatItWouldRead) {
  const std::string text = latex_table({"t", "50 % of {all}", {"topic", "a_b"}, {{"R&B", "1"}, {"#\\~^$", "2"}}});
  EXPECT_THAT(text, HasSubstr("\\caption{50 \\% of \\{all\\}}"));
  EXPECT_THAT(text, HasSubstr("\\begin{tabular}{lr}"));
  EXPECT_THAT(text, HasSubstr("topic & a\\_b \\\\\n"));
  EXPECT_THAT(text, HasSubstr("R\\&B & 1 \\\\\n"));
  EXPECT_THAT(text, HasSubstr("\\#\\textbackslash{}\\textasciitilde{}\\textasciicircum{}\\$ & 2 \\\\\n"));
}

TEST(PaperTables, CsvQuotesWhatNeedsIt) {
  EXPECT_EQ(csv_table({"t", "", {"a", "b"}, {{"x, y", "1"}}}), "a,b\n\"x, y\",1\n");
}

TEST(PaperTables, HoldTheScores) {
  const std::vector<PlainTable> tables = comparison_tables(comparison());
  std::vector<std::string> names;
  for (const PlainTable& table : tables) {
    names.push_back(table.id);
    for (const std::vector<std::string>& row : table.rows) EXPECT_EQ(row.size(), table.head.size()) << table.id;
  }
  EXPECT_THAT(names, ::testing::ElementsAre("models", "classes", "confusion", "reliability"));
  EXPECT_EQ(tables[0].rows[0][2], "0.7500");
  EXPECT_EQ(tables[2].rows[0], (std::vector<std::string>{"R&B", "1", "1"}));
}

TEST(PaperTables, AreWrittenAsFiles) {
  if (!std::filesystem::exists("/usr/bin/rsvg-convert")) GTEST_SKIP() << "no rsvg-convert";
  const testing::TemporaryFolder folder;
  KeptFiles files;
  const std::vector<std::string> names = write_tables(comparison(), folder.path() / "new", files);
  EXPECT_EQ(names.size(), 2 * 4U + 2 * 2U);  // each table as CSV and LaTeX, each figure as SVG and PNG
  for (const std::string& name : names) EXPECT_TRUE(std::filesystem::exists(folder.path() / "new" / name)) << name;
  EXPECT_THAT(read_file(folder.path() / "new" / "confusion.svg", 1U << 20U), HasSubstr("<svg"));
  EXPECT_TRUE(read_file(folder.path() / "new" / "confusion.png", 1U << 24U).starts_with("\x89PNG\r\n"));
  write_file(folder.path() / "new" / "confusion.svg", "drawn over by hand");
  write_tables(comparison(), folder.path() / "new", files);
  EXPECT_EQ(read_file(folder.path() / "new" / "confusion.svg.1", 100), "drawn over by hand");
  EXPECT_THAT(files.kept(), ::testing::ElementsAre(folder.path() / "new" / "confusion.svg.1"));
}

TEST(Predictions, HaveALineForEachSong) {
  const testing::TemporaryFolder folder;
  const evaluation::Comparison scored = comparison();
  evaluation::write_predictions(folder.path() / "p.csv", scored, scored.models[0]);
  const std::string csv = read_file(folder.path() / "p.csv", 1U << 20U);
  EXPECT_THAT(csv, ::testing::StartsWith("line,artist,title,label,predicted,right,confidence,p(R&B),p(50%)\n"));
  EXPECT_THAT(csv, HasSubstr("\n3,\"y, z\",two,R&B,50%,0,0.8"));
}

TEST(Citation, SaysTheSameInEveryForm) {
  const std::string cff = read_file(testing::source_folder() / "CITATION.cff", 1U << 20U);
  EXPECT_THAT(cff,
              AllOf(HasSubstr("doi: 10.17632/3t9vbwxgr5.3"), HasSubstr("Leitmotif: finding songs by what they say")));
  EXPECT_THAT(program_bibtex(), HasSubstr("Leitmotif: finding songs by what they say"));
  const std::string version = "version: ";
  const std::size_t at = cff.find("\n" + version) + 1 + version.size();
  EXPECT_THAT(program_bibtex(), HasSubstr("{" + cff.substr(at, cff.find('\n', at) - at) + "}"));
  EXPECT_THAT(data_bibtex(), HasSubstr("10.17632/3t9vbwxgr5.3"));
}

}  // namespace
}  // namespace leitmotif::report
