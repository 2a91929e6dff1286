#include "support/temporary_folder.hpp"
#include "support/places.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

namespace leitmotif::testing {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "leitmotif-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::write(std::string_view name, std::string_view content) const {
  const std::filesystem::path file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

std::filesystem::path shared_folder() {
  const std::filesystem::path folder = source_folder() / ".." / "shared";
  return std::filesystem::exists(folder / "golden") ? folder : std::filesystem::path();
}

}  // namespace leitmotif::testing
