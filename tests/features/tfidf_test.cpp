#include "leitmotif/features/tfidf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "leitmotif/core/error.hpp"

namespace leitmotif::features {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<Tokens> documents_of(std::initializer_list<const char*> texts) {
  std::vector<Tokens> documents;
  for (const char* text : texts) documents.push_back(Tokens::from_joined(text));
  return documents;
}

std::vector<std::string> terms_of(const Tfidf& tfidf) { return {tfidf.terms().begin(), tfidf.terms().end()}; }

/// The same rules in the plainest code: maps of strings.
struct Reference {
  std::map<std::string, double> idf;

  static std::vector<std::string> terms(const Tokens& document, const TfidfOptions& options) {
    std::vector<std::string> words;
    for_each_word(document.joined(), options.min_letters,
                  [&](std::string_view word, std::uint32_t) { words.emplace_back(word); });
    std::vector<std::string> terms = words;
    for (std::size_t i = 1; options.max_words == 2 && i < words.size(); ++i)
      terms.push_back(words[i - 1] + " " + words[i]);
    return terms;
  }

  Reference(std::span<const Tokens> documents, const TfidfOptions& options) {
    std::map<std::string, int> total;
    std::map<std::string, int> in_documents;
    for (const Tokens& document : documents) {
      const std::vector<std::string> found = terms(document, options);
      for (const std::string& term : found) ++total[term];
      for (const std::string& term : std::set<std::string>(found.begin(), found.end())) ++in_documents[term];
    }
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [term, count] : total) order.emplace_back(-count, term);
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), options.max_features));
    for (const auto& [count, term] : order)
      idf[term] = std::log((1.0 + static_cast<double>(documents.size())) / (1.0 + in_documents[term])) + 1.0;
  }

  std::map<std::string, double> row(const Tokens& document, const TfidfOptions& options) const {
    std::map<std::string, double> weights;
    for (const std::string& term : terms(document, options))
      if (idf.count(term) > 0) weights[term] += idf.at(term);
    double squares = 0;
    for (const auto& [term, weight] : weights) squares += weight * weight;
    for (auto& [term, weight] : weights) weight /= std::sqrt(squares);
    return weights;
  }
};

/// Made-up lyrics of few words, so that pairs, repeats and ties are many. Some words are one letter long, hold a sign
/// or are not ASCII; some documents are empty.
std::vector<Tokens> made_up_documents(std::mt19937& random, std::size_t count) {
  static const std::vector<std::string> kWords = {"a",   "rain", "rainy", "tin",     "tin-roof", "é",   "été",
                                                  "sea", "seal", "x",     "sea_bed", "ra",       "夜空"};
  std::vector<Tokens> documents(count);
  for (Tokens& document : documents)
    for (std::size_t words = random() % 12; words > 0; --words) document.push_back(kWords[random() % kWords.size()]);
  return documents;
}

void expect_equal(const Tfidf& tfidf, const Reference& reference) {
  ASSERT_EQ(tfidf.size(), reference.idf.size());
  std::size_t column = 0;
  for (const auto& [term, idf] : reference.idf) {
    ASSERT_EQ(tfidf.terms()[column], term);
    ASSERT_NEAR(tfidf.idf()[column], idf, 1e-12) << term;
    ++column;
  }
}

void expect_equal(const SparseMatrix& rows, std::size_t row, const Tfidf& tfidf,
                  const std::map<std::string, double>& reference) {
  ASSERT_EQ(rows.row_begin[row + 1] - rows.row_begin[row], reference.size());
  std::size_t place = rows.row_begin[row];
  for (const auto& [term, weight] : reference) {
    ASSERT_EQ(tfidf.terms()[rows.column[place]], term);
    ASSERT_NEAR(rows.value[place], weight, 1e-6);
    ++place;
  }
}

TEST(Tfidf, AgreesWithThePlainReferenceOnRandomTexts) {
  std::mt19937 random(2019);
  for (int round = 0; round < 150; ++round) {
    const std::vector<Tokens> documents = made_up_documents(random, 1 + random() % 20);
    const TfidfOptions options{1 + random() % 40, 1 + static_cast<int>(random() % 2), 1 + random() % 3};
    const Reference reference(documents, options);
    if (reference.idf.empty()) continue;
    const Tfidf tfidf = Tfidf::fit(documents, options, 1 + static_cast<unsigned>(random() % 4));
    expect_equal(tfidf, reference);
    const std::vector<Tokens> unseen = made_up_documents(random, 5);
    const SparseMatrix rows = tfidf.transform(unseen);
    ASSERT_EQ(rows.rows(), unseen.size());
    ASSERT_EQ(rows.columns, tfidf.size());
    for (std::size_t row = 0; row < unseen.size(); ++row)
      expect_equal(rows, row, tfidf, reference.row(unseen[row], options));
  }
}

TEST(Tfidf, KeepsTheTermsThatOccurMostInTheWholeCorpus) {
  // "tin" stands in one document only, but four times; "sea" stands in three.
  const auto documents = documents_of({"tin x tin y tin z tin", "sea rain", "sea", "sea roof"});
  EXPECT_THAT(terms_of(Tfidf::fit(documents, {.max_features = 1, .max_words = 1})), ElementsAre("tin"));
  EXPECT_THAT(terms_of(Tfidf::fit(documents, {.max_features = 3})), ElementsAre("sea", "tin", "tin tin"));
}

