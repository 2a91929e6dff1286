// How a program that holds the library in memory learns that it is out of date, without reading it again.
// Flow: every verb that changes songs or scores -> count_change -> Watch and generation_of -> the snapshot in memory.
// Source: sqlite.org/pragma.html#pragma_data_version.
#pragma once

#include <cstdint>
#include <memory>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sqlite.hpp"

namespace leitmotif::catalog {

/// What is counted apart, so that blocking a song does not make a program read all songs again.
enum class Changed : std::uint8_t {
  songs,   ///< songs, their scores, or anything else that ranking reads
  blocks,  ///< blocked songs and artists
};

/// Says that something changes. Call it inside the transaction that changes it.
void count_change(const Database& database, Changed what);

/// How often something changed since the library was made. Never the same for two states of a library.
[[nodiscard]] std::int64_t generation_of(const Catalog& catalog, Changed what);

/// Notices that any program, this one included, has written to the library. Cost of asking: some microseconds.
/// Used by one thread at a time.
class Watch {
 public:
  /// Throws as Catalog::open_read_only.
  explicit Watch(const Catalog& catalog);
  /// Whether anything was written since the last call, or since the watch was made.
  [[nodiscard]] bool has_changed();

 private:
  std::int64_t version();

  std::unique_ptr<Database> connection_;
  Statement ask_;
  std::int64_t seen_ = 0;
};

}  // namespace leitmotif::catalog
