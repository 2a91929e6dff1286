// Words that mean nearly the same, or a kind of the same: what helps where a word is too rare to have been learned.
// Flow: dictionary form of a word -> related ones with how near they are.
// Source: WordNet 3.0's index and data files (wndb(5WN)).
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/files.hpp"

namespace leitmotif::text {

/// WordNet's synonyms and its closest relations, read where they lie. Immutable; const methods are thread-safe.
class WordRelations {
 public:
  /// A word that stands near another.
  struct Related {
    std::string word;
    double share = 0;  ///< 0..1: 1 is a synonym in the most frequent sense
  };

  /// Maps index and data files of nouns, verbs, adjectives and adverbs. Throws not_found when one is missing.
  [[nodiscard]] static WordRelations load(const std::filesystem::path& folder);

  /// The words nearest to a dictionary form (lower-case ASCII), nearest first, then by the alphabet; names of several
  /// words are left out, and so is the word itself. Empty for a word that WordNet does not know, and for entries that
  /// are broken. Cost: some ten microseconds.
  [[nodiscard]] std::vector<Related> related(std::string_view word, std::size_t n) const;

 private:
  struct Part {
    MappedFile index;
    MappedFile data;
  };
  explicit WordRelations(std::array<Part, 4> parts) : parts_(std::move(parts)) {}

  std::array<Part, 4> parts_;  ///< nouns, verbs, adjectives, adverbs
};

}  // namespace leitmotif::text
