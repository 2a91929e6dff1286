#include "leitmotif/wishes/telling.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "leitmotif/text/stop_words.hpp"

namespace leitmotif::wishes {
namespace {

constexpr std::size_t kShortestTelling = 3;
/// On the list of the `corpus` pipeline, because of what its cleaned lyrics left out, or short.
constexpr std::array<std::string_view, 12> kTellingStopWords = {"alone", "bill", "computer", "cry",  "empty", "ex",
                                                                "fifty", "fire", "forty",    "mill", "sixty", "tv"};
/// Not on the lists, but of anybody and anything.
constexpr std::array<std::string_view, 19> kLight = {
    "anybody", "being",   "everybody", "getting", "giving",   "going",   "having", "keeping", "making", "people",
    "person",  "persons", "putting",   "seeing",  "somebody", "someone", "taking", "thing",   "things"};

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

bool tells_something(std::string_view word) noexcept {
  if (holds(kTellingStopWords, word)) return true;
  if (word.size() < kShortestTelling || holds(kLight, word)) return false;
  return !holds(text::paper_stop_words(), word) && !holds(text::corpus_stop_words(), word);
}

bool denies(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 13> kDenying = {"aint", "cannot", "cant", "doesnt", "dont",    "never",  "no",
                                                         "not",  "nobody", "isnt", "wont",   "nothing", "without"};
  return holds(kDenying, word);
}

bool turns(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 9> kTurning = {"apart", "away", "back", "down", "off",
                                                        "on",    "out",  "over", "up"};
  return denies(word) || holds(kTurning, word);
}

}  // namespace leitmotif::wishes
