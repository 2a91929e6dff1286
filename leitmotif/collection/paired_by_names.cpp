#include "leitmotif/collection/paired_by_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "leitmotif/collection/tags.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/file_name.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/corpus/packed_lyric.hpp"
#include "leitmotif/text/song_names.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::size_t kTagsPerPiece = 8;

/// What a file says it is, in the forms that names are compared in; without a title it says nothing.
struct SaidNames {
  std::vector<std::string> artists;
  std::string title;
  std::string edition;
  std::array<std::string, 3> whole;  ///< of music: title, artist and title, title and artist; of a lyric file: its name
};

SaidNames said_names(const std::string& artist, const std::string& title) {
  SaidNames names;
  if (text::is_generic_title(title)) return names;
  text::SongKeys keys = text::song_keys(text::is_no_name(artist) ? "" : artist, title);
  names.artists = std::move(keys.artists);
  names.title = std::move(keys.title.title);
  names.edition = std::move(keys.title.edition);
  names.whole = {text::name_key(title), text::name_key(artist + " " + title), text::name_key(title + " " + artist)};
  return names;
}

SaidNames said_by_music(const FoundFile& file) try {
  const MusicTags tags = read_tags(ReadOnlyFile(file.path));
  Song song;
  if (!text::is_no_name(tags.artist)) song.artist = tags.artist;
  song.title = tags.title;
  corpus::fill_from_file_name(file.path, file.path.string(), song);
  return said_names(song.artist, song.title);
} catch (const Error&) {
  return {};
}

SaidNames said_by_lyric(const FoundFile& file) try {
  const ReadOnlyFile opened(file.path);
  const auto limit = static_cast<std::int64_t>(corpus::kMaxLyricFileBytes);
  const auto size = static_cast<std::size_t>(std::min(opened.stamp().size_bytes, limit + 1));
  const std::string bytes = corpus::unpacked_lyric(opened.read_at(0, size), file.path.string());
  const LabelledSong read = corpus::parse_lyric_file(bytes, file.path);
  SaidNames names = said_names(read.song.artist, read.song.title);
  const std::string stem = file.path.stem().native();
  if (!text::first_invalid_byte(stem)) names.whole = {text::name_key(text::without_any_number(stem)), {}, {}};
  return names;
} catch (const Error&) {
  return {};
}

bool share_artist(const SaidNames& a, const SaidNames& b) {
  return std::ranges::any_of(
      a.artists, [&](const std::string& artist) { return std::ranges::find(b.artists, artist) != b.artists.end(); });
}

/// Whether a lyric file may be of this music.
bool is_meant(const SaidNames& lyric, const SaidNames& music) {
  if (lyric.title.empty() || music.title.empty()) return false;
  const std::string& name = lyric.whole.front();
  if (std::ranges::find(music.whole, name) != music.whole.end()) return true;
  const bool any_artist = lyric.artists.empty() || music.artists.empty();
  return lyric.title == music.title && (any_artist || share_artist(lyric, music));
}

/// The folders whose music a lyric file may be of.
std::vector<std::string> folders_of(const std::filesystem::path& lyric) {
  const std::filesystem::path folder = lyric.parent_path();
  if (!is_lyrics_folder(folder)) return {folder.native()};
  return {folder.native(), folder.parent_path().native()};
}

/// Music without lyric files, by its folder, and what each says it is.
class Unpaired {
 public:
  Unpaired(std::span<const SongSource> songs, std::span<const FoundFile> files, unsigned threads) {
    std::unordered_set<std::string> folders;
    for (const SongSource& song : songs)
      if (!files[song.first].is_music)
        for (std::string& folder : folders_of(files[song.first].path)) folders.insert(std::move(folder));
    for (std::size_t i = 0; i < songs.size(); ++i) {
      const FoundFile& file = files[songs[i].first];
      const std::string folder = file.path.parent_path().native();
      if (!file.is_music || !songs[i].lyrics.empty() || !folders.contains(folder)) continue;
      by_folder_[folder].push_back(music_.size());
      music_.push_back({i, {}});
    }
    parallel_for(music_.size(), kTagsPerPiece, threads, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) music_[i].second = said_by_music(files[songs[music_[i].first].first]);
    });
  }

  /// Whether there is any music that a lyric file may be of.
  [[nodiscard]] bool has_any_for(const FoundFile& lyric) const {
    return std::ranges::any_of(folders_of(lyric.path),
                               [&](const std::string& folder) { return by_folder_.contains(folder); });
  }

  /// Places in the songs of the music that a lyric file may be of.
  [[nodiscard]] std::vector<std::size_t> meant_by(const FoundFile& lyric) const {
    const SaidNames names = said_by_lyric(lyric);
    std::vector<std::size_t> meant;
    std::vector<std::size_t> of_edition;
    for (const std::string& folder : folders_of(lyric.path)) {
      const auto found = by_folder_.find(folder);
      if (found == by_folder_.end()) continue;
      for (const std::size_t i : found->second) {
        if (!is_meant(names, music_[i].second)) continue;
        meant.push_back(music_[i].first);
        if (music_[i].second.edition == names.edition) of_edition.push_back(music_[i].first);
      }
    }
    return of_edition.size() == 1 ? of_edition : meant;
  }

 private:
  std::vector<std::pair<std::size_t, SaidNames>> music_;  ///< place in the songs, and names
  std::unordered_map<std::string, std::vector<std::size_t>> by_folder_;
};

}  // namespace

std::vector<SongSource> paired_by_names(std::vector<SongSource> songs, std::span<const FoundFile> files,
                                        unsigned threads) {
  const Unpaired unpaired(songs, files, threads);
  std::vector<std::size_t> lyrics;
  for (std::size_t i = 0; i < songs.size(); ++i)
    if (!files[songs[i].first].is_music && unpaired.has_any_for(files[songs[i].first])) lyrics.push_back(i);
  std::vector<std::vector<std::size_t>> meant(lyrics.size());
  parallel_for(lyrics.size(), kTagsPerPiece, threads, [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) meant[i] = unpaired.meant_by(files[songs[lyrics[i]].first]);
  });
  std::unordered_set<std::size_t> given;
  for (std::size_t i = 0; i < lyrics.size(); ++i) {
    if (meant[i].size() != 1) continue;
    songs[meant[i].front()].lyrics.push_back(songs[lyrics[i]].first);
    given.insert(songs[lyrics[i]].first);
  }
  std::erase_if(songs, [&](const SongSource& song) { return given.contains(song.first); });
  return songs;
}

}  // namespace leitmotif::collection
