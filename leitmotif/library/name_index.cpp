#include "leitmotif/library/name_index.hpp"

#include <algorithm>
#include <bit>

#include "leitmotif/core/edit_distance.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::library {
namespace {

constexpr std::size_t kCompared = 48;      // songs whose letters are looked at one by one
constexpr std::size_t kLongestName = 200;  // bytes of a name that are compared

/// The pairs of neighbouring bytes of a key as a set: what names have in common shows in common bits.
std::uint64_t pairs_in(std::string_view key) {
  std::uint64_t pairs = 0;
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    const unsigned pair = static_cast<unsigned char>(key[i]) * 31U + static_cast<unsigned char>(key[i + 1]);
    pairs |= std::uint64_t{1} << (pair * 2654435761U >> 26U);
  }
  return pairs;
}

std::string key_of(const catalog::SongHead& song) { return text::name_key(song.artist) + text::name_key(song.title); }

}  // namespace

NameIndex::NameIndex(const catalog::Catalog& library) {
  library.songs().for_each_head([&](const catalog::SongHead& head) {
    by_title_.emplace(text::title_keys(head.title).title, songs_.size());
    pieces_.push_back(pairs_in(key_of(head)));
    songs_.push_back(head);
  });
}

std::vector<const catalog::SongHead*> NameIndex::named(std::string_view artist, std::string_view title) const {
  const text::SongKeys wanted = text::song_keys(artist, title);
  const std::string whole = text::name_key(artist);
  std::vector<std::size_t> places;
  const auto [begin, end] = by_title_.equal_range(wanted.title.title);
  for (auto entry = begin; entry != end; ++entry) {
    const catalog::SongHead& song = songs_[entry->second];
    const bool same = artist.empty() || text::name_key(song.artist) == whole ||
                      text::same_artists(text::song_keys(song.artist, song.title).artists, wanted.artists);
    if (same) places.push_back(entry->second);
  }
  std::ranges::sort(places);
  std::vector<const catalog::SongHead*> songs;
  for (const std::size_t place : places) songs.push_back(&songs_[place]);
  return songs;
}

std::vector<const catalog::SongHead*> NameIndex::nearest(std::string_view name, std::size_t most) const {
  const std::string wanted = text::name_key(name).substr(0, kLongestName);
  const std::uint64_t pairs = pairs_in(wanted);
  struct Candidate {
    int apart;  ///< pairs that only one of them has
    std::size_t place;
    bool operator<(const Candidate& other) const {
      return apart != other.apart ? apart < other.apart : place < other.place;
    }
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < songs_.size(); ++i)
    if ((pairs & pieces_[i]) != 0) candidates.push_back({std::popcount(pairs ^ pieces_[i]), i});
  const std::size_t compared = std::min(kCompared, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(compared), candidates.end());
  candidates.resize(compared);
  for (Candidate& candidate : candidates) {
    const std::string key = key_of(songs_[candidate.place]).substr(0, kLongestName);
    if (wanted.size() > 3 && key.find(wanted) != std::string::npos) {  // a title alone
      candidate.apart = static_cast<int>(key.size() - wanted.size()) / 2;
      continue;
    }
    const std::size_t apart = edit_distance(wanted, key);
    candidate.apart = apart * 2 > std::max(wanted.size(), key.size()) ? -1 : static_cast<int>(apart);
  }
  std::erase_if(candidates, [](const Candidate& candidate) { return candidate.apart < 0; });
  std::ranges::sort(candidates, std::less<>());
  std::vector<const catalog::SongHead*> songs;
  for (std::size_t i = 0; i < std::min(most, candidates.size()); ++i) songs.push_back(&songs_[candidates[i].place]);
  return songs;
}

}  // namespace leitmotif::library
