// A folder that lives as long as the test.
#pragma once

#include <filesystem>
#include <string_view>

namespace leitmotif::testing {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Writes `content` to `name` inside and gives the file's path.
  std::filesystem::path write(std::string_view name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

/// Where the real data lies on machines that have it (`../shared` beside the project), or an empty path.
[[nodiscard]] std::filesystem::path shared_folder();

}  // namespace leitmotif::testing
