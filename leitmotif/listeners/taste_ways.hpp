// Taste as a way to ask: for a listener, or for the songs of a list.
// Flow: RecommendRequest, listeners' songs -> TasteQuestion -> a way and rows left out of a Query; ranked songs ->
// what speaks for them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/answers/request.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/listeners/listeners.hpp"
#include "leitmotif/listeners/taste_columns.hpp"
#include "leitmotif/taste/blend_scores.hpp"

namespace leitmotif::listeners {

/// The part of a score that taste gives.
inline constexpr recommend::PartKind kTaste{"taste"};

/// What was learned of a library's listeners and lists. Immutable.
struct LearnedTaste {
  Column<taste::Item> item_of_row;  ///< [rows of the snapshot]
  taste::Blend blend;
  std::shared_ptr<const library::Snapshot> snapshot;
  std::size_t events = 0;  ///< of how many events
  catalog::PlaysState state;
  std::string lists;  ///< of which saved lists: see lists_digest
};

/// A question that taste answers. Immutable.
struct TasteQuestion {
  std::shared_ptr<const LearnedTaste> learned;
  std::vector<std::uint32_t> given;     ///< rows of the songs that are asked by, the strongest first
  std::vector<std::uint32_t> left_out;  ///< rows that are no candidates
  std::shared_ptr<const taste::BlendScores> scored;
  std::vector<float> values;  ///< [rows] 0..1; none once the way has taken them
};

/// Whether a request asks for taste.
[[nodiscard]] bool asks_taste(const answers::RecommendRequest& request) noexcept;
/// Learns from everything that is kept. Cost: seconds for thousands of heard songs.
[[nodiscard]] std::shared_ptr<const LearnedTaste> learn_taste(const current::View& view, unsigned threads);
/// Works out the question; `listener` are the songs of the one it is for. Throws not_found (a listener without songs, a
/// song or list that is not there), invalid_argument (no song of the list is in the library).
[[nodiscard]] TasteQuestion taste_question(const answers::RecommendRequest& request, const current::View& view,
                                           std::shared_ptr<const LearnedTaste> learned,
                                           const std::vector<ListenerSong>& listener);
/// Adds the way, which takes the question's values, and what it leaves out.
void add_taste(TasteQuestion& question, recommend::Query& query);
/// Says which of the listener's songs speak for this one, and how much was taste, artist, words, sound.
void explain_taste(const TasteQuestion& question, answers::RecommendedSong& song);

}  // namespace leitmotif::listeners
