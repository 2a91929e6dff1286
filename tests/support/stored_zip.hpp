// Zip archives for tests, written byte by byte: entries are stored without compression.
// Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace leitmotif::testing {

/// An archive of (name, content) entries. `flags` are the general purpose bits (1: encrypted).
std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& entries, std::uint16_t flags = 0);

}  // namespace leitmotif::testing
