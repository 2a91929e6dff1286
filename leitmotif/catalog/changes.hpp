// How a program that holds a library in memory learns that it is out of date, without reading it again.
// Flow: every verb that changes songs or scores counts -> Changes -> the snapshot in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "leitmotif/catalog/part.hpp"

namespace leitmotif::catalog {

/// What is counted apart, so that blocking a song does not make a program read all songs again.
enum class Changed : std::uint8_t {
  songs,   ///< songs, their scores, or anything else that ranking reads
  blocks,  ///< blocked songs and artists
};

/// Notices that any program, this one included, has written to the library. Used by one thread at a time.
class Watch : public Part {
 public:
  /// Whether anything may have been written since the last call, or since the watch was made. Cost: some microseconds
  /// in a file of this machine.
  [[nodiscard]] virtual bool has_changed() = 0;
};

/// The counts are in the library itself, so that every program sees the same.
class Changes : public Part {
 public:
  /// How often something changed since the library was made. Never the same for two states of a library.
  [[nodiscard]] virtual std::int64_t generation(Changed what) const = 0;
  /// A name of the state of the songs and their scores that no other state has, of this library or another: copies that
  /// went different ways have different ones. Empty for a library that does not outlive the program.
  [[nodiscard]] virtual std::string state() const = 0;
  /// Lifetime: the watch may outlive the library's object, not its place.
  [[nodiscard]] virtual std::unique_ptr<Watch> watch() const = 0;
};

}  // namespace leitmotif::catalog
