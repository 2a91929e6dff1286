#include "leitmotif/features/labels.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "leitmotif/core/error.hpp"

namespace leitmotif::features {
namespace {

std::string place_of(std::span<const LabelledSong> rows, std::size_t row) {
  return rows[row].line > 0 ? "line " + std::to_string(rows[row].line) : "row " + std::to_string(row + 1);
}

void check_labels(std::span<const LabelledSong> rows) {
  const auto has_none = [](const LabelledSong& row) { return row.labels.topic.empty(); };
  const auto first = std::find_if(rows.begin(), rows.end(), has_none);
  if (first == rows.end() && !rows.empty()) return;
  if (rows.empty()) throw Error(ErrorKind::corrupt_data, "there are no rows; expected rows with a topic");
  if (std::all_of(first, rows.end(), has_none) && first == rows.begin())
    throw Error(ErrorKind::corrupt_data, "none of the " + std::to_string(rows.size()) +
                                             " rows has a topic; expected one in each (--label-column names "
                                             "their column)");
  throw Error(ErrorKind::corrupt_data, place_of(rows, static_cast<std::size_t>(first - rows.begin())) +
                                           ": the topic is missing; expected one in each row");
}

/// What a label that is not among `names` is told.
std::string expected_names(std::span<const std::string> names) {
  constexpr std::size_t kShown = 20;
  std::string text;
  for (const std::string& name : names.first(std::min(kShown, names.size()))) text += (text.empty() ? "" : ", ") + name;
  return names.size() > kShown ? text + ", ..." : text;
}

}  // namespace

std::vector<int> class_indices(std::span<const LabelledSong> rows, std::span<const std::string> names) {
  check_labels(rows);
  std::map<std::string_view, int> index_of;
  for (std::size_t i = 0; i < names.size(); ++i) index_of.emplace(names[i], static_cast<int>(i));
  std::vector<int> indices;
  indices.reserve(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto found = index_of.find(rows[row].labels.topic);
    if (found == index_of.end())
      throw Error(ErrorKind::corrupt_data, place_of(rows, row) + ": the topic '" + rows[row].labels.topic +
                                               "' is not known; expected one of: " + expected_names(names));
    indices.push_back(found->second);
  }
  return indices;
}

ClassLabels class_labels(std::span<const LabelledSong> rows) {
  check_labels(rows);
  std::set<std::string_view> names;
  for (const LabelledSong& row : rows) {
    names.insert(row.labels.topic);
    if (names.size() > kMaxClasses)
      throw Error(ErrorKind::resource_limit,
                  "there are more than " + std::to_string(kMaxClasses) + " different topics; is it the right column?");
  }
  ClassLabels labels;
  labels.names.assign(names.begin(), names.end());
  labels.index = class_indices(rows, labels.names);
  return labels;
}

}  // namespace leitmotif::features
