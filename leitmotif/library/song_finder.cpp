#include "leitmotif/library/song_finder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/file_name.hpp"
#include "leitmotif/library/name_index.hpp"
#include "leitmotif/library/path_tails.hpp"
#include "leitmotif/playlist/address.hpp"
#include "leitmotif/playlist/text_lines.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::library {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSameLengthMs = 10'000;     // players count silence and gaps differently
constexpr std::size_t kMostNearest = 3;            // names that are shown for one entry
constexpr std::size_t kMostComparedEntries = 500;  // of a list that is not of this library

/// What a shell writes before a blank or a bracket is no part of the name.
std::string without_shell_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    plain += text[i];
  }
  return plain;
}

/// "Macintosh HD:Music:Door.mp3", as the Mac wrote paths before it had slashes.
bool is_path_with_colons(std::string_view file) {
  return file.find('/') == std::string_view::npos && std::ranges::count(file, ':') > 1 &&
         collection::is_music_name(std::string(file));
}

/// The paths a playlist may mean by a file: as it stands, percent-decoded as often as it was encoded, with Windows' or
/// the old Mac's separators, as a shell writes it, with blanks for plus signs.
std::vector<std::string> readings_of(const std::string& file) {
  std::vector<std::string> readings = {file};
  const auto add = [&](std::string reading) {
    if (std::ranges::find(readings, reading) == readings.end()) readings.push_back(std::move(reading));
  };
  constexpr int kMostTimes = 3;
  std::string last = file;
  for (int times = 0; times < kMostTimes && last.find('%') != std::string::npos; ++times) {
    auto decoded = playlist::path_of(last);
    if (!decoded || *decoded == last) break;
    last = *decoded;
    add(std::move(*decoded));
  }
  if (auto decoded = playlist::path_of(file)) add(std::move(*decoded));
  if (is_path_with_colons(file)) {
    std::string slashed = file;
    std::ranges::replace(slashed, ':', '/');
    add(std::move(slashed));
  }
  for (const std::string& reading : std::vector<std::string>(readings)) {
    if (reading.find('\\') == std::string::npos) continue;
    std::string slashed = reading;
    std::ranges::replace(slashed, '\\', '/');
    add(std::move(slashed));
    if (reading.find('/') != std::string::npos) add(without_shell_escapes(reading));
  }
  if (file.find('+') != std::string::npos && file.find(' ') == std::string::npos) {
    std::string blanks = readings.back();
    std::ranges::replace(blanks, '+', ' ');
    add(std::move(blanks));
  }
  return readings;
}

/// The path in an address of another machine's files, and of a music file on the web; nothing for what is no file, such
/// as a stream.
std::optional<std::string> foreign_path(const std::string& uri) {
  constexpr std::array<std::string_view, 9> kFiles = {"file", "smb", "nfs",  "sftp", "ftp",
                                                      "ftps", "dav", "davs", "afp"};
  const std::size_t colon = uri.find("://");
  if (colon == std::string::npos) return std::nullopt;
  const std::string scheme = ascii::lower_case(uri.substr(0, colon));
  const std::string place = uri.substr(colon + 3);
  if (std::ranges::find(kFiles, scheme) != kFiles.end()) return playlist::path_of("file:///" + place);
  if (scheme != "http" && scheme != "https") return std::nullopt;
  const auto path = playlist::path_of("file:///" + place.substr(0, place.find_first_of("?#")));
  return path && collection::is_music_name(*path) ? path : std::nullopt;
}

/// Names an entry may mean, likeliest first.
struct NamePair {
  std::string artist;
  std::string title;
};

