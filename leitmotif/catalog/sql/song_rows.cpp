#include "leitmotif/catalog/sql/song_rows.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kFind =
    "SELECT songs.id, songs.artist, songs.title, songs.form, lyrics.text, songs.sound FROM identities "
    "JOIN songs ON songs.id = identities.song LEFT JOIN lyrics ON lyrics.song = songs.id "
    "WHERE identities.digest = ?1 AND songs.identity = ?2";
constexpr std::string_view kFindById =
    "SELECT songs.id, songs.artist, songs.title, songs.form, lyrics.text, songs.sound FROM songs "
    "LEFT JOIN lyrics ON lyrics.song = songs.id WHERE songs.id = ?1";
constexpr std::string_view kIsThere = "SELECT 1 FROM identities WHERE digest = ?1";
// Each of the few songs is looked up by itself: of a join a server that does not know how few they are makes one with
// all songs.
constexpr std::string_view kBeginning =
    "SELECT song FROM identities WHERE digest >= ?1 AND digest < ?2 "
    "AND (SELECT identity >= ?3 AND identity < ?4 FROM songs WHERE id = identities.song) "
    "AND song NOT IN (SELECT song FROM hidden_songs) ORDER BY song";
// In both, parameters 1 to 6 are those of bind_fields.
constexpr std::string_view kInsertSong =
    "INSERT INTO songs (artist, title, year, genre, label, form, sound, identity) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kInsertDigest = "INSERT INTO identities (digest, song) VALUES (?1, ?2)";
constexpr std::string_view kUpdateSong =
    "UPDATE songs SET artist = ?1, title = ?2, year = ?3, genre = ?4, label = ?5, form = ?6, sound = ?7 WHERE id = ?8";
constexpr int kSound = 7;
constexpr int kAfterFields = 8;
constexpr std::string_view kInsertLyrics = "INSERT INTO lyrics (song, text) VALUES (?1, ?2)";
constexpr std::string_view kUpdateLyrics = "UPDATE lyrics SET text = ?2 WHERE song = ?1";
// The list of models makes this a few look-ups by key instead of a search through all scores.
constexpr std::string_view kDropScores = "DELETE FROM scores WHERE song = ?1 AND model IN (SELECT number FROM models)";

void bind_fields(Statement& statement, const LabelledSong& row) {
  const Song& song = row.song;
  statement.bind_text(1, song.artist).bind_text(2, song.title);
  statement.bind_optional(3, song.year);
  statement.bind_text(4, song.genre).bind_text(5, row.labels.topic);
  statement.bind_integer(6, static_cast<std::int64_t>(song.form));
}

std::optional<int> year_from(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return static_cast<int>(row.integer(column));
}

}  // namespace

std::vector<std::int64_t> songs_beginning(const Database& database, std::string_view beginning) {
  constexpr std::int64_t kOfAnArtist = std::int64_t{1} << 32U;
  const std::int64_t first = digest_of(beginning) / kOfAnArtist * kOfAnArtist;
  std::string after(beginning);
  ++after.back();
  Statement row = database.prepare(kBeginning);
  row.bind_integer(1, first).bind_integer(2, first + kOfAnArtist).bind_text(3, beginning).bind_text(4, after);
  std::vector<std::int64_t> ids;
  while (row.step()) ids.push_back(row.integer(0));
  return ids;
}

SongWriter::SongWriter(const Database& database, SoundSource source)
    : database_(database),
      source_(source),
      kinds_(database),
      find_(database.prepare(kFind)),
      is_there_(database.prepare(kIsThere)),
      insert_song_(database.prepare(kInsertSong)),
      insert_digest_(database.prepare(kInsertDigest)),
      update_song_(database.prepare(kUpdateSong)),
      insert_lyrics_(database.prepare(kInsertLyrics)),
      update_lyrics_(database.prepare(kUpdateLyrics)),
      drop_scores_(database.prepare(kDropScores)) {}

std::string SongWriter::bytes_of_new(const Song& song) {
  std::string bytes;
  if (std::ranges::any_of(song.audio, [](double value) { return !std::isnan(value); })) {
    if (audio_kinds_.empty())
      for (const std::string_view name : kAudioFeatures)
        audio_kinds_.push_back(kinds_.number_of({std::string(name), source_, {}}));
    bytes = bytes_of_audio(song.audio, audio_kinds_);
  }
  if (std::isnan(song.flagged_explicit)) return bytes;
  const std::uint16_t kind = kinds_.number_of({std::string(kExplicitFlag), source_, {}});
  return bytes + bytes_of_audio({&song.flagged_explicit, 1}, {&kind, 1});
}

