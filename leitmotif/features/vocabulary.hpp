// Chooses the terms of a corpus that are worth a column, and counts the documents they stand in.
// Flow: Tokens -> Vocabulary, the first half of Tfidf::fit.
// Source: scikit-learn 1.2.1, CountVectorizer with max_features.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::features {

struct TfidfOptions;

/// The kept terms of a corpus.
struct Vocabulary {
  std::vector<std::string> terms;             ///< [terms], strictly ascending by code point
  std::vector<std::uint32_t> document_count;  ///< [terms], in how many documents each stands
};

/// The terms that occur most often, counted over the whole corpus; ties at the cut go to the smaller term.
/// Throws resource_limit (4 GiB of text or more, or as many documents). Cost: linear in the text.
[[nodiscard]] Vocabulary choose_vocabulary(std::span<const Tokens> documents, const TfidfOptions& options,
                                           unsigned threads);

}  // namespace leitmotif::features
