// The rooms of the house keep to layers.txt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "house/source_tree.hpp"
#include "support/matchers.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {
namespace {

struct Door {
  std::string header;              // how the header's name begins
  std::vector<std::string> files;  // who may include it; "folder/*" is everything in a folder
};

struct Layers {
  std::map<std::string, std::set<std::string>> rooms;
  std::vector<Door> doors;
};

/// Headers of the language and of the operating system, which are no dependencies.
const std::set<std::string> kFree = {
    // C++20
    "algorithm", "any", "array", "atomic", "barrier", "bit", "bitset", "cctype", "cerrno", "cfloat", "charconv",
    "chrono", "cinttypes", "climits", "cmath", "compare", "complex", "concepts", "condition_variable", "coroutine",
    "csignal", "cstdarg", "cstddef", "cstdint", "cstdio", "cstdlib", "cstring", "ctime", "cwchar", "cwctype", "deque",
    "exception", "filesystem", "forward_list", "fstream", "functional", "future", "initializer_list", "iomanip", "ios",
    "iosfwd", "iostream", "istream", "iterator", "latch", "limits", "list", "locale", "map", "memory",
    "memory_resource", "mutex", "new", "numbers", "numeric", "optional", "ostream", "queue", "random", "ranges",
    "ratio", "regex", "semaphore", "set", "shared_mutex", "span", "sstream", "stack", "stdexcept", "stop_token",
    "streambuf", "string", "string_view", "system_error", "thread", "tuple", "type_traits", "typeindex", "typeinfo",
    "unordered_map", "unordered_set", "utility", "valarray", "variant", "vector", "version",
    // POSIX and Linux
    "arpa/inet.h", "dirent.h", "fcntl.h", "ifaddrs.h", "net/if.h", "netdb.h", "netinet/in.h", "netinet/tcp.h", "poll.h",
    "malloc.h", "sched.h", "signal.h", "spawn.h", "sys/epoll.h", "sys/file.h", "sys/inotify.h", "sys/ioctl.h",
    "sys/mman.h", "sys/prctl.h", "sys/resource.h", "sys/socket.h", "sys/stat.h", "dlfcn.h", "sys/types.h", "sys/uio.h",
    "sys/un.h", "sys/utsname.h", "sys/wait.h", "termios.h", "time.h", "unistd.h",
    // vector instructions
    "arm_neon.h", "immintrin.h"};

Layers parse_layers(const std::string& text) {
  Layers layers;
  for (const std::string& line : lines_of(text)) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.rfind(':');
    const std::vector<std::string> rest = words_of(line.substr(colon + 1));
    if (line.starts_with("door "))
      layers.doors.push_back({line.substr(5, colon - 5), rest});
    else
      layers.rooms[line.substr(0, colon)] = {rest.begin(), rest.end()};
  }
  return layers;
}

/// leitmotif/text/unicode.cpp -> text; apps/main.cpp -> apps.
std::string room_of(const std::string& file) {
  const std::string path = file.starts_with("leitmotif/") ? file.substr(10) : file;
  return path.substr(0, path.find('/'));
}

bool opens(const Door& door, const std::string& file) {
  return std::ranges::any_of(door.files, [&](const std::string& pattern) {
    return pattern.ends_with("/*") ? file.starts_with(pattern.substr(0, pattern.size() - 1)) : file == pattern;
  });
}

/// What is wrong with one `#include` of a file; empty when nothing is.
std::string fault_of(const Layers& layers, const std::string& file, const std::string& header, bool quoted) {
  if (quoted) {
    const std::string from = room_of(file);
    const std::string to = room_of(header);
    if (!header.starts_with("leitmotif/") && !header.starts_with("apps/")) return "";
    if (!layers.rooms.contains(from)) return "room '" + from + "' is not in layers.txt";
    return from == to || layers.rooms.at(from).contains(to) ? "" : "room '" + from + "' may not use '" + to + "'";
  }
  if (kFree.contains(header)) return "";
  for (const Door& door : layers.doors)
    if (header.starts_with(door.header)) return opens(door, file) ? "" : "<" + header + "> is included beside its door";
  return "<" + header + "> has no door in layers.txt";
}

