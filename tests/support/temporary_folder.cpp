#include "support/temporary_folder.hpp"
#include "support/places.hpp"

#include <fstream>

namespace leitmotif::testing {

std::filesystem::path TemporaryFolder::write(std::string_view name, std::string_view content) const {
  const std::filesystem::path file = path() / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

std::filesystem::path shared_folder() {
  const std::filesystem::path folder = source_folder() / ".." / "shared";
  return std::filesystem::exists(folder / "golden") ? folder : std::filesystem::path();
}

}  // namespace leitmotif::testing
