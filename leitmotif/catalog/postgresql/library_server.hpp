// A library on a PostgreSQL server, which many programs on many machines share.
// Flow: an address -> open -> Catalog. The tables are in schema.cpp.
#pragma once

#include <chrono>
#include <string>

#include "leitmotif/catalog/catalog.hpp"

namespace leitmotif::catalog::postgresql {

/// How a library is opened.
struct OpenOptions {
  /// How long another program's write, or a server that is gone, is waited for before giving up with io.
  std::chrono::milliseconds wait{5000};
};

/// Connects to postgresql://[USER[:PASSWORD]@]HOST[:PORT][,HOST...]/DATABASE[?OPTION=...] and makes the tables when the
/// database is empty. With several hosts each connection goes to the first that answers and is what
/// `target_session_attrs` asks for. Passwords may also be in PGPASSWORD or a .pgpass file; none is in any message.
///
/// Durability: what a function reported as done is in the server's log (synchronous_commit is the server's business).
///
/// Throws invalid_argument (the address), not_found (no such database), corrupt_data (another program's database),
/// unsupported (written by a newer Leitmotif; too old a server), io.
[[nodiscard]] Catalog open(const std::string& address, const OpenOptions& options = {});

}  // namespace leitmotif::catalog::postgresql
