#include "leitmotif/core/temporary_folder.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif {

namespace fs = std::filesystem;

namespace {

fs::path usual_place() {
  std::error_code error;
  fs::path place = fs::temp_directory_path(error);
  if (error) throw Error(ErrorKind::io, "TMPDIR: cannot make a temporary folder there");
  return place;
}

}  // namespace

TemporaryFolder::TemporaryFolder() : TemporaryFolder(usual_place()) {}

TemporaryFolder::TemporaryFolder(const fs::path& place) {
  std::string pattern = (place / "leitmotif-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw Error(ErrorKind::io, place.string() + ": cannot make a temporary folder there");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace leitmotif
