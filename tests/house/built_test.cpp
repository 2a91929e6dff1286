// Every source file is compiled: none lies in the tree forgotten.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "house/source_tree.hpp"
#include "leitmotif/core/json.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;

/// Whether a file is made of LibTorch, which not every build has: its folder says so.
bool needs_libtorch(const std::string& file) {
  return file.starts_with("leitmotif/training/torch/") || file.starts_with("tests/training/torch/") ||
         file.starts_with("apps/train/");
}

std::vector<std::string> compiled_files() {
  const fs::path database = built_program().parent_path().parent_path() / "compile_commands.json";
  std::vector<std::string> files;
  for (const Json& command : parse_json(read_file(database, 64U << 20U), database.string())) {
    const fs::path file = fs::path(command.at("file").get<std::string>()).lexically_normal();
    files.push_back(file.string());
    // One unit of a whole folder includes the folder's sources.
    if (file.parent_path().filename() != "Unity") continue;
    for (const std::string& line : lines_of(read_file(file, 1U << 20U)))
      if (line.starts_with("#include \"") && line.ends_with(".cpp\""))
        files.push_back(line.substr(10, line.size() - 11));
  }
  return files;
}

TEST(Built, EverySourceFileIsCompiled) {
  const std::vector<std::string> compiled = compiled_files();
  const fs::path root = source_folder().lexically_normal();
  const auto is_compiled = [&](const std::string& file) {
    return std::ranges::find(compiled, (root / file).string()) != compiled.end();
  };
  const bool with_training = is_compiled("apps/train/main.cpp");
  for (const std::string folder : {"leitmotif", "apps", "tests", "examples"})
    for (const auto& entry : project_files(folder, {".cpp"})) {
      const std::string& file = entry.first;
      const bool consumer = file.starts_with("tests/consumer/");  // a project of its own
      EXPECT_TRUE(consumer || (needs_libtorch(file) && !with_training) || is_compiled(file)) << file;
    }
}

}  // namespace
}  // namespace leitmotif::testing
