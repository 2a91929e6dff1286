#include "leitmotif/catalog/files.hpp"

#include "leitmotif/catalog/file_rows.hpp"
#include "leitmotif/catalog/generation.hpp"
#include "leitmotif/catalog/state.hpp"

namespace leitmotif::catalog {
namespace {

using Reader = Catalog::State::Reader;

std::string select_files(std::string_view condition) {
  return "SELECT " + std::string(file_columns()) + " FROM files " + std::string(condition);
}

std::string select_details(std::string_view condition) {
  return "SELECT " + std::string(details_columns()) + " FROM song_details " + std::string(condition);
}

std::vector<FileRow> all_rows(Statement& statement) {
  std::vector<FileRow> rows;
  while (statement.step()) rows.push_back(file_from(statement));
  return rows;
}

std::vector<std::int64_t> numbers(const Catalog& catalog, std::string_view sql) {
  const Reader reader(catalog.state());
  Statement statement = (*reader).prepare(sql);
  std::vector<std::int64_t> found;
  while (statement.step()) found.push_back(statement.integer(0));
  return found;
}

}  // namespace

void note_files(Catalog& catalog, std::span<const FileRow> rows) {
  const std::lock_guard lock(catalog.state().writing);
  Database& database = catalog.state().writer();
  Transaction transaction(database);
  FileWriter writer(database);
  for (const FileRow& row : rows) writer.write(row);
  if (!rows.empty()) count_change(database, Changed::songs);
  transaction.commit();
}

std::vector<FileRow> files_below(const Catalog& catalog, const std::filesystem::path& folder) {
  std::string begin = folder.native();
  if (!begin.ends_with('/')) begin += '/';
  std::string end = begin;
  end.back() = '/' + 1;
  const Reader reader(catalog.state());
  Statement statement = (*reader).prepare(select_files("WHERE path > ?1 AND path < ?2 ORDER BY path"));
  return all_rows(statement.bind_blob(1, begin).bind_blob(2, end));
}

std::vector<FileRow> files_with_digest(const Catalog& catalog, std::string_view digest) {
  const Reader reader(catalog.state());
  Statement statement = (*reader).prepare(select_files("WHERE digest = ?1 ORDER BY id"));
  return all_rows(statement.bind_blob(1, digest));
}

void for_each_file(const Catalog& catalog, const std::function<void(const FileRow&)>& visit) {
  const Reader reader(catalog.state());
  Statement statement = (*reader).prepare(select_files("ORDER BY id"));
  while (statement.step()) visit(file_from(statement));
}

std::optional<std::filesystem::path> file_of(const Catalog& catalog, std::int64_t song) {
  return files_of(catalog, {&song, 1}).front();
}

std::vector<std::optional<std::filesystem::path>> files_of(const Catalog& catalog,
                                                           std::span<const std::int64_t> songs) {
  const Reader reader(catalog.state());
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

std::optional<SongDetails> details_of(const Catalog& catalog, std::int64_t song) {
  const Reader reader(catalog.state());
  Statement statement = (*reader).prepare(select_details("WHERE song = ?1"));
  if (!statement.bind_integer(1, song).step()) return std::nullopt;
  return details_from(statement);
}

void for_each_details(const Catalog& catalog, const std::function<void(std::int64_t, const SongDetails&)>& visit) {
  const Reader reader(catalog.state());
  Statement statement = (*reader).prepare(select_details("ORDER BY song"));
  while (statement.step()) visit(statement.integer(0), details_from(statement));
}

std::vector<std::int64_t> instrumental_songs(const Catalog& catalog) {
  return numbers(catalog, "SELECT song FROM song_details WHERE instrumental = 1 ORDER BY song");
}

std::vector<std::int64_t> unclassified_songs(const Catalog& catalog) {
  return numbers(catalog, "SELECT song FROM song_details WHERE classified = 0 ORDER BY song");
}

}  // namespace leitmotif::catalog
