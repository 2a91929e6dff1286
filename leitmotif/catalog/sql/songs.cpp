// The part `songs` of a library in tables.
#include "leitmotif/catalog/songs.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/row_facts.hpp"
#include "leitmotif/catalog/sql/bulk.hpp"
#include "leitmotif/catalog/sql/file_rows.hpp"
#include "leitmotif/catalog/sql/score_rows.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kSongsWithLyrics = "FROM songs JOIN lyrics ON lyrics.song = songs.id";

constexpr std::string_view kStateOfSongs =
    "SELECT CAST(songs.value AS TEXT) || ' ' || CAST(stamp.value AS TEXT) FROM generations songs CROSS JOIN "
    "generations "
    "stamp WHERE songs.name = 'songs' AND stamp.name = 'stamp'";
constexpr std::string_view kWithLyrics =
    "SELECT count(*) FROM lyrics WHERE text <> '' AND song NOT IN (SELECT song FROM hidden_songs)";

/// What is imported again is wanted again.
void bring_back(const Database& database, const std::vector<SongWriter::Written>& songs) {
  if (database.number("SELECT EXISTS (SELECT 1 FROM removed_songs)") == 0) return;
  Statement restore = database.prepare("DELETE FROM removed_songs WHERE song = ?1");
  for (const SongWriter::Written& song : songs) restore.bind_integer(1, song.id).run();
}

/// What rows say beside their songs.
class RowFactsWriter {
 public:
  explicit RowFactsWriter(const Database& database)
      : database_(database),
        find_(database.prepare("SELECT " + std::string(facts_columns()) + " FROM song_details WHERE song = ?1")),
        has_file_(database.prepare("SELECT 1 FROM files WHERE song = ?1 LIMIT 1")),
        facts_(database) {}

  void write(std::span<const LabelledSong> songs, std::span<const SongWriter::Written> written) {
    // First the new songs, because a later row may be one of them again.
    const std::vector<NewSong> fresh = new_songs(songs, written);
    if (database_.bulk() != nullptr && !fresh.empty())
      database_.bulk()->insert_facts(fresh);
    else
      for (const NewSong& one : fresh) facts_.write(one.id, facts_of_row(*one.row), true);
    for (std::size_t i = 0; i < songs.size(); ++i)
      if (has_facts(songs[i]) && !written[i].is_new) write_known(written[i].id, songs[i]);
  }

 private:
  static std::vector<NewSong> new_songs(std::span<const LabelledSong> songs,
                                        std::span<const SongWriter::Written> written) {
    std::vector<NewSong> fresh;
    for (std::size_t i = 0; i < songs.size(); ++i)
      if (has_facts(songs[i]) && written[i].is_new) fresh.push_back({written[i].id, &songs[i], {}, 0, {}});
    return fresh;
  }
  void write_known(std::int64_t song, const LabelledSong& row) {
    SongFacts facts;
    if (find_.bind_integer(1, song).step()) facts = facts_from(find_);
    find_.reset();
    const bool has_file = has_file_.bind_integer(1, song).step();
    has_file_.reset();
    take_over_facts(facts, row, has_file);
    facts_.write(song, facts, true);
  }

  const Database& database_;
  Statement find_;
  Statement has_file_;
  FactsWriter facts_;
};

void write_facts(const Database& database, std::span<const LabelledSong> songs,
                 std::span<const SongWriter::Written> written) {
  if (std::ranges::any_of(songs, has_facts)) RowFactsWriter(database).write(songs, written);
}

void count(ImportCounts& counts, const SongWriter::Written& written) {
  ++(written.is_new ? counts.imported : counts.updated);
}

class SongsInTables final : public Songs {
 public:
  explicit SongsInTables(SharedState state) : state_(std::move(state)) {}

  ImportCounts add(std::span<const LabelledSong> songs) override {
    return state_->write_surely([&](const Database& database) {
      SongWriter writer(database, SoundSource::data_set);
      ImportCounts counts;
      const std::vector<SongWriter::Written> written = writer.write(songs);
      for (const SongWriter::Written& one : written) count(counts, one);
      write_facts(database, songs, written);
      writer.write_index();
      bring_back(database, written);
      count_change(database, Changed::songs);
      return counts;
    });
  }

  ImportCounts add(std::span<const LabelledSong> songs, const Opinions& opinions) override {
    if (songs.size() != opinions.predictions.size()) {
      throw Error(ErrorKind::internal, "there are " + std::to_string(songs.size()) + " songs to add, but " +
                                           std::to_string(opinions.predictions.size()) + " predictions");
    }
    return state_->write_surely([&](const Database& database) {
      SongWriter song_writer(database, SoundSource::data_set);
      ScoreWriter score_writer(database, opinions.model_id);
      ImportCounts counts;
      const std::vector<SongWriter::Written> written = song_writer.write(songs);
      score_writer.write(written, opinions.predictions);
      for (const SongWriter::Written& one : written) count(counts, one);
      write_facts(database, songs, written);
      song_writer.write_index();
      bring_back(database, written);
      count_change(database, Changed::songs);
      return counts;
    });
  }

