// Many songs and scores at once, by COPY.
#include <memory>
#include <string>
#include <unordered_map>

#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/catalog/row_facts.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {

class Database::Copies final : public sql::Bulk {
 public:
  explicit Copies(const Database& database) : database_(database) {}

  std::unordered_set<std::int64_t> digests_there(std::span<const std::int64_t> digests) const override {
    const std::string array = array_of(digests);
    // Joined, so that each digest is looked up by the key. `= ANY (array)` compares every row of the table with every
    // element of an array that is a parameter: 90 % of an import of 20,000 songs.
    Statement row = database_.prepare(
        "SELECT digest FROM unnest(CAST(CAST(?1 AS TEXT) AS BIGINT[])) AS wanted (digest) JOIN identities USING "
        "(digest)");
    row.bind_text(1, array);
    std::unordered_set<std::int64_t> there;
    while (row.step()) there.insert(row.integer(0));
    there.reserve(there.size() + digests.size());
    return there;
  }

  std::int64_t reserve_songs(std::size_t count) const override {
    // Nobody else draws a number meanwhile: this writer holds the write lock. What the sequence says is not undone
    // with a batch that is cut, nor exact on a server that takes another's place; the songs that are there are.
    Statement row = database_.prepare("SELECT setval('song_numbers', (SELECT coalesce(max(id), 0) FROM songs) + ?1)");
    row.bind_count(1, count).step();
    return row.integer(0) - static_cast<std::int64_t>(count) + 1;
  }

  void insert_songs(std::span<const sql::NewSong> songs) const override {
    CopyIn copy(database_, "songs (id, artist, title, year, genre, label, form, sound, identity)", 9);
    for (const sql::NewSong& one : songs) {
      const Song& song = one.row->song;
      copy.begin_row();
      copy.integer(one.id);
      copy.text(song.artist);
      copy.text(song.title);
      if (song.year)
        copy.integer(*song.year);
      else
        copy.null();
      copy.text(song.genre);
      copy.text(one.row->labels.topic);
      copy.integer(static_cast<std::int64_t>(song.form));
      copy.bytes(one.sound);
      copy.text(one.identity);
    }
    copy.finish();
    insert_lyrics(songs);
    insert_identities(songs);
  }

  void insert_facts(std::span<const sql::NewSong> songs) const override {
    CopyIn copy(database_,
                "song_details (song, album, length_ms, language, instrumental, classified, recording_id, release_id, "
                "artist_id, isrc, made_by_scan)",
                11);
    for (const sql::NewSong& one : songs) {
      if (!has_facts(*one.row)) continue;
      copy.begin_row();
      copy.integer(one.id);
      copy.text(one.row->album);
      if (one.row->length_ms)
        copy.integer(*one.row->length_ms);
      else
        copy.null();
      copy.text("");
      copy.integer(0);
      copy.integer(1);
      for (const auto id : kEachMusicId) copy.text(one.row->ids.*id);
      copy.integer(0);
    }
    copy.finish();
  }

  std::unordered_map<std::int64_t, bool> songs_there(std::span<const std::int64_t> songs,
                                                     std::string_view model_id) const override {
    const std::string array = array_of(songs);
    // Each by itself, and not by EXISTS, for which a server may look through all songs there are.
    Statement row = database_.prepare(
        "SELECT wanted.song, (SELECT 1 FROM scores WHERE scores.song = wanted.song AND scores.model = (SELECT number "
        "FROM models WHERE id = ?2)) FROM unnest(CAST(CAST(?1 AS TEXT) AS BIGINT[])) AS wanted (song) "
        "WHERE (SELECT 1 FROM songs WHERE songs.id = wanted.song) = 1");
    row.bind_text(1, array).bind_text(2, model_id);
    std::unordered_map<std::int64_t, bool> there;
    while (row.step()) there.emplace(row.integer(0), !row.is_null(1));
    return there;
  }

  void insert_scores(std::int64_t model, std::span<const sql::NewScores> scores) const override {
    CopyIn copy(database_, "scores (model, song, probabilities, mixture, counted_words)", 5);
    for (const sql::NewScores& one : scores) {
      copy.begin_row();
      copy.integer(model);
      copy.integer(one.song);
      copy.bytes(bytes_of_floats(one.prediction->probabilities));
      copy.bytes(bytes_of_floats(one.prediction->mixture));
      copy.integer(one.prediction->counted_words);
    }
    copy.finish();
  }

 private:
  static std::string_view bytes_of_floats(const std::vector<float>& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
  }

  void insert_lyrics(std::span<const sql::NewSong> songs) const {
    CopyIn copy(database_, "lyrics (song, text)", 2);
    for (const sql::NewSong& one : songs) {
      copy.begin_row();
      copy.integer(one.id);
      copy.text(one.row->song.lyrics);
    }
    copy.finish();
  }

  void insert_identities(std::span<const sql::NewSong> songs) const {
    CopyIn copy(database_, "identities (digest, song)", 2);
    for (const sql::NewSong& one : songs) {
      copy.begin_row();
      copy.integer(one.digest);
      copy.integer(one.id);
    }
    copy.finish();
  }

  const Database& database_;
};

std::unique_ptr<const sql::Bulk> Database::make_bulk() const { return std::make_unique<const Copies>(*this); }

}  // namespace leitmotif::catalog::postgresql
