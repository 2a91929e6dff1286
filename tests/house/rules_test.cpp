// The rules of CONTRIBUTING.md that can be counted. tools/house_figures prints the same figures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "house/source_tree.hpp"
#include "support/places.hpp"
#include "support/source_scan.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::map<std::string, std::string> sources() {
  std::map<std::string, std::string> files = project_files("leitmotif", {".hpp", ".cpp"});
  files.merge(project_files("apps", {".hpp", ".cpp"}));
  files.merge(project_files("python", {".hpp", ".cpp"}));
  return files;
}

using Rule = bool (*)(const std::string& file, const Declared& one);

std::vector<std::string> broken(const std::map<std::string, std::string>& files, Rule breaks) {
  std::vector<std::string> found;
  for (const auto& [file, text] : files)
    for (const Declared& one : declared_in(text))
      if (breaks(file, one)) found.push_back(file + ":" + std::to_string(one.line) + " " + one.name);
  return found;
}

bool is_long(const std::string& /*file*/, const Declared& one) {
  return one.kind == Declared::Kind::function && one.lines > 60;
}

/// A callback has the parameters that the library which calls it gives.
bool is_wide(const std::string& file, const Declared& one) {
  const bool callback = file == "leitmotif/corpus/download.cpp" && one.name == "on_progress";
  return one.kind == Declared::Kind::function && one.parameters > 4 && !callback;
}

bool is_silent(const std::string& file, const Declared& one) {
  return file.ends_with(".hpp") && one.is_public && !one.is_implied && !one.has_contract;
}

TEST(Rules, FunctionsHaveAtMostSixtyLines) { EXPECT_THAT(broken(sources(), is_long), IsEmpty()); }

TEST(Rules, EveryPublicNameHasAContract) {
  ASSERT_GT(sources().size(), 100U);
  EXPECT_THAT(broken(sources(), is_silent), IsEmpty());
}

/// What finds the library behind a door of layers.txt, in one of the CMake files.
const std::map<std::string, std::string> kFinders = {{"torch/", "find_package(Torch"},
                                                     {"ATen/", "find_package(Torch"},
                                                     {"c10/", "find_package(Torch"},
                                                     {"nlohmann/", "find_package(nlohmann_json"},
                                                     {"openssl/", "find_package(OpenSSL"},
                                                     {"unicode/", "find_package(ICU"},
                                                     {"iconv", "find_package(Iconv"},
                                                     {"sqlite3", "find_package(SQLite3"},
                                                     {"libpq", "pkg_check_modules(LIBPQ"},
                                                     {"pugixml", "find_package(pugixml"},
                                                     {"curl/", "find_package(CURL"},
                                                     {"archive", "find_package(LibArchive"},
                                                     {"CLI/", "find_package(CLI11"},
                                                     {"toml++/", "pkg_check_modules(TOML"},
                                                     {"fmt/", "find_package(fmt"},
                                                     {"simdjson", "find_package(simdjson"},
                                                     {"Eigen/", "find_package(Eigen3"},
                                                     {"boost/", "find_path(BEAST_INCLUDE"},
                                                     {"zlib", "find_package(ZLIB"},
                                                     {"argon2", "find_library(ARGON2"},
                                                     {"taglib/", "pkg_check_modules(TAGLIB"},
                                                     {"mpd/", "pkg_check_modules(MPDCLIENT"},
                                                     {"cld2/", "find_library(CLD2"},
                                                     {"turbojpeg", "pkg_check_modules(TURBOJPEG"},
                                                     {"pybind11/", "find_package(pybind11"},
                                                     {"qrencode", "pkg_check_modules(QRENCODE"},
                                                     {"kiss_fft", "pkg_check_modules(KISSFFT"},
                                                     {"libav", "pkg_check_modules(DECODERS"},
                                                     {"sndfile", "pkg_check_modules(DECODERS"},
                                                     {"chromaprint", "pkg_check_modules(DECODERS"}};

TEST(Rules, EveryLibraryThatIsIncludedIsFoundByCMake) {
  const std::string build = read_file(source_folder() / "CMakeLists.txt", 1U << 20U) +
                            read_file(source_folder() / "apps/CMakeLists.txt", 1U << 20U);
  for (const std::string& line : lines_of(read_file(source_folder() / "layers.txt", 1U << 20U))) {
    if (!line.starts_with("door ")) continue;
    const std::string door = line.substr(5, line.rfind(':') - 5);
    const auto finder = kFinders.find(door);
    ASSERT_NE(finder, kFinders.end()) << "door " << door << ": say in kFinders how CMake finds it";
    EXPECT_NE(build.find(finder->second), std::string::npos) << "door " << door << ": no " << finder->second;
  }
}

TEST(Rules, TheCountersNoticeWhatTheyAreFor) {
  std::string body = "void long_one() {\n";
  for (int line = 0; line < 60; ++line) body += "  step();\n";
  const std::map<std::string, std::string> files = {
      {"a.hpp",
       "namespace a {\nint bare(int);\n/// Says something.\nint told(int);\nint grouped(int);\n\n"
       "class Room {\n public:\n  Room();\n  int verb() const { return 1; }\n\n  /// Told.\n  int other();\n"
       " private:\n  int hidden();\n};\nnamespace detail {\nint inner();\n}\n}\n"},
      {"b.cpp", body +
                    "}\nnamespace {\nvoid wide(int a, std::map<int, int> b, int c, int d, int e) {}\n"
                    "void narrow(std::map<int, std::map<int, int>> a, std::function<void(int, int, int)> b) {}\n}\n"}};
  EXPECT_THAT(broken(files, is_silent), ElementsAre("a.hpp:2 bare", "a.hpp:7 Room", "a.hpp:10 verb"));
  EXPECT_THAT(broken(files, is_long), ElementsAre("b.cpp:1 long_one"));
  EXPECT_THAT(broken(files, is_wide), ElementsAre("b.cpp:64 wide"));
}

TEST(Rules, TextInLiteralsAndCommentsIsNoCode) {
  EXPECT_EQ(code_of("a = \"{\"; // {\nb = '{'; c = 1'000; d = R\"x({)x\"; e = u'{';\n").find('{'), std::string::npos);
  const std::vector<Declared> found = declared_in("/// One.\nint one();\n#define X {\nint two() { return '}'; }\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].has_contract);
  EXPECT_EQ(found[1].name, "two");
}

}  // namespace
}  // namespace leitmotif::testing
