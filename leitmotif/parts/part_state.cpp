#include "leitmotif/parts/part_state.hpp"

#include "leitmotif/core/error.hpp"
#include "leitmotif/listeners/taste_ways.hpp"

namespace leitmotif::parts {
bool is_shared(const answers::RecommendRequest& wish) noexcept {
  return wish.about.empty() && wish.text.empty() && !listeners::asks_taste(wish);
}

std::map<std::string, std::string> state_of_answers(const current::View& view) {
  const library::Snapshot& snapshot = *view.snapshot;
  return {{"program", LEITMOTIF_VERSION},
          {"model", snapshot.columns.model},
          {"state of the songs", snapshot.state},
          {"state of blocked songs", std::to_string(view.blocks)}};
}

void require_state(const PartQuestion& question, const std::map<std::string, std::string>& own, const Share& share) {
  for (const auto& [name, value] : own) {
    const auto asked = question.state.find(name);
    if (asked != question.state.end() && asked->second == value) continue;
    throw Error(ErrorKind::unavailable, kOtherState,
                "part " + std::to_string(share.part) + "/" + std::to_string(share.of) + " has another " + name +
                    " than the service that asks");
  }
}

}  // namespace leitmotif::parts
