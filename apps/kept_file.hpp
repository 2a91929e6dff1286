// What the person at the terminal is told when a file takes another's name.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "leitmotif/core/kept_file.hpp"

namespace leitmotif::apps {

/// leitmotif::KeptFile that says on standard error what the old file is called now.
class KeptFile {
 public:
  /// As leitmotif::KeptFile.
  KeptFile(const std::filesystem::path& file, Keep keep) : file_(file), kept_(file, keep) {}

  /// The new file is there. Throws io.
  void replaced();

 private:
  std::filesystem::path file_;
  leitmotif::KeptFile kept_;
};

/// Says on standard error that earlier files are kept; nothing of none.
void tell_kept(const std::vector<std::filesystem::path>& kept);

/// Writes a text to a file, which is whole or as it was, or for `-` to standard output. What FILE was before it was
/// first replaced is kept as FILE.1. Throws io.
void write_output(const std::filesystem::path& output, std::string_view text);

}  // namespace leitmotif::apps
