// What a library's tables hold, table by table: for what has to see every row, whatever it means.
// Flow: SQLite's and PostgreSQL's schema.cpp -> this list -> copies from one kind of library to another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace leitmotif::catalog::sql {

/// What the values of a column are; NULL beside them.
enum class Holds : std::uint8_t { integer, real, text, bytes };

/// A column of a table.
struct Column {
  std::string_view name;
  Holds holds = Holds::integer;
};

/// A table that both kinds of library have with the same columns.
struct Table {
  std::string_view name;
  std::span<const Column> columns;
  std::size_t key = 1;  ///< so many of the first columns tell its rows apart
};

/// What belongs to single songs and is most of a library: `songs` first, whose key is the song's number, then tables
/// with a column `song`.
[[nodiscard]] std::span<const Table> tables_of_songs() noexcept;
/// What must be there before songs: models and kinds of sound.
[[nodiscard]] std::span<const Table> tables_before_songs() noexcept;
/// Everything else, in an order in which what is referred to comes first.
[[nodiscard]] std::span<const Table> tables_after_songs() noexcept;
/// Tables that are made of the others: counts, indexes, what an implementation keeps for itself.
[[nodiscard]] std::span<const std::string_view> derived_tables() noexcept;

/// A table whose rows get numbers that are never given again.
struct Numbered {
  std::string_view table;
  std::string_view column;
};
/// All of them.
[[nodiscard]] std::span<const Numbered> numbered_tables() noexcept;

/// The table's columns as SQL lists them.
[[nodiscard]] std::string columns_of(const Table& table);
/// All rows of a table in the order of its key, or those that `condition` (WHERE ...) chooses.
[[nodiscard]] std::string select_text(const Table& table, std::string_view condition = {});

}  // namespace leitmotif::catalog::sql
