#include "leitmotif/library/artist_index.hpp"

#include <algorithm>
#include <mutex>
#include <string>
#include <unordered_map>

#include "leitmotif/text/song_names.hpp"

namespace leitmotif::library {

struct LazyArtistIndex::State {
  std::once_flag once;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_key;  ///< of everybody a field names
};

LazyArtistIndex::LazyArtistIndex() : state_(std::make_shared<State>()) {}

std::vector<std::uint32_t> LazyArtistIndex::named(const SongColumns& columns, std::string_view name) const {
  std::call_once(state_->once, [&] {
    for (std::uint32_t artist = 0; artist < columns.artists.size(); ++artist)
      for (std::string& key : text::artist_keys(columns.artists[artist]))
        state_->by_key[std::move(key)].push_back(artist);
  });
  std::vector<std::uint32_t> artists;
  for (const std::string& key : text::artist_keys(name)) {
    const auto found = state_->by_key.find(key);
    if (found == state_->by_key.end()) return {};
    if (artists.empty()) {
      artists = found->second;
      continue;
    }
    // Everybody who is named must be there.
    std::erase_if(artists, [&](std::uint32_t artist) { return !std::ranges::binary_search(found->second, artist); });
    if (artists.empty()) return {};
  }
  return artists;
}

}  // namespace leitmotif::library
