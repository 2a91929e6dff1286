// Which songs a question lets in.
// Flow: Query -> Filter -> the songs that are ranked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "leitmotif/recommend/library.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::recommend {

/// Lifetime: library and query must outlive it.
class Filter {
 public:
  Filter(const Library& library, const Query& query);

  /// Whether every song of the library is let in.
  [[nodiscard]] bool lets_all_in() const noexcept { return lets_all_in_; }
  [[nodiscard]] bool matches(std::size_t song) const;
  /// The same for the songs from `begin` on: sets the flags of those that are let in to 1, of the others to 0.
  void mark(std::size_t begin, std::span<std::uint8_t> flags) const;

 private:
  void mark_sound(std::size_t begin, std::span<std::uint8_t> flags) const;

  const Library& library_;
  const Query& query_;
  std::int32_t first_year_ = kNoYear;
  std::int32_t last_year_ = std::numeric_limits<std::int32_t>::max();
  std::vector<std::uint8_t> wanted_artists_;  ///< by artist number, up to the greatest that is wanted
  std::vector<std::uint8_t> left_out_;        ///< by row, up to the last that is left out
  bool lets_all_in_ = false;
};

}  // namespace leitmotif::recommend
