#include "leitmotif/engine/engine.hpp"

#include <unistd.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/engine/evaluate.hpp"
#include "leitmotif/engine/locations.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSongsPerPiece = 256;
constexpr std::size_t kSongsPerBatch = 4096;

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const fs::path place = fs::temp_directory_path(error);
  std::string pattern = (place / "leitmotif-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr)
    throw Error(ErrorKind::io, (error ? "TMPDIR" : place.string()) + ": cannot make a temporary folder there");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Engine::Engine(Settings settings, Reader reader) : settings_(std::move(settings)), reader_(std::move(reader)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Engine Engine::open(const Settings& settings) {
  Settings complete = settings;
  if (complete.model.empty()) complete.model = default_model();
  if (complete.library.empty()) complete.library = default_library();
  Reader reader = Reader::load(complete.model);
  return {std::move(complete), std::move(reader)};
}

catalog::Catalog& Engine::own_library() {
  if (!library_ || songbook_folder_) {
    library_.emplace(catalog::Catalog::open(settings_.library));
    songbook_folder_.reset();
  }
  return *library_;
}

catalog::Catalog& Engine::filled_library() {
  if (library_) return *library_;
  // What cannot be looked at is left to the catalogue to complain about.
  std::error_code unknown;
  if (fs::exists(settings_.library, unknown) || unknown) {
    catalog::Catalog& own = own_library();
    if (own.size() > 0) return own;
  }
  songbook_folder_ = std::make_unique<TemporaryFolder>();
  library_.emplace(catalog::Catalog::open(songbook_folder_->path() / "songbook.db"));
  add_songbook();
  return *library_;
}

void Engine::score_unread(catalog::Catalog& library, const OnProgress& on_progress) {
  const std::string& model = reader_.model().id();
  std::int64_t after = 0;
  std::size_t done = 0;
  while (true) {
    const std::vector<catalog::UnscoredSong> songs = library.unscored(model, after, kSongsPerBatch);
    if (songs.empty()) return;
    std::vector<catalog::SongScores> scores(songs.size());
    parallel_for(songs.size(), kSongsPerPiece, settings_.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i)
        scores[i] = {songs[i].id, reader_.predict(songs[i].lyrics, songs[i].form)};
    });
    library.store_scores(model, scores);
    after = songs.back().id;
    done += songs.size();
    on_progress({"reading songs new to this model", done, 0});
  }
}

SongList Engine::songs(std::string_view words, std::size_t limit, std::size_t offset) {
  catalog::Catalog& library = filled_library();
  SongList list;
  list.from_songbook = songbook_folder_ != nullptr;
  for (catalog::SongHead& head : library.search(words, limit, offset)) {
    SongLine line;
    if (const auto prediction = library.scores(reader_.model().id(), head.id)) {
      const auto label = decided_label(*prediction);
      if (label) line.topic = reader_.model().labels()[*label];
    }
    line.head = std::move(head);
    list.songs.push_back(std::move(line));
  }
  return list;
}

EvaluateAnswer Engine::evaluate(const fs::path& file) const {
  corpus::Dataset data = corpus::read_dataset(file);
  return {engine::evaluate(reader_, file, data, nullptr, settings_.threads), std::move(data.rejected)};
}

}  // namespace leitmotif::engine