TEST(Tfidf, BreaksTiesAtTheCutByTermOrder) {
  const auto documents = documents_of({"tin rain", "tin sea", "tin roof"});
  EXPECT_THAT(terms_of(Tfidf::fit(documents, {.max_features = 3, .max_words = 1})), ElementsAre("rain", "roof", "tin"));
}

TEST(Tfidf, KeepsAPairWhoseSecondWordIsCut) {
  const auto documents = documents_of({"alder beech"});
  const Tfidf tfidf = Tfidf::fit(documents, {.max_features = 2});
  ASSERT_THAT(terms_of(tfidf), ElementsAre("alder", "alder beech"));
  EXPECT_THAT(tfidf.count_terms(documents[0]),
              ElementsAre(Tfidf::TermCount{.column = 0, .count = 1}, Tfidf::TermCount{.column = 1, .count = 1}));
}

TEST(Tfidf, PairsBridgeWordsThatAreTooShort) {
  const Tfidf tfidf = Tfidf::fit(documents_of({"long a time"}), {});
  EXPECT_THAT(terms_of(tfidf), ElementsAre("long", "long time", "time"));
}

TEST(Tfidf, PairsDoNotCrossDocuments) {
  const Tfidf tfidf = Tfidf::fit(documents_of({"rain", "tin"}), {}, 1);
  EXPECT_THAT(terms_of(tfidf), ElementsAre("rain", "tin"));
}

TEST(Tfidf, WeighsAsWrittenDown) {
  const Tfidf tfidf = Tfidf::fit(documents_of({"rain rain sea", "sea"}), {.max_words = 1});
  ASSERT_THAT(terms_of(tfidf), ElementsAre("rain", "sea"));
  const double rare = std::log(3.0 / 2.0) + 1;
  EXPECT_DOUBLE_EQ(tfidf.idf()[0], rare);
  EXPECT_DOUBLE_EQ(tfidf.idf()[1], 1.0);
  const SparseMatrix rows = tfidf.transform(documents_of({"rain rain sea"}));
  const double length = std::sqrt(4 * rare * rare + 1);
  EXPECT_THAT(rows.column, ElementsAre(0U, 1U));
  EXPECT_NEAR(rows.value[0], 2 * rare / length, 1e-7);
  EXPECT_NEAR(rows.value[1], 1 / length, 1e-7);
}

TEST(Tfidf, UnknownWordsAddNothing) {
  const Tfidf tfidf = Tfidf::fit(documents_of({"rain on tin"}), {});
  const SparseMatrix rows = tfidf.transform(documents_of({"", "snow", "rain snow on"}));
  ASSERT_EQ(rows.rows(), 3U);
  EXPECT_THAT(rows.row_begin, ElementsAre(0U, 0U, 0U, 2U));
  EXPECT_EQ(tfidf.terms()[rows.column[0]], "on");
  EXPECT_EQ(tfidf.terms()[rows.column[1]], "rain");
}

TEST(Tfidf, TransformsNoDocumentsToNoRows) {
  const SparseMatrix rows = Tfidf::fit(documents_of({"rain"}), {}).transform({});
  EXPECT_EQ(rows.rows(), 0U);
  EXPECT_EQ(rows.columns, 1U);
}

TEST(Tfidf, RowsHaveLengthOneOrAreEmpty) {
  std::mt19937 random(5);
  const std::vector<Tokens> documents = made_up_documents(random, 700);
  const SparseMatrix rows = Tfidf::fit(documents, {.max_features = 20}).transform(documents);
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    double squares = 0;
    for (std::size_t i = rows.row_begin[row]; i < rows.row_begin[row + 1]; ++i) {
      squares += double{rows.value[i]} * rows.value[i];
      if (i > rows.row_begin[row]) {
        ASSERT_LT(rows.column[i - 1], rows.column[i]);
      }
      ASSERT_LT(rows.column[i], rows.columns);
    }
    if (rows.row_begin[row] != rows.row_begin[row + 1]) {
      ASSERT_NEAR(squares, 1, 1e-6);
    }
  }
}

TEST(Tfidf, DoesNotDependOnTheOrderOfTheDocuments) {
  std::mt19937 random(6);
  std::vector<Tokens> documents = made_up_documents(random, 60);
  const Tfidf before = Tfidf::fit(documents, {.max_features = 25});
  std::shuffle(documents.begin(), documents.end(), random);
  const Tfidf after = Tfidf::fit(documents, {.max_features = 25});
  EXPECT_EQ(terms_of(before), terms_of(after));
  EXPECT_TRUE(std::equal(before.idf().begin(), before.idf().end(), after.idf().begin(), after.idf().end()));
}

