// The songs of a library by their names, in whatever spelling.
// Flow: catalogue -> NameIndex -> SongFinder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/songs.hpp"

namespace leitmotif::library {

/// Every song by the key of its title (text::title_keys). Immutable.
class NameIndex {
 public:
  /// Cost: some microseconds a song. Throws as the catalogue.
  explicit NameIndex(const catalog::Catalog& library);

  /// Songs of these names in any spelling, guests and editions apart, in the order of ids. An empty artist stands for
  /// everybody.
  [[nodiscard]] std::vector<const catalog::SongHead*> named(std::string_view artist, std::string_view title) const;

  /// At most `most` songs whose names are like these, the likest first; none that has nothing in common.
  /// Cost: some nanoseconds a song of the library.
  [[nodiscard]] std::vector<const catalog::SongHead*> nearest(std::string_view name, std::size_t most) const;

 private:
  std::vector<catalog::SongHead> songs_;
  std::vector<std::uint64_t> pieces_;  ///< [songs] which pairs of letters their names have, each as one bit
  std::unordered_multimap<std::string, std::size_t> by_title_;
};

}  // namespace leitmotif::library
