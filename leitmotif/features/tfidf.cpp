#include "leitmotif/features/tfidf.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/features/vocabulary.hpp"

namespace leitmotif::features {
namespace {

void check_options(const TfidfOptions& options) {
  if (options.max_words != 1 && options.max_words != 2)
    throw Error(ErrorKind::invalid_argument,
                "tf-idf: max_words is " + std::to_string(options.max_words) + "; expected 1 or 2");
  if (options.max_features == 0)
    throw Error(ErrorKind::invalid_argument, "tf-idf: max_features is 0; expected 1 or more");
  if (options.max_features >= kNone)
    throw Error(ErrorKind::invalid_argument,
                "tf-idf: max_features is " + std::to_string(options.max_features) + "; expected less than 4294967295");
  if (options.min_letters == 0)
    throw Error(ErrorKind::invalid_argument, "tf-idf: min_letters is 0; expected 1 or more");
}

/// The words of a term, or none when a text could never give this term.
std::vector<std::string_view> words_of_term(std::string_view term, const TfidfOptions& options) {
  std::vector<std::string_view> words;
  std::size_t bytes = 0;
  for_each_word(term, options.min_letters, [&](std::string_view word, std::uint32_t) {
    words.push_back(word);
    bytes += word.size() + 1;
  });
  const bool well_formed = bytes == term.size() + 1 && words.size() <= static_cast<std::size_t>(options.max_words) &&
                           (words.size() < 2 || term[words[0].size()] == ' ');
  return well_formed ? words : std::vector<std::string_view>();
}

void check_parts(std::span<const std::string> terms, std::span<const double> idf, const TfidfOptions& options) {
  const auto fail = [&](std::size_t i, const std::string& what) {
    throw Error(ErrorKind::corrupt_data, "vocabulary term " + std::to_string(i) + " ('" + terms[i] + "'): " + what);
  };
  if (terms.empty()) throw Error(ErrorKind::corrupt_data, "the vocabulary is empty; expected at least one term");
  if (terms.size() != idf.size())
    throw Error(ErrorKind::corrupt_data, "the vocabulary has " + std::to_string(terms.size()) + " terms but " +
                                             std::to_string(idf.size()) + " idf weights");
  if (terms.size() > options.max_features)
    throw Error(ErrorKind::corrupt_data, "the vocabulary has " + std::to_string(terms.size()) +
                                             " terms; expected at most " + std::to_string(options.max_features));
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i > 0 && !(terms[i - 1] < terms[i])) fail(i, "terms must be distinct and in code point order");
    if (words_of_term(terms[i], options).empty())
      fail(i, "expected 1 to " + std::to_string(options.max_words) + " words of at least " +
                  std::to_string(options.min_letters) + " characters with single blanks between");
    if (!std::isfinite(idf[i]) || idf[i] <= 0) fail(i, "the idf weight must be a positive number");
  }
}

/// Puts the rows of all pieces below each other.
SparseMatrix join_rows(std::span<const SparseMatrix> pieces, std::size_t columns, unsigned threads) {
  SparseMatrix whole;
  whole.columns = columns;
  std::vector<std::size_t> begins;
  for (const SparseMatrix& piece : pieces) {
    const std::size_t begin = whole.row_begin.back();
    begins.push_back(begin);
    for (std::size_t row = 0; row < piece.rows(); ++row) whole.row_begin.push_back(begin + piece.row_begin[row + 1]);
  }
  whole.column.resize(whole.row_begin.back());
  whole.value.resize(whole.row_begin.back());
  parallel_for(pieces.size(), 8, threads, [&](std::size_t first, std::size_t last) {
    for (std::size_t p = first; p < last; ++p) {
      const auto place = static_cast<std::ptrdiff_t>(begins[p]);
      std::copy(pieces[p].column.begin(), pieces[p].column.end(), whole.column.begin() + place);
      std::copy(pieces[p].value.begin(), pieces[p].value.end(), whole.value.begin() + place);
    }
  });
  return whole;
}

}  // namespace

Tfidf::Tfidf(std::vector<std::string> terms, std::vector<double> idf, const TfidfOptions& options)
    : options_(options), terms_(std::move(terms)), idf_(std::move(idf)) {
  std::vector<std::vector<std::string_view>> words_of;
  std::vector<std::string_view> distinct;
  for (const std::string& term : terms_) {
    words_of.push_back(words_of_term(term, options_));
    distinct.insert(distinct.end(), words_of.back().begin(), words_of.back().end());
  }
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (const std::string_view word : distinct) word_numbers_.insert(word);

  words_.resize(distinct.size());
  for (std::uint32_t column = 0; column < terms_.size(); ++column) {
    Word& word = words_[word_numbers_.find(words_of[column][0])];
    if (words_of[column].size() == 1) {
      word.column = column;
      continue;
    }
    if (word.pair_begin == word.pair_end) {
      word.pair_begin = word.pair_end = static_cast<std::uint32_t>(second_words_.size());
      word.pair_column = column;
    }
    ++word.pair_end;
    second_words_.push_back(word_numbers_.find(words_of[column][1]));
  }
}

