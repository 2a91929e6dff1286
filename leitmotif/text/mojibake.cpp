#include "leitmotif/text/mojibake.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

constexpr int kMostTimes = 3;
constexpr std::size_t kFewForeign = 3;  // runs of another script a text must have before they are believed

/// What Windows-1252 has at 0x80 to 0x9F; the five places it leaves free stand for themselves.
constexpr std::array<char16_t, 32> kHighControls = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// The byte above ASCII that Windows-1252 reads as this character.
std::optional<std::uint8_t> byte_of(char32_t code) noexcept {
  if (code >= 0xA0 && code <= 0xFF) return static_cast<std::uint8_t>(code);
  const auto* const found = std::ranges::find(kHighControls, code);
  if (found == kHighControls.end()) return std::nullopt;
  return static_cast<std::uint8_t>(0x80 + (found - kHighControls.begin()));
}

/// How much it takes to believe in a run.
enum class Belief : std::uint8_t {
  none,     ///< it gives nothing that texts have
  alone,    ///< nobody writes these characters side by side on purpose
  beside,   ///< when the text has one of the first kind: what Windows-1252 itself has above ASCII, for a second reading
  several,  ///< letters of other scripts: when there are kFewForeign
};

/// A run of characters that is one character read wrongly.
struct MisreadRun {
  std::string bytes;       ///< the character in UTF-8; empty: there is none
  std::size_t length = 0;  ///< bytes of the text it takes now
  Belief belief = Belief::none;
};

/// Latin-1 letters and signs, punctuation, currency, letterlike signs, notes, pictures. A lone accented letter further
/// up is believed only in company.
bool is_plain(char32_t code) noexcept {
  return (code >= 0xA0 && code <= 0xFF) || (code >= 0x2010 && code <= 0x203A) || code == 0x20AC || code == 0x2122 ||
         (code >= 0x2190 && code <= 0x27BF) || code >= 0x1F300 || code == 0xFEFF;
}

/// Letters of scripts that songs are written in.
bool is_foreign(char32_t code) noexcept {
  return (code >= 0x100 && code <= 0x17F) || (code >= 0x370 && code <= 0x52F) || (code >= 0x590 && code <= 0x6FF) ||
         (code >= 0x900 && code <= 0xDFF) || (code >= 0xE00 && code <= 0xE7F) || (code >= 0x1E00 && code <= 0x1EFF) ||
         (code >= 0x3000 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xFF00 && code <= 0xFFEF);
}

MisreadRun misread_at(std::string_view text, std::size_t at) {
  const Character first = character_at(text, at);
  const std::optional<std::uint8_t> lead = byte_of(first.code);
  if (!lead || *lead < 0xC2 || *lead > 0xF4) return {};
  const std::size_t wanted = *lead < 0xE0 ? 2 : *lead < 0xF0 ? 3 : 4;
  MisreadRun run;
  run.bytes += static_cast<char>(*lead);
  run.length = first.bytes;
  while (run.bytes.size() < wanted && at + run.length < text.size()) {
    const Character next = character_at(text, at + run.length);
    const std::optional<std::uint8_t> byte = byte_of(next.code);
    if (!byte || *byte >= 0xC0) return {};
    run.bytes += static_cast<char>(*byte);
    run.length += next.bytes;
  }
  if (run.bytes.size() < wanted || first_invalid_byte(run.bytes)) return {};
  const char32_t code = character_at(run.bytes, 0).code;
  run.belief = is_plain(code)                                   ? Belief::alone
               : byte_of(code) || (code >= 0x80 && code < 0xA0) ? Belief::beside
               : is_foreign(code)                               ? Belief::several
                                                                : Belief::none;
  return run.belief == Belief::none ? MisreadRun{} : run;
}

/// Calls `visit(run, begin)` for each run; gives where the walk ended.
template <typename Visit>
void for_each_misread(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<std::uint8_t>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const MisreadRun run = misread_at(text, at);
    if (run.length > 0) visit(run, at);
    at += run.length > 0 ? run.length : character_at(text, at).bytes;
  }
}

