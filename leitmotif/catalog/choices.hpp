// What a person decided about songs: blocked songs and artists, songs that were answered before, notes on wrong
// answers.
// Flow: a verb of the engine -> Choices -> the next question leaves these out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/part.hpp"
#include "leitmotif/catalog/songs.hpp"

namespace leitmotif::catalog {

/// What is never recommended.
struct Blocks {
  std::vector<SongHead> songs;       ///< in the order of ids
  std::vector<std::string> artists;  ///< as compared (trimmed, ASCII letters in lower case), in their order
};

/// A note that an answer was wrong.
struct Flag {
  std::int64_t id = 0;
  std::int64_t at = 0;               ///< seconds since 1970 (UTC)
  std::optional<std::int64_t> song;  ///< the song it is about, while that is in the library
  std::string lyrics;                ///< the text it is about; empty when it is about none
  std::string query;                 ///< the question it is about, as JSON; empty when it is about none
  std::string note;
};

/// What a song is about, as a person says.
struct Correction {
  std::int64_t song = 0;
  std::string topic;
};

/// How many answered songs are remembered; older ones are forgotten.
inline constexpr std::size_t kMostRemembered = 1000;

/// All or nothing, each verb.
class Choices : public Part {
 public:
  /// Blocks a song; one that is blocked already stays so. Throws not_found (no such song).
  virtual void block_song(std::int64_t song) = 0;
  /// Blocks every song of an artist, now and later. Throws not_found (no song by the artist).
  virtual void block_artist(std::string_view artist) = 0;
  /// Lift a block; false when there was none.
  virtual bool unblock_song(std::int64_t song) = 0;
  virtual bool unblock_artist(std::string_view artist) = 0;
  [[nodiscard]] virtual Blocks blocks() const = 0;

  /// Remembers songs as answered just now, the first as the most recent. Songs that are gone are left out.
  virtual void remember_answers(std::span<const std::int64_t> songs) = 0;
  /// Songs answered before, the most recent first.
  [[nodiscard]] virtual std::vector<std::int64_t> answers() const = 0;
  /// Forgets them all.
  virtual void forget_answers() = 0;

  /// Keeps a note and gives its number; `id` is not read. Throws not_found (no such song).
  virtual std::int64_t add_flag(const Flag& flag) = 0;
  /// All notes, the newest first.
  [[nodiscard]] virtual std::vector<Flag> flags() const = 0;
  /// The newest note on a song.
  [[nodiscard]] virtual std::optional<Flag> flag_of(std::int64_t song) const = 0;
  /// False when there was no such note.
  virtual bool remove_flag(std::int64_t id) = 0;

  /// Says what a song is about, instead of what was said before. Throws not_found (no such song).
  virtual void correct_topic(std::int64_t song, std::string_view topic) = 0;
  /// Takes that back; false when nothing was said.
  virtual bool withdraw_correction(std::int64_t song) = 0;
  /// Everything that was said, in the order of songs.
  [[nodiscard]] virtual std::vector<Correction> corrections() const = 0;
};

}  // namespace leitmotif::catalog
