// house_figures [FOLDER]: prints what the house is measured by, for the project in FOLDER (default: here). `--list`
// before it names what breaks a rule instead.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/source_scan.hpp"

namespace {

namespace fs = std::filesystem;
using leitmotif::testing::Declared;

struct File {
  std::string path;
  std::string text;
  std::vector<Declared> declared;
};

std::vector<File> files_of(const fs::path& root, const std::vector<std::string>& folders) {
  std::vector<File> files;
  for (const std::string& folder : folders) {
    if (!fs::exists(root / folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".hpp" && extension != ".cpp")) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      File file{entry.path().lexically_relative(root).generic_string(), {std::istreambuf_iterator<char>(in), {}}, {}};
      file.declared = leitmotif::testing::declared_in(file.text);
      files.push_back(std::move(file));
    }
  }
  std::ranges::sort(files, {}, &File::path);
  return files;
}

std::size_t lines_in(const std::vector<File>& files) {
  std::size_t lines = 0;
  for (const File& file : files) lines += static_cast<std::size_t>(std::ranges::count(file.text, '\n'));
  return lines;
}

struct Broken {
  std::vector<std::string> long_functions, wide_functions, silent_names;
  std::size_t functions = 0, public_names = 0;
};

Broken broken_in(const std::vector<File>& files) {
  Broken broken;
  for (const File& file : files)
    for (const Declared& one : file.declared) {
      const std::string where = file.path + ":" + std::to_string(one.line) + " " + one.name;
      const bool function = one.kind == Declared::Kind::function;
      if (function && one.lines > 0) ++broken.functions;
      if (function && one.lines > 60)
        broken.long_functions.push_back(where + ": " + std::to_string(one.lines) + " lines");
      if (function && one.parameters > 4)
        broken.wide_functions.push_back(where + ": " + std::to_string(one.parameters) + " parameters");
      if (!file.path.ends_with(".hpp") || !one.is_public || one.is_implied) continue;
      ++broken.public_names;
      if (!one.has_contract) broken.silent_names.push_back(where);
    }
  return broken;
}

/// Types whose name says that they are a song, or all songs as columns.
std::vector<std::string> song_types(const std::vector<File>& files) {
  std::set<std::string> found;
  const std::set<std::string> others = {"Labels", "Recommendation", "Songbook", "MusicTags"};
  for (const File& file : files)
    for (const Declared& one : file.declared)
      if (one.kind == Declared::Kind::type && one.is_public && file.path.ends_with(".hpp") &&
          (one.name.find("Song") != std::string::npos || others.contains(one.name)))
        found.insert(file.path + " " + one.name);
  return {found.begin(), found.end()};
}

std::map<std::string, std::set<std::string>> includes_of(const std::vector<File>& files) {
  std::map<std::string, std::set<std::string>> includes;
  for (const File& file : files)
    for (std::size_t at = file.text.find("#include \""); at != std::string::npos;
         at = file.text.find("#include \"", at + 1)) {
      const std::size_t begin = at + 10;
      includes[file.path].insert(file.text.substr(begin, file.text.find('"', begin) - begin));
    }
  return includes;
}

/// Files that include themselves through others.
std::size_t include_cycles(const std::vector<File>& files) {
  const auto includes = includes_of(files);
  std::size_t cycles = 0;
  for (const auto& entry : includes) {
    std::set<std::string> reached;
    std::vector<std::string> waiting(entry.second.begin(), entry.second.end());
    while (!waiting.empty()) {
      const std::string next = waiting.back();
      waiting.pop_back();
      if (!reached.insert(next).second) continue;
      if (const auto found = includes.find(next); found != includes.end())
        waiting.insert(waiting.end(), found->second.begin(), found->second.end());
    }
    cycles += reached.contains(entry.first) ? 1U : 0U;
  }
  return cycles;
}

void print(const std::string& heading, const std::vector<std::string>& lines) {
  std::cout << heading << ": " << lines.size() << '\n';
  for (const std::string& line : lines) std::cout << "  " << line << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  const bool list = argc > 1 && std::string(argv[1]) == "--list";
  const fs::path root = argc > (list ? 2 : 1) ? argv[list ? 2 : 1] : ".";
  const std::vector<File> files = files_of(root, {"leitmotif", "apps"});
  if (files.empty()) {
    std::cerr << "house_figures: error: no sources in " << root << '\n';
    return 3;
  }
  const Broken broken = broken_in(files);
  if (list) {
    print("functions over 60 lines", broken.long_functions);
    print("functions over 4 parameters", broken.wide_functions);
    print("public names without a contract", broken.silent_names);
    print("structs that describe a song", song_types(files));
    return 0;
  }
  std::size_t longest = 0;
  for (const File& file : files)
    longest = std::max(longest, static_cast<std::size_t>(std::ranges::count(file.text, '\n')));
  const std::size_t told = broken.public_names - broken.silent_names.size();
  std::cout << "files                          " << files.size() << "\nlines                          "
            << lines_in(files) << "\nlongest file                   " << longest << "\nlines of tests                 "
            << lines_in(files_of(root, {"tests"})) << "\nfunctions with a body          " << broken.functions
            << "\nfunctions over 60 lines        " << broken.long_functions.size()
            << "\nfunctions over 4 parameters    " << broken.wide_functions.size()
            << "\npublic names                   " << broken.public_names << "\npublic names with a contract   " << told
            << "\nstructs that describe a song   " << song_types(files).size() << "\ninclude cycles                 "
            << include_cycles(files) << '\n';
  return 0;
}
