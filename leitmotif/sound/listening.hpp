// Listening to files in programs of their own: a decoder that a broken file brings down costs that file.
// Flow: paths -> leitmotif-listen, one for each thread -> Measurement.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "leitmotif/sound/measurement.hpp"

namespace leitmotif::sound {

/// How files are listened to.
struct ListenOptions {
  unsigned threads = 0;       ///< programs side by side; 0: one for each processor
  bool low_priority = false;  ///< everything else on the machine goes first
  bool numbers = false;       ///< for learning: `numbers` instead of a measurement
  std::string program = {};   ///< that listens; empty: leitmotif-listen, beside this program or in PATH
};

/// What came of one file.
struct Listened {
  std::size_t file = 0;  ///< index into the files
  Measurement measurement;
  std::string refusal;  ///< why there is no measurement; empty when there is one
  std::string numbers;  ///< JSON: what a descriptor is made of, of the whole and of each quarter
};

/// Called for each file, in the order they get done, by one thread at a time. What it throws ends the listening.
using OnListened = std::function<void(Listened&& listened)>;

/// Listens to all files. Nothing of what is in a file is thrown. Throws unsupported (leitmotif-listen is neither beside
/// this program nor in PATH), io (no pipe), and what `on_listened` threw.
void listen_to(std::span<const std::filesystem::path> files, const ListenOptions& options,
               const OnListened& on_listened);

}  // namespace leitmotif::sound
