// The part `removals` of a library in tables.
#include "leitmotif/catalog/removals.hpp"

#include <chrono>
#include <unordered_map>
#include <utility>
#include <vector>

#include "leitmotif/catalog/sql/song_rows.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

constexpr std::string_view kGone =
    "SELECT song FROM song_details WHERE made_by_scan = 1 AND song NOT IN (SELECT song FROM hidden_songs) "
    "AND song NOT IN (SELECT song FROM files WHERE gone = 0 AND song IS NOT NULL) ORDER BY song";
constexpr std::string_view kRemove =
    "INSERT INTO removed_songs (song, at, was_gone) SELECT id, CAST(?2 AS BIGINT), "
    "CASE WHEN EXISTS (SELECT 1 FROM files WHERE song = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM files WHERE song = ?1 AND gone = 0) THEN 1 ELSE 0 END FROM songs "
    "WHERE id = ?1 AND id NOT IN (SELECT song FROM hidden_songs) "
    "ON CONFLICT (song) DO UPDATE SET at = excluded.at, was_gone = excluded.was_gone";

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class RemovalsInTables final : public Removals {
 public:
  explicit RemovalsInTables(SharedState state) : state_(std::move(state)) {}

  std::size_t remove(std::span<const std::int64_t> songs) override {
    return state_->write([&](const Database& database) {
      Statement remove = database.prepare(kRemove);
      std::size_t done = 0;
      for (const std::int64_t song : songs) {
        remove.bind_integer(1, song).bind_integer(2, seconds_now()).run();
        done += database.changes() > 0 ? 1U : 0U;
      }
      if (done > 0) count_change(database, Changed::songs);
      return done;
    });
  }

  std::size_t restore(std::span<const std::int64_t> songs) override {
    return state_->write([&](const Database& database) {
      Statement restore = database.prepare("DELETE FROM removed_songs WHERE song = ?1");
      std::size_t done = 0;
      for (const std::int64_t song : songs) {
        restore.bind_integer(1, song).run();
        done += database.changes() > 0 ? 1U : 0U;
      }
      if (done > 0) count_change(database, Changed::songs);
      return done;
    });
  }

  std::vector<RemovedSong> removed() const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(
        "SELECT song, at FROM removed_songs WHERE song IN (SELECT song FROM hidden_songs) ORDER BY at DESC, song");
    std::vector<std::pair<std::int64_t, std::int64_t>> times;
    std::vector<std::int64_t> ids;
    while (row.step()) {
      times.emplace_back(row.integer(0), row.integer(1));
      ids.push_back(row.integer(0));
    }
    std::unordered_map<std::int64_t, SongHead> heads = heads_of(*reader, ids);
    std::vector<RemovedSong> songs;
    for (const auto& [song, at] : times)
      if (const auto head = heads.find(song); head != heads.end()) songs.push_back({std::move(head->second), at});
    return songs;
  }

  std::vector<std::int64_t> gone() const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(kGone);
    std::vector<std::int64_t> songs;
    while (row.step()) songs.push_back(row.integer(0));
    return songs;
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Removals> make_removals(SharedState state) {
  return std::make_unique<RemovalsInTables>(std::move(state));
}

}  // namespace leitmotif::catalog::sql
