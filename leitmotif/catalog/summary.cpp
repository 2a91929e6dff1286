#include "leitmotif/catalog/summary.hpp"

#include "leitmotif/catalog/state.hpp"

namespace leitmotif::catalog {

std::size_t songs_with_lyrics(const Catalog& catalog) {
  const Catalog::State::Reader reader(catalog.state());
  return static_cast<std::size_t>((*reader).number("SELECT count(*) FROM lyrics WHERE text <> ''"));
}

}  // namespace leitmotif::catalog
