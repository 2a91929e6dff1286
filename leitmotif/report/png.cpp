#include "leitmotif/report/png.hpp"

#include "leitmotif/core/child_process.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::report {

void draw_png(const std::filesystem::path& svg, const std::filesystem::path& png) {
  std::filesystem::path beside = png;
  beside += ".part";
  const int status = run_child({"rsvg-convert", "--zoom=2", "--background-color=white", "--format=png",
                                "--keep-aspect-ratio", "--output=" + beside.string(), "--", svg.string()})
                         .status;
  std::error_code error;
  if (status == kCannotStart)
    throw Error(ErrorKind::unsupported,
                "PNG figures need the program rsvg-convert (Debian: librsvg2-bin); the SVG files are written");
  if (status == 0) std::filesystem::rename(beside, png, error);
  if (status == 0 && !error) return;
  std::filesystem::remove(beside, error);
  throw Error(ErrorKind::io, png.string() + ": rsvg-convert could not make it");
}

void draw_pngs(const std::filesystem::path& folder, const std::vector<std::string>& names, KeptFiles& files) {
  for (const std::string& name : names) {
    const std::filesystem::path png = folder / (name + ".png");
    files.make(png, [&] { draw_png(folder / (name + ".svg"), png); });
  }
}

}  // namespace leitmotif::report
