// The tables of a library on a server: how they are recognised, made, and brought from an older format to this one.
// Flow: the first thing that happens to a database after it was connected to.
#pragma once

#include <cstdint>

#include "leitmotif/catalog/postgresql/database.hpp"

namespace leitmotif::catalog::postgresql {

/// Songs, lyrics and scores lie in so many parts, by their song's number: what several servers would divide.
inline constexpr int kPartitions = 32;

/// Makes the tables (schema `leitmotif`) in an empty database, or brings an older format to the present one. All or
/// nothing; a database of something else is not touched.
/// Throws corrupt_data (another program's database), unsupported (a newer format; a server before PostgreSQL 13, or
/// whose database is not UTF-8), and what Database throws.
void prepare_database(Database& database);

}  // namespace leitmotif::catalog::postgresql
