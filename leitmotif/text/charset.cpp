#include "leitmotif/text/charset.hpp"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/language.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

constexpr std::size_t kSampleBytes = 16U << 10U;

/// An encoding, the languages that were written in it, and how much it is believed beforehand.
struct Candidate {
  const char* encoding;
  std::string_view languages;  ///< CLD2's codes between commas; empty: any with Latin letters
  double prior;
  double language_weight;  ///< what CLD2's opinion is worth: little where the script alone decides it
};

constexpr auto kCandidates = std::to_array<Candidate>({
    {"windows-1252", "", 0.30, 1.0},
    {"windows-1251", ",ru,uk,be,bg,sr,mk,", 0.10, 1.0},
    {"KOI8-R", ",ru,", 0.05, 1.0},
    {"IBM866", ",ru,uk,be,", 0.0, 1.0},
    {"ISO-8859-5", ",ru,uk,be,bg,sr,mk,", 0.0, 1.0},
    {"x-mac-cyrillic", ",ru,uk,be,bg,sr,mk,", 0.0, 1.0},
    {"windows-1250", ",pl,cs,sk,hu,sl,hr,bs,ro,sr,", 0.10, 1.0},
    {"ISO-8859-2", ",pl,cs,sk,hu,sl,hr,bs,ro,sr,", 0.05, 1.0},
    {"IBM852", ",pl,cs,sk,hu,sl,hr,bs,ro,sr,", 0.0, 1.0},
    {"x-mac-centraleurroman", ",pl,cs,sk,hu,sl,hr,bs,", 0.0, 1.0},
    {"windows-1257", ",lt,lv,et,", 0.05, 1.0},
    {"ISO-8859-4", ",lt,lv,et,", 0.0, 1.0},
    {"IBM775", ",lt,lv,et,", 0.0, 1.0},
    {"windows-1253", ",el,", 0.05, 0.5},
    {"ISO-8859-7", ",el,", 0.05, 0.5},
    {"IBM737", ",el,", 0.0, 0.5},
    {"windows-1254", ",tr,", 0.10, 1.0},
    {"IBM857", ",tr,", 0.0, 1.0},
    {"windows-1255", ",iw,he,yi,", 0.0, 0.5},
    {"windows-1256", ",ar,fa,ur,", 0.0, 1.0},
    {"windows-874", ",th,", 0.05, 0.5},
    {"windows-1258", ",vi,", 0.0, 1.0},
    {"VISCII", ",vi,", 0.0, 1.0},
    {"TCVN", ",vi,", 0.0, 1.0},
    {"macintosh", "", 0.10, 1.0},
    {"ibm-850_P100-1995", "", 0.0, 1.0},
    {"GB18030", ",zh,zh-cn,", 0.10, 1.0},
    {"Big5", ",zh-hant,zh-tw,", 0.10, 1.0},
    {"Shift_JIS", ",ja,", 0.10, 0.5},
    {"EUC-JP", ",ja,", 0.05, 0.5},
    {"EUC-KR", ",ko,", 0.10, 0.5},
    {"JOHAB", ",ko,", 0.0, 0.5},
});

/// Names ICU's detector uses for (nearly) the same encodings.
struct Alias {
  std::string_view detected;
  std::string_view encoding;
};
constexpr std::array<Alias, 6> kAliases = {{
    {"ISO-8859-1", "windows-1252"},
    {"ISO-8859-2", "windows-1250"},
    {"ISO-8859-5", "windows-1251"},
    {"ISO-8859-7", "windows-1253"},
    {"ISO-8859-8", "windows-1255"},
    {"ISO-8859-9", "windows-1254"},
}};

enum class CharacterKind : std::uint8_t { lower, upper, ideograph, apostrophe, blank, mark, control };

enum class Alphabet : std::uint8_t { latin, greek, cyrillic, hebrew, arabic, other };

Alphabet alphabet_of(char32_t code) noexcept {
  if (code < 0x250 || (code >= 0x1E00 && code < 0x1F00)) return Alphabet::latin;
  if (code >= 0x370 && code < 0x400) return Alphabet::greek;
  if (code >= 0x400 && code < 0x530) return Alphabet::cyrillic;
  if (code >= 0x590 && code < 0x600) return Alphabet::hebrew;
  if (code >= 0x600 && code < 0x700) return Alphabet::arabic;
  return Alphabet::other;
}

