// What the tests of the house share: the project's files as text.
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "leitmotif/core/files.hpp"
#include "leitmotif/core/lines.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {

/// Every file below `folder` of the project with one of the extensions: path from the project's root -> content.
inline std::map<std::string, std::string> project_files(const std::string& folder,
                                                        const std::vector<std::string>& extensions) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> files;
  const fs::path root = source_folder();
  if (!fs::exists(root / folder)) return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
    const bool wanted = std::ranges::find(extensions, entry.path().extension().string()) != extensions.end();
    if (wanted && entry.is_regular_file())
      files[entry.path().lexically_relative(root).generic_string()] = read_file(entry.path(), 16U << 20U);
  }
  return files;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : each_line(text)) lines.emplace_back(line);
  return lines;
}

inline std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t begin = text.find_first_not_of(" \t"); begin != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(" \t", end);
  }
  return words;
}

}  // namespace leitmotif::testing
