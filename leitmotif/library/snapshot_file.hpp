// The state of a library in memory as files beside it, so that opening a large library is a memory map.
// Flow: Snapshot -> files in a folder -> Snapshot, only the pages that are looked at.
// Source: docs/decisions/0033-columns-beside-the-library.md.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "leitmotif/library/own_files.hpp"
#include "leitmotif/models/classifier.hpp"
#include "leitmotif/recommend/library.hpp"

namespace leitmotif::library {

/// Libraries of fewer songs are read as quickly from the catalogue.
inline constexpr std::size_t kLeastKeptSongs = 5000;

/// Where files are kept, and of what state of a library they are.
struct KeptState {
  std::filesystem::path folder;  ///< empty: nothing is kept
  std::string key;               ///< the library's state and the model; empty: nothing is kept

  /// Whether the snapshot is kept as a file at all.
  [[nodiscard]] bool is_kept() const noexcept { return !folder.empty() && !key.empty(); }
};

/// What is read from files.
struct KeptSongs {
  SongColumns columns;
  OwnFiles files;
  std::shared_ptr<const CheckedFile> file;
};

/// The folder for the files of a library.
[[nodiscard]] std::filesystem::path folder_beside(const std::filesystem::path& library);

/// Nothing when there is no file of this state that is whole.
[[nodiscard]] std::optional<KeptSongs> read_songs(const KeptState& state, const models::Classifier& model);
/// Throws io.
void write_songs(const KeptState& state, const SongColumns& columns, const OwnFiles& files);

/// A space, and the file it lies in: none when it was made just now.
struct KeptSpace {
  recommend::Space space;
  std::shared_ptr<const CheckedFile> file;
};

/// The space of this state and similarity model when it is kept; else it is made, and kept if that is possible.
[[nodiscard]] KeptSpace space_of(const KeptState& state, const std::filesystem::path& similarity_model,
                                 const std::function<recommend::Space()>& make);

}  // namespace leitmotif::library
