// Copies of libraries to and from files.
// Flow: a path -> what sql::copy_library reads or writes.
#pragma once

#include <filesystem>
#include <memory>

#include "leitmotif/catalog/sql/copy.hpp"

namespace leitmotif::catalog::sqlite {

/// A library that is there, to be read. Throws not_found, corrupt_data (no library), unsupported (of an older or a
/// newer format), io.
[[nodiscard]] std::unique_ptr<sql::Database> open_to_read(const std::filesystem::path& file);

/// A copy that grows in FILE.copying and is renamed to the file, which must not be there. Throws io, also when another
/// program is copying to the same place; corrupt_data when FILE.copying is something else.
[[nodiscard]] std::unique_ptr<sql::CopyPlace> make_copy_place(const std::filesystem::path& file);

}  // namespace leitmotif::catalog::sqlite