TEST(Tfidf, DoesNotDependOnTheNumberOfThreads) {
  std::mt19937 random(8);
  const std::vector<Tokens> documents = made_up_documents(random, 1500);
  const Tfidf one = Tfidf::fit(documents, {.max_features = 50}, 1);
  const SparseMatrix rows = one.transform(documents, 1);
  for (const unsigned threads : {0U, 2U, 3U, 7U, 5000U}) {
    const Tfidf many = Tfidf::fit(documents, {.max_features = 50}, threads);
    ASSERT_EQ(terms_of(one), terms_of(many));
    ASSERT_TRUE(std::equal(one.idf().begin(), one.idf().end(), many.idf().begin(), many.idf().end()));
    const SparseMatrix again = many.transform(documents, std::min(threads, 64U));
    ASSERT_EQ(rows.row_begin, again.row_begin);
    ASSERT_EQ(rows.column, again.column);
    ASSERT_EQ(rows.value, again.value);
  }
}

TEST(Tfidf, OneDocumentGetsTheRowItHasInAMatrix) {
  std::mt19937 random(9);
  const std::vector<Tokens> documents = made_up_documents(random, 40);
  const Tfidf tfidf = Tfidf::fit(documents, {});
  const SparseMatrix rows = tfidf.transform(documents);
  std::vector<std::uint32_t> column;
  std::vector<float> value;
  for (const Tokens& document : documents) tfidf.transform_one(document, column, value);
  EXPECT_EQ(column, rows.column);
  EXPECT_EQ(value, rows.value);
}

TEST(Tfidf, ServesManyThreadsAtOnce) {
  std::mt19937 random(10);
  const std::vector<Tokens> documents = made_up_documents(random, 50);
  const Tfidf tfidf = Tfidf::fit(documents, {});
  const SparseMatrix expected = tfidf.transform(documents, 1);
  std::vector<SparseMatrix> results(4);
  {
    std::vector<std::jthread> threads;
    for (SparseMatrix& result : results) threads.emplace_back([&] { result = tfidf.transform(documents, 2); });
  }
  for (const SparseMatrix& result : results) EXPECT_EQ(result.value, expected.value);
}

TEST(Tfidf, ComesBackFromItsParts) {
  std::mt19937 random(11);
  const std::vector<Tokens> documents = made_up_documents(random, 50);
  const TfidfOptions options{.max_features = 60};
  const Tfidf tfidf = Tfidf::fit(documents, options);
  const Tfidf copy = Tfidf::from_parts(terms_of(tfidf), {tfidf.idf().begin(), tfidf.idf().end()}, tfidf.options());
  EXPECT_EQ(copy.options(), options);
  EXPECT_EQ(terms_of(copy), terms_of(tfidf));
  EXPECT_EQ(copy.transform(documents).value, tfidf.transform(documents).value);
}

TEST(Tfidf, RefusesPartsThatNoFitGives) {
  using Terms = std::vector<std::string>;
  const auto kind_and_message = [](Terms terms, std::vector<double> idf, TfidfOptions options = {}) {
    try {
      (void)Tfidf::from_parts(std::move(terms), std::move(idf), options);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::corrupt_data) << error.what();
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  EXPECT_THAT(kind_and_message({}, {}), HasSubstr("empty"));
  EXPECT_THAT(kind_and_message({"rain"}, {1, 2}), HasSubstr("1 terms but 2"));
  EXPECT_THAT(kind_and_message({"rain", "sea"}, {1, 1}, {.max_features = 1}), HasSubstr("at most 1"));
  EXPECT_THAT(kind_and_message({"sea", "rain"}, {1, 1}), HasSubstr("term 1 ('rain')"));
  EXPECT_THAT(kind_and_message({"sea", "sea"}, {1, 1}), HasSubstr("distinct"));
  for (const char* bad :
       {"", " ", "a", "rain  tin", " rain", "rain ", "rain tin sea", "rain-tin", "rain\ttin", "r tin"})
    EXPECT_THAT(kind_and_message({bad}, {1}), HasSubstr("single blanks")) << bad;
  EXPECT_THAT(kind_and_message({"rain tin"}, {1}, {.max_words = 1}), HasSubstr("1 to 1 words"));
  for (const double bad :
       {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    EXPECT_THAT(kind_and_message({"rain"}, {bad}), HasSubstr("positive")) << bad;
  EXPECT_EQ(kind_and_message({"rain", "rain tin"}, {1, 2}), "accepted");
}

TEST(Tfidf, RefusesToLearnFromNothing) {
  for (const auto& documents : {documents_of({}), documents_of({""}), documents_of({"a b", "- -"})}) {
    try {
      (void)Tfidf::fit(documents, {});
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
      EXPECT_THAT(error.what(), HasSubstr("no word"));
    }
  }
}

TEST(Tfidf, RefusesOptionsOutOfRange) {
  const auto documents = documents_of({"rain"});
  for (const TfidfOptions& options : {TfidfOptions{.max_features = 0}, TfidfOptions{.max_words = 0},
                                      TfidfOptions{.max_words = 3}, TfidfOptions{.min_letters = 0}}) {
    EXPECT_THROW((void)Tfidf::fit(documents, options), Error);
    EXPECT_THROW((void)Tfidf::from_parts({"rain"}, {1.0}, options), Error);
  }
}

}  // namespace
}  // namespace leitmotif::features
