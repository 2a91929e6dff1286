// Where a library on a PostgreSQL server is:
// postgresql://[USER[:PASSWORD]@]HOST[:PORT][,HOST...]/DATABASE[?OPTION=...]. Source:
// postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::catalog::postgresql {

/// Whether a library's place is on a server: it begins with postgresql:// or postgres://.
[[nodiscard]] bool is_address(std::string_view place) noexcept;

/// The same place without password and options, for people, logs and names of files.
/// Throws invalid_argument when it cannot be read; what is in it is not repeated then.
[[nodiscard]] std::string shown_address(const std::string& address);

/// Overwrites the password of an address with `x`, letter by letter, where the system shows it to others: in the words
/// a program was started with. Anything else stays as it is.
void hide_password(char* word) noexcept;

}  // namespace leitmotif::catalog::postgresql
