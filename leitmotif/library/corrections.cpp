#include "leitmotif/library/corrections.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif::library {
namespace {

/// How much of the mixture a topic has at least that a person named.
constexpr float kLeastShare = 0.5F;

void set_topic(Draft& draft, std::size_t song, std::size_t topic) {
  for (std::size_t label = 0; label < draft.topics; ++label)
    draft.songs.probability[song * draft.topics + label] = label == topic ? 1.0F : 0.0F;
  const auto flags = static_cast<std::uint8_t>(draft.flags[song] & ~static_cast<std::uint8_t>(kInferred));
  draft.flags[song] = static_cast<std::uint8_t>(flags | kCorrected);
}

/// Half of the mixture goes to the part, the rest stays in proportion. The numbers are square roots of weights.
void raise_part(Draft& draft, std::size_t song, std::size_t part) {
  float* roots = draft.root_mixture.data() + song * draft.parts;
  if (roots[part] * roots[part] >= kLeastShare) return;
  for (std::size_t other = 0; other < draft.parts; ++other) roots[other] *= std::sqrt(1 - kLeastShare);
  roots[part] = std::sqrt(roots[part] * roots[part] + kLeastShare);
}

}  // namespace

void apply_corrections(const catalog::Catalog& library, const models::Classifier& model, Draft& draft) {
  const std::vector<std::size_t> parts = parts_of_topics(model);
  for (const catalog::Correction& correction : library.choices().corrections()) {
    const auto place = std::ranges::lower_bound(draft.songs.id, correction.song);
    const auto label = std::ranges::find(model.labels(), correction.topic);
    if (place == draft.songs.id.end() || *place != correction.song || label == model.labels().end()) continue;
    const auto song = static_cast<std::size_t>(place - draft.songs.id.begin());
    const auto topic = static_cast<std::size_t>(label - model.labels().begin());
    set_topic(draft, song, topic);
    if (!parts.empty()) raise_part(draft, song, parts[topic]);
  }
}

}  // namespace leitmotif::library
