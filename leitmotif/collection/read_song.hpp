// One song of a person's collection, read from its files.
// Flow: SongSource -> tags and lyric files -> OwnSong.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/collection/sources.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::collection {

/// What one file of a song looked like when it was read.
struct ReadFile {
  std::size_t file = 0;  ///< index into Walk::files
  FileStamp stamp;
  std::string digest;        ///< see content_digest; empty when it could not be read
  std::string refusal;       ///< why it could not be used; empty when it could
  std::string stray = {};    ///< what it is instead of a lyric ("a log"); empty when it may be one
  std::string repairs = {};  ///< what had to be done to its text, for people
  bool vanished = false;     ///< it was no longer there
};

/// A song of a person's own files, as far as it could be read.
struct OwnSong {
  std::vector<ReadFile> files;  ///< the first file, then lyric files that were looked at
  bool usable = false;          ///< false: the first file was refused, and what follows means nothing
  LabelledSong song;            ///< lyrics as sung
  MusicTags tags;               ///< of a lyric file alone: nothing but the length and so on that is not known
  std::optional<LyricPlace> lyrics_from;
  std::optional<std::size_t> lyric_file;  ///< index into Walk::files of the file the lyric is from
  bool instrumental = false;              ///< tags or lyric say that nobody sings
  bool changed = false;                   ///< a file changed while it was read; read it again later
};

/// Reads a song. What is wrong with a file stands in its `refusal`; nothing is thrown for it.
[[nodiscard]] OwnSong read_song(const SongSource& source, std::span<const FoundFile> files,
                                std::span<const LyricPlace> order);

/// A lyric as it is sung, from the text that a tag or a server has for it.
struct SungText {
  std::string lyric;          ///< empty when there is none, or only a word that stands for one
  bool instrumental = false;  ///< it says that nobody sings
};

/// Reads a text as a tag's lyric is read: plain, or with the stamps of an .lrc file, which go. Throws as
/// corpus::read_lrc.
[[nodiscard]] SungText sung_text(std::string_view text, const std::string& where);

}  // namespace leitmotif::collection
