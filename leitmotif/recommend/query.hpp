// A question to the recommender, names already turned into numbers, and its answer.
// Flow: engine -> Query -> rank -> Answer -> engine, which adds names and reasons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "leitmotif/core/share.hpp"

namespace leitmotif::recommend {

/// The most songs one query may ask for.
inline constexpr std::int64_t kMostSongs = 10000;
/// The most songs a path may have.
inline constexpr std::int64_t kLongestPath = 200;
/// A song counts as explicit when this much of its lyric is obscene, and as instrumental above the other.
inline constexpr float kExplicitWeight = 0.1F;
inline constexpr float kInstrumentalness = 0.5F;

/// In which order songs are given.
enum class Order : std::uint8_t {
  best,    ///< best first, ties by strength, then by id
  random,  ///< drawn uniformly without repeats, decided by the seed
};

/// Years from `first` to `last`, both included.
struct YearRange {
  int first = 0;
  int last = 0;
};

/// Beats a minute from `slowest` to `fastest`, both included.
struct TempoRange {
  double slowest = 0;
  double fastest = 0;
};

/// A key as sounds have it: 0 is C, 11 is B.
struct KeyWish {
  int key = 0;
  std::optional<bool> major;  ///< false: minor; nothing: either
};

/// A point in the plane of moods, both 0..1.
struct Mood {
  double valence = 0;
  double energy = 0;
};

/// From one song to another; rows of the Library.
struct Path {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

class Elsewhere;
class Way;

/// What happens to songs without singing.
enum class Instrumental : std::uint8_t { allow, avoid, only };

/// What may be asked. At least one of topic, mix, mood, text, like, unlike, path, typical and others.
struct Query {
  std::optional<std::size_t> topic;  ///< column of Library::probability
  double threshold = 0.5;            ///< 0..1; a song is about the topic above (not at) this probability
  std::vector<float> mix;            ///< [parts] weights, at least 0, sum above 0; empty: not asked
  std::optional<Mood> mood;
  std::vector<float> text;            ///< [parts] the mixture of a text, as `mix`
  std::vector<std::uint32_t> like;    ///< rows; likeness to the nearest of them counts
  std::vector<std::uint32_t> unlike;  ///< rows; likeness to the nearest of them is subtracted
  std::optional<Path> path;
  bool typical = false;                            ///< those nearest to the middle of all that the filters let in
  std::vector<std::shared_ptr<const Way>> others;  ///< ways that other rooms make; they share the score with the rest

  std::vector<std::uint32_t> genres;   ///< only songs of any of these; empty: all songs
  std::vector<std::uint32_t> artists;  ///< only songs of any of these; empty: all songs
  std::optional<YearRange> years;      ///< only songs of these years; a song without a year does not match
  std::optional<TempoRange> tempo;     ///< only songs of these; one without a pulse does not match
  std::optional<KeyWish> key;          ///< only songs in it; one whose key is not known does not match
  bool avoid_explicit = false;         ///< only songs below kExplicitWeight
  Instrumental instrumental = Instrumental::allow;
  std::vector<std::uint32_t> left_out;  ///< rows that are no candidates (blocked, answered before)

  std::optional<ShareRange> rows = {};                   ///< only these are looked through; nothing: all
  std::shared_ptr<const Elsewhere> elsewhere = nullptr;  ///< looks through all songs instead; null: this program does

  std::int64_t n = 10;  ///< how many songs, 1..kMostSongs (kLongestPath with a path)
  Order order = Order::best;
  std::uint64_t seed = 0;      ///< decides what `random` draws
  std::size_t artist_cap = 0;  ///< at most so many songs an artist while that leaves n songs; 0: no cap
  /// 0..1: how much it counts that songs differ from those before them; what is asked counts 1 less that.
  double variety = 0;
};

/// What a part of a score is called. Two of the same name are the same.
struct PartKind {
  std::string_view name;

  // NOLINTNEXTLINE(readability-identifier-naming): they read like enumerators
  static const PartKind topic, mix, mood, text, like, unlike, path, typical, variety;
  friend bool operator==(const PartKind&, const PartKind&) = default;
};
/// The parts that come from this room: one for each way to ask, and what variety takes away.
inline constexpr PartKind PartKind::topic{"topic"};
/// What a mixture of topics gives.
inline constexpr PartKind PartKind::mix{"mix"};
/// How near a mood is.
inline constexpr PartKind PartKind::mood{"mood"};
/// How near a text is.
inline constexpr PartKind PartKind::text{"text"};
/// How near liked songs are.
inline constexpr PartKind PartKind::like{"like"};
/// What nearness to unliked songs takes away.
inline constexpr PartKind PartKind::unlike{"unlike"};
/// How near the way between two songs is.
inline constexpr PartKind PartKind::path{"path"};
/// How near the middle of all that may be given is.
inline constexpr PartKind PartKind::typical{"typical"};
/// What likeness to songs before takes away.
inline constexpr PartKind PartKind::variety{"variety"};

/// As answers spell it.
[[nodiscard]] constexpr std::string_view name_of(PartKind kind) noexcept { return kind.name; }

/// One part of a score, and the song that caused it.
struct Part {
  PartKind kind;
  double value = 0;
  std::optional<std::uint32_t> song;  ///< row of the liked, unliked or chosen song that is nearest
};

/// A song of the answer, with the parts its score is the sum of.
struct Ranked {
  std::size_t index = 0;  ///< row of the Library
  double score = 0;       ///< the sum of its parts; higher is better
  std::vector<Part> parts;
};

/// The songs of an answer, best first.
struct Answer {
  std::vector<Ranked> songs;
  bool fallback = false;   ///< a topic was asked for, and songs that are not above the threshold fill the answer
  std::size_t passed = 0;  ///< songs that match the filters and, when a topic is asked for, are above the threshold
};

}  // namespace leitmotif::recommend
