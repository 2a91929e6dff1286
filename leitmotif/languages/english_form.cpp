#include "leitmotif/languages/english_form.hpp"

#include <algorithm>
#include <utility>

namespace leitmotif::languages {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kPlurals = {{
    {"man", "men"},
    {"woman", "women"},
    {"child", "children"},
    {"life", "lives"},
    {"wife", "wives"},
    {"knife", "knives"},
    {"leaf", "leaves"},
    {"foot", "feet"},
    {"half", "halves"},
    {"thief", "thieves"},
    {"people", "people"},
    {"clothes", "clothes"},
}};

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

std::string with_s(std::string_view word) {
  const std::string stem(word);
  if (ends_in_consonant_y(word)) return stem.substr(0, stem.size() - 1) + "ies";
  for (const std::string_view hiss : {"s", "x", "z", "ch", "sh"})
    if (word.ends_with(hiss)) return stem + "es";
  return stem + (word == "go" ? "es" : "s");
}

/// Whether the last letter is doubled before -ing: one vowel between two consonants in a short word.
bool doubles(std::string_view word) {
  if (word.size() < 3 || word.size() > 4) return false;
  const std::string_view end = word.substr(word.size() - 3);
  return !is_vowel(end[0]) && is_vowel(end[1]) && std::string_view("bdgklmnprt").find(end[2]) != std::string_view::npos;
}

std::string with_ing(std::string_view word) {
  std::string stem(word);
  if (word == "begin" || word == "forget" || doubles(word)) return stem + stem.back() + "ing";
  if (word.ends_with("ie")) return stem.substr(0, stem.size() - 2) + "ying";
  if (word.ends_with("e") && !word.ends_with("ee")) stem.pop_back();
  return stem + "ing";
}

}  // namespace

std::string english_form(std::string_view word, FormKind kind) {
  if (kind == FormKind::base || word.find(' ') != std::string_view::npos) return std::string(word);
  if (kind == FormKind::ing) return with_ing(word);
  const auto* const irregular = std::ranges::find(kPlurals, word, &decltype(kPlurals)::value_type::first);
  if (kind == FormKind::many && irregular != kPlurals.end()) return std::string(irregular->second);
  return with_s(word);
}

}  // namespace leitmotif::languages