std::vector<NamePair> pairs_of_entry(const SongReference& entry) {
  std::vector<NamePair> pairs;
  const auto add = [&](std::string_view artist, std::string_view title) {
    if (!title.empty()) pairs.push_back({std::string(artist), std::string(title)});
  };
  const auto add_splits = [&](std::string_view name, bool swapped) {
    for (const auto& [artist, title] : playlist::splits_of(name)) swapped ? add(title, artist) : add(artist, title);
  };
  if (!entry.artist.empty()) {
    // "A - B - C" may be artist "A" or artist "A - B".
    add(entry.artist, entry.title);
    if (entry.title.find('-') != std::string::npos || entry.artist.find('-') != std::string::npos)
      add_splits(entry.artist + " - " + entry.title, false);
    add(entry.title, entry.artist);
    return pairs;
  }
  add_splits(entry.title, false);
  add_splits(entry.title, true);
  if (!pairs.empty()) return pairs;
  // Signs that are part of names as often as they stand between them.
  const std::string_view name = entry.title;
  for (const std::string_view between : {" by ", " / ", " | ", ": ", " \u00B7 ", " \u2022 ", " ~ "})
    if (const std::size_t at = name.find(between); at != std::string_view::npos) {
      const std::string_view before = ascii::trimmed(name.substr(0, at), " \"");
      const std::string_view behind = ascii::trimmed(name.substr(at + between.size()), " \"");
      if (before.empty() || behind.empty()) continue;
      add(behind, before);
      add(before, behind);
    }
  return pairs;
}

