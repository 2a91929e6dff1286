// A folder for what is needed for a while only.
#pragma once

#include <filesystem>

namespace leitmotif {

/// A folder that is removed with everything in it.
class TemporaryFolder {
 public:
  /// In the folder for temporary files, TMPDIR. Throws io.
  TemporaryFolder();
  /// In another folder, which must be there: what is made in it can be renamed to its place. Throws io.
  explicit TemporaryFolder(const std::filesystem::path& place);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  /// Where it is. Lifetime: that of this object.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace leitmotif
