#include "leitmotif/service/library_scores.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "leitmotif/library/snapshot.hpp"

namespace leitmotif::service {
namespace {

/// A song's probabilities when the model itself gave them.
std::span<const float> read_probabilities(const library::Snapshot& state, std::uint32_t row) {
  const auto& columns = state.columns;
  const auto all = columns.probability.piece(row * columns.topics, columns.topics);
  const bool is_read = !state.is_inferred(row) && !state.is_corrected(row) && columns.counted_words[row] > 0 &&
                       std::ranges::all_of(all, [](float one) { return std::isfinite(one); });
  return is_read ? all : std::span<const float>();
}

LibraryScores score_library(const library::Snapshot& state, const models::Classifier& model) {
  LibraryScores found;
  found.model = model.id();
  found.labels.assign(model.labels().begin(), model.labels().end());
  std::map<std::string, int, std::less<>> numbers;
  for (std::size_t i = 0; i < found.labels.size(); ++i) numbers.emplace(found.labels[i], static_cast<int>(i));
  std::vector<int> truth;
  std::vector<int> predicted;
  std::vector<float> probabilities;
  state.library->songs().for_each_label([&](std::int64_t id, std::string_view label) {
    ++found.labelled;
    const auto number = numbers.find(label);
    if (number == numbers.end()) {
      ++found.other_labels;
      return;
    }
    const std::optional<std::uint32_t> row = state.row_of(id);
    const std::span<const float> all = row ? read_probabilities(state, *row) : std::span<const float>();
    if (all.empty()) {
      ++found.unread;
      return;
    }
    const auto best = std::ranges::max_element(all);
    truth.push_back(number->second);
    predicted.push_back(static_cast<int>(best - all.begin()));
    for (const float one : all) probabilities.push_back(std::clamp(one, 0.0F, 1.0F));
    const catalog::SongHead head = state.head(*row);
    found.songs.push_back({id, head.artist, head.title, number->second, predicted.back(), *best});
  });
  std::ranges::stable_sort(found.songs, std::greater<>(), &LabelledAnswer::confidence);
  if (!truth.empty()) found.scores = evaluation::evaluate({truth, predicted, probabilities, found.labels});
  return found;
}

}  // namespace

std::shared_ptr<const LibraryScores> KnownScores::of(const engine::Engine& engine) {
  const std::lock_guard lock(mutex_);
  const std::shared_ptr<const library::Snapshot> state = engine.state();
  if (!scores_ || state_.lock() != state) {
    scores_ = std::make_shared<const LibraryScores>(score_library(*state, engine.reader().model()));
    state_ = state;
  }
  return scores_;
}

}  // namespace leitmotif::service
