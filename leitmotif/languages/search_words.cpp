#include "leitmotif/languages/search_words.hpp"

#include <algorithm>

#include "leitmotif/languages/letters.hpp"

namespace leitmotif::languages {
namespace {

/// A word as it is searched for: its beginning, which most of its forms share, or the word alone.
std::string term_of(const ForeignWord& word, char part) {
  constexpr std::size_t kShortestBeginning = 5;  // words of fewer letters are the beginning of too many others
  constexpr std::size_t kShortestAdjective = 3;  // without its ending, which tells gender
  std::string text = word.lemma;
  if (text.find(' ') != std::string::npos) return '"' + text + '"';
  if (part == 'a' && text.size() > kShortestAdjective &&
      std::string_view("oae").find(text.back()) != std::string_view::npos)
    return text.substr(0, text.size() - 1) + "*";
  if (part == 'v' && text.size() >= kShortestBeginning) return text.substr(0, text.size() - 2) + "*";
  return text.size() >= kShortestBeginning ? text + "*" : '"' + text + '"';
}

bool means(const ListedWord& listed, const std::string& english) {
  for (std::size_t kind = 0; kind < kFormKinds; ++kind)
    if (english_form(listed.english, static_cast<FormKind>(kind)) == english) return true;
  return false;
}

/// The ways to say one English word in a language.
std::vector<std::string> ways(const WordList& list, const std::string& english, std::size_t language) {
  constexpr std::size_t kMostWays = 4;  // more are not searched for
  std::vector<std::string> terms;
  for (const ListedWord& listed : list.words) {
    if (!means(listed, english)) continue;
    for (const ForeignWord& word : listed.foreign[language]) {
      std::string term = term_of(word, listed.part);
      if (terms.size() < kMostWays && std::ranges::find(terms, term) == terms.end()) terms.push_back(std::move(term));
    }
  }
  return terms;
}

/// Every choice of one way a word, as many as are searched for.
std::vector<std::string> choices(const std::vector<std::vector<std::string>>& words) {
  constexpr std::size_t kMostSearches = 8;
  std::vector<std::string> all = {""};
  for (const std::vector<std::string>& terms : words) {
    std::vector<std::string> longer;
    for (const std::string& before : all)
      for (const std::string& term : terms)
        if (longer.size() < kMostSearches) longer.push_back(before.empty() ? term : before + " " + term);
    all = std::move(longer);
  }
  return all;
}

}  // namespace

std::vector<OtherSearch> searches_from_english(const Bridges& bridges, std::string_view words) {
  std::vector<OtherSearch> searches;
  if (words.find('"') != std::string_view::npos) return searches;
  const std::vector<SungWord> typed = sung_words_of(words);
  const WordList& list = bridges.words();
  for (std::size_t language = 0; language < list.languages.size() && !typed.empty(); ++language) {
    std::vector<std::vector<std::string>> said;
    for (const SungWord& word : typed) said.push_back(ways(list, word.text, language));
    for (std::string& choice : choices(said)) searches.push_back({std::move(choice), list.languages[language]});
  }
  return searches;
}

std::vector<OtherSearch> searches_in_english(const Bridges& bridges, std::string_view words) {
  std::vector<OtherSearch> searches;
  if (words.find('"') != std::string_view::npos) return searches;
  const std::size_t typed = sung_words_of(words).size();
  for (const std::string& code : bridges.languages()) {
    OtherSearch search{bridges.in_english(words, code), "en"};
    const bool is_whole = sung_words_of(search.words).size() == typed && typed > 0;
    if (is_whole && std::ranges::find(searches, search) == searches.end()) searches.push_back(std::move(search));
  }
  return searches;
}

}  // namespace leitmotif::languages
