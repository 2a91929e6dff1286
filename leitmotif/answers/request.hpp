// A wish for songs as a person words it: every way to ask, alone or together.
// Flow: command line or HTTP -> RecommendRequest -> Engine::recommend.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leitmotif/recommend/query.hpp"

namespace leitmotif::answers {

/// A point in the plane of moods, and its name when it was asked for by name.
struct MoodWish {
  recommend::Mood point;
  std::string name;
};

/// At least one of ask, about, topic, mix, mood, text, like, unlike, and from with to must be given, or something that
/// says which songs; docs/recommender.md says how several work together. Songs are named by their number ("12") or as
/// "ARTIST - TITLE", letter case does not matter.
struct RecommendRequest {
  std::string ask;  ///< all of it as one says it to a person; becomes about, text and filters before it is answered,
                    ///< and holds then what was not understood
  std::vector<std::string> about;                   ///< wishes in people's words, of the table or learned
  std::string topic;                                ///< one of the model's labels; empty: not asked
  std::vector<std::pair<std::string, double>> mix;  ///< parts of the mixture and their weights, at least 0
  std::optional<MoodWish> mood;
  std::string text;                    ///< a lyric as sung, or a few words
  std::vector<std::string> like;       ///< songs
  std::vector<std::string> unlike;     ///< songs
  std::string listener;                ///< whose songs speak for others: a name of the library's histories
  std::vector<std::string> from_list;  ///< the same by songs, or by the name of one saved list
  std::string from;                    ///< the song a path begins with
  std::string to;                      ///< the song it ends with

  std::vector<std::string> genres;   ///< any of them; empty: all
  std::vector<std::string> artists;  ///< any of them; empty: all
  std::optional<recommend::YearRange> years;
  std::optional<recommend::TempoRange> tempo;
  std::optional<recommend::KeyWish> key;
  bool avoid_explicit = false;  ///< no songs of the level explicit
  bool avoid_mild = false;      ///< no songs with any strong word
  bool only_explicit = false;   ///< only songs of the level explicit
  recommend::Instrumental instrumental = recommend::Instrumental::allow;

  std::int64_t n = 10;          ///< 1..10,000; a path 2..200
  double threshold = 0.5;       ///< a song counts as being about the topic above this probability
  bool at_random = false;       ///< draw, instead of giving the best first
  std::uint64_t seed = 0;       ///< decides the draw
  std::int64_t artist_cap = 2;  ///< at most so many songs of one artist while there are others; 0: no cap
  double variety = 0;           ///< 0..1: how much it counts that songs differ from each other
  bool by_tempo = false;        ///< give the chosen songs slowest first
  bool fresh = false;           ///< leave out what was answered before and remembered, while there are others
  bool remember = false;        ///< remember this answer
  double discover = 0;          ///< 0..1: how much artists count less that the listener or list has; 1: none of them
  bool partial = false;         ///< of a service in parts: an answer of the songs of the parts that are there is enough
  bool rediscover = false;      ///< with a listener: only liked songs that were not heard for long
};

/// "sadness=0.7,romantic=0.3". Throws invalid_argument naming what is not of that form.
[[nodiscard]] std::vector<std::pair<std::string, double>> mix_from(std::string_view text);
/// "calm" or "0.6,0.1" (valence, energy). Throws invalid_argument, listing the names.
[[nodiscard]] MoodWish mood_from(std::string_view text);
/// "90-110", or "100" for what is within 3 % of it. Throws invalid_argument.
[[nodiscard]] recommend::TempoRange tempo_from(std::string_view text);
/// "C", "A minor", "Am", "F# major", "Bb". Throws invalid_argument.
[[nodiscard]] recommend::KeyWish key_from(std::string_view text);
/// As `key_from` reads it.
[[nodiscard]] std::string text_of(const recommend::KeyWish& key);
/// "1970-1979" or "1975". Throws invalid_argument.
[[nodiscard]] recommend::YearRange years_from(std::string_view text);
}  // namespace leitmotif::answers
