#include "leitmotif/collection/sources.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kPlaceNames = {"lrc", "txt", "tag", "synced"};
/// Counted up when files are read in another way than before, so that a scan reads them again.
constexpr std::string_view kReadingVersion = "1";

/// Folder and name without extension, by which music and lyrics find each other.
std::string key_of(const fs::path& folder, const fs::path& file) {
  return folder.native() + "/" + ascii::lower_case(file.stem().native());
}

/// Music files by key.
using Music = std::unordered_map<std::string, std::vector<std::size_t>>;

/// The music a lyric file belongs to, or nothing.
const std::vector<std::size_t>* music_of(const fs::path& lyric, const Music& music) {
  const fs::path folder = lyric.parent_path();
  auto found = music.find(key_of(folder, lyric));
  if (found == music.end() && ascii::lower_case(folder.filename().native()) == "lyrics")
    found = music.find(key_of(folder.parent_path(), lyric));
  return found == music.end() ? nullptr : &found->second;
}

}  // namespace

std::string_view name_of(LyricPlace place) noexcept { return kPlaceNames[static_cast<std::size_t>(place)]; }

std::vector<LyricPlace> parse_lyric_order(std::string_view text) {
  std::vector<LyricPlace> order;
  const auto refuse = [&](const std::string& what) {
    throw Error(ErrorKind::invalid_argument,
                "lyric order '" + std::string(text) + "': " + what + "; expected some of lrc,txt,tag,synced");
  };
  for (std::string_view rest = text;;) {
    const std::string_view name = rest.substr(0, rest.find(','));
    const auto* const found = std::ranges::find(kPlaceNames, name);
    if (found == kPlaceNames.end()) refuse("'" + std::string(name) + "' is no place");
    const auto place = static_cast<LyricPlace>(found - kPlaceNames.begin());
    if (std::ranges::find(order, place) != order.end()) refuse("'" + std::string(name) + "' stands there twice");
    order.push_back(place);
    if (name.size() == rest.size()) return order;
    rest.remove_prefix(name.size() + 1);
  }
}

std::vector<SongSource> song_sources(std::span<const FoundFile> files) {
  Music music;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (files[i].is_music) music[key_of(files[i].path.parent_path(), files[i].path)].push_back(i);
  std::unordered_map<std::size_t, std::vector<std::size_t>> lyrics;
  std::vector<SongSource> songs;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].is_music) continue;
    if (const std::vector<std::size_t>* owners = music_of(files[i].path, music))
      for (const std::size_t owner : *owners) lyrics[owner].push_back(i);
    else
      songs.push_back({i, {}, true});
  }
  for (const auto& entry : music)
    for (const std::size_t i : entry.second) songs.push_back({i, lyrics[i], i == entry.second.front()});
  std::ranges::sort(songs, {}, &SongSource::first);
  return songs;
}

std::int64_t fingerprint_of(const SongSource& source, std::span<const FoundFile> files,
                            std::span<const LyricPlace> order) {
  std::string text(kReadingVersion);
  for (const LyricPlace place : order) text.append(",").append(name_of(place));
  const auto add = [&](const FoundFile& file) {
    text.append("\n").append(file.path.filename().native());
    for (const std::int64_t number : {file.stamp.size_bytes, file.stamp.mtime_ns, file.stamp.ctime_ns})
      text.append(" ").append(std::to_string(number));
  };
  add(files[source.first]);
  for (const std::size_t i : source.lyrics) add(files[i]);
  // FNV-1a: nobody gains anything by making two marks alike.
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash == 0 ? 1 : static_cast<std::int64_t>(hash);
}

}  // namespace leitmotif::collection