std::vector<SongWriter::Written> SongWriter::write(std::span<const LabelledSong> songs) {
  constexpr std::size_t kFewSongs = 4;
  const bool is_many = songs.size() > kFewSongs;
  std::vector<Key> keys;
  keys.reserve(songs.size());
  for (const LabelledSong& song : songs) {
    std::string identity = identity_of(song);
    const std::int64_t digest = digest_of(identity);
    keys.push_back({std::move(identity), digest});
  }
  std::unordered_set<std::int64_t> there = digests_there(keys);
  std::vector<Written> written(songs.size());
  for (std::size_t i = 0; i < songs.size(); ++i) {
    std::optional<Found> found;
    if (!there.insert(keys[i].digest).second) {
      write_fresh();
      write_new_digests();
      found = find(keys[i]);
    }
    written[i].is_new = !found;
    if (found) {
      written[i].id = found->id;
      update(songs[i], std::move(*found));
    } else if (is_many && database_.bulk() != nullptr) {
      fresh_.push_back({&songs[i], &keys[i], &written[i]});
    } else {
      written[i].id = insert(songs[i], keys[i]);
    }
  }
  write_fresh();
  write_new_digests();
  return written;
}

std::unordered_set<std::int64_t> SongWriter::digests_there(const std::vector<Key>& keys) {
  // In their order, as they are written: neighbours are found in what the last one brought to the processor's cache.
  std::vector<std::int64_t> digests;
  digests.reserve(keys.size());
  for (const Key& key : keys) digests.push_back(key.digest);
  std::ranges::sort(digests);
  if (database_.bulk() != nullptr) return database_.bulk()->digests_there(digests);
  std::unordered_set<std::int64_t> there;
  there.reserve(digests.size());
  for (const std::int64_t digest : digests) {
    if (is_there_.bind_integer(1, digest).step()) there.insert(digest);
    is_there_.reset();
  }
  return there;
}

std::optional<SongWriter::Found> SongWriter::find(const Key& key) {
  const bool is_there = find_.bind_integer(1, key.digest).bind_text(2, key.identity).step();
  if (!is_there) {
    find_.reset();
    return std::nullopt;
  }
  Found found = found_from(find_);
  find_.reset();
  return found;
}

SongWriter::Found SongWriter::found_from(const Statement& row) const {
  if (row.is_null(4)) {
    throw Error(ErrorKind::corrupt_data, database_.name() + ": the library is damaged (a song without lyrics)");
  }
  return {row.integer(0),           std::string(row.text(1)), std::string(row.text(2)), form_from(row.integer(3)),
          std::string(row.text(4)), std::string(row.blob(5))};
}

void SongWriter::write_known(std::int64_t id, const LabelledSong& song) {
  Statement find = database_.prepare(kFindById);
  if (find.bind_integer(1, id).step()) update(song, found_from(find));
}

std::int64_t SongWriter::insert(const LabelledSong& row, const Key& key) {
  bind_fields(insert_song_, row);
  const std::string sound = bytes_of_new(row.song);
  insert_song_.bind_blob(kSound, sound).bind_text(kAfterFields, key.identity).run();
  const std::int64_t id = database_.last_insert_id();
  new_digests_.emplace_back(key.digest, id);
  insert_lyrics_.bind_integer(1, id).bind_text(2, row.song.lyrics).run();
  changes_.push_back({id, std::nullopt, &row.song});
  return id;
}

void SongWriter::write_fresh() {
  if (fresh_.empty()) return;
  const Bulk& bulk = *database_.bulk();
  std::int64_t id = bulk.reserve_songs(fresh_.size());
  std::vector<NewSong> rows;
  rows.reserve(fresh_.size());
  for (const Fresh& one : fresh_) {
    one.written->id = id;
    rows.push_back({id, one.song, one.key->identity, one.key->digest, bytes_of_new(one.song->song)});
    changes_.push_back({id++, std::nullopt, &one.song->song});
  }
  bulk.insert_songs(rows);
  fresh_.clear();
}

