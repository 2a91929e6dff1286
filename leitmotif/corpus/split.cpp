#include "leitmotif/corpus/split.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::corpus {
namespace {

/// Brings the first `chosen` places to a random choice of the items, in random order.
template <typename Item>
void shuffle_front(std::vector<Item>& items, std::size_t chosen, RandomSource& random) noexcept {
  for (std::size_t i = 0; i < chosen; ++i)
    std::swap(items[i], items[i + static_cast<std::size_t>(random.below(items.size() - i))]);
}

void refuse_share(double held_out) {
  if (!(held_out >= 0 && held_out < 1))
    throw Error(ErrorKind::invalid_argument,
                "share of rows to hold out is " + std::to_string(held_out) + ", expected 0 or more and below 1");
}

std::size_t rounded(double rows) noexcept { return static_cast<std::size_t>(std::llround(rows)); }

/// The rows of one class or artist, and how many of them are held out.
struct Group {
  std::vector<std::size_t> rows;
  std::size_t taken = 0;
  double remainder = 0;
};

/// Gives each class the whole part of its share, then what is left to the largest remainders.
void share_out(std::vector<Group>& groups, double held_out, std::size_t wanted) {
  std::size_t taken = 0;
  std::vector<Group*> by_remainder;
  for (Group& group : groups) {
    const double share = held_out * static_cast<double>(group.rows.size());
    group.taken = std::min(static_cast<std::size_t>(share), group.rows.size() - 1);
    group.remainder = share - static_cast<double>(group.taken);
    taken += group.taken;
    if (group.taken + 1 < group.rows.size()) by_remainder.push_back(&group);
  }
  std::stable_sort(by_remainder.begin(), by_remainder.end(),
                   [](const Group* a, const Group* b) { return a->remainder > b->remainder; });
  for (Group* group : by_remainder) {
    if (taken >= wanted) return;
    ++group->taken;
    ++taken;
  }
}

Split split_of(const std::vector<bool>& is_held_out) {
  Split split;
  for (std::size_t row = 0; row < is_held_out.size(); ++row)
    (is_held_out[row] ? split.held_out : split.train).push_back(row);
  return split;
}

std::vector<Group> groups_of(std::map<std::string, Group>&& by_name) {
  std::vector<Group> groups;
  groups.reserve(by_name.size());
  for (auto& entry : by_name) groups.push_back(std::move(entry.second));
  return groups;
}

/// Rows of one artist each; rows without an artist stand alone, behind all others.
std::vector<Group> groups_of_artists(std::span<const std::string_view> artists) {
  std::map<std::string, Group> by_artist;
  std::vector<Group> nameless;
  for (std::size_t row = 0; row < artists.size(); ++row) {
    if (artists[row].empty()) {
      nameless.push_back({{row}});
    } else {
      by_artist[ascii::lower_case(artists[row])].rows.push_back(row);
    }
  }
  std::vector<Group> groups = groups_of(std::move(by_artist));
  std::move(nameless.begin(), nameless.end(), std::back_inserter(groups));
  return groups;
}

void refuse_folds(std::size_t folds, std::size_t there, const char* what) {
  if (folds >= 2 && folds <= there) return;
  throw Error(ErrorKind::invalid_argument, std::to_string(folds) + " folds of " + std::to_string(there) + " " + what +
                                               "; expected at least 2 folds and no more than there are " + what);
}

}  // namespace

Split stratified_split(std::span<const std::string_view> labels, double held_out, std::uint64_t seed) {
  refuse_share(held_out);
  std::map<std::string, Group> by_label;
  for (std::size_t row = 0; row < labels.size(); ++row) by_label[std::string(labels[row])].rows.push_back(row);
  std::vector<Group> groups = groups_of(std::move(by_label));
  share_out(groups, held_out, rounded(held_out * static_cast<double>(labels.size())));

  RandomSource random(seed);
  std::vector<bool> is_held_out(labels.size());
  for (Group& group : groups) {
    shuffle_front(group.rows, group.taken, random);
    for (std::size_t i = 0; i < group.taken; ++i) is_held_out[group.rows[i]] = true;
  }
  return split_of(is_held_out);
}

Split artist_disjoint_split(std::span<const std::string_view> artists, double held_out, std::uint64_t seed) {
  refuse_share(held_out);
  std::vector<Group> groups = groups_of_artists(artists);

  RandomSource random(seed);
  shuffle_front(groups, groups.size(), random);
  std::size_t room = rounded(held_out * static_cast<double>(artists.size()));
  std::vector<bool> is_held_out(artists.size());
  for (const Group& group : groups) {
    if (group.rows.size() > room) continue;
    room -= group.rows.size();
    for (const std::size_t row : group.rows) is_held_out[row] = true;
  }
  return split_of(is_held_out);
}

std::vector<std::size_t> grouped_folds(std::span<const std::string_view> groups, std::size_t folds,
                                       std::uint64_t seed) {
  std::vector<Group> of_artists = groups_of_artists(groups);
  refuse_folds(folds, of_artists.size(), "groups");
  RandomSource random(seed);
  shuffle_front(of_artists, of_artists.size(), random);
  std::ranges::stable_sort(of_artists, std::greater<>(), [](const Group& group) { return group.rows.size(); });
  std::vector<std::size_t> fold_of(groups.size());
  std::vector<std::size_t> rows_in(folds);
  for (const Group& group : of_artists) {
    const auto least = static_cast<std::size_t>(std::ranges::min_element(rows_in) - rows_in.begin());
    rows_in[least] += group.rows.size();
    for (const std::size_t row : group.rows) fold_of[row] = least;
  }
  return fold_of;
}

std::vector<std::size_t> stratified_folds(std::span<const std::string_view> labels, std::size_t folds,
                                          std::uint64_t seed) {
  refuse_folds(folds, labels.size(), "rows");
  std::map<std::string, Group> by_label;
  for (std::size_t row = 0; row < labels.size(); ++row) by_label[std::string(labels[row])].rows.push_back(row);
  RandomSource random(seed);
  std::vector<std::size_t> fold_of(labels.size());
  std::size_t next = 0;
  for (auto& entry : by_label) {
    std::vector<std::size_t>& rows = entry.second.rows;
    shuffle_front(rows, rows.size(), random);
    for (const std::size_t row : rows) fold_of[row] = next++ % folds;
  }
  return fold_of;
}

}  // namespace leitmotif::corpus
