#include "leitmotif/text/language.hpp"

#include <cld2/public/encodings.h>
// CLD2's own header uses FILE without saying where it is from.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::text {
namespace {

/// Enough to tell a language; a whole book would take its time.
constexpr std::size_t kReadBytes = 64U << 10U;
/// Below this share a song in another language may be one with foreign lines.
constexpr int kMostlyPercent = 70;

std::string small_letters(std::string_view text) {
  std::string result(text);
  std::transform(result.begin() + 1, result.end(), result.begin() + 1, ascii::lower);
  return result;
}

}  // namespace

Language language_of(std::string_view text) {
  if (text.size() > kReadBytes) text = text.substr(0, text.find_last_of('\n', kReadBytes));
  if (text.size() > kReadBytes) return {};
  const CLD2::CLDHints none{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int letters = 0;
  int valid = 0;
  bool certain = false;
  const CLD2::Language most = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text.data(), static_cast<int>(text.size()), true, &none, 0, languages.data(), percents.data(), scores.data(),
      nullptr, &letters, &certain, &valid);
  if (most == CLD2::UNKNOWN_LANGUAGE || most != languages[0]) return {};
  Language found;
  found.code = CLD2::LanguageCode(most);
  found.name = small_letters(CLD2::LanguageName(most));
  found.certain = certain;
  found.percent = percents[0];
  std::transform(found.code.begin(), found.code.end(), found.code.begin(), ascii::lower);
  return found;
}

bool is_not_english(const Language& language) {
  return language.certain && !language.code.empty() && language.code != "en" && language.percent >= kMostlyPercent;
}

}  // namespace leitmotif::text
