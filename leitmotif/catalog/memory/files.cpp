// The parts `files` and `removals` of a library in memory.
#include "leitmotif/catalog/files.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/catalog/memory/state.hpp"
#include "leitmotif/catalog/scanned_rules.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::memory {
namespace {

/// The known file of that path.
FileRow* file_at(Tables& tables, const std::filesystem::path& path) {
  const auto found = std::ranges::find_if(
      tables.files, [&](const auto& entry) { return entry.second.path.native() == path.native(); });
  return found == tables.files.end() ? nullptr : &found->second;
}

void write_file_row(Tables& tables, const FileRow& row) {
  if (row.id != 0) {
    if (const auto known = tables.files.find(row.id); known != tables.files.end()) known->second = row;
    return;
  }
  FileRow* known = file_at(tables, row.path);
  if (known == nullptr) {
    const std::int64_t id = ++tables.last_file;
    known = &tables.files[id];
    known->id = id;
  }
  const std::int64_t id = known->id;
  *known = row;
  known->id = id;
}

/// Whether other files that are there have the song.
bool is_shared(const Tables& tables, std::int64_t song, const FileRow& first) {
  return std::ranges::any_of(tables.files, [&](const auto& entry) {
    const FileRow& file = entry.second;
    return file.song == song && !file.gone && file.fingerprint != 0 && file.path.native() != first.path.native();
  });
}

/// The song of a file whose tags were mended keeps its number, unless other files have it too, it came from
/// elsewhere, or there is a song of the new name already.
void rename_if_alone(Tables& tables, const FileRow& first, const std::string& identity) {
  if (!first.song || tables.identities.contains(identity)) return;
  const auto facts = tables.facts.find(*first.song);
  if (facts == tables.facts.end() || !facts->second.made_by_scan) return;
  if (is_shared(tables, *first.song, first)) return;
  std::erase_if(tables.identities, [&](const auto& entry) { return entry.second == *first.song; });
  tables.identities[identity] = *first.song;
}

KnownSong known_song(Tables& tables, std::int64_t id, const ScannedSong& scanned) {
  const FileRow& first = scanned.files.front();
  const auto facts = tables.facts.find(id);
  KnownSong known{tables.songs[id], facts == tables.facts.end() || !facts->second.made_by_scan};
  if (facts != tables.facts.end()) known.facts = facts->second.facts;
  known.is_own = first.song == id && !is_shared(tables, id, first);
  const FileRow* there = file_at(tables, first.path);
  for (const auto& [number, file] : tables.files) {
    if (file.song != id || file.gone || file.lyrics_from.empty() || file.path.native() == first.path.native()) continue;
    if (scanned.song.song.lyrics.empty() || there == nullptr || number < there->id) known.has_elder_lyrics = true;
  }
  return known;
}

void write_facts(Tables& tables, const Written& written, SongFacts facts, bool keeps_lyrics) {
  if (keeps_lyrics) facts.instrumental = false;
  const auto [entry, is_new] = tables.facts.try_emplace(written.id, KnownFacts{facts, written.is_new});
  if (!is_new && !keeps_lyrics) entry->second.facts = std::move(facts);
}

bool write_scanned(Tables& tables, const ScannedSong& scanned, std::string_view model_id) {
  if (scanned.files.empty()) throw Error(ErrorKind::invalid_argument, "a scanned song has no file");
  LabelledSong row = scanned.song;
  row.apart = apart_for(scanned, [&](const std::string& identity) -> std::optional<KnownSong> {
    const auto found = tables.identities.find(identity);
    return found == tables.identities.end() ? std::nullopt : std::optional(known_song(tables, found->second, scanned));
  });
  const std::string identity = identity_of(row);
  rename_if_alone(tables, scanned.files.front(), identity);
  const auto there = tables.identities.find(identity);
  const bool keeps_lyrics =
      there != tables.identities.end() && complete(row, known_song(tables, there->second, scanned));
  const Written written = write_song(tables, row, SoundSource::tag);
  if (!keeps_lyrics) write_scores(tables, model_id, written.id, scanned.prediction);
  write_facts(tables, written, scanned.facts, keeps_lyrics);
  for (FileRow file : scanned.files) {
    file.song = written.id;
    write_file_row(tables, file);
  }
  return written.is_new;
}

class FilesInMemory final : public Files {
 public:
  explicit FilesInMemory(SharedState state) : state_(std::move(state)) {}

  ImportCounts add_scanned(std::span<const ScannedSong> songs, std::string_view model_id) override {
    require_model_id(model_id);
    return state_->write([&](Tables& tables) {
      ImportCounts counts;
      for (const ScannedSong& song : songs)
        ++(write_scanned(tables, song, model_id) ? counts.imported : counts.updated);
      count_change(tables, Changed::songs);
      return counts;
    });
  }

  void note(std::span<const FileRow> rows) override {
    state_->write([&](Tables& tables) {
      for (const FileRow& row : rows) write_file_row(tables, row);
      if (!rows.empty()) count_change(tables, Changed::songs);
    });
  }

  std::vector<FileRow> below(const std::filesystem::path& folder) const override {
    std::string begin = folder.native();
    if (!begin.ends_with('/')) begin += '/';
    std::vector<FileRow> rows = rows_where([&](const FileRow& row) {
      return row.path.native().size() > begin.size() && row.path.native().starts_with(begin);
    });
    std::ranges::sort(rows, {}, [](const FileRow& row) -> const std::string& { return row.path.native(); });
    return rows;
  }

