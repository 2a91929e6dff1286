// Lyric files of a person or of the songbook: .txt with or without a head, synchronised .lrc, formats of others.
// Flow: file -> LabelledSong with lyrics as sung.
// Source: the songbook's format (data/songbook); LRC as written by common players: id tags, [mm:ss.xx] line stamps,
// several stamps on a line, <mm:ss.xx> word stamps.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// A lyric file of more bytes than this is refused, and so are .lrc files whose repeated lines would make more text.
inline constexpr std::size_t kMaxLyricFileBytes = 1U << 20U;

/// Reads one lyric file; `-` is standard input, read as .txt.
/// A .txt may begin with a head: lines `key: value` up to the first blank line, with keys of head_keys() in any letter
/// case, or with others when artist or title are among them; the blank line may be missing when both are. A value that
/// cannot be used changes nothing. When a line before that is something else, there is no head and all of it is lyrics.
/// A .lrc, and a .txt that is synchronised like one or has nothing but tags, gives its lines in sung order: see
/// read_lrc; formats of formatted_lyric (captions, TTML, HTML, JSON, ...) give theirs under any name, also packed as
/// KuGou packs them. Artist and title
/// that the file does not give come from its name: see fill_from_file_name. Any encoding of decode_text. Throws
/// not_found, io; resource_limit (larger than kMaxLyricFileBytes); corrupt_data (not text, nothing in it); unsupported
/// (packed so that one player alone reads it), naming the file.
[[nodiscard]] LabelledSong read_lyric_file(const std::filesystem::path& file);

/// The same for bytes in memory; `name` is the file name that decides on the format and stands in messages.
[[nodiscard]] LabelledSong parse_lyric_file(std::string_view bytes, const std::filesystem::path& name);

/// The lyric files of a folder.
struct Songbook {
  std::vector<LabelledSong> songs;
  std::vector<std::filesystem::path> files;  ///< [songs] where each song came from
  std::vector<Rejected> rejected;
};

/// Reads every file of a folder whose ending says that it is a lyric by itself (see lyric_ending_of), and of its
/// subfolders, in the byte order of their paths. Hidden files and folders are passed over; links to folders are not
/// followed.
/// Throws not_found (no such folder), io (not a folder). What cannot be read inside is rejected with its reason.
[[nodiscard]] Songbook read_songbook(const std::filesystem::path& folder);

}  // namespace leitmotif::corpus
