#include "leitmotif/report/svg_projection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "leitmotif/core/json.hpp"
#include "leitmotif/report/base64.hpp"
#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kProjectionArea = {.size = {760, 520}, .left = 46, .right = 748, .top = 14, .bottom = 474};

struct Bounds {
  static constexpr double kFar = std::numeric_limits<double>::infinity();
  double x0 = kFar, x1 = -kFar, y0 = kFar, y1 = -kFar;
};

Bounds bounds_of(const explore::Clusters& clusters) {
  Bounds b;
  for (const explore::ProjectedSong& point : clusters.points) {
    b.x0 = std::min(b.x0, static_cast<double>(point.x)), b.x1 = std::max(b.x1, static_cast<double>(point.x));
    b.y0 = std::min(b.y0, static_cast<double>(point.y)), b.y1 = std::max(b.y1, static_cast<double>(point.y));
  }
  if (!(b.x1 > b.x0)) b.x0 -= 1, b.x1 += 1;
  if (!(b.y1 > b.y0)) b.y0 -= 1, b.y1 += 1;
  return b;
}

/// Both axes at one scale, so that distances mean the same in every direction.
Frame axes_of(const explore::Analysis& analysis, const Bounds& b) {
  const double unit = std::max((b.x1 - b.x0) / (kProjectionArea.right - kProjectionArea.left),
                               (b.y1 - b.y0) / (kProjectionArea.bottom - kProjectionArea.top)) *
                      1.03;
  const double half_x = unit * (kProjectionArea.right - kProjectionArea.left) / 2;
  const double half_y = unit * (kProjectionArea.bottom - kProjectionArea.top) / 2;
  const double x = (b.x0 + b.x1) / 2;
  const double y = (b.y0 + b.y1) / 2;
  Frame axes{{x - half_x, x + half_x, kProjectionArea.left, kProjectionArea.right},
             {y - half_y, y + half_y, kProjectionArea.bottom, kProjectionArea.top},
             component_title(analysis, 0),
             "",
             {},
             {}};
  axes.x_ticks = ticks(axes.x.low, axes.x.high, 8);
  axes.y_ticks = ticks(axes.y.low, axes.y.high, 6);
  return axes;
}

std::string name_of(const explore::SongTable& table, std::uint32_t row) {
  const auto group = [&](const explore::Groups& groups) {
    const std::uint16_t number = row < groups.of_row.size() ? groups.of_row[row] : explore::kNoGroup;
    return number < groups.names.size() ? groups.names[number] : std::string();
  };
  std::string name(row < table.artist.size() ? table.artist[row] : std::string_view());
  const std::string_view title = row < table.title.size() ? table.title[row] : std::string_view();
  if (!title.empty()) name += (name.empty() ? "" : " – ") + std::string(title);
  if (name.empty()) name = "row " + std::to_string(row + 1);
  std::string more;
  for (const std::string& one : {group(table.genre), group(table.decade), group(table.topic)})
    if (!one.empty()) more += (more.empty() ? "" : ", ") + one;
  std::ranges::replace(name, '\n', ' ');
  return more.empty() ? name : name + " (" + more + ")";
}

void add_place(std::string& bytes, double value, double low, double high) {
  const auto number = static_cast<unsigned>(std::lround((value - low) / (high - low) * 65535));
  bytes += static_cast<char>(number & 0xFFU);
  bytes += static_cast<char>(number >> 8U);
}

}  // namespace

std::string component_title(const explore::Analysis& analysis, std::size_t component) {
  std::string name = component == 0 ? "first component" : "second component";
  if (!analysis.joint.pca || component >= analysis.joint.pca->explained.size()) return name;
  return name + " (" + percent(analysis.joint.pca->explained[component], 0) + " of the variance)";
}

Markup projection_chart(const explore::Analysis& analysis, std::size_t most) {
  const explore::Clusters& clusters = analysis.clusters;
  if (clusters.points.empty()) return {};
  const Frame axes = axes_of(analysis, bounds_of(clusters));
  std::vector<std::string> paths(clusters.profiles.size());
  const std::size_t step = (clusters.points.size() + most - 1) / most;
  for (std::size_t i = 0; i < clusters.points.size(); i += step) {
    const explore::ProjectedSong& point = clusters.points[i];
    paths[point.cluster] += "M" + decimal(axes.x.at(point.x), 1) + " " + decimal(axes.y.at(point.y), 1) + "h0";
  }
  Markup content = frame(axes);
  content +=
      element("text",
              {{"x", "11"},
               {"y", place((kProjectionArea.top + kProjectionArea.bottom) / 2)},
               {"class", "muted"},
               {"text-anchor", "middle"},
               {"transform", "rotate(-90 11 " + place((kProjectionArea.top + kProjectionArea.bottom) / 2) + ")"}},
              component_title(analysis, 1));
  for (std::size_t k = 0; k < paths.size(); ++k)
    content += empty_element("path", {{"d", paths[k]}, {"class", "points line-k" + std::to_string(k)}});
  for (std::size_t k = 0; k < clusters.profiles.size(); ++k) {
    const std::string x = place(axes.x.at(clusters.profiles[k].at[0]));
    const double y = axes.y.at(clusters.profiles[k].at[1]);
    content += empty_element("circle", {{"cx", x}, {"cy", place(y)}, {"r", "11"}, {"class", "center"}});
    content += label({axes.x.at(clusters.profiles[k].at[0]), y + 4.5}, std::to_string(k + 1), Anchor::middle, "strong");
  }
  return drawing(kProjectionArea.size, "wide", "Songs on the first two principal components, coloured by cluster",
                 content);
}

std::string projection_data(const explore::Analysis& analysis) {
  const explore::Clusters& clusters = analysis.clusters;
  const Bounds b = bounds_of(clusters);
  std::string places;
  std::string numbers;
  std::string names;
  for (const explore::ProjectedSong& point : clusters.points) {
    add_place(places, point.x, b.x0, b.x1);
    add_place(places, point.y, b.y0, b.y1);
    numbers += static_cast<char>(point.cluster);
    names += (names.empty() ? "" : "\n") + name_of(analysis.table, point.row);
  }
  Json centers = Json::array();
  for (const explore::ClusterProfile& profile : clusters.profiles)
    centers.push_back({{"x", profile.at[0]}, {"y", profile.at[1]}, {"name", profile.name}});
  const Json data = {{"summary", "Songs on the first two principal components, coloured by cluster."},
                     {"x0", b.x0},
                     {"x1", b.x1},
                     {"y0", b.y0},
                     {"y1", b.y1},
                     {"xTitle", component_title(analysis, 0)},
                     {"yTitle", component_title(analysis, 1)},
                     {"xy", base64(places)},
                     {"cluster", base64(numbers)},
                     {"names", names},
                     {"centers", centers}};
  const std::string text = data.dump();
  std::string safe;
  for (const char c : text) {
    if (c == '<')
      safe += "\\u003c";
    else if (c == '&')
      safe += "\\u0026";
    else
      safe += c;
  }
  return safe;
}

}  // namespace leitmotif::report
