// Songs that sound like a song, whatever they say.
// Flow: View -> SoundIndex, made once for each state of the library -> the nearest by what was heard.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/sound/descriptor.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::browse {

/// A song, and how far from another it sounds: 0 is the same, 1 as far as anything.
struct SoundNeighbour {
  catalog::SongHead head;
  double distance = 0;
};

/// Nearest first.
struct SoundNeighbours {
  bool listened = false;  ///< whether the song that is asked about was listened to; if not, there are no neighbours
  std::vector<SoundNeighbour> songs;
};

/// Immutable; may be used by several threads. Loudness is not compared.
class SoundIndex {
 public:
  /// Cost: reads what every song sounds like.
  explicit SoundIndex(std::shared_ptr<const library::Snapshot> snapshot);

  /// The state of the library it was made of.
  [[nodiscard]] const std::shared_ptr<const library::Snapshot>& snapshot() const noexcept { return snapshot_; }
  /// Distances are mutual ones, by the surroundings in music at large. Throws not_found (no such song). Cost: linear in
  /// the songs.
  [[nodiscard]] SoundNeighbours near(std::int64_t song, std::size_t n) const;

 private:
  std::shared_ptr<const library::Snapshot> snapshot_;
  std::vector<std::vector<float>> descriptors_;
  std::vector<sound::Surroundings> surroundings_;
};

/// Lifetime: that of the program.
[[nodiscard]] const wire::Table<SoundNeighbours>& sound_neighbours_table();

}  // namespace leitmotif::browse
