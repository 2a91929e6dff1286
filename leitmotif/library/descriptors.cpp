#include "leitmotif/library/descriptors.hpp"

#include <cmath>
#include <utility>

#include "leitmotif/catalog/sounds.hpp"
#include "leitmotif/collection/song_sound.hpp"

namespace leitmotif::library {

std::vector<std::vector<float>> descriptors_of(const Snapshot& snapshot) {
  const Column<float>& measured = snapshot.columns.sound_of("loudness_lufs");
  if (measured.empty()) return {};
  std::vector<std::vector<float>> descriptors(snapshot.size());
  for (std::size_t row = 0; row < descriptors.size(); ++row) {
    if (std::isnan(measured[row])) continue;
    if (auto found = collection::measurement_of(snapshot.library->sounds().of(snapshot.columns.id[row])))
      descriptors[row] = std::move(found->descriptor);
  }
  return descriptors;
}

}  // namespace leitmotif::library
