// Which words of a song spoke for which topic, worked out when a song is first shown and kept for the next time.
// Flow: lyric in the catalogue -> the model -> Explanations -> the reasons of an answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "leitmotif/core/records.hpp"
#include "leitmotif/library/row_cache.hpp"

namespace leitmotif::library {

/// One word of a song and the topic it spoke for.
struct SongWord {
  const std::string* word = nullptr;
  const std::string* topic = nullptr;
  std::uint32_t count = 0;
  float share = 0;
};

/// The words of one song, the strongest of each topic only; strongest first.
using SongWords = std::vector<SongWord>;

/// Const functions may be called from several threads.
class Explanations {
 public:
  Explanations() = default;
  Explanations(const Explanations&) = delete;
  Explanations& operator=(const Explanations&) = delete;

  /// The words of the song in a row; `explain` is asked when they are not known yet.
  /// Lifetime of what the words point to: until this goes.
  [[nodiscard]] std::shared_ptr<const SongWords> of(std::size_t row,
                                                    const std::function<std::vector<WordShare>()>& explain) const;

 private:
  [[nodiscard]] SongWords packed(const std::vector<WordShare>& shares) const;

  /// Some 50 MB.
  static constexpr std::size_t kMostKept = 50000;
  RowCache<std::shared_ptr<const SongWords>> songs_{kMostKept};
  mutable std::mutex names_mutex_;
  mutable std::unordered_set<std::string> names_;
};

}  // namespace leitmotif::library
