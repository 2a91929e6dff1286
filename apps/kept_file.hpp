// A file somebody made before is not lost when another takes its name.
#pragma once

#include <filesystem>

namespace leitmotif::apps {

/// Gives a file that is about to be replaced a second name, FILE.1 or the next that is free.
class KeptFile {
 public:
  /// Nothing is kept when there is no such file, or when `overwrite` says so. Throws io.
  KeptFile(const std::filesystem::path& file, bool overwrite);
  /// Without `replaced` the second name is taken away again.
  ~KeptFile();
  KeptFile(const KeptFile&) = delete;
  KeptFile& operator=(const KeptFile&) = delete;

  /// The new file is there: says on standard error what the old one is called now, unless both are the same.
  void replaced();

 private:
  std::filesystem::path file_;
  std::filesystem::path second_;  ///< empty: nothing is kept
};

}  // namespace leitmotif::apps
