// The colours of the eight topics, the same in every chart and on the page.
// Flow: data/palette.json -> charts. A test checks that the colours can be told apart with every kind of colour vision.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace leitmotif::report {

/// Colours as #rrggbb: one for a light background, one for a dark one.
struct TopicColour {
  std::string topic;
  std::string light;
  std::string dark;
};

/// One for each of kTopics, in their order.
[[nodiscard]] std::span<const TopicColour> topic_colours();

/// The place of the topic in topic_colours(), which is also the number of its style class `topic-N`; their count for a
/// name that is none of them, whose class has the neutral colour.
[[nodiscard]] std::size_t colour_number(std::string_view topic);

}  // namespace leitmotif::report
