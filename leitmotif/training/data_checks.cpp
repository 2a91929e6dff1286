#include "leitmotif/training/data_checks.hpp"

#include <algorithm>
#include <span>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/quoted.hpp"

namespace leitmotif::training {
namespace {

constexpr std::size_t kNamesListed = 5;
constexpr std::size_t kSongsLookedAt = 4000;
constexpr std::size_t kFewestOfAWord = 20;     // songs of a class before one of its words is suspected
constexpr double kShareOfItsClass = 0.9;       // of the class's songs that hold the word
constexpr double kShareOfThoseWithIt = 0.995;  // of the songs with the word that are of the class

std::string songs(std::size_t count) { return std::to_string(count) + (count == 1 ? " song" : " songs"); }

void warn_of_few(const DataSplit& split, std::vector<std::string>& warnings) {
  if (split.validation.size() < kFewestValidationSongs)
    warnings.push_back("there are only " + songs(split.validation.size()) +
                       " to validate with: their score is mostly luck; --folds uses every song");
  std::vector<std::size_t> count(split.names.size());
  for (const int label : split.train.labels) ++count[static_cast<std::size_t>(label)];
  std::string few;
  std::size_t listed = 0;
  for (std::size_t k = 0; k < count.size(); ++k) {
    if (count[k] >= kFewestSongsOfAClass) continue;
    if (++listed <= kNamesListed)
      few += (few.empty() ? "" : ", ") + in_quotes(split.names[k]) + " (" + std::to_string(count[k]) + ")";
  }
  if (listed > kNamesListed) few += ", ...";
  if (listed > 0)
    warnings.push_back(std::to_string(listed) + (listed == 1 ? " label has" : " labels have") + " fewer than " +
                       std::to_string(kFewestSongsOfAClass) + " songs to learn from: " + few);
}

void warn_of_copies(const DataSplit& split, const Part& part, const char* what, std::vector<std::string>& warnings) {
  std::unordered_set<std::string_view> learned;
  for (const Tokens& tokens : split.train.tokens) learned.insert(tokens.joined());
  const auto copies = static_cast<std::size_t>(std::ranges::count_if(
      part.tokens, [&](const Tokens& tokens) { return !tokens.empty() && learned.contains(tokens.joined()); }));
  if (copies * 100 > part.size())
    warnings.push_back(songs(copies) + " of " + std::to_string(part.size()) + " " + what +
                       " have the very words of a training song: scores on them say what is remembered");
}

/// In how many songs of each class a word stands.
struct ClassesOfWords {
  std::unordered_map<std::string_view, std::size_t> number;
  std::vector<std::uint32_t> counts;   ///< [words x classes]
  std::vector<std::size_t> last_song;  ///< [words], that it was counted for
  std::vector<std::size_t> songs_of;   ///< [classes]
};

/// Some thousand songs tell it as well as all.
ClassesOfWords count_words(const Part& part, std::size_t classes) {
  ClassesOfWords words;
  words.songs_of.resize(classes);
  const std::size_t step = std::max<std::size_t>(part.size() / kSongsLookedAt, 1);
  for (std::size_t song = 0; song < part.size(); song += step) {
    const auto label = static_cast<std::size_t>(part.labels[song]);
    ++words.songs_of[label];
    for (const std::string_view word : part.tokens[song]) {
      const auto [found, is_new] = words.number.try_emplace(word, words.last_song.size());
      if (is_new) {
        words.last_song.push_back(song + 1);
        words.counts.resize(words.counts.size() + classes);
      }
      if (!is_new && words.last_song[found->second] == song + 1) continue;
      words.last_song[found->second] = song + 1;
      ++words.counts[found->second * classes + label];
    }
  }
  return words;
}

void warn_of_leaks(const DataSplit& split, std::vector<std::string>& warnings) {
  const std::size_t classes = split.names.size();
  const ClassesOfWords words = count_words(split.train, classes);
  const std::vector<std::size_t>& of_class = words.songs_of;
  std::vector<std::pair<std::string, std::size_t>> found;
  for (const auto& [word, number] : words.number) {
    const std::span<const std::uint32_t> counts = std::span(words.counts).subspan(number * classes, classes);
    const auto most = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
    std::size_t all = 0;
    for (const std::uint32_t count : counts) all += count;
    const auto own = static_cast<double>(counts[most]);
    if (of_class[most] >= kFewestOfAWord && own >= kShareOfItsClass * static_cast<double>(of_class[most]) &&
        own >= kShareOfThoseWithIt * static_cast<double>(all))
      found.emplace_back(std::string(word), most);
  }
  std::ranges::sort(found);
  std::unordered_set<std::size_t> told;
  for (const auto& [word, label] : found)
    if (told.insert(label).second)
      warnings.push_back("the word " + in_quotes(word) + " gives the label " + in_quotes(split.names[label]) +
                         " away: it stands in nearly all of its songs and in hardly any other; is the label in the "
                         "text?");
}

std::vector<std::string> parts_of(const std::string& name, char between) {
  std::vector<std::string> parts;
  std::istringstream text(name);
  for (std::string part; std::getline(text, part, between);)
    if (const std::string_view trimmed = ascii::trimmed(part); !trimmed.empty()) parts.emplace_back(trimmed);
  return parts;
}

void warn_of_several_labels(const DataSplit& split, std::vector<std::string>& warnings) {
  const std::optional<JoinedLabel> joined = joined_label(split.names);
  if (!joined) return;
  warnings.push_back("the label " + in_quotes(joined->name) +
                     " looks like two labels in one cell; it is learned as a label of its own, unless --multi-label "
                     "takes them apart");
}

}  // namespace

std::optional<JoinedLabel> joined_label(std::span<const std::string> names) {
  for (const char between : {'|', ';', ','}) {
    // How many names hold each part.
    std::unordered_map<std::string, std::size_t> names_with;
    for (const std::string& name : names)
      for (const std::string& part : parts_of(name, between)) ++names_with[part];
    for (const std::string& name : names) {
      const std::vector<std::string> parts = parts_of(name, between);
      if (parts.size() > 1 && std::ranges::any_of(parts, [&](const auto& part) { return names_with[part] > 1; }))
        return JoinedLabel{name, between};
    }
  }
  return std::nullopt;
}

std::vector<std::string> data_warnings(const DataSplit& split) {
  std::vector<std::string> warnings;
  warn_of_few(split, warnings);
  warn_of_copies(split, split.validation, "validation songs", warnings);
  if (split.test && split.test_data) warn_of_copies(split, *split.test, "test songs", warnings);
  warn_of_leaks(split, warnings);
  warn_of_several_labels(split, warnings);
  return warnings;
}

}  // namespace leitmotif::training
