#include "leitmotif/catalog/sql/database.hpp"

#include <algorithm>
#include <limits>

#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sql {

Statement& Statement::bind_count(int parameter, std::size_t count) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  return bind_integer(parameter, static_cast<std::int64_t>(std::min(count, kMost)));
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

std::int64_t Database::number(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

Transaction::Transaction(Database& database) : database_(database) { database_.begin_writing(); }

Transaction::~Transaction() {
  // A full disk or a lost server may have undone the transaction already.
  if (!database_.in_transaction()) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const Error&) {
    // Closing the connection undoes it as well, and a destructor cannot say anything.
  }
}

void Transaction::commit() { database_.execute("COMMIT"); }

}  // namespace leitmotif::catalog::sql