bool is_thai(char32_t code) noexcept { return code >= 0xE00 && code < 0xE80; }

bool is_thai_consonant(char32_t code) noexcept { return code >= 0xE01 && code <= 0xE2E; }
bool is_thai_vowel_before(char32_t code) noexcept { return code >= 0xE40 && code <= 0xE44; }
/// Above or below a consonant.
bool is_thai_vowel_mark(char32_t code) noexcept { return code == 0xE31 || (code >= 0xE34 && code <= 0xE3A); }
/// Behind a consonant, or its tone.
bool is_thai_vowel_behind(char32_t code) noexcept { return code == 0xE30 || code == 0xE32 || code == 0xE33; }
bool is_thai_tone(char32_t code) noexcept { return code >= 0xE47 && code <= 0xE4E; }

/// Whether two characters cannot stand beside each other in Thai.
bool is_thai_fault(char32_t before, char32_t code) noexcept {
  const bool behind_consonant = is_thai_consonant(before);
  if (is_thai_vowel_before(before) && !is_thai_consonant(code)) return true;
  if (is_thai_vowel_mark(code)) return !behind_consonant;
  if (is_thai_tone(code)) return !behind_consonant && !is_thai_vowel_mark(before);
  return is_thai_vowel_behind(code) && !behind_consonant && !is_thai_tone(before) && before != 0xE32;
}

CharacterKind character_kind_of(std::string_view bytes, char32_t code) {
  if ((code < 0x20 && !is_space(code)) || (code >= 0x7F && code < 0xA0) || (code >= 0xE000 && code < 0xF900) ||
      code == 0xFFFD)
    return CharacterKind::control;
  if (is_space(code)) return CharacterKind::blank;
  if (is_thai(code)) return CharacterKind::ideograph;
  if (code == U'\'' || code == U'-' || code == 0x2018 || code == 0x2019 || code == 0xB4 || code == 0x2010 ||
      code == 0xAD)
    return CharacterKind::apostrophe;
  if (!is_letter(code)) return CharacterKind::mark;
  if (code >= 0x2E80) return CharacterKind::ideograph;
  return to_lower(bytes) == bytes ? CharacterKind::lower : CharacterKind::upper;
}

/// Lines of boxes and signs of mathematics, which DOS has where others have letters.
bool is_of_box(char32_t code) noexcept {
  return (code >= 0x2500 && code < 0x2600) || (code >= 0x2200 && code < 0x2300);
}

/// Half of a katakana's width: what wrong readings by Shift_JIS are full of.
bool is_narrow_katakana(char32_t code) noexcept { return code >= 0xFF61 && code <= 0xFF9F; }

/// Quotation marks, dashes and dots that texts have beside words.
bool is_usual_mark(char32_t code) noexcept {
  return (code >= 0x2013 && code <= 0x201E) || code == 0x2026 || code == 0xAB || code == 0xBB || code == 0xBF ||
         code == 0xA1 || code == 0xA9 || code == 0x20AC || (code >= 0x3000 && code <= 0x3011) ||
         (code >= 0xFF01 && code <= 0xFF0F) || (code >= 0xFF1A && code <= 0xFF1F);
}

/// How badly the characters above ASCII fit into the words around them: 0 well, 1 and more not at all, on average.
class Shape {
 public:
  void add(std::string_view bytes, char32_t code) {
    const CharacterKind kind = character_kind_of(bytes, code);
    const bool high = code >= 0x80;
    if (high) ++high_;
    const bool letter = kind == CharacterKind::lower || kind == CharacterKind::upper;
    const bool behind_letter = before_ == CharacterKind::lower || before_ == CharacterKind::upper;
    const bool counts = high || high_before_;
    if (kind == CharacterKind::control) faults_ += 3;
    if (is_thai_fault(code_before_, code)) faults_ += 2;  // texts in Thai have none
    if (is_of_box(code)) faults_ += 1;
    // a sign for a paragraph in front of a word: Greek's first letter in another encoding
    if (code_before_ == 0xB6 && kind != CharacterKind::blank) faults_ += 0.5;
    code_before_ = code;
    if (is_narrow_katakana(code)) faults_ += 0.7;
    if (high && kind == CharacterKind::mark && !is_usual_mark(code) && behind_letter) faults_ += 0.5;
    // "donOt" with a capital O with tilde, or a word that begins small and goes on in capitals
    if (counts && kind == CharacterKind::upper && before_ == CharacterKind::lower) faults_ += 1;
    if (counts && letter && behind_letter && alphabet_of(code) != script_before_) faults_ += 1;
    // a final sigma that is not at the end
    if (letter && final_sigma_before_) faults_ += 1;
    final_sigma_before_ = code == 0x3C2;
    // a word of accented Latin letters only is one of another alphabet; Vietnamese ones are not in Latin's first blocks
    accented_ = high && letter && code < 0x180 ? accented_ + 1 : 0;
    if (accented_ > 2) faults_ += 1;
    // a mark between two letters: "caf,s" with a low quotation mark
    if (letter && mark_inside_) faults_ += 1;
    mark_inside_ = high && kind == CharacterKind::mark && behind_letter;
    before_ = kind;
    script_before_ = alphabet_of(code);
    high_before_ = high;
  }

