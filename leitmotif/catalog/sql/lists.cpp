// The part `lists` of a library in tables.
#include "leitmotif/catalog/lists.hpp"

#include <chrono>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kHeads =
    "SELECT id, name, created, changed, (SELECT count(*) FROM list_songs WHERE list = lists.id) FROM lists ";
constexpr std::string_view kAll =
    "SELECT id, name, created, changed, (SELECT count(*) FROM list_songs WHERE list = lists.id), list_songs.song "
    "FROM lists LEFT JOIN list_songs ON list_songs.list = lists.id "
    "AND list_songs.song NOT IN (SELECT song FROM hidden_songs) ORDER BY compared, place";

std::int64_t now_s() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

ListHead head_of(const Statement& row) {
  return {row.integer(0), std::string(row.text(1)), row.integer(2), row.integer(3),
          static_cast<std::size_t>(row.integer(4))};
}

std::optional<std::int64_t> number_of(const Database& database, const std::string& compared) {
  Statement find = database.prepare("SELECT id FROM lists WHERE compared = ?1");
  if (!find.bind_text(1, compared).step()) return std::nullopt;
  return find.integer(0);
}

std::optional<SavedList> read_list(const Database& database, std::int64_t id) {
  SavedList list;
  Statement head = database.prepare(std::string(kHeads) + "WHERE id = ?1");
  if (!head.bind_integer(1, id).step()) return std::nullopt;
  list.head = head_of(head);
  Statement row = database.prepare(
      "SELECT song FROM list_songs WHERE list = ?1 "
      "AND song NOT IN (SELECT song FROM hidden_songs) ORDER BY place");
  row.bind_integer(1, id);
  while (row.step()) list.songs.push_back(row.integer(0));
  list.head.songs = list.songs.size();
  return list;
}

void write_songs(const Database& database, std::int64_t list, std::span<const std::int64_t> songs) {
  database.prepare("DELETE FROM list_songs WHERE list = ?1").bind_integer(1, list).run();
  Statement find = database.prepare("SELECT 1 FROM songs WHERE id = ?1");
  Statement add = database.prepare("INSERT INTO list_songs (list, place, song) VALUES (?1, ?2, ?3)");
  for (std::size_t place = 0; place < songs.size(); ++place) {
    if (!find.bind_integer(1, songs[place]).step())
      throw Error(ErrorKind::not_found, "there is no song " + std::to_string(songs[place]) + " in the library");
    find.reset();
    add.bind_integer(1, list).bind_count(2, place).bind_integer(3, songs[place]).run();
  }
}

class ListsInTables final : public Lists {
 public:
  explicit ListsInTables(SharedState state) : state_(std::move(state)) {}

  std::vector<SavedList> all() const override {
    const State::Reader reader(*state_);
    // One statement for everything, so that it is of one moment.
    Statement row = (*reader).prepare(kAll);
    std::vector<SavedList> lists;
    while (row.step()) {
      if (lists.empty() || lists.back().head.id != row.integer(0)) lists.push_back({head_of(row), {}});
      if (!row.is_null(5)) lists.back().songs.push_back(row.integer(5));
    }
    for (SavedList& list : lists) list.head.songs = list.songs.size();
    return lists;
  }

  std::optional<SavedList> list(std::int64_t id) const override {
    const State::Reader reader(*state_);
    return read_list(*reader, id);
  }

  std::optional<SavedList> named(std::string_view name) const override {
    const State::Reader reader(*state_);
    const std::optional<std::int64_t> id = number_of(*reader, compared_form(name));
    return id ? read_list(*reader, *id) : std::nullopt;
  }

  std::optional<std::int64_t> save(std::string_view name, std::span<const std::int64_t> songs,
                                   IfTaken if_taken) override {
    require_sound_list(name, songs);
    const std::string compared = compared_form(name);
    return state_->write([&](const Database& database) -> std::optional<std::int64_t> {
      if (if_taken == IfTaken::refuse && number_of(database, compared)) return std::nullopt;
      database
          .prepare(
              "INSERT INTO lists (name, compared, created, changed) VALUES (?1, ?2, ?3, ?3) "
              "ON CONFLICT (compared) DO UPDATE SET name = ?1, changed = ?3")
          .bind_text(1, name)
          .bind_text(2, compared)
          .bind_integer(3, now_s())
          .run();
      const std::optional<std::int64_t> id = number_of(database, compared);
      write_songs(database, id.value_or(0), songs);
      return id;
    });
  }

  bool replace(std::int64_t id, std::string_view name, std::span<const std::int64_t> songs) override {
    require_sound_list(name, songs);
    const std::string compared = compared_form(name);
    return state_->write([&](const Database& database) {
      if (const auto other = number_of(database, compared); other && *other != id) return false;
      database.prepare("UPDATE lists SET name = ?2, compared = ?3, changed = ?4 WHERE id = ?1")
          .bind_integer(1, id)
          .bind_text(2, name)
          .bind_text(3, compared)
          .bind_integer(4, now_s())
          .run();
      if (database.changes() == 0) throw Error(ErrorKind::not_found, "there is no list " + std::to_string(id));
      write_songs(database, id, songs);
      return true;
    });
  }

  bool remove(std::int64_t id) override {
    return state_->write([&](const Database& database) {
      database.prepare("DELETE FROM lists WHERE id = ?1").bind_integer(1, id).run();
      return database.changes() > 0;
    });
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Lists> make_lists(SharedState state) { return std::make_unique<ListsInTables>(std::move(state)); }

}  // namespace leitmotif::catalog::sql