  std::vector<std::optional<StoredSong>> songs_of(std::span<const std::int64_t> ids) const override {
    const State::Reader reader(*state_);
    const SoundKinds kinds(*reader);
    std::unordered_map<std::int64_t, StoredSong> found;
    for (std::size_t begin = 0; begin < ids.size(); begin += kSongsPerQuestion) {
      const auto some = ids.subspan(begin, std::min(kSongsPerQuestion, ids.size() - begin));
      Statement row = (*reader).prepare(
          select_text("WHERE songs.id IN (" + listed(some) + ") AND songs.id NOT IN (SELECT song FROM hidden_songs)"));
      while (row.step()) {
        StoredSong song = song_from(row, kinds);
        found.insert_or_assign(song.id, std::move(song));
      }
    }
    std::vector<std::optional<StoredSong>> songs;
    songs.reserve(ids.size());
    for (const std::int64_t id : ids) {
      const auto one = found.find(id);
      songs.push_back(one == found.end() ? std::nullopt : std::optional(one->second));
    }
    return songs;
  }

  std::size_t size() const override {
    return number("SELECT count(*) FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs)");
  }
  bool empty() const override {
    return number("SELECT EXISTS (SELECT 1 FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs))") == 0;
  }
  std::size_t with_lyrics() const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(kStateOfSongs);
    std::string state = row.step() ? std::string(row.text(0)) : std::string();
    {
      const std::lock_guard lock(mutex_);
      if (with_lyrics_ && with_lyrics_->first == state) return with_lyrics_->second;
    }
    // When songs change meanwhile, the number is of a newer state and counted once more for that.
    const auto count = static_cast<std::size_t>((*reader).number(kWithLyrics));
    const std::lock_guard lock(mutex_);
    with_lyrics_.emplace(std::move(state), count);
    return count;
  }

  void for_each(const std::function<void(const StoredSong&)>& visit) const override {
    const State::Reader reader(*state_);
    const SoundKinds kinds(*reader);
    Statement row =
        (*reader).prepare_scan(select_text("WHERE songs.id NOT IN (SELECT song FROM hidden_songs) ORDER BY songs.id"));
    while (row.step()) visit(song_from(row, kinds));
  }

  void for_each_head(const std::function<void(const SongHead&)>& visit) const override {
    const State::Reader reader(*state_);
    Statement row =
        (*reader).prepare_scan("SELECT " + std::string(head_columns()) +
                               " FROM songs WHERE id NOT IN (SELECT song FROM hidden_songs) ORDER BY songs.id");
    while (row.step()) visit(head_from(row));
  }

  void for_each_label(const std::function<void(std::int64_t id, std::string_view label)>& visit) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare_scan(
        "SELECT id, label FROM songs WHERE label <> '' AND id NOT IN (SELECT song FROM hidden_songs) ORDER BY id");
    while (row.step()) visit(row.integer(0), row.text(1));
  }

  Found search(std::string_view words, std::size_t limit, std::size_t offset) const override {
    const State::Reader reader(*state_);
    return (*reader).search(words, limit, offset);
  }
  std::vector<std::int64_t> first_found(std::string_view words, std::size_t most) const override {
    const State::Reader reader(*state_);
    return (*reader).first_found(words, most);
  }

  std::vector<std::int64_t> named(std::string_view artist, std::string_view title) const override {
    const State::Reader reader(*state_);
    return songs_beginning(*reader, beginning_of(artist, title));
  }

 private:
  static std::string select_text(std::string_view which) {
    return "SELECT " + std::string(song_columns()) + " " + std::string(kSongsWithLyrics) + " " + std::string(which);
  }
  std::size_t number(std::string_view sql) const {
    const State::Reader reader(*state_);
    return static_cast<std::size_t>((*reader).number(sql));
  }

  SharedState state_;
  mutable std::mutex mutex_;
  mutable std::optional<std::pair<std::string, std::size_t>> with_lyrics_;  ///< what was counted of which state
};

}  // namespace

std::unique_ptr<Songs> make_songs(SharedState state) { return std::make_unique<SongsInTables>(std::move(state)); }

void require_song(const Database& database, std::int64_t song) {
  if (database.prepare("SELECT 1 FROM songs WHERE id = ?1").bind_integer(1, song).step()) return;
  throw Error(ErrorKind::not_found, database.name() + ": there is no song " + std::to_string(song));
}

}  // namespace leitmotif::catalog::sql
