// The part `plays` of a library in tables.
#include "leitmotif/catalog/plays.hpp"

#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kAddName = "INSERT INTO play_names (name) VALUES (?1) ON CONFLICT DO NOTHING";
constexpr std::string_view kAddPlay =
    "INSERT INTO plays (listener, at_ms, song, kind, source, weight) VALUES "
    "((SELECT number FROM play_names WHERE name = ?1), ?2, ?3, ?4, (SELECT number FROM play_names WHERE name = ?5), "
    "?6) ON CONFLICT DO NOTHING";
constexpr std::string_view kReplacePlay =
    "UPDATE plays SET source = (SELECT number FROM play_names WHERE name = ?5), weight = ?6 WHERE "
    "listener = (SELECT number FROM play_names WHERE name = ?1) AND at_ms = ?2 AND song = ?3 AND kind = ?4 "
    "AND (weight <> ?6 OR source <> (SELECT number FROM play_names WHERE name = ?5))";
constexpr std::string_view kReadPlays =
    "SELECT plays.at_ms, listeners.name, plays.song, plays.kind, sources.name, plays.weight FROM plays "
    "CROSS JOIN play_names AS listeners CROSS JOIN play_names AS sources "
    "WHERE listeners.number = plays.listener AND sources.number = plays.source AND ";
constexpr std::string_view kRewritten =
    "INSERT INTO generations VALUES ('plays', 1) ON CONFLICT (name) DO UPDATE SET value = generations.value + 1";

/// The events that are wanted, found by what tells them apart best: `+` keeps SQLite from using an index for the rest.
/// As they came they lie in the table.
std::string reading_of(const PlaysWanted& wanted) {
  const bool is_apart = wanted.song || wanted.after > 0 || wanted.as_they_came;
  const std::string by = is_apart ? "+" : "";
  std::string sql = std::string(kReadPlays) + by + "plays.at_ms >= ?1";
  if (wanted.listener) sql += " AND " + by + "plays.listener = (SELECT number FROM play_names WHERE name = ?2)";
  if (wanted.song) sql += " AND plays.song = ?3";
  if (wanted.after > 0) sql += " AND plays.number > ?4";
  return sql + " ORDER BY " + (wanted.as_they_came ? "" : by + "plays.at_ms, ") + "plays.number";
}

void bind_play(Statement& statement, const Play& play) {
  statement.bind_text(1, play.listener).bind_integer(2, play.at_ms).bind_integer(3, play.song);
  statement.bind_integer(4, static_cast<std::int64_t>(play.kind)).bind_text(5, play.source).bind_real(6, play.weight);
}

class PlaysInTables final : public Plays {
 public:
  explicit PlaysInTables(SharedState state) : state_(std::move(state)) {}

  std::size_t add(std::span<const Play> plays) override {
    return state_->write([&](const Database& database) {
      Statement add_name = database.prepare(kAddName);
      Statement add_play = database.prepare(kAddPlay);
      Statement replace = database.prepare(kReplacePlay);
      std::size_t added = 0;
      bool is_rewritten = false;
      for (const Play& play : plays) {
        require_sound_play(play);
        require_song(database, play.song);
        if (&play == plays.data() || play.listener != (&play - 1)->listener || play.source != (&play - 1)->source) {
          add_name.bind_text(1, play.listener).run();
          add_name.bind_text(1, play.source).run();
        }
        bind_play(add_play, play);
        add_play.run();
        if (database.changes() > 0) {
          ++added;
          continue;
        }
        bind_play(replace, play);
        replace.run();
        is_rewritten = is_rewritten || database.changes() > 0;
      }
      if (is_rewritten) database.prepare(kRewritten).run();
      return added;
    });
  }

  void for_each(const PlaysWanted& wanted, const std::function<void(const Play&)>& visit) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare_scan(reading_of(wanted));
    row.bind_integer(1, wanted.from_ms);
    if (wanted.listener) row.bind_text(2, *wanted.listener);
    if (wanted.song) row.bind_integer(3, *wanted.song);
    if (wanted.after > 0) row.bind_integer(4, wanted.after);
    while (row.step()) {
      visit({row.integer(0), std::string(row.text(1)), row.integer(2), static_cast<PlayKind>(row.integer(3)),
             std::string(row.text(4)), row.real(5)});
    }
  }

  std::size_t forget(const std::string& listener) override {
    return state_->write([&](const Database& database) {
      database.prepare("DELETE FROM plays WHERE listener = (SELECT number FROM play_names WHERE name = ?1)")
          .bind_text(1, listener)
          .run();
      const auto forgotten = static_cast<std::size_t>(database.changes());
      database.prepare(kRewritten).run();
      return forgotten;
    });
  }

  std::size_t size() const override {
    const State::Reader reader(*state_);
    return static_cast<std::size_t>((*reader).number("SELECT count(*) FROM plays"));
  }

  PlaysState state() const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(
        "SELECT (SELECT max(number) FROM plays), (SELECT value FROM generations WHERE name = 'plays')");
    if (!row.step()) return {};
    return {row.integer(0), row.integer(1)};
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Plays> make_plays(SharedState state) { return std::make_unique<PlaysInTables>(std::move(state)); }

}  // namespace leitmotif::catalog::sql
