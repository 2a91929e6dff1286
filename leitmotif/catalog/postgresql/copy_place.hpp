// Copies of libraries to and from servers.
// Flow: an address -> what sql::copy_library reads or writes.
#pragma once

#include <memory>
#include <string>

#include "leitmotif/catalog/sql/copy.hpp"

namespace leitmotif::catalog::postgresql {

/// A library that is there, to be read. Throws as `open`, not_found (a database without tables), unsupported (also: an
/// older format).
[[nodiscard]] std::unique_ptr<sql::Database> open_to_read(const std::string& address);

/// Whether the database holds a library. Throws as `open`: also for a database of something else.
[[nodiscard]] bool has_library(const std::string& address);

/// A copy that grows in the schema `leitmotif_copy` of a database without a library and gets the name `leitmotif` when
/// it is whole. Throws io, also when another program is copying to the same place.
[[nodiscard]] std::unique_ptr<sql::CopyPlace> make_copy_place(const std::string& address);

}  // namespace leitmotif::catalog::postgresql
