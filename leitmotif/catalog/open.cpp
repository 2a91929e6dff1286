#include "leitmotif/catalog/open.hpp"

#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/catalog/postgresql/library_server.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {

bool is_on_server(const std::filesystem::path& place) {
  const std::string& name = place.native();
  if (postgresql::is_address(name)) return true;
  std::error_code unknown;
  const std::size_t behind = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  if (behind > 0 && behind != std::string::npos && name.compare(behind, 3, "://") == 0 &&
      !std::filesystem::exists(place, unknown))
    throw Error(ErrorKind::invalid_argument,
                name + ": is neither a file nor an address such as postgresql://HOST/DATABASE");
  return false;
}

Catalog open(const std::filesystem::path& place) {
  return is_on_server(place) ? postgresql::open(place.native()) : sqlite::open(place);
}

}  // namespace leitmotif::catalog
