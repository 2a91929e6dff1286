#include "leitmotif/catalog/choices.hpp"

#include "leitmotif/catalog/generation.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/state.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {
namespace {

constexpr std::string_view kFlags = "SELECT id, at, song, lyrics, query, note FROM flags ";

/// Runs `work` in a transaction of its own.
template <class Work>
void change(Catalog& catalog, Work work) {
  Catalog::State& state = catalog.state();
  const std::lock_guard lock(state.writing);
  Transaction transaction(state.writer());
  work(state.writer());
  transaction.commit();
}

void require_song(const Database& database, std::int64_t song) {
  if (database.prepare("SELECT 1 FROM songs WHERE id = ?1").bind_integer(1, song).step()) return;
  throw Error(ErrorKind::not_found, database.file().string() + ": there is no song " + std::to_string(song));
}

/// Runs a statement on blocks and says whether it changed any.
bool change_block(Catalog& catalog, std::string_view sql, const std::function<void(Statement&)>& bind) {
  bool any = false;
  change(catalog, [&](const Database& database) {
    Statement statement = database.prepare(sql);
    bind(statement);
    statement.run();
    any = database.changes() > 0;
    if (any) count_change(database, Changed::blocks);
  });
  return any;
}

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

}  // namespace

void block_song(Catalog& catalog, std::int64_t song) {
  {
    const Catalog::State::Reader reader(catalog.state());
    require_song(*reader, song);
  }
  change_block(catalog, "INSERT OR IGNORE INTO blocked_songs SELECT id FROM songs WHERE id = ?1",
               [&](Statement& statement) { statement.bind_integer(1, song); });
}

void block_artist(Catalog& catalog, std::string_view artist) {
  const std::string compared = compared_form(artist);
  {
    const Catalog::State::Reader reader(catalog.state());
    if (songs_beginning(*reader, compared + '\x1f').empty())  // an identity begins with the artist as compared
      throw Error(ErrorKind::not_found, "there is no song by '" + std::string(artist) + "' in the library");
  }
  change_block(catalog, "INSERT OR IGNORE INTO blocked_artists VALUES (?1)",
               [&](Statement& statement) { statement.bind_text(1, compared); });
}

bool unblock_song(Catalog& catalog, std::int64_t song) {
  return change_block(catalog, "DELETE FROM blocked_songs WHERE song = ?1",
                      [&](Statement& statement) { statement.bind_integer(1, song); });
}

bool unblock_artist(Catalog& catalog, std::string_view artist) {
  const std::string compared = compared_form(artist);
  return change_block(catalog, "DELETE FROM blocked_artists WHERE artist = ?1",
                      [&](Statement& statement) { statement.bind_text(1, compared); });
}

Blocks load_blocks(const Catalog& catalog) {
  const Catalog::State::Reader reader(catalog.state());
  Blocks blocks;
  Statement songs = (*reader).prepare("SELECT " + std::string(head_columns()) +
                                      " FROM blocked_songs JOIN songs ON songs.id = blocked_songs.song ORDER BY id");
  while (songs.step()) blocks.songs.push_back(head_from(songs));
  Statement artists = (*reader).prepare("SELECT artist FROM blocked_artists ORDER BY artist");
  while (artists.step()) blocks.artists.emplace_back(artists.text(0));
  return blocks;
}

void remember_answers(Catalog& catalog, std::span<const std::int64_t> songs) {
  change(catalog, [&](const Database& database) {
    Statement forget = database.prepare("DELETE FROM answered WHERE song = ?1");
    Statement add = database.prepare("INSERT INTO answered (song) SELECT id FROM songs WHERE id = ?1");
    for (auto song = songs.rbegin(); song != songs.rend(); ++song) {
      forget.bind_integer(1, *song).run();
      add.bind_integer(1, *song).run();
    }
    database
        .prepare("DELETE FROM answered WHERE number NOT IN (SELECT number FROM answered ORDER BY number DESC LIMIT ?1)")
        .bind_count(1, kMostRemembered)
        .run();
  });
}

std::vector<std::int64_t> load_answers(const Catalog& catalog) {
  const Catalog::State::Reader reader(catalog.state());
  std::vector<std::int64_t> songs;
  Statement row = (*reader).prepare("SELECT song FROM answered ORDER BY number DESC");
  while (row.step()) songs.push_back(row.integer(0));
  return songs;
}

void forget_answers(Catalog& catalog) {
  change(catalog, [](const Database& database) { database.prepare("DELETE FROM answered").run(); });
}

std::int64_t add_flag(Catalog& catalog, const Flag& flag) {
  std::int64_t id = 0;
  change(catalog, [&](const Database& database) {
    if (flag.song) require_song(database, *flag.song);
    Statement add = database.prepare("INSERT INTO flags (at, song, lyrics, query, note) VALUES (?1, ?2, ?3, ?4, ?5)");
    add.bind_integer(1, flag.at);
    if (flag.song) {
      add.bind_integer(2, *flag.song);
    } else {
      add.bind_null(2);
    }
    add.bind_text(3, flag.lyrics).bind_text(4, flag.query).bind_text(5, flag.note).run();
    id = database.last_insert_id();
  });
  return id;
}

std::vector<Flag> load_flags(const Catalog& catalog) {
  const Catalog::State::Reader reader(catalog.state());
  std::vector<Flag> flags;
  Statement row = (*reader).prepare(std::string(kFlags) + "ORDER BY id DESC");
  while (row.step()) flags.push_back(flag_from(row));
  return flags;
}

std::optional<Flag> flag_of(const Catalog& catalog, std::int64_t song) {
  const Catalog::State::Reader reader(catalog.state());
  Statement row = (*reader).prepare(std::string(kFlags) + "WHERE song = ?1 ORDER BY id DESC LIMIT 1");
  if (!row.bind_integer(1, song).step()) return std::nullopt;
  return flag_from(row);
}

}  // namespace leitmotif::catalog