  [[nodiscard]] double badness() const { return high_ == 0 ? 0 : faults_ / static_cast<double>(high_); }

 private:
  double faults_ = 0;
  std::size_t high_ = 0;
  CharacterKind before_ = CharacterKind::blank;
  Alphabet script_before_ = Alphabet::latin;
  bool high_before_ = false;
  bool mark_inside_ = false;
  bool final_sigma_before_ = false;
  char32_t code_before_ = U' ';
  std::size_t accented_ = 0;  ///< accented Latin letters up to here, without any other between
};

double badness_of(std::string_view text) {
  Shape shape;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    shape.add(text.substr(at, character.bytes), character.code);
    at += character.bytes;
  }
  return shape.badness();
}

/// The lead bytes of an encoding's characters of two bytes, by how common those are.
struct Pairs {
  std::string_view encoding;
  std::uint8_t first_common;  ///< the common characters, to `last_common`
  std::uint8_t last_common;
  std::uint8_t first_kana;  ///< rows of the language's own letters, to `last_kana`: a text has some; 0: there are none
  std::uint8_t last_kana;
  std::uint8_t first_sign;  ///< punctuation, to `last_sign`
  std::uint8_t last_sign;
  /// Every text in it has some characters that the encodings which look like it do not have: their lead bytes from here
  /// on; 0: their second bytes are ASCII; 0xFF: there are none.
  std::uint8_t first_telling;
};

constexpr auto kPairs = std::to_array<Pairs>({
    {"GB18030", 0xB0, 0xD7, 0, 0, 0xA1, 0xA3, 0xC9},
    {"Big5", 0xA4, 0xC6, 0, 0, 0xA1, 0xA3, 0},
    {"Shift_JIS", 0x88, 0x97, 0x82, 0x83, 0x81, 0x81, 0xFF},
    {"EUC-JP", 0xB0, 0xCF, 0xA4, 0xA5, 0xA1, 0xA1, 0xFF},
    {"EUC-KR", 0xB0, 0xC8, 0, 0, 0xA1, 0xA1, 0xFF},
    {"JOHAB", 0x88, 0xD3, 0, 0, 0xD9, 0xD9, 0},
});

/// How many of a text's pairs are uncommon characters of the encoding, 0..1, and more when what every text in it has is
/// missing.
double strangeness_of(std::string_view bytes, const Pairs& pairs) {
  const auto within = [](std::uint8_t byte, std::uint8_t first, std::uint8_t last) {
    return byte >= first && byte <= last;
  };
  std::size_t all = 0;
  std::size_t common = 0;
  std::size_t kana = 0;
  std::size_t telling = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const auto lead = static_cast<std::uint8_t>(bytes[i]);
    if (lead < 0x81) continue;
    ++i;
    if (within(lead, pairs.first_sign, pairs.last_sign)) continue;
    ++all;
    const auto second = static_cast<std::uint8_t>(bytes[i]);
    const bool is_kana = pairs.first_kana != 0 && within(lead, pairs.first_kana, pairs.last_kana);
    const bool plain_second = pairs.encoding != "GB18030" || second >= 0xA1;
    kana += is_kana ? 1U : 0U;
    common += is_kana || (plain_second && within(lead, pairs.first_common, pairs.last_common)) ? 1U : 0U;
    telling += (pairs.first_telling == 0 ? second < 0x80 : lead >= pairs.first_telling) ? 1U : 0U;
  }
  if (all == 0) return 1;
  double strange = 1 - static_cast<double>(common) / static_cast<double>(all);
  if (pairs.first_kana != 0 && kana * 5 < all) strange += 0.3;
  // The longer the text, the less it can be chance.
  if (pairs.first_telling != 0xFF && telling * 6 < all) strange += std::min(1.2, 0.1 * static_cast<double>(all));
  return strange;
}

