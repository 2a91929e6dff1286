#include "leitmotif/report/palette.hpp"

#include <algorithm>
#include <vector>

#include "leitmotif/core/json.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/report/palette_data.hpp"

namespace leitmotif::report {

std::span<const TopicColour> topic_colours() {
  static const std::vector<TopicColour> kColours = [] {
    const Json palette = parse_json(embedded::kPalette, "palette.json");
    std::vector<TopicColour> colours;
    for (const std::string_view topic : kTopics) {
      const Json& pair = palette.at(std::string(topic));
      colours.push_back({std::string(topic), pair.at("light"), pair.at("dark")});
    }
    return colours;
  }();
  return kColours;
}

std::size_t colour_number(std::string_view topic) {
  const auto colours = topic_colours();
  return static_cast<std::size_t>(std::ranges::find(colours, topic, &TopicColour::topic) - colours.begin());
}

}  // namespace leitmotif::report
