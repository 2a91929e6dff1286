#include "leitmotif/catalog/catalog.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "leitmotif/catalog/generation.hpp"
#include "leitmotif/catalog/schema.hpp"
#include "leitmotif/catalog/scores.hpp"
#include "leitmotif/catalog/search.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/catalog/sqlite.hpp"
#include "leitmotif/catalog/state.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {
namespace {

// A page cache that holds the inner pages of a library of a million songs while it is written.
constexpr std::string_view kWriterSettings = "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 10000";
constexpr std::string_view kSongsWithLyrics = "FROM songs JOIN lyrics ON lyrics.song = songs.id";

void create_folder_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw Error(ErrorKind::io,
                file.string() + ": cannot create the folder " + folder.string() + ": " + error.message());
  }
}

void count(ImportCounts& counts, const SongWriter::Written& written) {
  ++(written.is_new ? counts.imported : counts.updated);
}

}  // namespace

Catalog::Catalog(std::unique_ptr<State> state) : state_(std::move(state)) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

Catalog Catalog::open(const std::filesystem::path& file, const OpenOptions& options) {
  if (!file.empty()) create_folder_of(file);
  auto state = std::make_unique<State>(file, options.wait);
  state->writing_connection = std::make_unique<Database>(file, Access::read_write, options.wait);
  prepare_file(*state->writing_connection);
  state->writing_connection->execute(std::string(kWriterSettings));
  return Catalog(std::move(state));
}

Catalog Catalog::open_read_only(const std::filesystem::path& file, const OpenOptions& options) {
  auto state = std::make_unique<State>(file, options.wait);
  require_present_format(*State::Reader(*state));
  return Catalog(std::move(state));
}

ImportCounts Catalog::add(std::span<const LabelledSong> songs) {
  const std::lock_guard lock(state_->writing);
  Database& database = state_->writer();
  Transaction transaction(database);
  SongWriter writer(database);
  ImportCounts counts;
  for (const SongWriter::Written& written : writer.write(songs)) count(counts, written);
  writer.write_index();
  count_change(database, Changed::songs);
  transaction.commit();
  return counts;
}

ImportCounts Catalog::add(std::span<const LabelledSong> songs, std::string_view model_id,
                          std::span<const Prediction> predictions) {
  if (songs.size() != predictions.size()) {
    throw Error(ErrorKind::internal, "there are " + std::to_string(songs.size()) + " songs to add, but " +
                                         std::to_string(predictions.size()) + " predictions");
  }
  const std::lock_guard lock(state_->writing);
  Database& database = state_->writer();
  Transaction transaction(database);
  SongWriter song_writer(database);
  ScoreWriter score_writer(database, model_id);
  ImportCounts counts;
  const std::vector<SongWriter::Written> written = song_writer.write(songs);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    score_writer.write(written[i].id, predictions[i]);
    count(counts, written[i]);
  }
  song_writer.write_index();
  count_change(database, Changed::songs);
  transaction.commit();
  return counts;
}

void Catalog::write_back() {
  const std::lock_guard lock(state_->writing_back);
  std::unique_ptr<Database>& connection = state_->back_connection;
  if (!connection) connection = std::make_unique<Database>(state_->file, Access::read_write, state_->wait);
  connection->execute("PRAGMA wal_checkpoint(PASSIVE)");
}

void Catalog::store_scores(std::string_view model_id, std::span<const SongScores> scores) {
  const std::lock_guard lock(state_->writing);
  Database& database = state_->writer();
  Transaction transaction(database);
  ScoreWriter writer(database, model_id);
  Statement find = database.prepare("SELECT 1 FROM songs WHERE id = ?1");
  for (const SongScores& row : scores) {
    if (!find.bind_integer(1, row.id).step()) {
      throw Error(ErrorKind::not_found, state_->file.string() + ": there is no song " + std::to_string(row.id));
    }
    find.reset();
    writer.write(row.id, row.prediction);
  }
  count_change(database, Changed::songs);
  transaction.commit();
}

std::optional<StoredSong> Catalog::song(std::int64_t id) const {
  const State::Reader reader(*state_);
  Statement row = (*reader).prepare("SELECT " + std::string(song_columns()) + " " + std::string(kSongsWithLyrics) +
                                    " WHERE songs.id = ?1");
  if (!row.bind_integer(1, id).step()) return std::nullopt;
  return song_from(row);
}

std::optional<Prediction> Catalog::scores(std::string_view model_id, std::int64_t id) const {
  const State::Reader reader(*state_);
  return read_scores(*reader, model_id, id);
}

std::size_t Catalog::size() const {
  const State::Reader reader(*state_);
  return static_cast<std::size_t>((*reader).number("SELECT count(*) FROM songs"));
}

bool Catalog::empty() const {
  const State::Reader reader(*state_);
  return (*reader).number("SELECT EXISTS (SELECT 1 FROM songs)") == 0;
}

void Catalog::for_each_song(const std::function<void(const StoredSong&)>& visit) const {
  const State::Reader reader(*state_);
  Statement row = (*reader).prepare("SELECT " + std::string(song_columns()) + " " + std::string(kSongsWithLyrics) +
                                    " ORDER BY songs.id");
  while (row.step()) visit(song_from(row));
}

std::vector<UnscoredSong> Catalog::unscored(std::string_view model_id, std::int64_t after_id, std::size_t limit) const {
  const State::Reader reader(*state_);
  return read_unscored(*reader, model_id, after_id, limit);
}

ScoredSongs Catalog::load_scores(std::string_view model_id) const {
  const State::Reader reader(*state_);
  return read_all_scores(*reader, model_id);
}

std::vector<SongHead> Catalog::search(std::string_view words, std::size_t limit, std::size_t offset) const {
  const State::Reader reader(*state_);
  return search_songs(*reader, words, limit, offset);
}

}  // namespace leitmotif::catalog
