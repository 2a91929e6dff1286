// The songs that taste is learned for: those of a library, and those that only histories name.
// Flow: library::Snapshot, names in lists -> numbers of items -> taste::SongFacts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/taste/song_facts.hpp"

namespace leitmotif::listeners {

/// A song as lists name it.
struct NamedSong {
  std::string artist;
  std::string title;
};

/// Numbers songs by artist and title, compared as the catalogue compares them; songs that differ in their year only are
/// one. Not thread-safe while songs are added.
class TasteItems {
 public:
  /// Adds the songs of a library in the order of its rows, with what is known of them. Comes before all other songs.
  void add_library(const library::Snapshot& snapshot);
  /// The number of a song; one that is not there is added, and only its artist is known.
  taste::Item item(const NamedSong& song);
  /// The item of a row of the library.
  [[nodiscard]] taste::Item item_of_row(std::size_t row) const { return of_row_[row]; }
  /// The items of all rows. Lifetime: until songs are added.
  [[nodiscard]] const std::vector<taste::Item>& of_rows() const noexcept { return of_row_; }
  /// Spelled as it was first met. Lifetime: until the next song is added.
  [[nodiscard]] const NamedSong& name(taste::Item item) const { return names_[item]; }
  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
  /// What is known of all of them so far.
  [[nodiscard]] std::shared_ptr<const taste::SongFacts> facts() const&;
  /// The same of items that are not needed any more.
  [[nodiscard]] std::shared_ptr<const taste::SongFacts> facts() &&;

 private:
  std::uint32_t artist_number(std::string_view artist);
  void complete(taste::SongFacts& facts) const;

  std::vector<NamedSong> names_;
  std::unordered_map<std::string, taste::Item> number_;
  std::unordered_map<std::string, std::uint32_t> artists_;
  std::vector<taste::Item> of_row_;
  taste::SongFacts facts_;
};

}  // namespace leitmotif::listeners
