#include "leitmotif/core/temporary_folder.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const fs::path place = fs::temp_directory_path(error);
  std::string pattern = (place / "leitmotif-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr)
    throw Error(ErrorKind::io, (error ? "TMPDIR" : place.string()) + ": cannot make a temporary folder there");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace leitmotif
