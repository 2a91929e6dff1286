// What the songs' words say about every wish, how explicit they are and where they lie by their meaning: worked out
// once for each song, kept in the library, and read as columns when somebody asks.
// Flow: lyrics of a snapshot's songs -> WishTools -> rows kept by the catalogue -> WishSpace -> scores, levels.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/library/snapshot.hpp"
#include "leitmotif/people/wish_columns.hpp"
#include "leitmotif/places/settings.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/wishes/learn.hpp"
#include "leitmotif/wishes/reader.hpp"
#include "leitmotif/wishes/score.hpp"
#include "leitmotif/wishes/strong_words.hpp"

namespace leitmotif::people {

/// The shipped table, vectors and strong words, ready to read lyrics. Immutable.
struct WishTools {
  wishes::WishReader reader;
  wishes::StrongWords strong;
  std::string id;        ///< what rows are kept under: another one when any of the three has changed
  std::string features;  ///< what learned wishes depend on: the vectors and the table's standards

  /// From the folder `wishes` of the data folder. Throws as load_wishes, WordVectors::load and StrongWords::load.
  [[nodiscard]] static std::shared_ptr<const WishTools> load();
};

/// A song's texts as they are read for wishes, in English: nothing is told from a lyric that cannot be carried over.
struct WishLyric {
  std::string title;
  std::string sung;  ///< as wishes::SongText has it
  Tokens cleaned;
};
/// What the wishes read of a song.
[[nodiscard]] WishLyric wish_lyric(const reading::Reader& reader, const reading::PreparedLyric& lyric,
                                   std::string_view title);

/// Columns in the order of the snapshot's rows. Immutable.
class WishSpace {
 public:
  /// Reads what is kept of the snapshot's songs; songs that were not read yet are read first, and kept.
  /// Throws what the catalogue throws.
  [[nodiscard]] static std::shared_ptr<const WishSpace> load(std::shared_ptr<const library::Snapshot> snapshot,
                                                             const reading::Reader& reader,
                                                             std::shared_ptr<const WishTools> tools,
                                                             const OnProgress& on_progress, unsigned threads);

  /// What it was made of, and how many songs it holds. Lifetime: that of this object.
  [[nodiscard]] const library::Snapshot& snapshot() const noexcept { return *snapshot_; }
  [[nodiscard]] const WishTools& tools() const noexcept { return *tools_; }
  [[nodiscard]] std::size_t size() const noexcept { return columns_.level.size(); }

  /// Scores of every song for a wish of the table: see wishes::wish_scores.
  [[nodiscard]] std::vector<float> scores(std::size_t wish) const;
  /// The same for a learned wish; NaN where nothing is known.
  [[nodiscard]] std::vector<float> scores(const wishes::LearnedWish& wish) const;
  [[nodiscard]] std::optional<wishes::WishParts> parts(std::size_t wish, std::size_t row) const;
  /// How near each song's meaning is to a direction, -1..1; NaN where a song has none.
  [[nodiscard]] std::vector<float> nearness(std::span<const float> direction) const;
  /// Shape: [kMixtureParts + dimensions + kAudioFeatures + 1].
  [[nodiscard]] std::vector<float> features(std::size_t row) const;
  [[nodiscard]] bool is_known(std::size_t row) const;
  /// Where a song lies by its meaning. Shape: [dimensions], about length 1; empty when its lyric tells nothing.
  [[nodiscard]] std::vector<float> meaning(std::size_t row) const;

  /// How explicit songs are as numbers of wishes::Level, by their words or because they were published as explicit.
  /// Shape: [songs].
  [[nodiscard]] std::span<const std::uint8_t> levels() const { return raised_.empty() ? estimated_levels() : raised_; }
  /// The same by their words alone.
  [[nodiscard]] std::span<const std::uint8_t> estimated_levels() const { return columns_.level.all(); }

 private:
  WishSpace(std::shared_ptr<const library::Snapshot> snapshot, std::shared_ptr<const WishTools> tools,
            WishColumns columns);
  void raise_flagged();
  void note_guesses();
  [[nodiscard]] wishes::KnownOfSong known(std::size_t row) const;
  [[nodiscard]] std::span<const std::int8_t> direction(std::size_t row) const;
  [[nodiscard]] wishes::WishInputs inputs(std::size_t wish) const;

  std::shared_ptr<const library::Snapshot> snapshot_;
  std::shared_ptr<const WishTools> tools_;
  WishColumns columns_;
  std::vector<std::uint8_t> raised_;   ///< empty when no song has a flag
  std::vector<std::uint8_t> guessed_;  ///< not 0: the song's mixture is a guess; empty when none is
  /// Which of the snapshot's mixture parts and sound features the wishes' are.
  std::array<std::optional<std::size_t>, kMixtureParts.size()> parts_;
  std::array<const Column<float>*, kAudioFeatures.size()> sounds_{};
};

}  // namespace leitmotif::people
