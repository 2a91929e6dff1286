#include "leitmotif/collection/sources.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/lyric_names.hpp"
#include "leitmotif/corpus/music_names.hpp"
#include "leitmotif/text/language_tags.hpp"
#include "leitmotif/text/song_names.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::collection {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kPlaceNames = {"lrc", "txt", "tag", "synced"};
/// Counted up when files are read in another way than before, so that a scan reads them again.
constexpr std::string_view kReadingVersion = "6";

/// A name as music and lyrics find each other: letter case and forms of accents do not matter.
std::string folded_file_name(const std::string& name) {
  return text::first_invalid_byte(name) ? ascii::lower_case(name) : text::case_folded(name);
}

std::string key_of(const fs::path& folder, const std::string& name) { return folder.native() + "/" + name; }

/// Music files by folder and name without extension.
struct Music {
  using ByName = std::unordered_map<std::string, std::vector<std::size_t>>;
  ByName exact;
  ByName unnumbered;  ///< the same without the number of the track
};

Music music_among(std::span<const FoundFile> files) {
  Music music;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!files[i].is_music) continue;
    const fs::path folder = files[i].path.parent_path();
    const std::string stem = folded_file_name(files[i].path.stem().native());
    music.exact[key_of(folder, stem)].push_back(i);
    music.unnumbered[key_of(folder, std::string(text::without_any_number(stem)))].push_back(i);
  }
  return music;
}

/// A name that a lyric file's may stand for, and what was left out of it.
struct LyricName {
  std::string name;
  int rank;  ///< how well a lyric of it serves, 0 best
};

/// Whether what stands behind a dot is the ending of music or of a lyric; "it" is a language here.
bool is_known_ending(std::string_view end) {
  if (end.size() == 2 && !text::language_code(end).empty()) return false;
  const std::string name = "x." + std::string(end);
  return corpus::music_ending_of(name) != corpus::MusicEnding::none || corpus::lyric_ending_of(name) != nullptr;
}

/// "song (1)", "song - copy", "copy of song", "song~": what systems and editors make of a second file of one name.
std::string without_copy_mark(std::string name) {
  constexpr std::string_view kCopyOf = "copy of ";
  if (name.starts_with(kCopyOf)) name.erase(0, kCopyOf.size());
  for (const std::string_view end : {" - copy", " (copy)", "~"})
    if (name.size() > end.size() && name.ends_with(end)) name.resize(name.size() - end.size());
  const std::size_t open = name.rfind('(');
  const bool numbered = open != std::string::npos && open > 0 && name.size() - open == 3 && name.back() == ')' &&
                        ascii::is_digit(name[open + 1]);
  if (numbered) name.resize(open);
  return std::string(ascii::trimmed(name));
}

/// "song_en", "song-en", "song [en]", "song (en)": a language that no dot parts from the name.
std::optional<LyricName> without_joined_language(const std::string& name) {
  const bool closed = name.ends_with(']') || name.ends_with(')');
  const std::size_t sign = closed ? name.rfind(name.back() == ']' ? '[' : '(') : name.find_last_of("_-");
  if (sign == std::string::npos || sign == 0) return std::nullopt;
  const std::string_view end = std::string_view(name).substr(sign + 1, name.size() - sign - (closed ? 2 : 1));
  if (end.size() < 2 || end.size() > 3 || text::language_code(end).empty()) return std::nullopt;
  return LyricName{std::string(ascii::trimmed(std::string_view(name).substr(0, sign))), text::language_rank(end)};
}

/// "song", "song.flac", "song.en", "song.en.flac", "song.flac.romaji": what stands behind the music's name is taken off
/// part by part.
std::vector<LyricName> names_of_lyric(const fs::path& lyric) {
  constexpr auto kMarks = std::to_array<std::string_view>(
      {"synced", "sync", "default", "forced", "plain", "unsynced", "enhanced", "lyrics", "words"});
  constexpr auto kEnds =
      std::to_array<std::string_view>({" - lyrics", " (lyrics)", " [lyrics]", "_lyrics", "-lyrics", " lyrics"});
  constexpr int kNotSaid = 1;
  std::vector<LyricName> names = {{folded_file_name(lyric.stem().native()), kNotSaid}};
  if (std::string name = without_copy_mark(names.front().name); name != names.front().name)
    names.push_back({std::move(name), kNotSaid});
  if (std::optional<LyricName> name = without_joined_language(names.back().name)) {
    names.push_back(*std::move(name));
    return names;
  }
  for (const std::string_view end : kEnds) {
    const std::string& name = names.front().name;
    if (name.size() <= end.size() || !name.ends_with(end)) continue;
    names.push_back({name.substr(0, name.size() - end.size()), kNotSaid});
    return names;
  }
  for (int part = 0; part < 3; ++part) {
    const LyricName& last = names.back();
    const std::size_t dot = last.name.rfind('.');
    if (dot == std::string::npos || dot == 0) break;
    const std::string_view end = std::string_view(last.name).substr(dot + 1);
    const bool says_nothing = is_known_ending(end) || std::ranges::find(kMarks, end) != kMarks.end();
    const int rank = says_nothing ? last.rank : text::language_rank(end);
    const bool is_language = rank != 2 || !text::language_code(end).empty();
    if (!says_nothing && !is_language) break;
    names.push_back({last.name.substr(0, dot), rank});
  }
  return names;
}

/// The music a lyric file belongs to.
struct Owners {
  const std::vector<std::size_t>* music = nullptr;
  int rank = 0;
};

Owners owners_in(const fs::path& folder, const std::vector<LyricName>& names, const Music& music) {
  for (const LyricName& name : names)
    if (const auto found = music.exact.find(key_of(folder, name.name)); found != music.exact.end())
      return {&found->second, name.rank};
  for (const LyricName& name : names) {
    const std::string bare(text::without_any_number(name.name));
    const auto found = music.unnumbered.find(key_of(folder, bare));
    if (found != music.unnumbered.end() && found->second.size() == 1) return {&found->second, name.rank};
  }
  return {};
}

Owners owners_of(const fs::path& lyric, const Music& music) {
  const std::vector<LyricName> names = names_of_lyric(lyric);
  const fs::path folder = lyric.parent_path();
  Owners owners = owners_in(folder, names, music);
  if (owners.music == nullptr && is_lyrics_folder(folder)) owners = owners_in(folder.parent_path(), names, music);
  return owners;
}

}  // namespace

bool is_lyrics_folder(const fs::path& folder) {
  constexpr auto kFolders = std::to_array<std::string_view>(
      {"lyrics", "lyric", "lrc", "subs", "subtitles", "songtexte", "paroles", "letras"});
  return std::ranges::find(kFolders, ascii::lower_case(folder.filename().native())) != kFolders.end();
}

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
  const Music music = music_among(files);
  std::unordered_map<std::size_t, std::vector<std::pair<int, std::size_t>>> lyrics;  // of each music file, with ranks
  std::vector<SongSource> songs;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].is_music) continue;
    const Owners owners = owners_of(files[i].path, music);
    if (owners.music == nullptr) {
      if (is_song_by_itself(files[i].path)) songs.push_back({i, {}, true});
      continue;
    }
    for (const std::size_t owner : *owners.music) lyrics[owner].emplace_back(owners.rank, i);
  }
  for (const auto& entry : music.exact)
    for (const std::size_t i : entry.second) {
      SongSource song{i, {}, i == entry.second.front()};
      std::ranges::sort(lyrics[i]);
      for (const auto& [rank, lyric] : lyrics[i]) song.lyrics.push_back(lyric);
      songs.push_back(std::move(song));
    }
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