Tfidf Tfidf::fit(std::span<const Tokens> documents, const TfidfOptions& options, unsigned threads) {
  check_options(options);
  Vocabulary vocabulary = choose_vocabulary(documents, options, threads);
  if (vocabulary.terms.empty())
    throw Error(ErrorKind::invalid_argument, "tf-idf: no word of at least " + std::to_string(options.min_letters) +
                                                 " characters in " + std::to_string(documents.size()) + " documents");
  std::vector<double> idf;
  for (const std::uint32_t count : vocabulary.document_count)
    idf.push_back(std::log((1.0 + static_cast<double>(documents.size())) / (1.0 + count)) + 1.0);
  return {std::move(vocabulary.terms), std::move(idf), options};
}

Tfidf Tfidf::from_parts(std::vector<std::string> terms, std::vector<double> idf, const TfidfOptions& options) {
  check_options(options);
  check_parts(terms, idf, options);
  return {std::move(terms), std::move(idf), options};
}

std::uint32_t Tfidf::pair_column(const Word& first, std::uint32_t second) const noexcept {
  const auto begin = second_words_.begin() + first.pair_begin;
  const auto end = second_words_.begin() + first.pair_end;
  const auto found = std::lower_bound(begin, end, second);
  if (found == end || *found != second) return kNone;
  return first.pair_column + static_cast<std::uint32_t>(found - begin);
}

void Tfidf::collect_columns(std::string_view text, std::vector<std::uint32_t>& columns) const {
  constexpr Word kNoPairs;
  const Word* previous = &kNoPairs;
  for_each_word(text, options_.min_letters, [&](std::string_view word, std::uint32_t hash) {
    const std::uint32_t number = word_numbers_.find(word, hash);
    if (number == kNone) {
      previous = &kNoPairs;
      return;
    }
    if (previous->pair_begin != previous->pair_end) {
      const std::uint32_t column = pair_column(*previous, number);
      if (column != kNone) columns.push_back(column);
    }
    previous = &words_[number];
    if (previous->column != kNone) columns.push_back(previous->column);
  });
  std::sort(columns.begin(), columns.end());
}

void Tfidf::count_terms(std::string_view text, Scratch& scratch) const {
  scratch.columns.clear();
  scratch.counts.clear();
  collect_columns(text, scratch.columns);
  for (const std::uint32_t column : scratch.columns) {
    if (scratch.counts.empty() || scratch.counts.back().column != column) scratch.counts.push_back({column, 0});
    ++scratch.counts.back().count;
  }
}

void Tfidf::append_row(std::string_view text, Scratch& scratch, std::vector<std::uint32_t>& column,
                       std::vector<float>& value) const {
  count_terms(text, scratch);
  double squares = 0;
  for (const TermCount& term : scratch.counts) {
    const double weight = term.count * idf_[term.column];
    squares += weight * weight;
  }
  const double scale = 1.0 / std::sqrt(squares);
  for (const TermCount& term : scratch.counts) {
    column.push_back(term.column);
    value.push_back(static_cast<float>(term.count * idf_[term.column] * scale));
  }
}

void Tfidf::transform_one(const Tokens& document, std::vector<std::uint32_t>& column, std::vector<float>& value) const {
  Scratch scratch;
  append_row(document.joined(), scratch, column, value);
}

std::vector<Tfidf::TermCount> Tfidf::count_terms(const Tokens& document) const {
  Scratch scratch;
  count_terms(document.joined(), scratch);
  return std::move(scratch.counts);
}

SparseMatrix Tfidf::transform(std::span<const Tokens> documents, unsigned threads) const {
  constexpr std::size_t kPiece = 512;
  std::vector<SparseMatrix> pieces((documents.size() + kPiece - 1) / kPiece);
  parallel_for(documents.size(), kPiece, threads, [&](std::size_t begin, std::size_t end) {
    SparseMatrix& piece = pieces[begin / kPiece];
    Scratch scratch;
    for (std::size_t d = begin; d < end; ++d) {
      append_row(documents[d].joined(), scratch, piece.column, piece.value);
      piece.row_begin.push_back(piece.column.size());
    }
  });
  return join_rows(pieces, size(), threads);
}

}  // namespace leitmotif::features
