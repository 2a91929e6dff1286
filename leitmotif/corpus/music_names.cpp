#include "leitmotif/corpus/music_names.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::corpus {
namespace {

struct Read {
  std::string_view ending;
  std::string_view media_type;
};

constexpr auto kRead = std::to_array<Read>(
    {{"mp3", "audio/mpeg"},  {"mp2", "audio/mpeg"},     {"flac", "audio/flac"},      {"ogg", "audio/ogg"},
     {"oga", "audio/ogg"},   {"opus", "audio/ogg"},     {"spx", "audio/ogg"},        {"m4a", "audio/mp4"},
     {"m4b", "audio/mp4"},   {"m4r", "audio/mp4"},      {"m4p", "audio/mp4"},        {"mp4", "audio/mp4"},
     {"alac", "audio/mp4"},  {"wav", "audio/wav"},      {"wave", "audio/wav"},       {"aif", "audio/aiff"},
     {"aiff", "audio/aiff"}, {"aifc", "audio/aiff"},    {"wma", "audio/x-ms-wma"},   {"asf", "audio/x-ms-wma"},
     {"ape", "audio/x-ape"}, {"wv", "audio/x-wavpack"}, {"mpc", "audio/x-musepack"}, {"mp+", "audio/x-musepack"},
     {"tta", "audio/x-tta"}, {"dsf", "audio/x-dsf"},    {"dff", "audio/x-dff"},      {"mod", "audio/x-mod"},
     {"xm", "audio/x-mod"},  {"it", "audio/x-mod"},     {"s3m", "audio/x-mod"}});
constexpr auto kUnread = std::to_array<std::string_view>(
    {"aac", "ac3", "dts", "mka", "ra", "rm", "tak", "shn", "mid", "midi", "amr", "au", "caf", "ofr"});

/// Behind the last dot of a name that has something in front of it.
std::string_view ending_of(std::string_view file_name) noexcept {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || file_name[dot - 1] == '/') return {};
  return file_name.substr(dot + 1);
}

const Read* read_as(std::string_view file_name) noexcept {
  const std::string_view ending = ending_of(file_name);
  const auto found =
      std::ranges::find_if(kRead, [&](const Read& known) { return ascii::same_letters(known.ending, ending); });
  return found == kRead.end() ? nullptr : &*found;
}

}  // namespace

MusicEnding music_ending_of(std::string_view file_name) noexcept {
  if (read_as(file_name) != nullptr) return MusicEnding::read;
  const std::string_view ending = ending_of(file_name);
  const auto is_it = [&](std::string_view known) { return ascii::same_letters(known, ending); };
  return std::ranges::any_of(kUnread, is_it) ? MusicEnding::unread : MusicEnding::none;
}

std::string_view music_media_type_of(std::string_view file_name) noexcept {
  const Read* const known = read_as(file_name);
  return known == nullptr ? std::string_view() : known->media_type;
}

std::vector<std::string> music_media_types() {
  std::vector<std::string> types;
  for (const Read& known : kRead)
    if (std::ranges::find(types, known.media_type) == types.end()) types.emplace_back(known.media_type);
  return types;
}

}  // namespace leitmotif::corpus
