#include "leitmotif/corpus/lyric_names.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::corpus {
namespace {

// Captions, pages and data lie in folders for other reasons too: only beside music are they its lyric.
constexpr auto kLyricEndings = std::to_array<LyricEnding>(
    {{"lrc", true, true},       {"elrc", true, true},  {"lys", true, true},     {"yrc", true, true},
     {"qrc", true, true},       {"krc", true, true},   {"lrcx", true, true},    {"ttml", true, true},
     {"txt", false, true},      {"text", false, true}, {"lyrics", false, true}, {"lyric", false, true},
     {"rtf", false, true},      {"cho", false, true},  {"crd", false, true},    {"chopro", false, true},
     {"chordpro", false, true}, {"srt", false, false}, {"vtt", false, false},   {"sbv", false, false},
     {"ass", false, false},     {"ssa", false, false}, {"dfxp", false, false},  {"json", false, false},
     {"html", false, false},    {"htm", false, false}});

}  // namespace

std::span<const LyricEnding> lyric_endings() noexcept { return kLyricEndings; }

const LyricEnding* lyric_ending_of(std::string_view file_name) noexcept {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || file_name[dot - 1] == '/') return nullptr;
  const std::string_view ending = file_name.substr(dot + 1);
  const auto is_it = [ending](const LyricEnding& known) { return ascii::same_letters(known.ending, ending); };
  const auto* const found = std::ranges::find_if(kLyricEndings, is_it);
  return found == kLyricEndings.end() ? nullptr : found;
}

}  // namespace leitmotif::corpus
