#include "leitmotif/library/explanations.hpp"

#include <unordered_map>

namespace leitmotif::library {
namespace {

/// How many words of a topic are kept: as many as a reason names.
constexpr std::size_t kWordsPerTopic = 5;

}  // namespace

SongWords Explanations::packed(const std::vector<WordShare>& shares) const {
  SongWords words;
  std::unordered_map<std::string_view, std::size_t> of_topic;
  const std::lock_guard lock(names_mutex_);
  for (const WordShare& share : shares) {
    if (++of_topic[share.topic] > kWordsPerTopic) continue;
    words.push_back({&*names_.insert(share.word).first, &*names_.insert(share.topic).first,
                     static_cast<std::uint32_t>(share.count), static_cast<float>(share.share)});
  }
  words.shrink_to_fit();
  return words;
}

std::shared_ptr<const SongWords> Explanations::of(std::size_t row,
                                                  const std::function<std::vector<WordShare>()>& explain) const {
  return songs_.of(row, [&] { return std::make_shared<const SongWords>(packed(explain())); });
}

}  // namespace leitmotif::library
