// What every room needs is written once, and the page about the rooms knows all of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "house/source_tree.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

std::map<std::string, std::string> our_sources() {
  std::map<std::string, std::string> sources = project_files("leitmotif", {".hpp", ".cpp"});
  sources.merge(project_files("apps", {".hpp", ".cpp"}));
  return sources;
}

std::vector<std::string> files_with(const std::map<std::string, std::string>& sources, const std::string& text) {
  std::vector<std::string> files;
  for (const auto& [file, content] : sources)
    if (content.find(text) != std::string::npos) files.push_back(file);
  return files;
}

/// A mark by which a thing of the ground floor is known, and the one file that may have it.
struct Once {
  std::string mark;
  std::string file;
};

const std::vector<Once> kOnce = {
    {"c >= 'A' && c <= 'Z'", "leitmotif/core/ascii.hpp"},
    {"0xBF58476D1CE4E5B9", "leitmotif/core/random_source.hpp"},
    {"0123456789abcdef\"", "leitmotif/core/hex.hpp"},
    {"0123456789ABCDEF\"", "leitmotif/core/hex.hpp"},
    {"- 'a' + 10", "leitmotif/core/hex.hpp"},
    {"target_clones", "leitmotif/core/vectorized.hpp"},
    {"getenv", "leitmotif/core/environment.cpp"},
    {"/proc/self/exe", "leitmotif/core/environment.cpp"},
    {"mkdtemp", "leitmotif/core/temporary_folder.cpp"},
};

TEST(GroundFloor, EachThingIsWrittenOnce) {
  const auto sources = our_sources();
  ASSERT_GT(sources.size(), 100U);
  for (const Once& once : kOnce) EXPECT_THAT(files_with(sources, once.mark), ElementsAre(once.file)) << once.mark;
}

/// The rooms that are folders, and apps.
std::set<std::string> folders() {
  std::set<std::string> rooms = {"apps"};
  for (const auto& entry : project_files("leitmotif", {".hpp"}))
    rooms.insert(entry.first.substr(10, entry.first.find('/', 10) - 10));
  return rooms;
}

/// The first cells of the page's table of rooms.
std::set<std::string> rooms_of_the_page() {
  std::set<std::string> rooms;
  for (const std::string& line : lines_of(read_file(source_folder() / "ARCHITECTURE.md", 1U << 20U)))
    if (line.starts_with("| `") && line.find("` |") != std::string::npos)
      rooms.insert(line.substr(3, line.find("` |") - 3));
  return rooms;
}

TEST(Architecture, HasEveryRoomAndNoOther) { EXPECT_EQ(rooms_of_the_page(), folders()); }

/// The names of structs, classes and enums that a header declares.
std::vector<std::string> declared_types(const std::string& header) {
  std::vector<std::string> types;
  for (const std::string& line : lines_of(header)) {
    const std::vector<std::string> words = words_of(line);
    const bool is_type = line.starts_with("struct ") || line.starts_with("class ") || line.starts_with("enum class ");
    if (is_type) types.push_back(words.at(line.starts_with("enum") ? 2 : 1));
  }
  return types;
}

bool mentions(const std::string& text, const std::string& word) {
  const auto is_part = [&](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    if ((at == 0 || !is_part(at - 1)) && !is_part(at + word.size())) return true;
  return false;
}

TEST(Architecture, TheCargoPassesThroughSeveralRooms) {
  const auto sources = our_sources();
  const std::vector<std::string> types = declared_types(sources.at("leitmotif/core/records.hpp"));
  EXPECT_THAT(types, IsSupersetOf({"Song", "Labels", "Tokens", "SparseMatrix", "Prediction"}));
  for (const std::string& type : types) {
    std::set<std::string> rooms;
    for (const auto& [file, text] : sources)
      if (!file.starts_with("leitmotif/core/") && mentions(text, type)) rooms.insert(file.substr(0, file.rfind('/')));
    EXPECT_GE(rooms.size(), 2U) << type << " is no cargo";
  }
}

}  // namespace
}  // namespace leitmotif::testing
