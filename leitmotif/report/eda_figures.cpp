#include "leitmotif/report/eda_figures.hpp"

#include "leitmotif/core/error.hpp"
#include "leitmotif/report/png.hpp"
#include "leitmotif/report/style.hpp"

namespace leitmotif::report {
namespace {

constexpr double kMargin = 12;

/// The size a chart was drawn at: the last two numbers of its viewBox.
std::pair<double, double> size_of(const std::string& svg) {
  const std::size_t begin = svg.find("viewBox=\"0 0 ") + 13;
  std::size_t used = 0;
  const double width = std::stod(svg.substr(begin, 32), &used);
  return {width, std::stod(svg.substr(begin + used, 32))};
}

}  // namespace

std::string svg_document(const Figure& figure) {
  const std::string& svg = figure.chart.str();
  const auto [width, height] = size_of(svg);
  const auto number = [](double value) { return std::to_string(static_cast<int>(value + 0.999)); };
  const std::string box = std::to_string(-static_cast<int>(kMargin)) + " " +
                          std::to_string(-static_cast<int>(kMargin)) + " " + number(width + 2 * kMargin) + " " +
                          number(height + 2 * kMargin);
  const std::size_t inner = svg.find('>') + 1;
  const std::string content = svg.substr(inner, svg.rfind("</svg>") - inner);
  const Markup title = element("title", figure.heading);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" "
         "font-size=\"12\" width=\"" +
         number(width + 2 * kMargin) + "\" height=\"" + number(height + 2 * kMargin) + "\" viewBox=\"" + box + "\">" +
         title.str() + element("style", Markup::trusted(figure_style())).str() + content + "</svg>\n";
}

std::vector<std::string> write_figures(const explore::Analysis& analysis, const std::filesystem::path& folder,
                                       KeptFiles& files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(ErrorKind::io, folder.string() + ": the folder cannot be made: " + error.message());
  std::vector<std::string> names;
  for (const Figure& figure : eda_charts(analysis)) {
    files.write(folder / (figure.id + ".svg"), svg_document(figure));
    names.push_back(figure.id);
  }
  draw_pngs(folder, names, files);
  return names;
}

}  // namespace leitmotif::report
