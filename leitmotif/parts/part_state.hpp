// Whether two parts of a service would give the same answer.
// Flow: a question and what it is asked of -> state_of_answers, here and in another part -> require_state.
#pragma once

#include <map>
#include <string>

#include "leitmotif/core/share.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/parts/part_question.hpp"

namespace leitmotif::parts {

/// In front of what is wrong with a part that runs but holds something else, perhaps only for a moment: Error::field.
inline constexpr const char* kOtherState = "state";

/// Whether parts look through their songs for a wish. What is asked by taste, wishes or words is worked out over all
/// songs together, after which there is nothing left to share: whoever is asked does it, and no part holds what it
/// takes.
[[nodiscard]] bool is_shared(const answers::RecommendRequest& wish) noexcept;

/// Everything that decides the answer to a shared wish, by names for people.
[[nodiscard]] std::map<std::string, std::string> state_of_answers(const current::View& view);

/// Throws unavailable, about kOtherState, when the question is of another state than this part's.
void require_state(const PartQuestion& question, const std::map<std::string, std::string>& own, const Share& share);

}  // namespace leitmotif::parts
