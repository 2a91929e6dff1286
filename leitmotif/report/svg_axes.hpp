// Axes of a chart: from numbers to places, ticks at round numbers, and the frame with its grid.
// Flow: what every chart with axes is drawn on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/markup.hpp"

namespace leitmotif::report {

/// From a value to a place on the drawing.
struct Scale {
  double low = 0;    ///< value at `begin`
  double high = 1;   ///< value at `end`, above `low`
  double begin = 0;  ///< in units of the drawing
  double end = 1;

  /// Where in the drawing a value lies.
  [[nodiscard]] double at(double value) const noexcept { return begin + (value - low) / (high - low) * (end - begin); }
};

/// Round numbers within low..high, some `about` of them, at steps of 1, 2 or 5 times a power of ten.
[[nodiscard]] std::vector<double> ticks(double low, double high, std::size_t about);
/// How many decimals tell such ticks apart.
[[nodiscard]] int tick_decimals(const std::vector<double>& ticks);

/// A number of the drawing, short.
[[nodiscard]] std::string place(double value);

/// A place of the drawing: to the right and down from its upper left corner.
struct Position {
  double x = 0;
  double y = 0;
};
/// How wide and high something is, in units of the drawing.
struct Size {
  double width = 0;
  double height = 0;
};
/// An upright rectangle.
struct Box {
  Position at;  ///< its upper left corner
  Size size;
};

/// A drawing's size, and the part of it inside the axes; what a chart computes itself is left 0.
struct Area {
  Size size;
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
};

/// Which end of a text its place is.
enum class Anchor { start, middle, end };

/// A line of text in the drawing. `style` is a class of the style sheet.
[[nodiscard]] Markup label(const Position& at, std::string_view text, Anchor anchor = Anchor::start,
                           std::string_view style = "ink");
/// A straight line. `style` is a class of the style sheet.
[[nodiscard]] Markup line(const Position& from, const Position& to, std::string_view style);
/// What is said when a pointer rests on a mark, and read aloud.
[[nodiscard]] Markup tooltip(std::string_view text);

/// A cell of a drawn table, with its tooltip as `content`: `shade` is 0..1, `style` its class of the style sheet.
[[nodiscard]] Markup shaded_cell(const Box& box, std::string_view style, double shade, const Markup& content);
/// The class of a text upon a cell of that shade: dark cells need the light colour.
[[nodiscard]] std::string ink_on(double shade);

/// The inner part of a chart and what its axes mean.
struct Frame {
  Scale x;
  Scale y;
  std::string x_title;
  std::string y_title;
  std::vector<double> x_ticks;
  std::vector<double> y_ticks;
};
/// Grid, tick labels and axis titles.
[[nodiscard]] Markup frame(const Frame& frame);

/// A drawing of that size. It scales to the width it is given; `summary` says in words what it shows.
[[nodiscard]] Markup drawing(const Size& size, std::string_view style, const std::string& summary,
                             const Markup& content);

}  // namespace leitmotif::report
