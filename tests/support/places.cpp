#include "support/places.hpp"

namespace leitmotif::testing {

std::filesystem::path source_folder() { return LEITMOTIF_SOURCE_DIR; }
std::filesystem::path built_program() { return LEITMOTIF_PROGRAM; }

}  // namespace leitmotif::testing
