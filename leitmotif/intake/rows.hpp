// What imports of tables and of folders have in common: predictions, and rows that are left out.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/core/share.hpp"
#include "leitmotif/intake/import_report.hpp"
#include "leitmotif/reading/reader.hpp"

namespace leitmotif::intake {

/// What the model says of each song: shape [songs]; songs in a language it does not know are counted.
[[nodiscard]] std::vector<Prediction> read_songs(const reading::Reader& reader, std::span<const LabelledSong> songs,
                                                 unsigned threads, std::size_t& not_english);

/// The name of a file's share, so that the tasks of a batch do not write over each other's rejected rows.
[[nodiscard]] std::filesystem::path name_of_share(const std::filesystem::path& file, const Share& share);

/// Writes the rejected rows to their place, or removes what an earlier import of the file left there. The path is empty
/// when there are none.
std::filesystem::path note_rejects(std::filesystem::path path, const std::vector<Rejected>& rejected);

/// Throws corrupt_data, with the first reason, when everything of `source` was rejected; `things` is what was counted.
void require_rows(const std::string& source, std::string_view things, std::size_t usable,
                  const std::vector<Rejected>& rejected);

/// What ended an import, thrown on from within its handler: a stop on request says what stays.
[[noreturn]] void rethrow_with_kept(const Error& error, const catalog::ImportCounts& kept);

/// Catalog::settle after an import of which everything is written, which a stop on request says.
void settle(catalog::Catalog& library, const ImportReport& report, const OnProgress& on_progress);

}  // namespace leitmotif::intake
