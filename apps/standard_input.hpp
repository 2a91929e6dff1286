// Standard input for readers that want a file.
#pragma once

#include <filesystem>
#include <optional>

#include "leitmotif/core/temporary_folder.hpp"

namespace leitmotif::apps {

/// Keeps what came from standard input in a file, as long as this lives.
class StandardInput {
 public:
  /// The file itself, or for `-` one that holds all of standard input. Throws io, resource_limit (above 1 GiB),
  /// invalid_argument (standard input is asked for twice).
  std::filesystem::path file(const std::filesystem::path& named);
  /// What a person called the file that `file` gave.
  [[nodiscard]] std::filesystem::path name_of(const std::filesystem::path& given) const;

 private:
  std::optional<TemporaryFolder> folder_;  ///< once it was asked for
};

}  // namespace leitmotif::apps
