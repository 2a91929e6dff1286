#include "leitmotif/core/environment.hpp"

#include <cstdlib>

namespace leitmotif {

std::filesystem::path path_from_environment(const char* variable) {
  const char* const value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::filesystem::path() : std::filesystem::path(value);
}

std::filesystem::path program_folder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

}  // namespace leitmotif
