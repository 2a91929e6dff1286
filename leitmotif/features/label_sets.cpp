#include "leitmotif/features/label_sets.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/features/labels.hpp"

namespace leitmotif::features {

std::vector<std::string> labels_in(std::string_view cell, std::string_view separator) {
  if (separator.empty()) throw Error(ErrorKind::invalid_argument, "labels need something that separates them");
  std::vector<std::string> labels;
  while (true) {
    const std::size_t end = cell.find(separator);
    if (const std::string_view label = ascii::trimmed(cell.substr(0, end)); !label.empty()) labels.emplace_back(label);
    if (end == std::string_view::npos) return labels;
    cell.remove_prefix(end + separator.size());
  }
}

std::vector<std::vector<int>> label_sets_among(std::span<const LabelledSong> rows, std::span<const std::string> names,
                                               std::string_view separator, std::size_t& unknown) {
  std::map<std::string_view, int> number_of;
  for (std::size_t i = 0; i < names.size(); ++i) number_of.emplace(names[i], static_cast<int>(i));
  std::vector<std::vector<int>> sets;
  for (const LabelledSong& row : rows) {
    std::set<int> numbers;
    for (const std::string& label : labels_in(row.labels.topic, separator)) {
      const auto found = number_of.find(label);
      if (found == number_of.end())
        ++unknown;
      else
        numbers.insert(found->second);
    }
    sets.emplace_back(numbers.begin(), numbers.end());
  }
  return sets;
}

LabelSets label_sets(std::span<const LabelledSong> rows, std::string_view separator) {
  std::set<std::string> names;
  for (const LabelledSong& row : rows) {
    for (std::string& label : labels_in(row.labels.topic, separator)) names.insert(std::move(label));
    if (names.size() > kMaxClasses)
      throw Error(ErrorKind::resource_limit,
                  "there are more than " + std::to_string(kMaxClasses) + " different labels; is it the right column?");
  }
  LabelSets sets;
  sets.names.assign(names.begin(), names.end());
  std::size_t unknown = 0;
  sets.of_row = label_sets_among(rows, sets.names, separator, unknown);
  return sets;
}

}  // namespace leitmotif::features