double strangeness_of(std::string_view bytes, std::string_view encoding) {
  const auto* const pairs = std::ranges::find(kPairs, encoding, &Pairs::encoding);
  return pairs == kPairs.end() ? 0 : strangeness_of(bytes, *pairs);
}

/// The commonest characters of a language that is written without blanks or in syllables.
struct Commonest {
  std::string_view encoding;
  std::string_view characters;
};

constexpr auto kCommonest = std::to_array<Commonest>({
    {"GB18030", "的一是不了我在有人这他们来你中大上个到说着爱心天月去就没为和那要"},
    {"Big5", "的一是不了我在有人這他們來你中大上個到說著愛心天月去就沒為和那要"},
    {"EUC-KR", "이다는가을에의고나지도사하자라기아리대어인시그내너를은한로해날"},
    {"JOHAB", "이다는가을에의고나지도사하자라기아리대어인시그내너를은한로해날"},
});

/// What the commonest characters speak for an encoding, 0..0.6: short texts have little else to tell them by.
double familiarity_of(std::string_view text, std::string_view encoding) {
  const auto* const known = std::ranges::find(kCommonest, encoding, &Commonest::encoding);
  if (known == kCommonest.end()) return 0;
  std::size_t all = 0;
  std::size_t common = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const bool written = character.code >= 0x2E80;
    all += written ? 1U : 0U;
    common += written && known->characters.find(text.substr(at, character.bytes)) != std::string_view::npos ? 1U : 0U;
    at += character.bytes;
  }
  return all == 0 ? 0 : std::min(0.6, 3 * static_cast<double>(common) / static_cast<double>(all));
}

/// What ICU's detector gives an encoding, 0..1.
class Detected {
 public:
  explicit Detected(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&status), ucsdet_close);
    ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
    if (U_FAILURE(status)) return;
    for (std::int32_t i = 0; i < count; ++i) {
      const char* name = ucsdet_getName(matches[i], &status);
      const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
      if (U_SUCCESS(status)) found_.push_back({name, confidence / 100.0});
    }
  }

  [[nodiscard]] double of(std::string_view encoding) const {
    double best = 0;
    for (const auto& [name, confidence] : found_) {
      const auto* const alias = std::ranges::find(kAliases, std::string_view(name), &Alias::detected);
      if (name == encoding || (alias != kAliases.end() && alias->encoding == encoding))
        best = std::max(best, confidence);
    }
    return best;
  }

 private:
  struct Match {
    std::string name;
    double confidence;
  };
  std::vector<Match> found_;
};

bool speaks(const Candidate& candidate, const Language& language) {
  const std::string code = "," + language.code + ",";
  const auto lists = [&](const Candidate& other) { return other.languages.find(code) != std::string_view::npos; };
  // A language that has encodings of its own is not written in those of Western Europe.
  if (candidate.languages.empty()) return !language.certain || std::ranges::none_of(kCandidates, lists);
  return lists(candidate);
}

/// How well an encoding fits; higher is better. Exact only above `best`: what cannot be better any more is not looked
/// at in full.
double fit(const Candidate& candidate, std::string_view bytes, std::string_view text, const Detected& detected,
           double best) {
  double score = candidate.prior + 0.5 * detected.of(candidate.encoding) - 2 * badness_of(text) -
                 strangeness_of(bytes, candidate.encoding) + familiarity_of(text, candidate.encoding);
  if (score + candidate.language_weight <= best) return score;
  const Language language = language_of(text);
  if (!language.code.empty() && speaks(candidate, language))
    score += candidate.language_weight * (language.certain ? 1.0 : 0.4) * language.percent / 100.0;
  else if (!candidate.languages.empty())
    score -= 0.5;  // an encoding of a language that is not in the text
  return score;
}

