#include "leitmotif/core/environment.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "leitmotif/core/quoted.hpp"

namespace leitmotif {

std::filesystem::path path_from_environment(const char* variable) {
  const char* const value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::filesystem::path() : std::filesystem::path(value);
}

std::filesystem::path program_folder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

std::string command_line() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  const std::string words((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::string line;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find('\0', begin), words.size());
    const std::string word = words.substr(begin, end - begin);
    line += line.empty() ? shell_word(std::filesystem::path(word).filename().string()) : " " + shell_word(word);
    begin = end + 1;
  }
  return line;
}

}  // namespace leitmotif
