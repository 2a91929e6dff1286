// Where songs lie when they are compared: points on a sphere, so that the dot product says how alike two songs are.
// Flow: mixture, audio features and year of each song -> Space -> what is like a song, the path between two, variety.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "leitmotif/core/column.hpp"

namespace leitmotif::recommend {

/// Songs as directions: likeness is the dot product of two rows.
struct Space {
  std::size_t width = 0;
  Column<float> rows;  ///< [songs x width], row-major, each of length 1; all 0: nothing is known of the song
  /// [songs x width] the rows in steps of 1/127, for looking at all songs of a large library: a quarter of the memory
  /// to read. What is best by these is scored once more by `rows`. Empty: `rows` are looked at.
  Column<std::int8_t> coarse;

  /// A song's direction, shape [width]. Throws corrupt_data when its file is damaged.
  [[nodiscard]] std::span<const float> row(std::size_t song) const { return rows.piece(song * width, width); }
  /// Whether anything is known of the song.
  [[nodiscard]] bool is_known(std::size_t song) const;
};

/// A space that may be made only when a question first needs it. Copies share it. Safe to use from several threads.
class LazySpace {
 public:
  LazySpace() : LazySpace(Space{}) {}
  LazySpace(Space space);  // NOLINT(google-explicit-constructor): a space is a lazy space that was made
  /// `make` is called once; what it throws passes, and then it is called again the next time.
  explicit LazySpace(std::function<Space()> make);

  /// The space, made now when it was not yet. Throws what making it throws.
  [[nodiscard]] const Space& operator*() const;
  [[nodiscard]] const Space* operator->() const { return &**this; }
  /// Whether somebody has needed it yet.
  [[nodiscard]] bool is_made() const noexcept;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

/// Fills Space::coarse on `threads` threads (0: all).
void add_coarse_rows(Space& space, unsigned threads);

/// How alike two points are, from the dot product of two rows of length 1: 1 the same, 0 opposite.
[[nodiscard]] constexpr double likeness(double dot_product) noexcept { return (1 + dot_product) / 2; }

/// The sum of the products of two rows of the same length.
[[nodiscard]] double dot_product(std::span<const float> a, std::span<const float> b) noexcept;

/// What the plain space is made of. Missing numbers are NaN.
struct PlainFeatures {
  std::size_t parts = 0;
  std::span<const float> root_mixture;        ///< [songs x parts]; all 0: not known
  std::vector<std::span<const float>> sound;  ///< [features][songs]; a feature without values is not known of any song
  std::span<const std::int32_t> year;         ///< [songs], kNoYear when not known
};

/// The distance everyone would write down first: square roots of the mixture, audio features and year standardised over
/// the songs that have them, put side by side with fixed weights, brought to length 1. What is missing stands at the
/// average, so it makes a song neither like nor unlike others.
[[nodiscard]] Space plain_space(const PlainFeatures& features);

}  // namespace leitmotif::recommend
