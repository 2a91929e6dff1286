// The tables of a library on a server: how they are recognised, made, and brought from an older format to this one.
// Flow: the first thing that happens to a database after it was connected to.
#pragma once

#include <cstdint>
#include <string_view>

#include "leitmotif/catalog/postgresql/database.hpp"

namespace leitmotif::catalog::postgresql {

/// Songs, lyrics and scores lie in so many parts, by their song's number: what several servers would divide.
inline constexpr int kPartitions = 32;

/// Makes the tables (schema `leitmotif`) in an empty database, or brings an older format to the present one. All or
/// nothing; a database of something else is not touched.
/// Throws corrupt_data (another program's database), unsupported (a newer format; a server before PostgreSQL 13, or
/// whose database is not UTF-8), and what Database throws.
void prepare_database(Database& database);

/// Where a copy of a library grows until it is whole.
inline constexpr std::string_view kCopySchema = "leitmotif_copy";
/// Makes the tables of a copy in a database without a library, unless they are there; the connection finds them from
/// then on. Throws as prepare_database, and invalid_argument when there is a library.
void prepare_copy(Database& database);

/// The format of the library; 0 when the database is empty, but for a copy that is not whole. Throws corrupt_data
/// (another program's database), unsupported (a newer format).
[[nodiscard]] std::int64_t format_of(const Database& database);
/// Checks that a library to be read has the present format. Throws as format_of, not_found (there is none), unsupported
/// (an older format).
void require_present_format(const Database& database);

}  // namespace leitmotif::catalog::postgresql
