// The library: every song a person brought in, and what models said about them, in one SQLite file.
// Flow: corpus and models -> catalogue -> recommend (ScoredSongs), search and evaluation.
// Source: the file's format is in schema.cpp.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/packed_texts.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog {

/// A song with its number. Numbers are never given to another song.
struct StoredSong {
  std::int64_t id = 0;
  Song song;
  std::string label;  ///< topic an imported file carried; for evaluation, never used for recommending
};

/// One line of a song list.
struct SongHead {
  std::int64_t id = 0;
  std::string artist;
  std::string title;
  std::optional<int> year;
  std::string genre;
};

/// One model's answer for a song.
struct SongScores {
  std::int64_t id = 0;
  Prediction prediction;
};

/// A song some model has not read yet.
struct UnscoredSong {
  std::int64_t id = 0;
  std::string lyrics;
  LyricsForm form = LyricsForm::sung;
};

/// What became of the rows that were added.
struct ImportCounts {
  std::size_t imported = 0;  ///< new songs
  std::size_t updated = 0;   ///< rows whose song was already there, changed or not
};

/// In ScoredSongs::year: the year is not known.
inline constexpr std::int32_t kNoYear = std::numeric_limits<std::int32_t>::min();

/// All songs one model has scored, as columns ordered by id: what ranking needs and nothing else (no lyrics, and no
/// labels). The columns have the types of recommend::Library, so they can be moved there.
struct ScoredSongs {
  std::vector<std::int64_t> id;
  std::vector<std::uint32_t> artist;        ///< index into `artists`
  std::vector<std::uint32_t> genre;         ///< index into `genres`
  std::vector<std::int32_t> year;           ///< kNoYear when not known
  std::vector<float> probability;           ///< [songs x topics], row-major
  std::size_t topics = 0;                   ///< probabilities a song; 0 when there is no song
  std::vector<float> mixture;               ///< [songs x parts], row-major
  std::size_t parts = 0;                    ///< mixture parts a song; 0 for a model without mixtures
  std::vector<std::int32_t> counted_words;  ///< as Prediction's; 0: the model could not tell anything
  std::vector<float> audio;                 ///< [songs x kAudioFeatures], row-major; NaN when missing
  PackedTexts artist_names;                 ///< as written
  PackedTexts titles;                       ///< as written
  std::vector<std::string> artists;         ///< trimmed, ASCII letters in lower case, so that spellings fall together
  std::vector<std::string> genres;          ///< as stored; the empty string stands for "not known"
};

/// How a library is opened.
struct OpenOptions {
  /// How long another program's write is waited for before giving up with io, "in use by another program".
  std::chrono::milliseconds wait{5000};
};

/// A library file.
///
/// Identity: a song is (artist, title, year); artist and title are compared without surrounding white space and with
/// ASCII letters in lower case; other characters must be the same bytes (no Unicode case folding).
///
/// Durability: what a function reported as done survives the killing of this program (SIGKILL included); after a
/// power failure the last transactions may be missing, but the library opens (WAL with synchronous=NORMAL). A
/// function that throws has changed nothing.
///
/// Threads and programs: const functions may be called from many threads, and never wait for a writer, in this
/// program or another. Writers take turns.
///
/// Every function throws io (full disk, no permission, in use by another program for longer than the wait) and
/// corrupt_data (the file is damaged).
class Catalog {
 public:
  /// Opens a library, creating the file and its folder when missing. A library of an older format is brought to the
  /// present one after a copy was written beside it (FILE.format-N.backup).
  /// Throws corrupt_data (not a Leitmotif library), unsupported (written by a newer Leitmotif), io.
  [[nodiscard]] static Catalog open(const std::filesystem::path& file, const OpenOptions& options = {});
  /// Opens a library that is not going to be changed: `add` and `store_scores` throw io.
  /// Throws not_found (no such file), unsupported (also: of an older format), and as `open`.
  [[nodiscard]] static Catalog open_read_only(const std::filesystem::path& file, const OpenOptions& options = {});

  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  /// Writes the songs: all or none. A song that is already there keeps its id and takes every field of the new row;
  /// when its lyric changed, all models' scores of it are dropped.
  /// Cost: give some thousand songs at once; one call is one transaction.
  ImportCounts add(std::span<const LabelledSong> songs);
  /// The same, and in the same transaction one model's prediction for each song (as many, in the same order).
  /// Throws invalid_argument as store_scores, internal when the numbers of songs and predictions differ.
  ImportCounts add(std::span<const LabelledSong> songs, std::string_view model_id,
                   std::span<const Prediction> predictions);

  /// Moves what was written from the write-ahead log to its place in the file, as far as that is possible without
  /// waiting. Never needed; called from another thread between the calls of `add`, it takes that work from them.
  void write_back();

  /// Writes one model's answers: all or none; earlier answers of that model for these songs are replaced.
  /// Throws not_found (no song of that id), invalid_argument (a number that is not finite, no probabilities, not as
  /// many probabilities as the model's others, empty model id).
  void store_scores(std::string_view model_id, std::span<const SongScores> scores);

  /// The song of that number, when there is one.
  [[nodiscard]] std::optional<StoredSong> song(std::int64_t id) const;
  /// What `model_id` said about a song, when it has.
  [[nodiscard]] std::optional<Prediction> scores(std::string_view model_id, std::int64_t id) const;
  /// How many songs there are.
  [[nodiscard]] std::size_t size() const;
  /// Whether there is none. Cost: less than size().
  [[nodiscard]] bool empty() const;
  /// Every song in the order of ids, one at a time, as the library was when this began. What `visit` throws passes.
  void for_each_song(const std::function<void(const StoredSong&)>& visit) const;
  /// Up to `limit` songs with an id above `after_id` that `model_id` has not scored, in the order of ids.
  [[nodiscard]] std::vector<UnscoredSong> unscored(std::string_view model_id, std::int64_t after_id,
                                                   std::size_t limit) const;
  /// All songs `model_id` has scored; empty for a model that has scored none. Cost: about 1 s a million songs.
  [[nodiscard]] ScoredSongs load_scores(std::string_view model_id) const;
  /// Songs whose artist, title or lyrics hold all `words`, best first (artist and title weigh more than lyrics; ties
  /// by id). Letter case and accents do not matter; "words in quotes" are a phrase; a word ending in * and the last
  /// word match by their beginning; everything else in the words is plain text. No words: all songs by id; words
  /// without a letter or digit find nothing.
  /// Throws resource_limit when `words` is longer than 1,000 bytes.
  [[nodiscard]] std::vector<SongHead> search(std::string_view words, std::size_t limit, std::size_t offset = 0) const;

  /// For the other files of this room (files.cpp, ...), whose verbs work on the same library: see state.hpp.
  struct State;
  [[nodiscard]] State& state() const noexcept { return *state_; }

 private:
  explicit Catalog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leitmotif::catalog