  std::vector<FileRow> with_digest(std::string_view digest) const override {
    return rows_where([&](const FileRow& row) { return row.digest == digest; });
  }

  void for_each(const std::function<void(const FileRow&)>& visit) const override {
    const auto tables = state_->read();
    for (const auto& [id, row] : tables->files) visit(row);
  }

  std::vector<std::optional<std::filesystem::path>> places_of(std::span<const std::int64_t> songs) const override {
    const auto tables = state_->read();
    std::vector<std::optional<std::filesystem::path>> places;
    for (const std::int64_t song : songs) {
      const FileRow* best = nullptr;
      for (const auto& [id, row] : tables->files)
        if (row.song == song && !row.gone && (best == nullptr || row.kind < best->kind)) best = &row;
      places.push_back(best == nullptr ? std::nullopt : std::optional(best->path));
    }
    return places;
  }

  std::optional<std::int64_t> song_of(const std::filesystem::path& file) const override {
    const auto rows = rows_where([&](const FileRow& row) { return row.path.native() == file.native(); });
    if (rows.empty() || !rows.front().song || is_hidden(*state_->read(), *rows.front().song)) return std::nullopt;
    return rows.front().song;
  }

  std::vector<std::int64_t> with_recording(std::string_view recording_id) const override {
    const auto tables = state_->read();
    std::vector<std::int64_t> songs;
    for (const auto& [id, known] : tables->facts)
      if (!recording_id.empty() && known.facts.ids.recording_id == recording_id && !is_hidden(*tables, id))
        songs.push_back(id);
    return songs;
  }

  std::vector<std::int64_t> with_isrc(std::string_view isrc) const override {
    const auto tables = state_->read();
    std::vector<std::int64_t> songs;
    for (const auto& [id, known] : tables->facts)
      if (!isrc.empty() && known.facts.ids.isrc == isrc && !is_hidden(*tables, id)) songs.push_back(id);
    return songs;
  }

  std::vector<std::optional<SongFacts>> facts_of(std::span<const std::int64_t> songs) const override {
    const auto tables = state_->read();
    std::vector<std::optional<SongFacts>> facts;
    for (const std::int64_t song : songs) {
      const auto found = tables->facts.find(song);
      facts.push_back(found == tables->facts.end() ? std::nullopt : std::optional(found->second.facts));
    }
    return facts;
  }

  void for_each_facts(const std::function<void(std::int64_t, const SongFacts&)>& visit) const override {
    const auto tables = state_->read();
    for (const auto& [id, known] : tables->facts)
      if (!is_hidden(*tables, id)) visit(id, known.facts);
  }

 private:
  template <class Condition>
  std::vector<FileRow> rows_where(Condition condition) const {
    const auto tables = state_->read();
    std::vector<FileRow> rows;
    for (const auto& [id, row] : tables->files)
      if (condition(row)) rows.push_back(row);
    return rows;
  }

  SharedState state_;
};

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class RemovalsInMemory final : public Removals {
 public:
  explicit RemovalsInMemory(SharedState state) : state_(std::move(state)) {}

  std::size_t remove(std::span<const std::int64_t> songs) override {
    return state_->write([&](Tables& tables) {
      std::size_t done = 0;
      for (const std::int64_t song : songs) {
        if (!tables.songs.contains(song) || is_hidden(tables, song)) continue;
        const bool has_rows =
            std::ranges::any_of(tables.files, [&](const auto& entry) { return entry.second.song == song; });
        tables.removed[song] = {seconds_now(), has_rows && !has_file(tables, song)};
        ++done;
      }
      if (done > 0) count_change(tables, Changed::songs);
      return done;
    });
  }
  std::size_t restore(std::span<const std::int64_t> songs) override {
    return state_->write([&](Tables& tables) {
      std::size_t done = 0;
      for (const std::int64_t song : songs) done += tables.removed.erase(song);
      if (done > 0) count_change(tables, Changed::songs);
      return done;
    });
  }
  std::vector<RemovedSong> removed() const override {
    const auto tables = state_->read();
    std::vector<RemovedSong> songs;
    for (const auto& [id, removal] : tables->removed)
      if (is_hidden(*tables, id)) songs.push_back({head_of(tables->songs.at(id)), removal.at});
    std::ranges::stable_sort(songs, std::greater<>(), &RemovedSong::at);
    return songs;
  }
  std::vector<std::int64_t> gone() const override {
    const auto tables = state_->read();
    std::vector<std::int64_t> songs;
    for (const auto& [id, known] : tables->facts)
      if (known.made_by_scan && !is_hidden(*tables, id) && !has_file(*tables, id)) songs.push_back(id);
    return songs;
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Removals> make_removals(SharedState state) {
  return std::make_unique<RemovalsInMemory>(std::move(state));
}

bool has_file(const Tables& tables, std::int64_t song) {
  return std::ranges::any_of(tables.files,
                             [&](const auto& entry) { return entry.second.song == song && !entry.second.gone; });
}

bool is_hidden(const Tables& tables, std::int64_t song) {
  const auto removal = tables.removed.find(song);
  return removal != tables.removed.end() && (!removal->second.was_gone || !has_file(tables, song));
}

std::unique_ptr<Files> make_files(SharedState state) { return std::make_unique<FilesInMemory>(std::move(state)); }

}  // namespace leitmotif::catalog::memory
