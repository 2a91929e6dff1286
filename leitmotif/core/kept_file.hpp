// A file somebody made before is not lost when another takes its name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace leitmotif {

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

  /// The new file is there. Gives what the old one is called now; empty when there was none, it is kept already, or
  /// both are the same. Throws io.
  std::filesystem::path replaced();

 private:
  std::filesystem::path file_;
  std::filesystem::path second_;  ///< empty: nothing is kept
};

/// Files that are written together, each whole or as it was; what one was before it was first replaced is kept.
class KeptFiles {
 public:
  /// Has a file made by `make`, which puts it in place at once. Throws io, and what `make` does.
  void make(const std::filesystem::path& file, const std::function<void()>& make);
  /// Writes a text. Throws io.
  void write(const std::filesystem::path& file, std::string_view text);
  /// What earlier files are called now.
  [[nodiscard]] const std::vector<std::filesystem::path>& kept() const noexcept { return kept_; }

 private:
  std::vector<std::filesystem::path> kept_;
};

}  // namespace leitmotif
