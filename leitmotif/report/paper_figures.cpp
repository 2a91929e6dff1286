#include "leitmotif/report/paper_figures.hpp"

#include <array>

namespace leitmotif::report {
namespace {

constexpr std::array<PaperFigure, 3> kFigures = {{
    {"ffnn", "feed-forward network", 0.9010, 0.889},
    {"ffnn-tuned", "fine-tuned feed-forward network", 0.9274, 0.920},
    {"transformer", "Transformer", 0.9108, 0.900},
}};

}  // namespace

const PaperFigure* paper_figure(std::string_view kind) noexcept {
  for (const PaperFigure& figure : kFigures)
    if (figure.kind == kind) return &figure;
  return nullptr;
}

}  // namespace leitmotif::report