void SongWriter::write_new_digests() {
  std::ranges::sort(new_digests_);
  for (const auto& [digest, song] : new_digests_) insert_digest_.bind_integer(1, digest).bind_integer(2, song).run();
  new_digests_.clear();
}

void SongWriter::rename(std::int64_t id, const std::string& identity) {
  Statement before = database_.prepare("SELECT identity FROM songs WHERE id = ?1");
  if (!before.bind_integer(1, id).step()) return;
  database_.prepare("UPDATE identities SET digest = ?3 WHERE digest = ?1 AND song = ?2")
      .bind_integer(1, digest_of(before.text(0)))
      .bind_integer(2, id)
      .bind_integer(3, digest_of(identity))
      .run();
  database_.prepare("UPDATE songs SET identity = ?2 WHERE id = ?1").bind_integer(1, id).bind_text(2, identity).run();
}

void SongWriter::update(const LabelledSong& row, Found found) {
  const Song& song = row.song;
  const bool same_lyrics = song.lyrics == found.lyrics;
  std::vector<SoundFeature> features = features_from(found.sound, kinds_);
  take_over(features, song, source_);
  const std::string sound = bytes_of(features, kinds_);
  bind_fields(update_song_, row);
  update_song_.bind_blob(kSound, sound).bind_integer(kAfterFields, found.id).run();
  if (!same_lyrics) update_lyrics_.bind_integer(1, found.id).bind_text(2, song.lyrics).run();
  if (!same_lyrics || song.form != found.form) drop_scores_.bind_integer(1, found.id).run();
  if (same_lyrics && song.artist == found.artist && song.title == found.title) return;
  const std::int64_t id = found.id;
  changes_.push_back({id, std::move(found), &song});
}

void SongWriter::write_index() {
  std::vector<WordChange> words;
  words.reserve(changes_.size());
  for (const Change& change : changes_) {
    WordChange word{change.id, std::nullopt, {change.after->artist, change.after->title, change.after->lyrics}};
    if (change.before) word.before = {change.before->artist, change.before->title, change.before->lyrics};
    words.push_back(word);
  }
  database_.index_words(words);
  changes_.clear();
}

LyricsForm form_from(std::int64_t stored) noexcept {
  return stored == static_cast<std::int64_t>(LyricsForm::cleaned) ? LyricsForm::cleaned : LyricsForm::sung;
}

std::string_view song_columns() noexcept {
  return "songs.id, songs.artist, songs.title, songs.year, songs.genre, songs.label, songs.form, songs.sound, "
         "lyrics.text";
}

StoredSong song_from(const Statement& row, const SoundKinds& kinds) {
  StoredSong stored;
  stored.id = row.integer(0);
  stored.song.artist = row.text(1);
  stored.song.title = row.text(2);
  stored.song.year = year_from(row, 3);
  stored.song.genre = row.text(4);
  stored.label = row.text(5);
  stored.song.form = form_from(row.integer(6));
  fill_audio(stored.song, features_from(row.blob(7), kinds));
  stored.song.lyrics = row.text(8);
  return stored;
}

std::string_view head_columns() noexcept { return "songs.id, songs.artist, songs.title, songs.year, songs.genre"; }

SongHead head_from(const Statement& row) {
  return {row.integer(0), std::string(row.text(1)), std::string(row.text(2)), year_from(row, 3),
          std::string(row.text(4))};
}

std::string listed(std::span<const std::int64_t> ids) {
  std::string list;
  for (const std::int64_t id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
  return list;
}

std::unordered_map<std::int64_t, SongHead> heads_of(const Database& database, std::span<const std::int64_t> ids) {
  std::unordered_map<std::int64_t, SongHead> heads;
  for (std::size_t begin = 0; begin < ids.size(); begin += kSongsPerQuestion) {
    const auto some = ids.subspan(begin, std::min(kSongsPerQuestion, ids.size() - begin));
    Statement row = database.prepare("SELECT " + std::string(head_columns()) + " FROM songs WHERE songs.id IN (" +
                                     listed(some) + ")");
    while (row.step()) heads.emplace(row.integer(0), head_from(row));
  }
  return heads;
}

}  // namespace leitmotif::catalog::sql
