// A study of lyrics without labels: topics learned from some songs, held against others, and kept as a file.
// Flow: words of songs -> TopicStudy -> a JSON file -> the same study again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/topics/lda.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::topics {

/// What is studied. Shape: published[songs x kMixtureParts] or nothing; NaN where a song has no weights.
struct StudySongs {
  std::span<const Tokens> words;
  std::span<const float> published = {};
};

/// How.
struct StudyOptions {
  LdaOptions lda;
  std::size_t most_words = 5000;  ///< the vocabulary: words that stand in the songs most often
  double held_out = 0.1;          ///< share of the songs that topics are held against, 0..0.5; of 0 none
  std::size_t shown_words = 12;   ///< words that describe a topic
};

/// One topic for people.
struct StudiedTopic {
  std::size_t number = 0;
  double share = 0;  ///< of all places of all songs
  std::vector<std::string> words;
  double npmi = 0;
  double umass = 0;
  std::string published = {};              ///< the published topic it is most like; empty: none is known
  std::optional<double> correlation = {};  ///< with that topic's weights
};

/// What was learned, and what it is worth.
struct TopicStudy {
  std::size_t songs = 0;     ///< learned from
  std::size_t held_out = 0;  ///< songs it was held against
  std::size_t vocabulary = 0;
  int passes = 0;
  std::uint64_t seed = 0;
  double song_prior = 0;
  double word_prior = 0;
  std::optional<double> perplexity;  ///< of the held-out songs: see completion_perplexity
  double npmi = 0;                   ///< mean of the topics
  double umass = 0;
  std::size_t matched = 0;           ///< topics whose correlation with a published one is above 0.8
  std::vector<StudiedTopic> topics;  ///< the most frequent first
  std::vector<std::string> terms;    ///< [vocabulary]
  std::vector<float> weight;         ///< [vocabulary x topics] LdaModel::weight, topics in the order of their numbers
};

/// Learns from all songs but every n-th, n = 1 / held_out, and measures by those. Throws as learn_topics and
/// features::Tfidf::fit; invalid_argument for a held-out share out of range.
[[nodiscard]] TopicStudy study(const StudySongs& songs, const StudyOptions& options,
                               const OnProgress& on_progress = kNoProgress);

/// What people and programs are told; the weights are in the file only.
[[nodiscard]] const wire::Table<TopicStudy>& topic_study_table();

/// The same study, the same bytes. Throws io; the file is whole or unchanged.
void save_study(const TopicStudy& study, const std::filesystem::path& file);
/// Throws as read_file; corrupt_data for what is no such file.
[[nodiscard]] TopicStudy load_study(const std::filesystem::path& file);

/// Weights of songs under a study that was loaded. Shape: [songs x topics].
[[nodiscard]] std::vector<float> weights_of(const TopicStudy& study, std::span<const Tokens> words,
                                            unsigned threads = 0);

}  // namespace leitmotif::topics
