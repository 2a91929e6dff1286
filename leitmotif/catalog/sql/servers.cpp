// The part `servers` of a library in tables.
#include "leitmotif/catalog/servers.hpp"

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/sql/file_rows.hpp"
#include "leitmotif/catalog/sql/score_rows.hpp"
#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kNoteSong =
    "INSERT INTO server_songs (server, id, song, entry, made, asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (server, id) DO UPDATE SET song = ?3, entry = ?4, made = ?5, asked = ?6";
constexpr std::string_view kRemoteColumns =
    "SELECT id, song, entry, made, asked FROM server_songs WHERE server = ?1 AND song NOT IN (SELECT song FROM "
    "hidden_songs) ";

RemoteSong remote_from(const Statement& row) {
  return {std::string(row.text(0)), row.integer(1), std::string(row.text(2)), row.integer(3) != 0, row.integer(4) != 0};
}

/// Writes songs of one server inside one transaction.
class SyncedWriter {
 public:
  SyncedWriter(const Database& database, std::string_view server, std::string_view model_id)
      : database_(database),
        server_(server),
        songs_(database, SoundSource::tag),
        scores_(database, model_id),
        note_song_(database.prepare(kNoteSong)),
        facts_(database) {}

  /// Lifetime: `synced` must live until finish.
  void write(const SyncedSong& synced, ImportCounts& counts) {
    std::int64_t song = synced.remote.song;
    bool made = synced.remote.made;
    if (song == 0) {
      const SongWriter::Written written = songs_.write({&synced.song, 1}).front();
      song = written.id;
      made = written.is_new;
      ++(written.is_new ? counts.imported : counts.updated);
    } else if (synced.writes_song) {
      if (made) rename(song, identity_of(synced.song));
      songs_.write_known(song, synced.song);
      ++counts.updated;
    }
    if (synced.remote.song == 0 || synced.writes_song) scores_.write(song, synced.prediction);
    facts_.write(song, synced.facts, made);
    note_song_.bind_text(1, server_).bind_text(2, synced.remote.id).bind_integer(3, song);
    note_song_.bind_text(4, synced.remote.entry).bind_integer(5, made ? 1 : 0);
    note_song_.bind_integer(6, synced.remote.asked ? 1 : 0).run();
  }

  void finish() { songs_.write_index(); }

 private:
  /// A song whose names the server mended keeps its number, unless another has that name.
  void rename(std::int64_t song, const std::string& identity) {
    Statement taken = database_.prepare(
        "SELECT 1 FROM identities JOIN songs ON songs.id = identities.song "
        "WHERE identities.digest = ?1 AND songs.identity = ?2");
    if (!taken.bind_integer(1, digest_of(identity)).bind_text(2, identity).step()) songs_.rename(song, identity);
  }

  const Database& database_;
  std::string server_;
  SongWriter songs_;
  ScoreWriter scores_;
  Statement note_song_;
  FactsWriter facts_;
};

class ServersInTables final : public Servers {
 public:
  explicit ServersInTables(SharedState state) : state_(std::move(state)) {}

  ImportCounts write(std::string_view server, std::span<const SyncedSong> songs, std::string_view model_id) override {
    return state_->write([&](const Database& database) {
      SyncedWriter writer(database, server, model_id);
      ImportCounts counts;
      for (const SyncedSong& song : songs) writer.write(song, counts);
      writer.finish();
      if (!songs.empty()) count_change(database, Changed::songs);
      return counts;
    });
  }

  void drop(std::string_view server, std::span<const std::string> ids) override {
    state_->write([&](const Database& database) {
      Statement drop = database.prepare("DELETE FROM server_songs WHERE server = ?1 AND id = ?2");
      for (const std::string& id : ids) drop.bind_text(1, server).bind_text(2, id).run();
      if (!ids.empty()) count_change(database, Changed::songs);
    });
  }

  void forget(std::string_view server) override {
    state_->write([&](const Database& database) {
      database.prepare("DELETE FROM server_songs WHERE server = ?1").bind_text(1, server).run();
      database.prepare("DELETE FROM server_lists WHERE server = ?1").bind_text(1, server).run();
      count_change(database, Changed::songs);
    });
  }

  std::vector<RemoteSong> songs(std::string_view server) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(std::string(kRemoteColumns) + "ORDER BY id");
    row.bind_text(1, server);
    std::vector<RemoteSong> songs;
    while (row.step()) songs.push_back(remote_from(row));
    return songs;
  }

  std::optional<RemoteSong> song(std::string_view server, std::string_view id) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(std::string(kRemoteColumns) + "AND id = ?2");
    if (!row.bind_text(1, server).bind_text(2, id).step()) return std::nullopt;
    return remote_from(row);
  }

  std::vector<std::optional<RemoteSong>> of_songs(std::string_view server,
                                                  std::span<const std::int64_t> songs) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(std::string(kRemoteColumns) + "AND song = ?2 ORDER BY id LIMIT 1");
    std::vector<std::optional<RemoteSong>> found;
    found.reserve(songs.size());
    for (const std::int64_t song : songs) {
      const bool is_there = row.bind_text(1, server).bind_integer(2, song).step();
      found.push_back(is_there ? std::optional(remote_from(row)) : std::nullopt);
      row.reset();
    }
    return found;
  }

  std::vector<std::vector<RemoteId>> ids_of(std::span<const std::int64_t> songs) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare("SELECT server, id FROM server_songs WHERE song = ?1 ORDER BY server, id");
    std::vector<std::vector<RemoteId>> found;
    found.reserve(songs.size());
    for (const std::int64_t song : songs) {
      std::vector<RemoteId>& ids = found.emplace_back();
      row.bind_integer(1, song);
      while (row.step()) ids.push_back({std::string(row.text(0)), std::string(row.text(1))});
      row.reset();
    }
    return found;
  }

  void note_list(std::string_view server, const RemoteList& list) override {
    state_->write([&](const Database& database) {
      database
          .prepare(
              "INSERT INTO server_lists (server, name, id, digest) VALUES (?1, ?2, ?3, ?4) "
              "ON CONFLICT (server, name) DO UPDATE SET id = ?3, digest = ?4")
          .bind_text(1, server)
          .bind_text(2, list.name)
          .bind_text(3, list.id)
          .bind_text(4, list.digest)
          .run();
    });
  }

  void drop_list(std::string_view server, std::string_view name) override {
    state_->write([&](const Database& database) {
      database.prepare("DELETE FROM server_lists WHERE server = ?1 AND name = ?2")
          .bind_text(1, server)
          .bind_text(2, name)
          .run();
    });
  }

  std::vector<RemoteList> lists(std::string_view server) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare("SELECT name, id, digest FROM server_lists WHERE server = ?1 ORDER BY name");
    row.bind_text(1, server);
    std::vector<RemoteList> lists;
    while (row.step()) lists.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
    return lists;
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Servers> make_servers(SharedState state) { return std::make_unique<ServersInTables>(std::move(state)); }

}  // namespace leitmotif::catalog::sql
