#include "leitmotif/report/svg_words.hpp"

#include "leitmotif/report/svg_axes.hpp"
#include "leitmotif/report/words.hpp"

namespace leitmotif::report {
namespace {

constexpr Area kWordsArea = {.size = {.width = 230}, .left = 100};
constexpr double kWordsRow = 19;
constexpr std::size_t kWordsCharacters = 15;

}  // namespace

Markup words_chart(const explore::TellingWords& group, const std::string& style) {
  if (group.words.empty()) return {};
  Markup content;
  double y = 2;
  for (const explore::TellingWord& word : group.words) {
    const double length = word.z / group.words.front().z * (kWordsArea.size.width - kWordsArea.left - 34);
    const std::string said = word.word + ": in " + percent(word.share) + " of the songs here, in " +
                             percent(word.share_elsewhere) + " of the others (z " + decimal(word.z, 1) + ")";
    content += element(
        "g", tooltip(said) + label({kWordsArea.left - 8, y + 12}, shortened(word.word, kWordsCharacters), Anchor::end) +
                 empty_element("rect", {{"x", place(kWordsArea.left)},
                                        {"y", place(y + 1)},
                                        {"width", place(length)},
                                        {"height", place(kWordsRow - 6)},
                                        {"rx", "2"},
                                        {"class", style}}) +
                 label({kWordsArea.left + length + 5, y + 12}, decimal(word.z, 0), Anchor::start, "muted small"));
    y += kWordsRow;
  }
  return drawing({kWordsArea.size.width, y + 2}, "words", "Most telling words of " + group.group, content);
}

}  // namespace leitmotif::report
