#include "leitmotif/corpus/invented_names.hpp"

#include <string_view>

namespace leitmotif::corpus {
namespace {

constexpr std::string_view kConsonants = "bdfghjklmnprstvz";
constexpr std::string_view kVowels = "aeiou";
constexpr std::size_t kSyllables = kConsonants.size() * kVowels.size();

/// How many first names there are; the rest of an artist's number is in the second one.
constexpr std::size_t kFirstNames = kSyllables * kSyllables;
// Has no factor in common with kFirstNames, so that steps of it visit every first name.
constexpr std::size_t kStride = 2731;

}  // namespace

std::string invented_word(std::size_t number, std::size_t least_syllables) {
  std::string word;
  for (std::size_t syllable = 0; syllable < least_syllables || number > 0; ++syllable) {
    const std::size_t digit = number % kSyllables;
    word += kConsonants[digit % kConsonants.size()];
    word += kVowels[digit / kConsonants.size()];
    number /= kSyllables;
  }
  return word;
}

std::string invented_artist(std::size_t number) {
  const std::size_t first = number % kFirstNames * kStride % kFirstNames;
  const std::size_t second =
      (number / kFirstNames) * kFirstNames + (first * kStride + number / kFirstNames) % kFirstNames;
  return invented_word(first, 2) + ' ' + invented_word(second, 3);
}

}  // namespace leitmotif::corpus
