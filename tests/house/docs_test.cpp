// What the documents say is there: links lead somewhere, and commands take the options they are shown with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "house/source_tree.hpp"
#include "support/places.hpp"
#include "support/program.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

std::map<std::string, std::string> documents() {
  std::map<std::string, std::string> files = project_files("docs", {".md"});
  for (const std::string name : {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"})
    if (const fs::path file = source_folder() / name; fs::exists(file)) files[name] = read_file(file, 1U << 20U);
  return files;
}

/// A document's text outside fenced blocks, or the lines inside those that begin with one of the `marks`.
std::vector<std::string> part_of(const std::string& text, bool fenced, const std::vector<std::string>& marks = {}) {
  std::vector<std::string> lines;
  bool inside = false;
  bool wanted = !fenced;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("```")) {
      inside = !inside;
      wanted = inside ? fenced && std::ranges::find(marks, line.substr(3)) != marks.end() : !fenced;
    } else if (wanted) {
      lines.push_back(line);
    }
  }
  return lines;
}

/// The name GitHub gives a heading: lower case, blanks to hyphens, no other signs.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading.substr(std::min(heading.find_first_not_of("# "), heading.size()))) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || (c & 0x80) != 0)
      anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (c == ' ')
      anchor += '-';
  }
  return anchor;
}

bool has_anchor(const fs::path& file, const std::string& anchor) {
  for (const std::string& line : part_of(read_file(file, 1U << 20U), false))
    if (line.starts_with('#') && anchor_of(line) == anchor) return true;
  return false;
}

/// Where a link of `document` leads to nothing.
std::vector<std::string> broken_links(const std::string& document, const std::string& text) {
  static const std::regex kLink(R"(\]\(([^)\s]+)\))");
  std::vector<std::string> broken;
  for (const std::string& line : part_of(text, false))
    for (std::sregex_iterator link(line.begin(), line.end(), kLink), end; link != end; ++link) {
      const std::string target = (*link)[1];
      if (target.find("://") != std::string::npos || target.starts_with("mailto:")) continue;
      const std::string file = target.substr(0, target.find('#'));
      const fs::path here = source_folder() / document;
      const fs::path there = file.empty() ? here : here.parent_path() / file;
      const std::size_t mark = target.find('#');
      const bool leads = fs::exists(there) && (mark == std::string::npos || there.extension() != ".md" ||
                                               has_anchor(there, target.substr(mark + 1)));
      if (!leads) broken.push_back(document + ": " + target);
    }
  return broken;
}

/// Lines joined where one ends in a backslash, and cut where one command ends and another begins.
std::vector<std::string> shell_commands(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line.ends_with('\\') ? line.substr(0, line.size() - 1) : line.substr(0, line.find(" #")) + '\n';
  return lines_of(std::regex_replace(text, std::regex(R"(\s*(\||&&|;)\s*)"), "\n"));
}

const std::vector<std::string>& command_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    bool listed = false;
    for (const std::string& line : lines_of(run_program({"--help"}).out)) {
      listed = listed || line.starts_with("Commands:");
      if (listed && line.starts_with("  ")) names.push_back(words_of(line).front());
    }
    return names;
  }();
  return kNames;
}

/// Whether a command's help names an option. Of `train`, `train-taste` and `reproduce` everything is believed in a
/// build without LibTorch.
bool help_names(const std::vector<std::string>& command, const std::string& option) {
  const fs::path trainer = built_program().parent_path() / "leitmotif-train";
  const bool trains = !command.empty() && (command.front() == "train" || command.front() == "train-taste" ||
                                           command.front() == "reproduce");
  if (trains && !fs::exists(trainer)) return true;
  static std::map<std::vector<std::string>, std::string> helps;
  std::vector<std::string> arguments = command;
  arguments.emplace_back("--help");
  if (!helps.contains(command)) helps[command] = run_program(arguments).out + run_program({"--help"}).out;
  return std::regex_search(helps[command], std::regex("(^|[\\s,])" + option + "($|[\\s,=])"));
}

/// Commands that have commands of their own, and general options that take a value.
const std::set<std::string> kGroups = {"data",    "lyrics", "model", "mpd",    "playlists", "runs",
                                       "servers", "tags",   "taste", "topics", "wishes"};
const std::set<std::string> kWithValue = {"--library", "--model", "--seed", "--threads"};

/// What a shown command line has that the program does not know.
std::vector<std::string> unknown_in(const std::string& line) {
  std::vector<std::string> words = words_of(line);
  const auto program = std::ranges::find_if(
      words, [](const std::string& word) { return fs::path(word).filename() == "leitmotif" && word != "install"; });
  if (program == words.end()) return {};
  std::vector<std::string> unknown;
  std::vector<std::string> command;
  for (auto word = program + 1; word != words.end(); ++word) {
    if (word->starts_with('-') && word->size() > 1 && std::isdigit(static_cast<unsigned char>((*word)[1])) == 0) {
      const std::string option = word->substr(0, word->find('='));
      if (!help_names(command, option)) unknown.push_back(option);
      if (kWithValue.contains(*word) && word + 1 != words.end()) ++word;
    } else if (command.empty()) {
      if (std::ranges::find(command_names(), *word) == command_names().end()) return {*word};
      command.push_back(*word);
      const bool is_group =
          kGroups.contains(*word) || (*word == "sound" && word + 1 != words.end() && *(word + 1) == "similar");
      if (is_group && word + 1 != words.end()) command.push_back(*++word);
    }
  }
  return unknown;
}

TEST(Docs, LinksLeadSomewhere) {
  for (const auto& entry : documents()) EXPECT_THAT(broken_links(entry.first, entry.second), IsEmpty());
}

TEST(Docs, CommandsTakeTheirOptions) {
  for (const auto& entry : documents())
    for (const std::string& line : shell_commands(part_of(entry.second, true, {"sh", "bash", "console"})))
      EXPECT_THAT(unknown_in(line), IsEmpty()) << entry.first << ": " << line;
}

TEST(Docs, TheChecksNoticeWhatTheyAreFor) {
  EXPECT_EQ(broken_links("README.md", "see [a](nowhere.md), [b](https://example.org/x) and [c](layers.txt)\n"),
            std::vector<std::string>{"README.md: nowhere.md"});
  EXPECT_THAT(unknown_in("leitmotif recommend --topic sadness -n 5"), IsEmpty());
  EXPECT_THAT(unknown_in("build/release/bin/leitmotif classify song.txt --explain"), IsEmpty());
  EXPECT_EQ(unknown_in("leitmotif recommend --loudly"), std::vector<std::string>{"--loudly"});
  EXPECT_EQ(unknown_in("leitmotif sing"), std::vector<std::string>{"sing"});
  EXPECT_EQ(shell_commands({"a | b --x \\", "  --y  # why"}), (std::vector<std::string>{"a", "b --x   --y "}));
}

}  // namespace
}  // namespace leitmotif::testing
