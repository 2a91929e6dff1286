// Songs as rows: written inside a transaction of the caller's, and read back.
// Flow: Songs::add -> SongWriter -> tables songs, lyrics, words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/sql/database.hpp"
#include "leitmotif/catalog/sql/sound_rows.hpp"
#include "leitmotif/core/records.hpp"

namespace leitmotif::catalog::sql {

/// Numbers, ascending, of the songs whose identity begins so: what a `beginning_of` gives.
[[nodiscard]] std::vector<std::int64_t> songs_beginning(const Database& database, std::string_view beginning);

/// Writes songs through statements that are prepared once, or many at once where there is a Bulk: any number of
/// `write`, then `write_index`, all in one transaction. Everything throws what Database throws.
class SongWriter {
 public:
  /// `source`: where the audio features of the rows come from.
  SongWriter(const Database& database, SoundSource source);

  /// What became of a song that was written.
  struct Written {
    std::int64_t id = 0;
    bool is_new = false;
  };
  /// Adds each song, or updates the one of the same identity; scores of a changed lyric are dropped. What became of
  /// each, in their order.
  /// Lifetime: `songs` must live until write_index.
  std::vector<Written> write(std::span<const LabelledSong> songs);
  /// Writes the fields of the song of that number, whose identity stays as it is; nothing when there is none. Lifetime
  /// as `write`.
  void write_known(std::int64_t id, const LabelledSong& song);
  /// Gives a song of the library another identity; its other fields follow by `write`.
  void rename(std::int64_t id, const std::string& identity);
  /// Brings the search index up to date with what was written.
  void write_index();

 private:
  struct Found {
    std::int64_t id = 0;
    std::string artist;
    std::string title;
    LyricsForm form = LyricsForm::sung;
    std::string lyrics;
    std::string sound;  // bytes, see sound_rows.hpp
  };
  /// What is looked for: an identity and its digest.
  struct Key {
    std::string identity;
    std::int64_t digest = 0;
  };
  std::optional<Found> find(const Key& key);
  [[nodiscard]] Found found_from(const Statement& row) const;
  std::int64_t insert(const LabelledSong& song, const Key& key);
  [[nodiscard]] std::string bytes_of_new(const Song& song);
  [[nodiscard]] std::unordered_set<std::int64_t> digests_there(const std::vector<Key>& keys);
  void write_new_digests();
  void write_fresh();
  void update(const LabelledSong& song, Found found);
  /// A change the index must hear of: the words it has to forget, if any, and the song that has the new ones.
  struct Change {
    std::int64_t id = 0;
    std::optional<Found> before;
    const Song* after = nullptr;
  };

  const Database& database_;
  SoundSource source_;
  SoundKinds kinds_;
  std::vector<std::uint16_t> audio_kinds_;  ///< [kAudioFeatures]; empty until there is a value
  Statement find_;
  Statement is_there_;
  Statement insert_song_;
  Statement insert_digest_;
  Statement update_song_;
  Statement insert_lyrics_;
  Statement update_lyrics_;
  Statement drop_scores_;
  /// A new song that is written with others: see Bulk.
  struct Fresh {
    const LabelledSong* song = nullptr;
    const Key* key = nullptr;
    Written* written = nullptr;
  };
  std::vector<Fresh> fresh_;
  std::vector<Change> changes_;
  std::vector<std::pair<std::int64_t, std::int64_t>> new_digests_;  ///< with the song, not yet in the table
};

/// The form of a lyric as it is stored.
[[nodiscard]] LyricsForm form_from(std::int64_t stored) noexcept;

/// The columns `song_from` expects, in its order, for "SELECT ... FROM songs JOIN lyrics ON lyrics.song = songs.id".
[[nodiscard]] std::string_view song_columns() noexcept;
/// The song of the present row.
[[nodiscard]] StoredSong song_from(const Statement& row, const SoundKinds& kinds);

/// The columns `head_from` expects, in its order, for "SELECT ... FROM songs".
[[nodiscard]] std::string_view head_columns() noexcept;
/// The list line of the present row.
[[nodiscard]] SongHead head_from(const Statement& row);

/// So many songs are asked for at once: one statement is one look at the library, and one way to a server and back.
inline constexpr std::size_t kSongsPerQuestion = 1000;
/// Numbers as they stand within "IN (...)". A server looks up these, where it might read all songs to join a few.
[[nodiscard]] std::string listed(std::span<const std::int64_t> ids);
/// The list lines of the songs that are there, by number.
[[nodiscard]] std::unordered_map<std::int64_t, SongHead> heads_of(const Database& database,
                                                                  std::span<const std::int64_t> ids);

}  // namespace leitmotif::catalog::sql
