// The part `files` of a library in tables.
#include "leitmotif/catalog/files.hpp"

#include "leitmotif/catalog/sql/file_rows.hpp"
#include "leitmotif/catalog/sql/scanned_writer.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

Statement select_files(const Database& database, std::string_view condition) {
  return database.prepare("SELECT " + std::string(file_columns()) + " FROM files " + std::string(condition));
}

Statement select_facts(const Database& database, std::string_view condition) {
  return database.prepare("SELECT " + std::string(facts_columns()) + " FROM song_details " + std::string(condition));
}

Statement scan(const Database& database, std::string_view columns, std::string_view rows) {
  return database.prepare_scan("SELECT " + std::string(columns) + " FROM " + std::string(rows));
}

std::vector<FileRow> all_rows(Statement& statement) {
  std::vector<FileRow> rows;
  while (statement.step()) rows.push_back(file_from(statement));
  return rows;
}

class FilesInTables final : public Files {
 public:
  explicit FilesInTables(SharedState state) : state_(std::move(state)) {}

  ImportCounts add_scanned(std::span<const ScannedSong> songs, std::string_view model_id) override {
    return state_->write([&](const Database& database) {
      ScannedWriter writer(database, model_id);
      ImportCounts counts;
      for (const ScannedSong& song : songs) ++(writer.write(song) ? counts.imported : counts.updated);
      writer.finish();
      count_change(database, Changed::songs);
      return counts;
    });
  }

  void note(std::span<const FileRow> rows) override {
    state_->write([&](const Database& database) {
      FileWriter writer(database);
      for (const FileRow& row : rows) writer.write(row);
      if (!rows.empty()) count_change(database, Changed::songs);
    });
  }

  std::vector<FileRow> below(const std::filesystem::path& folder) const override {
    std::string begin = folder.native();
    if (!begin.ends_with('/')) begin += '/';
    std::string end = begin;
    end.back() = '/' + 1;
    const State::Reader reader(*state_);
    Statement statement = select_files(*reader, "WHERE path > ?1 AND path < ?2 ORDER BY path");
    return all_rows(statement.bind_blob(1, begin).bind_blob(2, end));
  }

  std::vector<FileRow> with_digest(std::string_view digest) const override {
    const State::Reader reader(*state_);
    Statement statement = select_files(*reader, "WHERE digest = ?1 ORDER BY id");
    return all_rows(statement.bind_blob(1, digest));
  }

  void for_each(const std::function<void(const FileRow&)>& visit) const override {
    const State::Reader reader(*state_);
    Statement statement = scan(*reader, file_columns(), "files ORDER BY id");
    while (statement.step()) visit(file_from(statement));
  }

  std::vector<std::optional<std::filesystem::path>> places_of(std::span<const std::int64_t> songs) const override {
    const State::Reader reader(*state_);
    Statement find = (*reader).prepare("SELECT path FROM files WHERE song = ?1 AND gone = 0 ORDER BY kind, id LIMIT 1");
    std::vector<std::optional<std::filesystem::path>> found;
    found.reserve(songs.size());
    for (const std::int64_t song : songs) {
      const bool is_there = find.bind_integer(1, song).step();
      found.push_back(is_there ? std::optional(std::filesystem::path(std::string(find.blob(0)))) : std::nullopt);
      find.reset();
    }
    return found;
  }

  std::optional<std::int64_t> song_of(const std::filesystem::path& file) const override {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare(
        "SELECT song FROM files WHERE path = ?1 AND song IS NOT NULL "
        "AND song NOT IN (SELECT song FROM hidden_songs)");
    if (!row.bind_blob(1, file.native()).step()) return std::nullopt;
    return row.integer(0);
  }

  std::vector<std::int64_t> with_recording(std::string_view recording_id) const override {
    return songs_with("recording_id", recording_id);
  }

  std::vector<std::int64_t> with_isrc(std::string_view isrc) const override { return songs_with("isrc", isrc); }

  std::vector<std::optional<SongFacts>> facts_of(std::span<const std::int64_t> songs) const override {
    const State::Reader reader(*state_);
    Statement find = select_facts(*reader, "WHERE song = ?1");
    std::vector<std::optional<SongFacts>> facts;
    facts.reserve(songs.size());
    for (const std::int64_t song : songs) {
      const bool is_there = find.bind_integer(1, song).step();
      facts.push_back(is_there ? std::optional(facts_from(find)) : std::nullopt);
      find.reset();
    }
    return facts;
  }

  void for_each_facts(const std::function<void(std::int64_t, const SongFacts&)>& visit) const override {
    const State::Reader reader(*state_);
    Statement statement =
        scan(*reader, facts_columns(), "song_details WHERE song NOT IN (SELECT song FROM hidden_songs) ORDER BY song");
    while (statement.step()) visit(statement.integer(0), facts_from(statement));
  }

 private:
  /// `column`: of song_details; an index holds what is not empty in it.
  [[nodiscard]] std::vector<std::int64_t> songs_with(const std::string& column, std::string_view id) const {
    const State::Reader reader(*state_);
    Statement row = (*reader).prepare("SELECT song FROM song_details WHERE " + column + " = ?1 AND " + column +
                                      " <> '' AND song NOT IN (SELECT song FROM hidden_songs) ORDER BY song");
    row.bind_text(1, id);
    std::vector<std::int64_t> songs;
    while (row.step()) songs.push_back(row.integer(0));
    return songs;
  }

  SharedState state_;
};

}  // namespace

std::unique_ptr<Files> make_files(SharedState state) { return std::make_unique<FilesInTables>(std::move(state)); }

}  // namespace leitmotif::catalog::sql
