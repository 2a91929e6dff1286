// A folder that lives as long as the test.
#pragma once

#include <filesystem>
#include <string_view>

#include "leitmotif/core/temporary_folder.hpp"

namespace leitmotif::testing {

/// As the programs', with files that a test writes into it.
class TemporaryFolder : public leitmotif::TemporaryFolder {
 public:
  // Not defaulted, so that clang lets a fixture have a constant one.
  TemporaryFolder() {}
  /// Writes `content` to `name` inside and gives the file's path.
  std::filesystem::path write(std::string_view name, std::string_view content) const;
};

/// Where the real data lies on machines that have it (`../shared` beside the project), or an empty path.
[[nodiscard]] std::filesystem::path shared_folder();

}  // namespace leitmotif::testing
