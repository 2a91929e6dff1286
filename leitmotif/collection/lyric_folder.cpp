#include "leitmotif/collection/lyric_folder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "leitmotif/collection/read_song.hpp"

namespace leitmotif::collection {

LyricFolder find_lyrics(const std::filesystem::path& folder, const std::function<void(std::size_t)>& on_file) {
  Walk walk = walk_folder(folder, on_file);
  LyricFolder found;
  found.rejected = std::move(walk.rejected);
  for (FoundFile& file : walk.files) {
    if (file.is_music)
      ++found.passed_over;
    else if (is_song_by_itself(file.path))
      found.files.push_back(std::move(file));
    else
      found.rejected.push_back({shown(file.path), 0, "captions, pages and data are lyrics only beside music"});
  }
  found.songs = song_sources(found.files);
  return found;
}

FolderLyric read_lyric(const LyricFolder& folder, std::size_t song) {
  constexpr std::array<LyricPlace, 2> kPlaces = {LyricPlace::lrc, LyricPlace::txt};
  OwnSong own = read_song(folder.songs[song], folder.files, kPlaces);
  const ReadFile& file = own.files.front();
  FolderLyric lyric;
  lyric.digest = file.digest;
  if (!file.refusal.empty())
    lyric.refusal = file.refusal;
  else if (!own.usable)
    lyric.refusal = file.stray.empty() ? "could not be read" : "is " + file.stray + " and no lyric";
  else
    lyric.song = std::move(own.song);
  return lyric;
}

}  // namespace leitmotif::collection
