// The numbers of scikit-learn 1.2.1 on the first songs of the music data set, from the file's bytes on.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/features/tfidf.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::features {
namespace {

constexpr double kTolerance = 1e-6;

class TfidfGolden : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto folder = leitmotif::testing::shared_folder();
    if (folder.empty()) return;
    golden_ = std::make_unique<Json>(parse_json(read_file(folder / "golden/tfidf.json", 1U << 22U), "tfidf.json"));
    const auto documents = (*golden_)["documents"].get<std::size_t>();
    const corpus::Dataset dataset = corpus::read_dataset(folder / "data/music-train.csv");
    const auto wordnet = std::make_shared<text::WordNet>(text::WordNet::load(text::WordNet::default_folder()));
    const text::Preprocessor preprocessor(text::Pipeline::paper, wordnet);
    for (std::size_t row = 0; row < documents; ++row)
      tokens_.push_back(preprocessor.preprocess(dataset.rows.at(row).song.lyrics));
  }
  static void TearDownTestSuite() {
    golden_.reset();
    tokens_.clear();
  }
  void SetUp() override {
    if (!golden_) GTEST_SKIP() << "the golden numbers are not on this machine";
  }

  static Tfidf fit_exact() {
    const auto documents = (*golden_)["exact"]["documents"].get<std::size_t>();
    return Tfidf::fit(std::span(tokens_).first(documents), {.max_features = 1'000'000});
  }

  static void expect_row(const Tfidf& tfidf, const Tokens& document, const Json& expected) {
    std::map<std::string, double> weights;
    for (std::size_t i = 0; i < expected["terms"].size(); ++i)
      weights[expected["terms"][i].get<std::string>()] = expected["weights"][i].get<double>();
    std::vector<std::uint32_t> column;
    std::vector<float> value;
    tfidf.transform_one(document, column, value);
    ASSERT_EQ(column.size(), weights.size());
    for (std::size_t i = 0; i < column.size(); ++i) {
      const std::string& term = tfidf.terms()[column[i]];
      ASSERT_EQ(weights.count(term), 1U) << term;
      EXPECT_NEAR(value[i], weights[term], kTolerance) << term;
    }
  }

  static inline std::unique_ptr<Json> golden_;
  static inline std::vector<Tokens> tokens_;
};

TEST_F(TfidfGolden, HasEveryTermAboveTheCutWithItsIdf) {
  const auto max_features = (*golden_)["max_features"].get<std::size_t>();
  const Tfidf tfidf = Tfidf::fit(tokens_, {.max_features = max_features});
  EXPECT_EQ(tfidf.size(), max_features);
  std::map<std::string, double> idf;
  for (std::size_t column = 0; column < tfidf.size(); ++column) idf[tfidf.terms()[column]] = tfidf.idf()[column];
  for (const auto& [term, expected] : (*golden_)["idf_above_cut"].items()) {
    ASSERT_EQ(idf.count(term), 1U) << term;
    EXPECT_NEAR(idf[term], expected.get<double>(), kTolerance) << term;
  }
}

TEST_F(TfidfGolden, HasTheWholeVocabularyInOrder) {
  const Tfidf tfidf = fit_exact();
  const Json& exact = (*golden_)["exact"];
  ASSERT_EQ(tfidf.size(), exact["terms"].size());
  for (std::size_t column = 0; column < tfidf.size(); ++column) {
    ASSERT_EQ(tfidf.terms()[column], exact["terms"][column].get<std::string>());
    EXPECT_NEAR(tfidf.idf()[column], exact["idf"][column].get<double>(), kTolerance);
  }
}

TEST_F(TfidfGolden, HasTheRowsOfSongsItLearnedFrom) {
  const Tfidf tfidf = fit_exact();
  for (const Json& expected : (*golden_)["exact"]["rows"])
    expect_row(tfidf, tokens_[expected["row"].get<std::size_t>()], expected);
}

TEST_F(TfidfGolden, HasTheRowsOfOtherTexts) {
  const Tfidf tfidf = fit_exact();
  for (const Json& expected : (*golden_)["exact"]["transform"])
    expect_row(tfidf, Tokens::from_joined(expected["text"].get<std::string>()), expected);
}

}  // namespace
}  // namespace leitmotif::features
