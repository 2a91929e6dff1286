#include "leitmotif/http/route.hpp"

#include <algorithm>
#include <set>

namespace leitmotif::http {

std::vector<int> error_statuses(const Route& route) {
  // Guard (401, 403, 421, 429), a query that is not known (400), trouble on this machine (500, 503).
  std::set<int> all = {400, 401, 403, 421, 429, 500, 503};
  if (route.body) all.insert({413, 415, 422});
  all.insert(route.errors.begin(), route.errors.end());
  return {all.begin(), all.end()};
}

}  // namespace leitmotif::http
