#include "leitmotif/report/svg_axes.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr double kTickGap = 6;
constexpr double kTextTurns = 0.62;  // from this shade on, text needs the light colour
constexpr double kTextDrop = 4;      // from the middle of a line of text to its base

double round_step(double rough) {
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (rough <= factor * power * (1 + 1e-9)) return factor * power;
  return 10 * power;
}

std::string_view name(Anchor anchor) {
  return anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
}

}  // namespace

std::vector<double> ticks(double low, double high, std::size_t about) {
  if (!(high > low) || !std::isfinite(high - low)) return {low};
  const double step = round_step((high - low) / static_cast<double>(std::max<std::size_t>(about, 1)));
  const double slack = step * 1e-6;
  std::vector<double> result;
  for (double k = std::ceil((low - slack) / step); k * step <= high + slack; ++k) result.push_back(k * step);
  return result;
}

int tick_decimals(const std::vector<double>& ticks) {
  if (ticks.size() < 2) return 2;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(ticks[1] - ticks[0]) - 1e-9)), 0, 6);
}

std::string place(double value) {
  std::string text = decimal(value, 2);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

Markup label(const Position& at, std::string_view text, Anchor anchor, std::string_view style) {
  return element("text",
                 {{"x", place(at.x)},
                  {"y", place(at.y)},
                  {"class", std::string(style)},
                  {"text-anchor", std::string(name(anchor))}},
                 text);
}

Markup shaded_cell(const Box& box, std::string_view style, double shade, const Markup& content) {
  return element("rect",
                 {{"x", place(box.at.x)},
                  {"y", place(box.at.y)},
                  {"width", place(box.size.width - 1.5)},
                  {"height", place(box.size.height - 1.5)},
                  {"rx", "2"},
                  {"class", std::string(style)},
                  {"fill-opacity", decimal(shade, 3)}},
                 content);
}

std::string ink_on(double shade) { return shade > kTextTurns ? "on-shade" : "ink"; }

Markup line(const Position& from, const Position& to, std::string_view style) {
  return empty_element("line", {{"x1", place(from.x)},
                                {"y1", place(from.y)},
                                {"x2", place(to.x)},
                                {"y2", place(to.y)},
                                {"class", std::string(style)}});
}

Markup tooltip(std::string_view text) { return element("title", text); }

Markup frame(const Frame& frame) {
  const Scale& x = frame.x;
  const Scale& y = frame.y;
  Markup result;
  for (const double tick : frame.y_ticks) {
    result += line({x.begin, y.at(tick)}, {x.end, y.at(tick)}, "grid");
    result += label({x.begin - kTickGap, y.at(tick) + kTextDrop}, decimal(tick, tick_decimals(frame.y_ticks)),
                    Anchor::end, "muted");
  }
  for (const double tick : frame.x_ticks) {
    result += line({x.at(tick), y.begin}, {x.at(tick), y.begin + kTextDrop}, "axis");
    result += label({x.at(tick), y.begin + 17}, decimal(tick, tick_decimals(frame.x_ticks)), Anchor::middle, "muted");
  }
  result += line({x.begin, y.begin}, {x.end, y.begin}, "axis");
  result += label({(x.begin + x.end) / 2, y.begin + 34}, frame.x_title, Anchor::middle, "muted");
  if (!frame.y_title.empty()) result += label({0, y.end - 10}, frame.y_title, Anchor::start, "muted");
  return result;
}

Markup drawing(const Size& size, std::string_view style, const std::string& summary, const Markup& content) {
  return element("svg",
                 {{"viewBox", "0 0 " + place(size.width) + " " + place(size.height)},
                  {"class", "chart " + std::string(style)},
                  {"role", "img"},
                  {"aria-label", summary}},
                 content);
}

}  // namespace leitmotif::report
