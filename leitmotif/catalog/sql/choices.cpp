// The part `choices` of a library in tables.
#include "leitmotif/catalog/choices.hpp"

#include <chrono>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kFlags = "SELECT id, at, song, lyrics, query, note FROM flags ";

Flag flag_from(const Statement& row) {
  Flag flag;
  flag.id = row.integer(0);
  flag.at = row.integer(1);
  if (!row.is_null(2)) flag.song = row.integer(2);
  flag.lyrics = row.text(3);
  flag.query = row.text(4);
  flag.note = row.text(5);
  return flag;
}

std::int64_t seconds_since_1970() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Runs a statement on blocks and says whether it changed any.
bool run_and_count(const Database& database, Statement& statement) {
  statement.run();
  const bool any = database.changes() > 0;
  if (any) count_change(database, Changed::blocks);
  return any;
}

class ChoicesInTables final : public Choices {
 public:
  explicit ChoicesInTables(SharedState state) : state_(std::move(state)) {}

  void block_song(std::int64_t song) override {
    state_->write([&](const Database& database) {
      require_song(database, song);
      Statement add = database.prepare("INSERT INTO blocked_songs (song) VALUES (?1) ON CONFLICT DO NOTHING");
      run_and_count(database, add.bind_integer(1, song));
    });
  }

  void block_artist(std::string_view artist) override {
    const std::string compared = compared_form(artist);
    state_->write([&](const Database& database) {
      if (songs_beginning(database, beginning_of(artist)).empty())
        throw Error(ErrorKind::not_found, "there is no song by '" + std::string(artist) + "' in the library");
      Statement add = database.prepare("INSERT INTO blocked_artists (artist) VALUES (?1) ON CONFLICT DO NOTHING");
      run_and_count(database, add.bind_text(1, compared));
    });
  }

  bool unblock_song(std::int64_t song) override {
    return state_->write([&](const Database& database) {
      Statement remove = database.prepare("DELETE FROM blocked_songs WHERE song = ?1");
      return run_and_count(database, remove.bind_integer(1, song));
    });
  }

  bool unblock_artist(std::string_view artist) override {
    const std::string compared = compared_form(artist);
    return state_->write([&](const Database& database) {
      Statement remove = database.prepare("DELETE FROM blocked_artists WHERE artist = ?1");
      return run_and_count(database, remove.bind_text(1, compared));
    });
  }

  Blocks blocks() const override {
    const State::Reader reader(*state_);
    Blocks blocks;
    std::vector<std::int64_t> ids;
    Statement songs = (*reader).prepare(
        "SELECT song FROM blocked_songs WHERE song NOT IN (SELECT song FROM hidden_songs) ORDER BY song");
    while (songs.step()) ids.push_back(songs.integer(0));
    std::unordered_map<std::int64_t, SongHead> heads = heads_of(*reader, ids);
    for (const std::int64_t id : ids)
      if (const auto head = heads.find(id); head != heads.end()) blocks.songs.push_back(std::move(head->second));
    Statement artists = (*reader).prepare("SELECT artist FROM blocked_artists ORDER BY artist");
    while (artists.step()) blocks.artists.emplace_back(artists.text(0));
    return blocks;
  }

  void remember_answers(std::span<const std::int64_t> songs) override {
    state_->write([&](const Database& database) {
      Statement forget = database.prepare("DELETE FROM answered WHERE song = ?1");
      Statement add = database.prepare("INSERT INTO answered (song) SELECT id FROM songs WHERE id = ?1");
      for (std::size_t i = songs.size(); i-- > 0;) {
        forget.bind_integer(1, songs[i]).run();
        add.bind_integer(1, songs[i]).run();
      }
      database
          .prepare(
              "DELETE FROM answered WHERE number NOT IN (SELECT number FROM answered ORDER BY number DESC LIMIT ?1)")
          .bind_count(1, kMostRemembered)
          .run();
    });
  }

  std::vector<std::int64_t> answers() const override {
    const State::Reader reader(*state_);
    std::vector<std::int64_t> songs;
    Statement row = (*reader).prepare("SELECT song FROM answered ORDER BY number DESC");
    while (row.step()) songs.push_back(row.integer(0));
    return songs;
  }

  void forget_answers() override {
    state_->write([](const Database& database) { database.prepare("DELETE FROM answered").run(); });
  }

  std::int64_t add_flag(const Flag& flag) override {
    return state_->write([&](const Database& database) {
      if (flag.song) require_song(database, *flag.song);
      Statement add = database.prepare("INSERT INTO flags (at, song, lyrics, query, note) VALUES (?1, ?2, ?3, ?4, ?5)");
      add.bind_integer(1, flag.at);
      add.bind_optional(2, flag.song);
      add.bind_text(3, flag.lyrics).bind_text(4, flag.query).bind_text(5, flag.note).run();
      return database.last_insert_id();
    });
  }

  std::vector<Flag> flags() const override {
    const State::Reader reader(*state_);
    std::vector<Flag> flags;
    Statement row = (*reader).prepare(std::string(kFlags) + "ORDER BY id DESC");
    while (row.step()) flags.push_back(flag_from(row));
    return flags;
  }

  std::optional<Flag> flag_of(std::int64_t song) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(std::string(kFlags) + "WHERE song = ?1 ORDER BY id DESC LIMIT 1");
    if (!row.bind_integer(1, song).step()) return std::nullopt;
    return flag_from(row);
  }

  bool remove_flag(std::int64_t id) override {
    return state_->write([&](const Database& database) {
      database.prepare("DELETE FROM flags WHERE id = ?1").bind_integer(1, id).run();
      return database.changes() > 0;
    });
  }

  void correct_topic(std::int64_t song, std::string_view topic) override {
    state_->write([&](const Database& database) {
      require_song(database, song);
      database
          .prepare(
              "INSERT INTO corrections (song, topic, at) VALUES (?1, ?2, ?3) "
              "ON CONFLICT (song) DO UPDATE SET topic = ?2, at = ?3")
          .bind_integer(1, song)
          .bind_text(2, topic)
          .bind_integer(3, seconds_since_1970())
          .run();
      count_change(database, Changed::songs);
    });
  }

  bool withdraw_correction(std::int64_t song) override {
    return state_->write([&](const Database& database) {
      database.prepare("DELETE FROM corrections WHERE song = ?1").bind_integer(1, song).run();
      const bool any = database.changes() > 0;
      if (any) count_change(database, Changed::songs);
      return any;
    });
  }

  std::vector<Correction> corrections() const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(
        "SELECT song, topic FROM corrections "
        "WHERE song NOT IN (SELECT song FROM hidden_songs) ORDER BY song");
    std::vector<Correction> corrections;
    while (row.step()) corrections.push_back({row.integer(0), std::string(row.text(1))});
    return corrections;
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Choices> make_choices(SharedState state) { return std::make_unique<ChoicesInTables>(std::move(state)); }

}  // namespace leitmotif::catalog::sql
