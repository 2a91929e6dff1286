// A library copied row by row, so that the copy has the same numbers, names, dates and decisions.
// Flow: a Database to read, a CopyPlace to write -> copy_library -> a library at its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "leitmotif/catalog/copy.hpp"
#include "leitmotif/catalog/sql/database.hpp"
#include "leitmotif/core/progress.hpp"

namespace leitmotif::catalog::sql {

/// Where a copy grows until it is whole; nobody takes it for a library before. One program at a time has it.
class CopyPlace : public Part {
 public:
  /// The tables of the copy, which an earlier program may have begun to fill. Lifetime: the place's.
  [[nodiscard]] virtual Database& database() = 0;
  /// Throws away what was begun.
  virtual void begin_anew() = 0;
  /// Called within the last transaction, before it writes.
  virtual void before_last() = 0;
  /// Called when everything is written: afterwards the copy is a library. Nothing else is called then. Throws what
  /// `on_progress` throws.
  virtual void finish(const OnProgress& on_progress) = 0;
};

/// Copies a library as it is at this moment; others may write to it meanwhile. What was begun of the same state of its
/// songs is gone on with, what was begun of another is thrown away. Some thousand songs are one transaction; what does
/// not belong to single songs is written in the last. Throws what Database throws, and what `on_progress` throws: what
/// was committed stays and is gone on with the next time.
[[nodiscard]] CopyReport copy_library(Database& from, CopyPlace& place, const OnProgress& on_progress);

/// The tables of two libraries, counted as copy_library does, when every row of one is in the other; `differs` is the
/// name of the first table that is not the same, empty when there is none. Texts are compared as a server takes them.
struct Comparison {
  CopyReport counted;
  std::string differs;
};
/// Compares two libraries as they are at this moment. Throws what Database and `on_progress` throw.
[[nodiscard]] Comparison compare_libraries(Database& a, Database& b, const OnProgress& on_progress);

}  // namespace leitmotif::catalog::sql
