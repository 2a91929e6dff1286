#include "leitmotif/catalog/copy.hpp"

#include <utility>

#include "leitmotif/catalog/open.hpp"
#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/catalog/postgresql/copy_place.hpp"
#include "leitmotif/catalog/sqlite/copy_place.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {
namespace {

std::string shown(const std::filesystem::path& place) {
  return is_on_server(place) ? postgresql::shown_address(place.native()) : place.string();
}

std::unique_ptr<sql::Database> open_to_read(const std::filesystem::path& place) {
  return is_on_server(place) ? postgresql::open_to_read(place.native()) : sqlite::open_to_read(place);
}

bool has_library(const std::filesystem::path& place) {
  if (is_on_server(place)) return postgresql::has_library(place.native());
  return std::filesystem::exists(std::filesystem::symlink_status(place));
}

/// A copy that was killed when it was whole is not made again.
CopyReport require_whole(sql::Database& from, const std::filesystem::path& to, const OnProgress& on_progress) {
  sql::Comparison comparison = sql::compare_libraries(from, *open_to_read(to), on_progress);
  if (!comparison.differs.empty())
    throw Error(ErrorKind::invalid_argument, shown(to) + ": there is a library already, and it is not a copy of " +
                                                 from.name() + " (other rows of " + comparison.differs +
                                                 "); expected a place without one");
  open(to).settle(on_progress);
  comparison.counted.was_whole = true;
  return std::move(comparison.counted);
}

}  // namespace

CopyReport copy(const std::filesystem::path& from, const std::filesystem::path& to, const OnProgress& on_progress) {
  const std::unique_ptr<sql::Database> source = open_to_read(from);
  if (has_library(to)) return require_whole(*source, to, on_progress);
  const std::unique_ptr<sql::CopyPlace> place =
      is_on_server(to) ? postgresql::make_copy_place(to.native()) : sqlite::make_copy_place(to);
  return sql::copy_library(*source, *place, on_progress);
}

}  // namespace leitmotif::catalog
