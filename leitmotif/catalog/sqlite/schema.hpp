// The format of the library's file: how it is recognised, created, and brought from an older format to this one.
// Flow: the first thing that happens to a file after it was opened.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "leitmotif/catalog/sqlite/database.hpp"

namespace leitmotif::catalog::sqlite {

/// Marks a SQLite file as a Leitmotif library (PRAGMA application_id): "Lmtf".
inline constexpr std::int64_t kApplicationId = 0x4C6D7466;

/// The SQL that brings a file from format i to format i + 1, for i = 0 (an empty file), 1, ...; so the present format
/// is the number of entries.
[[nodiscard]] std::span<const std::string_view> format_steps() noexcept;

/// Creates the tables in an empty file, or brings an older format to the last of `steps` after a copy of the file was
/// written beside it (FILE.format-N.backup). All or nothing; a file that is not ours is not touched.
/// Throws corrupt_data (another application's file, or tables are missing), unsupported (a newer format), and what
/// Database throws.
void prepare_file(Database& database, std::span<const std::string_view> steps = format_steps());

/// Checks that a file to be read is a library of the present format, the last of `steps`.
/// Throws corrupt_data, unsupported (a newer or an older format), and what Database throws.
void require_present_format(const Database& database, std::span<const std::string_view> steps = format_steps());

}  // namespace leitmotif::catalog::sqlite