/// Fills `bytes` with characters that take no room: of two bytes and of three. One byte cannot be filled.
void pad(std::string& text, std::size_t bytes) {
  if (bytes % 2 == 1) text += "\u2060";
  for (std::size_t i = 0; i < (bytes % 2 == 1 ? bytes - 3 : bytes) / 2; ++i) text += "\u00AD";
}

/// Which runs of a text are believed.
class Believed {
 public:
  explicit Believed(std::string_view text) {
    for_each_misread(text, [&](const MisreadRun& run, std::size_t) { ++count_[static_cast<std::size_t>(run.belief)]; });
  }
  [[nodiscard]] bool operator()(Belief belief) const noexcept {
    const auto of = [&](Belief kind) { return count_[static_cast<std::size_t>(kind)]; };
    const bool several = of(Belief::several) + of(Belief::beside) >= kFewForeign;
    if (belief == Belief::alone) return of(Belief::alone) > 0;
    return several || (belief == Belief::beside && of(Belief::alone) > 0);
  }
  [[nodiscard]] bool any() const noexcept { return (*this)(Belief::alone) || (*this)(Belief::several); }

 private:
  std::array<std::size_t, 4> count_{};
};

/// A text and where each of its bytes began in the text it was made of; nothing is known where `from` is empty.
struct Traced {
  std::string text;
  std::vector<std::size_t> from;
};

/// Puts right what was read wrongly once more; false when there is nothing.
bool undo_once(Traced& traced) {
  const Believed believed(traced.text);
  if (!believed.any()) return false;
  Traced right;
  right.text.reserve(traced.text.size());
  std::size_t copied = 0;
  const auto copy_until = [&](std::size_t end) {
    right.text.append(traced.text, copied, end - copied);
    if (traced.from.empty()) return;
    const auto begin = traced.from.begin();
    right.from.insert(right.from.end(), begin + static_cast<std::ptrdiff_t>(copied),
                      begin + static_cast<std::ptrdiff_t>(end));
  };
  for_each_misread(traced.text, [&](const MisreadRun& run, std::size_t begin) {
    if (!believed(run.belief)) return;
    copy_until(begin);
    right.text.append(run.bytes);
    if (!traced.from.empty()) right.from.insert(right.from.end(), run.bytes.size(), traced.from[begin]);
    copied = begin + run.length;
  });
  copy_until(traced.text.size());
  const bool changed = right.text != traced.text;
  traced = std::move(right);
  return changed;
}

/// What was put right, each byte that was not touched where it stood in `original`: the rest is filled up. A single
/// byte cannot be filled, so that place stays as it was.
std::string filled_up(const Traced& right, std::string_view original) {
  std::string text;
  text.reserve(original.size());
  for (std::size_t begin = 0; begin < right.text.size();) {
    std::size_t end = begin + 1;
    while (end < right.text.size() && right.from[end] == right.from[begin]) ++end;
    const std::size_t from = right.from[begin];
    const std::size_t until = end < right.text.size() ? right.from[end] : original.size();
    const std::size_t saved = until - from - (end - begin);
    text += saved == 1 ? original.substr(from, until - from) : std::string_view(right.text).substr(begin, end - begin);
    if (saved > 1) pad(text, saved);
    begin = end;
  }
  return text;
}

/// Every lead byte is read as a character between U+00C2 and U+00F4, which has 0xC3 first in UTF-8.
bool may_have_runs(std::string_view text) noexcept { return text.find('\xC3') != std::string_view::npos; }

}  // namespace

std::string without_mojibake(std::string_view text, Padding padding) {
  Traced right{std::string(text), {}};
  if (padding == Padding::invisible && may_have_runs(text)) {
    right.from.resize(text.size());
    std::iota(right.from.begin(), right.from.end(), std::size_t{0});
  }
  for (int times = 0; times < kMostTimes && may_have_runs(right.text) && undo_once(right); ++times) {
  }
  return right.from.empty() ? std::move(right.text) : filled_up(right, text);
}

bool has_mojibake(std::string_view text) {
  if (!may_have_runs(text)) return false;
  return Believed(text).any();
}

}  // namespace leitmotif::text
