// A person's library, wherever it is kept.
// Flow: what --library says -> open -> Catalog.
#pragma once

#include <filesystem>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog {

/// Whether a library's place is an address of a server (postgresql://...) and no file.
[[nodiscard]] bool is_on_server(const std::filesystem::path& place);

/// Opens a library for writing, made when missing: a file, or postgresql://... Throws as sqlite::open and
/// postgresql::open.
[[nodiscard]] Catalog open(const std::filesystem::path& place);

}  // namespace leitmotif::catalog