/// What a file's name says of the song in it, as a scan reads it; nothing when it is no text.
std::optional<SongReference> named_by(const std::string& path) {
  try {
    return corpus::named_song(path, path);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Names in a path: `Artist - Title`, or a title in the folders of its artist and album.
std::vector<NamePair> pairs_of_path(const std::string& path) {
  const PathParts parts = parts_of_path(path);
  std::vector<std::string_view> stems = {parts.stem};
  if (const std::string_view rest = text::without_any_number(parts.stem); rest != parts.stem) stems.push_back(rest);
  std::vector<NamePair> pairs;
  for (const std::string_view stem : stems)
    for (const auto& [first, second] : playlist::splits_of(stem)) {
      pairs.push_back({first, second});
      pairs.push_back({second, first});
    }
  if (const auto named = named_by(path); named && !named->artist.empty()) {
    pairs.push_back({named->artist, named->title});
    pairs.push_back({named->title, named->artist});
  }
  for (std::size_t up = 1; up <= std::min<std::size_t>(2, parts.folders.size()); ++up)
    for (const std::string_view stem : stems)
      if (const std::string& folder = parts.folders[parts.folders.size() - up]; !folder.empty())
        pairs.push_back({folder, std::string(stem)});
  return pairs;
}

bool has_same_length(const SongReference& entry, const std::optional<catalog::SongFacts>& facts) {
  if (!entry.length_ms || !facts || !facts->length_ms) return true;
  return std::abs(*entry.length_ms - *facts->length_ms) <= kSameLengthMs;
}

/// The entry with the title that its file's name says, when it says none itself.
playlist::Entry titled_by_path(const playlist::Entry& entry, const std::vector<std::string>& readings) {
  playlist::Entry titled = entry;
  if (!titled.title.empty() || readings.empty()) return titled;
  if (const auto named = named_by(readings.back()); named && named->artist.empty()) titled.title = named->title;
  return titled;
}

std::string shown_name(const catalog::SongHead& song) {
  return song.artist.empty() ? song.title : song.artist + " - " + song.title;
}

}  // namespace

std::string_view name_of(FoundBy found_by) noexcept {
  constexpr std::array<std::string_view, 4> kNames = {"file", "id", "tail", "name"};
  return kNames[static_cast<std::size_t>(found_by)];
}

/// What is read of the library when an entry is not found at once.
struct SongFinder::Index {
  explicit Index(const catalog::Catalog& catalog) : library(catalog), tails(catalog), names(catalog) {}

  /// The likest of several songs.
  [[nodiscard]] std::int64_t choose(const SongReference& entry, std::vector<catalog::SongHead> songs) const {
    if (songs.empty()) return 0;
    if (songs.size() == 1) return songs.front().id;
    std::vector<std::int64_t> ids;
    for (const catalog::SongHead& song : songs) ids.push_back(song.id);
    const std::vector<std::optional<catalog::SongFacts>> facts = library.files().facts_of(ids);
    const std::string edition = text::title_keys(entry.title).edition;
    const std::string album = text::name_key(entry.album);
    std::size_t best = 0;
    int most = -1;
    for (std::size_t i = 0; i < songs.size(); ++i) {
      const bool same_album = facts[i] && !album.empty() && text::name_key(facts[i]->album) == album;
      const int alike = (text::title_keys(songs[i].title).edition == edition ? 8 : 0) + (same_album ? 4 : 0) +
                        (entry.year && songs[i].year == entry.year ? 2 : 0) +
                        (entry.length_ms && facts[i] && has_same_length(entry, facts[i]) ? 1 : 0);
      if (alike <= most) continue;
      most = alike;
      best = i;
    }
    return ids[best];
  }

  [[nodiscard]] std::int64_t by_pair(const SongReference& entry, const NamePair& pair) const {
    std::vector<catalog::SongHead> songs;
    for (const catalog::SongHead* song : names.named(pair.artist, pair.title)) songs.push_back(*song);
    return choose(entry, std::move(songs));
  }

  /// By artist and title, as the entry has them and then as its paths do.
  [[nodiscard]] std::int64_t by_names(const playlist::Entry& entry, const std::vector<std::string>& paths) const {
    for (const NamePair& pair : pairs_of_entry(entry))
      if (const std::int64_t song = by_pair(entry, pair); song != 0) return song;
    for (const std::string& path : paths)
      for (const NamePair& pair : pairs_of_path(path))
        if (const std::int64_t song = by_pair(entry, pair); song != 0) return song;
    return 0;
  }

  /// The song whose path shares most parts with the end of one of these, if the entry's names allow it.
  [[nodiscard]] PathTails::Match longest_tail(const playlist::Entry& entry,
                                              const std::vector<std::string>& paths) const {
    PathTails::Match longest;
    for (const std::string& path : paths)
      if (const auto here = tails.find(path); here.parts > longest.parts && !contradicts(entry, here.song, path))
        longest = here;
    return longest;
  }

  /// A title alone: only when all songs of it are one work, and the length does not speak against it.
  [[nodiscard]] std::int64_t by_title(const SongReference& entry) const {
    if (text::is_generic_title(entry.title)) return 0;
    std::vector<catalog::SongHead> songs;
    for (const catalog::SongHead* song : names.named("", entry.title)) songs.push_back(*song);
    if (songs.empty()) return 0;
    const auto work = [](const catalog::SongHead& song) { return text::work_of(song.artist, song.title); };
    for (const catalog::SongHead& song : songs)
      if (work(song) != work(songs.front()) || (work(song) == 0 && songs.size() > 1)) return 0;
    const std::int64_t id = choose(entry, std::move(songs));
    return has_same_length(entry, library.files().facts_of({&id, 1}).front()) ? id : 0;
  }

  /// Whether an entry's names speak against a song that its path leads to.
  [[nodiscard]] bool contradicts(const playlist::Entry& entry, std::int64_t id, const std::string& path) const {
    if (entry.title.empty()) return false;
    const auto stored = library.songs().song(id);
    const std::string title = text::title_keys(entry.title).title;
    const std::string there = stored ? text::title_keys(stored->song.title).title : std::string();
    return !there.empty() && title.find(there) == std::string::npos && there.find(title) == std::string::npos &&
           text::name_key(path).find(title) == std::string::npos;
  }

  const catalog::Catalog& library;
  PathTails tails;
  NameIndex names;
};

SongFinder::SongFinder(const catalog::Catalog& library, fs::path folder)
    : library_(library), folder_(std::move(folder)) {}
SongFinder::~SongFinder() = default;

const SongFinder::Index& SongFinder::index() {
  if (!index_) index_ = std::make_unique<Index>(library_);
  return *index_;
}

std::int64_t SongFinder::by_ids(const SongReference& entry) {
  for (const std::vector<std::int64_t>& ids :
       {library_.files().with_recording(entry.ids.recording_id), library_.files().with_isrc(entry.ids.isrc)}) {
    if (ids.size() == 1) return ids.front();
    std::vector<catalog::SongHead> songs;
    for (const std::int64_t id : ids)
      if (const auto stored = library_.songs().song(id))
        songs.push_back({id, stored->song.artist, stored->song.title, stored->song.year, {}});
    if (!songs.empty()) return index().choose(entry, std::move(songs));
  }
  return 0;
}

std::int64_t SongFinder::match(const SongReference& entry) {
  if (const std::int64_t song = by_ids(entry); song != 0) return song;
  if (entry.artist.empty() || entry.title.empty()) return 0;
  const std::string edition = text::title_keys(entry.title).edition;
  std::vector<catalog::SongHead> songs;
  for (const catalog::SongHead* song : index().names.named(entry.artist, entry.title)) {
    const std::optional<catalog::SongFacts> facts = library_.files().facts_of({&song->id, 1}).front();
    const bool other_recording = facts && !facts->ids.recording_id.empty() && !entry.ids.recording_id.empty();
    if (!other_recording && text::title_keys(song->title).edition == edition && has_same_length(entry, facts))
      songs.push_back(*song);
  }
  return index().choose(entry, std::move(songs));
}

std::int64_t SongFinder::by_file(const std::vector<std::string>& readings) const {
  for (const std::string& path : readings)
    if (const auto song = library_.files().song_of((folder_ / fs::path(path)).lexically_normal())) return *song;
  return 0;
}

std::int64_t SongFinder::by_lost_letters(const std::vector<std::string>& readings) {
  if (compared_ >= kMostComparedEntries) return 0;
  for (const std::string& path : readings)
    if (path.find_first_of("?_") != std::string::npos || path.find("\uFFFD") != std::string::npos)
      if (const std::int64_t song = index().tails.find_with_gaps(path); song != 0) return song;
  return 0;
}

SongFinder::Found SongFinder::search(const playlist::Entry& entry, std::vector<std::string>& readings) {
  if (const std::int64_t song = by_file(readings); song != 0) return {song, FoundBy::file};
  if (const std::int64_t song = by_ids(entry); song != 0) return {song, FoundBy::id};
  if (const auto path = foreign_path(entry.uri))
    for (std::string& reading : readings_of(*path)) readings.push_back(std::move(reading));
  const PathTails::Match tail = index().longest_tail(entry, readings);
  if (tail.parts > 1) return {tail.song, FoundBy::tail};
  if (const std::int64_t song = index().by_names(entry, readings); song != 0) return {song, FoundBy::name};
  if (tail.parts == 1 && !text::is_generic_title(parts_of_path(readings.front()).stem))
    return {tail.song, FoundBy::tail};
  if (entry.artist.empty())
    if (const std::int64_t song = index().by_title(titled_by_path(entry, readings)); song != 0)
      return {song, FoundBy::name};
  return {by_lost_letters(readings), FoundBy::tail};
}

ImportedEntry SongFinder::find(playlist::Entry entry) {
  std::vector<std::string> readings;
  if (!entry.file.empty() && entry.file.find('\0') == std::string::npos) readings = readings_of(entry.file);
  const Found match = search(entry, readings);
  ImportedEntry found{{}, match.song, match.by, {}};
  if (match.song == 0 && compared_++ < kMostComparedEntries) {
    const std::string name = entry.title.empty() && !readings.empty() ? parts_of_path(readings.back()).stem
                                                                      : entry.artist + " " + entry.title;
    for (const catalog::SongHead* song : index().names.nearest(name, kMostNearest))
      found.nearest.push_back(shown_name(*song));
  }
  found.entry = std::move(entry);
  return found;
}

}  // namespace leitmotif::library
