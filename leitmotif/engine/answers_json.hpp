// Answers as JSON: the same keys on the command line and over HTTP.
// Flow: what a verb of the engine gave -> Json -> standard output or the body of a response.
#pragma once

#include <string>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::engine {

/// A lyric and what the model said about it.
struct Classified {
  std::string id;
  Prediction prediction;
  std::vector<WordShare> words;
  bool explain = false;  ///< `words` is part of the answer
};

/// Answers as the command line and the service give them.
[[nodiscard]] Json to_json(const Classified& answer, const models::Classifier& model);
[[nodiscard]] Json to_json(const ImportReport& report);
/// What was refused, by file and reason; scans have no lines.
[[nodiscard]] Json to_json(const std::vector<Rejected>& rows);
[[nodiscard]] Json to_json(const collection::ScanReport& report);
[[nodiscard]] Json to_json(const SongList& list);
[[nodiscard]] Json to_json(const SongDetails& song);
[[nodiscard]] Json to_json(const LibrarySummary& summary);
/// Topics, mixture parts, and the moods that have names.
[[nodiscard]] Json to_json(const TopicNames& names);
/// One object a song.
[[nodiscard]] Json to_json(const SongMap& map);
/// One list a column: smaller and faster.
[[nodiscard]] Json columns_json(const SongMap& map);
[[nodiscard]] Json to_json(const catalog::Blocks& blocks);
[[nodiscard]] Json to_json(const std::vector<catalog::Flag>& flags);

/// The answer on one line, fast: for a service that gives thousands a second.
[[nodiscard]] std::string json_text(const RecommendAnswer& answer);

}  // namespace leitmotif::engine
