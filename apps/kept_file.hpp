// A file somebody made before is not lost when another takes its name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace leitmotif::apps {

/// Which earlier files are kept.
enum class Keep : std::uint8_t {
  every,  ///< what took hours, such as a model
  first,  ///< what is made again and again from what is still there: only what FILE was before it was first replaced
  none,
};

/// Gives a file that is about to be replaced a second name, FILE.1 or the next that is free.
class KeptFile {
 public:
  /// Nothing is kept when there is no such file. Throws io.
  KeptFile(const std::filesystem::path& file, Keep keep);
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

/// Writes a text to a file, which is whole or as it was, or for `-` to standard output. What FILE was before it was
/// first replaced is kept as FILE.1. Throws io.
void write_output(const std::filesystem::path& output, std::string_view text);

}  // namespace leitmotif::apps
