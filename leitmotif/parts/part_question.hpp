// What the parts of a service say to each other: a question, and what a part's share of the songs has for it.
// Flow: Engine::recommend with parts -> PartQuestion -> POST /api/v1/parts/scan -> Engine::scan_part -> PartFound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "leitmotif/answers/request.hpp"
#include "leitmotif/core/top_k.hpp"
#include "leitmotif/wire/request.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::parts {

/// A question to a part.
struct PartQuestion {
  answers::RecommendRequest wish;
  std::vector<std::int64_t> answered;  ///< rows that are no candidates because they were answered before
  std::int64_t most = 0;               ///< how many songs of each kind and group; 0: the candidates of a path
  /// What answers depend on, by names for people; a part must have the same.
  std::map<std::string, std::string> state;
};

/// What a part has.
struct PartFound {
  std::size_t part = 1;  ///< of the service, counted from 1
  std::size_t of = 1;
  std::size_t passed = 0;     ///< of a path
  std::vector<TopK> passing;  ///< [groups] as recommend::Scanned; of a path: [points]
  std::vector<TopK> others;   ///< [groups]
};

/// The most songs of a kind that a part is asked for.
inline constexpr std::int64_t kMostOfPart = 10'000'000;

/// The question as JSON.
[[nodiscard]] const wire::Request<PartQuestion>& part_question_keys();
/// The answer as JSON.
[[nodiscard]] const wire::Table<PartFound>& part_found_table();
/// Reads what a part answered; `most` as it was asked for. Throws corrupt_data.
[[nodiscard]] PartFound part_found_from(const std::string& text, std::size_t most, const std::string& name);

}  // namespace leitmotif::parts
