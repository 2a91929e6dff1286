// Songs as columns, from a CSV file or from the library.
// Flow: bytes or catalogue -> SongTable.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/eda/eda.hpp"
#include "leitmotif/explore/song_table.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::eda {

/// More columns of unknown names than this are not looked at.
inline constexpr std::size_t kMostUnknownColumns = 64;

/// Told how many rows were read, now and then; may throw to end the reading.
using OnRows = std::function<void(std::size_t rows)>;

/// What bytes are called, and which of their rows are read.
struct SourceRows {
  std::string name;
  Share share = {};
};

/// Every audio feature, topic weight, `age`, `len` and year of the file, and of the columns of other names those where
/// at least 95 % of what is there are numbers. Without a column `age` it is worked out from the year as in the data
/// set, (2020 - year) / 70. Throws as explore_file.
[[nodiscard]] explore::SongTable read_song_table(const std::filesystem::path& file, const Share& share,
                                                 const OnRows& on_rows);
/// The same for bytes that `keep` keeps alive.
[[nodiscard]] explore::SongTable parse_song_table(std::string_view bytes, std::shared_ptr<const void> keep,
                                                  const SourceRows& source, const OnRows& on_rows);

/// The songs of a library that are the request's share, topics as `reader`'s model said; the words of lyrics as sung
/// are brought to its form first.
[[nodiscard]] explore::SongTable library_table(const catalog::Catalog& library, const reading::Reader& reader,
                                               const EdaRequest& request, const OnRows& on_rows);

}  // namespace leitmotif::eda
