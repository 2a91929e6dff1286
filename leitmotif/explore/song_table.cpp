#include "leitmotif/explore/song_table.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <unordered_map>

#include "leitmotif/core/decade.hpp"

namespace leitmotif::explore {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFU;

}  // namespace

struct GroupNames::Names {
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> number;
  std::vector<std::string> names;
  std::vector<std::size_t> counts;
};

void GroupNames::add(std::string_view name) {
  if (!names_) names_ = std::make_shared<Names>();
  if (name.empty()) {
    of_row_.push_back(kNone);
    return;
  }
  auto found = names_->number.find(name);
  if (found == names_->number.end()) {
    found = names_->number.emplace(name, static_cast<std::uint32_t>(names_->names.size())).first;
    names_->names.emplace_back(name);
    names_->counts.push_back(0);
  }
  ++names_->counts[found->second];
  of_row_.push_back(found->second);
}

Groups GroupNames::finished(bool by_name) const {
  Groups groups;
  if (!names_) return groups;
  const std::vector<std::string>& names = names_->names;
  const std::vector<std::size_t>& counts = names_->counts;
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : names[a] < names[b];
  });
  const std::size_t kept = names.size() <= kMostGroups ? names.size() : kMostGroups - 1;
  if (by_name)
    std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept),
              [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
  std::vector<std::uint16_t> place(names.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<std::uint16_t>(std::min(i, kept));
    if (i < kept) groups.names.push_back(names[order[i]]);
  }
  if (kept < names.size()) {
    groups.names.emplace_back("other");
    groups.gathered = names.size() - kept;
  }
  groups.counts.resize(groups.names.size());
  for (const std::uint32_t name : of_row_) {
    groups.of_row.push_back(name == kNone ? kNoGroup : place[name]);
    if (name == kNone)
      ++groups.missing;
    else
      ++groups.counts[place[name]];
  }
  return groups;
}

std::string decade_name(int year) { return year < 0 || year > 9999 ? std::string() : leitmotif::decade_name(year); }

}  // namespace leitmotif::explore
