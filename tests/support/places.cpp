#include "support/places.hpp"

#include <cstdlib>

namespace leitmotif::testing {

std::filesystem::path source_folder() { return LEITMOTIF_SOURCE_DIR; }

std::filesystem::path built_program() {
  const char* other = std::getenv("LEITMOTIF_TESTED_PROGRAM");
  return other == nullptr ? LEITMOTIF_PROGRAM : other;
}

}  // namespace leitmotif::testing
