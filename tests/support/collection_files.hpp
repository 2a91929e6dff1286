// A person's collection, made up for tests: songs in five formats, and lyric files with every encoding and defect.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace leitmotif::testing {

/// One file of the collection and what a scan must make of it.
struct CollectionFile {
  std::string path;  ///< below the collection's folder
  std::string bytes;
  std::string lyric;   ///< what the library must hold of it, to the character; empty: nothing
  std::string defect;  ///< the kind of finding, or a part of the refusal; empty: none
};

/// Sixty lyric files that stand alone: every encoding, line end, form of stamp and defect.
[[nodiscard]] std::vector<CollectionFile> lyric_files();
/// Music in five formats with lyrics in tags, beside the music and in a subfolder.
[[nodiscard]] std::vector<CollectionFile> music_files();

/// UTF-8 as UTF-16 without a mark.
[[nodiscard]] std::string utf16(const std::string& text, bool big_endian);

}  // namespace leitmotif::testing