std::vector<std::string> faults(const Layers& layers, const std::map<std::string, std::string>& sources) {
  std::vector<std::string> found;
  for (const auto& [file, text] : sources)
    for (const std::string& line : lines_of(text)) {
      const std::vector<std::string> words = words_of(line);
      if (words.size() < 2 || words[0] != "#include" || words[1].size() < 3) continue;
      const std::string header = words[1].substr(1, words[1].find_first_of(">\"", 1) - 1);
      const std::string fault = fault_of(layers, file, header, words[1][0] == '"');
      if (!fault.empty()) found.push_back(file + ": " + fault);
    }
  return found;
}

/// The rooms that can be reached from `room` by using others.
void reach(const Layers& layers, const std::string& room, std::set<std::string>& reached) {
  const auto entry = layers.rooms.find(room);
  if (entry == layers.rooms.end()) return;
  for (const std::string& next : entry->second)
    if (reached.insert(next).second) reach(layers, next, reached);
}

Layers our_layers() { return parse_layers(read_file(source_folder() / "layers.txt", 1U << 20U)); }

std::map<std::string, std::string> our_sources() {
  std::map<std::string, std::string> sources = project_files("leitmotif", {".hpp", ".cpp"});
  sources.merge(project_files("apps", {".hpp", ".cpp"}));
  sources.merge(project_files("python", {".hpp", ".cpp"}));
  return sources;
}

TEST(Layers, EveryIncludeIsAllowed) {
  ASSERT_GT(our_sources().size(), 50U);
  EXPECT_THAT(faults(our_layers(), our_sources()), IsEmpty());
}

TEST(Layers, RoomsFormNoCycle) {
  const Layers layers = our_layers();
  for (const auto& entry : layers.rooms) {
    std::set<std::string> reached;
    reach(layers, entry.first, reached);
    EXPECT_FALSE(reached.contains(entry.first)) << entry.first << " uses itself through other rooms";
  }
}

TEST(Layers, EveryDoorIsThere) {
  const auto sources = our_sources();
  for (const Door& door : our_layers().doors)
    for (const std::string& file : door.files)
      EXPECT_TRUE(file.ends_with("/*") || sources.contains(file)) << "door " << door.header << ": " << file;
}

TEST(Layers, NoFolderIsADrawerForEverything) {
  for (const auto& entry : our_sources())
    for (const std::string drawer : {"utils", "util", "common", "helpers", "misc"})
      EXPECT_THAT("/" + entry.first, Not(HasSubstr("/" + drawer + "/")));
}

TEST(Layers, TheCheckNoticesWhatItIsFor) {
  const Layers layers = parse_layers("# rooms\ncore:\ntext: core\ndoor sqlite3: leitmotif/text/door.cpp\n");
  EXPECT_THAT(faults(layers, {{"leitmotif/core/a.hpp", "#include \"leitmotif/text/b.hpp\"\n"}}),
              ElementsAre("leitmotif/core/a.hpp: room 'core' may not use 'text'"));
  EXPECT_THAT(faults(layers, {{"leitmotif/text/a.hpp", "#include <sqlite3.h>\n#include <boost/any.hpp>"}}),
              ElementsAre("leitmotif/text/a.hpp: <sqlite3.h> is included beside its door",
                          "leitmotif/text/a.hpp: <boost/any.hpp> has no door in layers.txt"));
  EXPECT_THAT(faults(layers, {{"leitmotif/cellar/a.hpp", "#include \"leitmotif/core/b.hpp\"\n"}}),
              ElementsAre("leitmotif/cellar/a.hpp: room 'cellar' is not in layers.txt"));
  EXPECT_THAT(faults(layers, {{"leitmotif/text/door.cpp",
                               "#include \"leitmotif/core/b.hpp\"\n#include <vector>\n#include <sqlite3.h>\n"}}),
              IsEmpty());
  std::set<std::string> reached;
  reach(parse_layers("a: b\nb: c\nc: a\n"), "a", reached);
  EXPECT_THAT(reached, Contains("a"));
}

}  // namespace
}  // namespace leitmotif::testing