/// The beginning of the bytes, up to a line's end: a character must not be cut.
std::string_view sample_of(std::string_view bytes) {
  if (bytes.size() <= kSampleBytes) return bytes;
  const std::size_t line = bytes.rfind('\n', kSampleBytes);
  return bytes.substr(0, line == std::string_view::npos ? kSampleBytes : line);
}

/// Bytes between two signs that change what bytes mean.
struct Shift {
  std::string_view begin;
  std::string_view end;
};

/// Whether what stands between "~{" and "~}" is Chinese: pairs, nearly all of common characters or signs.
bool is_hz(std::string_view bytes) noexcept {
  constexpr Shift kHz = {"~{", "~}"};
  std::size_t pairs = 0;
  std::size_t common = 0;
  for (std::size_t at = bytes.find(kHz.begin); at != std::string_view::npos; at = bytes.find(kHz.begin, at)) {
    const std::size_t begin = at + kHz.begin.size();
    const std::size_t end = bytes.find(kHz.end, begin);
    if (end == std::string_view::npos || (end - begin) % 2 != 0) return false;
    for (std::size_t i = begin; i < end; i += 2) {
      const auto lead = static_cast<unsigned char>(bytes[i]);
      if (lead < 0x21 || lead > 0x77 || static_cast<unsigned char>(bytes[i + 1]) < 0x21) return false;
      ++pairs;
      common += lead <= 0x23 || (lead >= 0x30 && lead <= 0x57) ? 1U : 0U;
    }
    at = end + kHz.end.size();
  }
  return pairs > 1 && common * 5 >= pairs * 4;
}

/// An encoding of seven bits, told by what it begins its characters with.
struct ShiftedEncoding {
  std::string_view sign;
  const char* encoding;
};
constexpr auto kShifted = std::to_array<ShiftedEncoding>({{"\x1B$B", "ISO-2022-JP"},
                                                          {"\x1B$@", "ISO-2022-JP"},
                                                          {"\x1B(J", "ISO-2022-JP"},
                                                          {"\x1B(I", "ISO-2022-JP-2"},
                                                          {"\x1B$)C", "ISO-2022-KR"},
                                                          {"\x1B$)A", "ISO-2022-CN"}});

/// Windows-1252 with the five bytes it leaves free as the control characters of Latin-1, so that it reads anything.
std::string as_windows_1252(std::string_view bytes, std::string_view where) {
  std::optional<std::string> text = converted(bytes, "windows-1252", where);
  if (!text) throw Error(ErrorKind::corrupt_data, std::string(where) + ": is not text in any known encoding");
  return std::move(*text);
}

}  // namespace

std::optional<Charset> shifted_charset(std::string_view bytes, std::string_view where) {
  if (bytes.find('\x1B') != std::string_view::npos)
    for (const ShiftedEncoding& shifted : kShifted)
      if (bytes.find(shifted.sign) != std::string_view::npos)
        if (std::optional<std::string> text = converted(bytes, shifted.encoding, where))
          return Charset{shifted.encoding, std::move(*text)};
  if (bytes.find("~{") == std::string_view::npos || !is_ascii(bytes) || !is_hz(bytes)) return std::nullopt;
  std::optional<std::string> text = converted(bytes, "HZ", where);
  return text ? std::optional(Charset{"HZ", std::move(*text)}) : std::nullopt;
}

Charset likeliest_charset(std::string_view bytes, std::string_view where) {
  const std::string_view sample = sample_of(bytes);
  const Detected detected(sample);
  const Candidate* best = kCandidates.data();
  double best_fit = -1e9;
  for (const Candidate& candidate : kCandidates) {
    const std::optional<std::string> text = converted(sample, candidate.encoding, where);
    if (!text) continue;
    const double score = fit(candidate, sample, *text, detected, best_fit);
    if (score > best_fit) {
      best_fit = score;
      best = &candidate;
    }
  }
  if (std::optional<std::string> text = converted(bytes, best->encoding, where))
    return {best->encoding, std::move(*text)};
  return {"windows-1252", as_windows_1252(bytes, where)};
}

std::vector<std::string_view> legacy_encodings() {
  std::vector<std::string_view> names;
  for (const Candidate& candidate : kCandidates) names.emplace_back(candidate.encoding);
  return names;
}

}  // namespace leitmotif::text
