// What every verb of the engine is told: where things lie, and how it reports what it does.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>

namespace leitmotif::engine {

/// What an engine works with; everything may be left out.
struct Settings {
  std::filesystem::path library;  ///< empty: default_library()
  std::filesystem::path model;    ///< empty: default_model()
  unsigned threads = 0;           ///< 0: all processors
};

/// How far a long verb is: `done` of `total`, both 0 when not known.
struct Progress {
  std::string_view what;
  std::size_t done = 0;
  std::size_t total = 0;
};
/// Called from the engine's own thread. May throw Error(cancelled): what was finished before is kept.
using OnProgress = std::function<void(const Progress&)>;

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
