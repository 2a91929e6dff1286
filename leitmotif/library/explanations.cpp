#include "leitmotif/library/explanations.hpp"

#include <unordered_map>

namespace leitmotif::library {
namespace {

/// How many words of a topic are kept: as many as a reason names.
constexpr std::size_t kWordsPerTopic = 5;
/// Songs whose words are kept, some 50 MB; more are worked out each time.
constexpr std::size_t kMostKept = 50000;

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
  {
    const std::shared_lock lock(songs_mutex_);
    if (const auto found = songs_.find(row); found != songs_.end()) return found->second;
  }
  auto words = std::make_shared<const SongWords>(packed(explain()));
  const std::unique_lock lock(songs_mutex_);
  if (songs_.size() < kMostKept) songs_.try_emplace(row, words);
  return words;
}

}  // namespace leitmotif::library
