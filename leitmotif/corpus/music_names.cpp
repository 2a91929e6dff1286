#include "leitmotif/corpus/music_names.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::corpus {
namespace {

constexpr auto kRead =
    std::to_array<std::string_view>({"mp3", "mp2",  "flac", "ogg",  "oga", "opus", "spx",  "m4a", "m4b", "m4r", "m4p",
                                     "mp4", "alac", "wav",  "wave", "aif", "aiff", "aifc", "wma", "asf", "ape", "wv",
                                     "mpc", "mp+",  "tta",  "dsf",  "dff", "mod",  "xm",   "it",  "s3m"});
constexpr auto kUnread = std::to_array<std::string_view>(
    {"aac", "ac3", "dts", "mka", "ra", "rm", "tak", "shn", "mid", "midi", "amr", "au", "caf", "ofr"});

}  // namespace

MusicEnding music_ending_of(std::string_view file_name) noexcept {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || file_name[dot - 1] == '/') return MusicEnding::none;
  const auto is_it = [ending = file_name.substr(dot + 1)](std::string_view known) {
    return ascii::same_letters(known, ending);
  };
  if (std::ranges::any_of(kRead, is_it)) return MusicEnding::read;
  return std::ranges::any_of(kUnread, is_it) ? MusicEnding::unread : MusicEnding::none;
}

}  // namespace leitmotif::corpus
