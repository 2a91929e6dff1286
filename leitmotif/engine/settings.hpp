// What every verb of the engine is told: where things lie.
#pragma once

#include <filesystem>

namespace leitmotif::engine {

/// What an engine works with; everything may be left out.
struct Settings {
  std::filesystem::path library;  ///< empty: default_library()
  std::filesystem::path model;    ///< empty: default_model()
  unsigned threads = 0;           ///< 0: all processors
};

/// A folder that is removed with everything in it.
class TemporaryFolder {
 public:
  /// Throws io.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace leitmotif::engine
