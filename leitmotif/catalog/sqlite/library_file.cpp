#include "leitmotif/catalog/sqlite/library_file.hpp"

#include <system_error>

#include "leitmotif/catalog/sqlite/schema.hpp"
#include "leitmotif/catalog/sqlite/state.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sqlite {
namespace {

// A page cache that holds the inner pages of a library of a million songs while it is written.
constexpr std::string_view kWriterSettings = "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 10000";

void create_folder_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw Error(ErrorKind::io,
                file.string() + ": cannot create the folder " + folder.string() + ": " + error.message());
  }
}

void write_back(FileState& state) {
  const std::lock_guard lock(state.writing_back);
  std::unique_ptr<Database>& connection = state.back_connection;
  if (!connection) connection = std::make_unique<Database>(state.file, Access::read_write, state.wait);
  connection->execute("PRAGMA wal_checkpoint(PASSIVE)");
}

Catalog catalog_of(const std::shared_ptr<FileState>& state) {
  using namespace sql;
  return Catalog({make_songs(state), make_scores(state), make_files(state), make_choices(state), make_lists(state),
                  make_plays(state), make_sounds(state), make_removals(state), make_servers(state), make_changes(state),
                  [state] { write_back(*state); }});
}

}  // namespace

Catalog open(const std::filesystem::path& file, const OpenOptions& options) {
  if (!file.empty()) create_folder_of(file);
  auto state = std::make_shared<FileState>(file, options.wait);
  state->writing_connection = std::make_unique<Database>(file, Access::read_write, options.wait);
  prepare_file(*state->writing_connection);
  state->writing_connection->execute(std::string(kWriterSettings));
  return catalog_of(state);
}

Catalog open_read_only(const std::filesystem::path& file, const OpenOptions& options) {
  auto state = std::make_shared<FileState>(file, options.wait);
  require_present_format(Database(file, Access::read_only, options.wait));
  return catalog_of(state);
}

}  // namespace leitmotif::catalog::sqlite
