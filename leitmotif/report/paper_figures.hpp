// What the paper reports for its three networks, beside which ours are shown.
// Flow: kind of a model -> the paper's figures.
// Source: the paper's table of results; its test songs are a random fifth of the music data set.
#pragma once

#include <string_view>

namespace leitmotif::report {

/// What the paper reached with one kind of model.
struct PaperFigure {
  std::string_view kind;  ///< as in a model card
  std::string_view name;  ///< for people
  double accuracy = 0;
  double macro_f1 = 0;
};

/// The paper's figure for a kind of model; nullptr for a kind the paper does not have.
[[nodiscard]] const PaperFigure* paper_figure(std::string_view kind) noexcept;

/// What must be said whenever the figures stand beside ours.
inline constexpr std::string_view kPaperNote =
    "The paper measured on a random fifth (5,675 songs) of the 28,372 songs of the music data set, with a vectorizer "
    "that had seen these songs too, and they also served to watch the training. The figures can be compared where the "
    "same songs were scored: the paper protocol repeats its conditions, the honest protocol keeps the scored songs out "
    "of everything.";

}  // namespace leitmotif::report
