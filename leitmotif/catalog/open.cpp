#include "leitmotif/catalog/open.hpp"

#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/catalog/postgresql/library_server.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"

namespace leitmotif::catalog {

bool is_on_server(const std::filesystem::path& place) { return postgresql::is_address(place.native()); }

Catalog open(const std::filesystem::path& place) {
  return is_on_server(place) ? postgresql::open(place.native()) : sqlite::open(place);
}

}  // namespace leitmotif::catalog
