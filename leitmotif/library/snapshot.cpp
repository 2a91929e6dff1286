#include "leitmotif/library/snapshot.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <system_error>

#include "leitmotif/catalog/changes.hpp"
#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/library/corrections.hpp"
#include "leitmotif/library/descriptors.hpp"
#include "leitmotif/library/inferred.hpp"
#include "leitmotif/library/similarity_space.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::library {

struct Snapshot::Mapped {
  std::mutex mutex;
  std::vector<std::shared_ptr<const CheckedFile>> files;

  void add(std::shared_ptr<const CheckedFile> file) {
    const std::lock_guard lock(mutex);
    if (file) files.push_back(std::move(file));
  }
};

namespace {

Names shared(std::span<const std::string> names) {
  return std::make_shared<const std::vector<std::string>>(names.begin(), names.end());
}

/// Keeps the rows whose titles are most like the wanted one.
class BestTitles {
 public:
  explicit BestTitles(std::string_view title)
      : compared_(catalog::compared_form(title)), keys_(text::title_keys(title)) {}

  void offer(std::uint32_t row, std::string_view title, bool same_artist) {
    const int likeness = likeness_of(title, same_artist);
    if (likeness == 0 || likeness < best_) return;
    if (likeness > best_) rows_.clear();
    best_ = likeness;
    rows_.push_back(row);
  }
  [[nodiscard]] std::vector<std::uint32_t> rows() && { return std::move(rows_); }

 private:
  [[nodiscard]] int likeness_of(std::string_view title, bool same_artist) const {
    if (same_artist && catalog::compared_form(title) == compared_) return 4;
    const text::TitleKeys keys = text::title_keys(title);
    if (keys.title != keys_.title) return 0;
    return keys.edition != keys_.edition ? 1 : same_artist ? 3 : 2;
  }

  std::string compared_;
  text::TitleKeys keys_;
  int best_ = 0;
  std::vector<std::uint32_t> rows_;
};

/// Reads the catalogue.
void fill(Snapshot& snapshot, const models::Classifier& model, unsigned threads) {
  Draft draft = draft_of(snapshot.library->scores().load(model.id()), model);
  note_instrumentals(*snapshot.library, draft);
  infer_missing(draft, threads);
  apply_corrections(*snapshot.library, model, draft);
  static_cast<SongColumns&>(snapshot.columns) = finished(std::move(draft), model, threads);
  snapshot.files = own_files(*snapshot.library);
}

}  // namespace

std::optional<std::uint32_t> Snapshot::row_of(std::int64_t id) const {
  // Numbers seldom have gaps, so a song is mostly where it would be without any.
  if (!columns.id.empty() && id >= columns.id[0]) {
    const auto guess = static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(columns.id[0]);
    if (guess < columns.id.size() && columns.id[guess] == id) return static_cast<std::uint32_t>(guess);
  }
  const std::size_t row = columns.id.lower_bound(id);
  if (row == columns.id.size() || columns.id[row] != id) return std::nullopt;
  return static_cast<std::uint32_t>(row);
}

std::vector<std::uint32_t> Snapshot::artists_named(std::string_view name) const {
  return by_artist.named(columns, name);
}

std::vector<std::uint32_t> Snapshot::rows_named(std::string_view artist, std::string_view title) const {
  // An index of names would take longer to make than a thousand questions take without it.
  std::vector<std::uint8_t> is_wanted(columns.artists.size());
  for (const std::uint32_t number : artists_named(artist)) is_wanted[number] = 1;
  BestTitles best(title);
  const std::string compared_artist = catalog::compared_form(artist);
  const std::span<const std::uint32_t> artists = columns.artist.all();
  for (std::uint32_t row = 0; row < artists.size(); ++row)
    if (is_wanted[artists[row]] != 0)
      best.offer(row, columns.titles[row], columns.artists[artists[row]] == compared_artist);
  return std::move(best).rows();
}

std::vector<std::uint32_t> Snapshot::rows_titled(std::string_view title) const {
  BestTitles best(title);
  for (std::uint32_t row = 0; row < size(); ++row) best.offer(row, columns.titles[row], true);
  return std::move(best).rows();
}

catalog::SongHead Snapshot::head(std::size_t row) const {
  catalog::SongHead head{columns.id[row], std::string(columns.artist_names[row]), std::string(columns.titles[row]),
                         std::nullopt, columns.genres[columns.genre[row]]};
  if (columns.year[row] != kNoYear) head.year = columns.year[row];
  return head;
}

std::string Snapshot::name(std::size_t row) const {
  return std::string(columns.artist_names[row]) + " - " + std::string(columns.titles[row]);
}

std::optional<std::size_t> Snapshot::topic_of(std::size_t row) const {
  const auto probabilities = columns.probability.piece(row * columns.topics, columns.topics);
  if (probabilities.empty() || std::isnan(probabilities[0])) return std::nullopt;
  return static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
}

std::vector<float> Snapshot::mixture(std::size_t row) const {
  const std::span<const float> roots = columns.roots_of(row);
  std::vector<float> weights;
  if (std::ranges::all_of(roots, [](float root) { return root == 0; })) return weights;
  weights.reserve(roots.size());
  for (const float root : roots) weights.push_back(root * root);
  return weights;
}

std::vector<std::shared_ptr<const SongNotes>> Snapshot::notes(std::span<const std::size_t> rows) const {
  std::vector<std::shared_ptr<const SongNotes>> notes;
  std::vector<std::size_t> missing;  // places in `rows`
  std::vector<std::int64_t> numbers;
  for (std::size_t place = 0; place < rows.size(); ++place) {
    notes.push_back(kept_notes.find(rows[place]).value_or(nullptr));
    if (notes.back()) continue;
    missing.push_back(place);
    numbers.push_back(columns.id[rows[place]]);
  }
  if (missing.empty()) return notes;
  std::vector<std::optional<catalog::SongFacts>> facts = library->files().facts_of(numbers);
  std::vector<std::vector<catalog::RemoteId>> servers = library->servers().ids_of(numbers);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    SongNotes found{.album = "", .ids = {}, .servers = std::move(servers[i])};
    if (facts[i]) found = {std::move(facts[i]->album), std::move(facts[i]->ids), std::move(found.servers)};
    notes[missing[i]] = std::make_shared<const SongNotes>(std::move(found));
    kept_notes.keep(rows[missing[i]], notes[missing[i]]);
  }
  return notes;
}

bool Snapshot::is_damaged() const {
  if (!mapped) return false;
  const std::lock_guard lock(mapped->mutex);
  return std::ranges::any_of(mapped->files, [](const auto& file) { return file->is_damaged(); });
}

void Snapshot::note_file(std::shared_ptr<const CheckedFile> file) const {
  if (mapped) mapped->add(std::move(file));
}

void Snapshot::look_through() const {
  if (!mapped) return;
  std::vector<std::shared_ptr<const CheckedFile>> all;
  {
    const std::lock_guard lock(mapped->mutex);
    all = mapped->files;
  }
  for (const auto& file : all) file->require(file->body().data(), file->body().size());
}

std::shared_ptr<Snapshot> load_snapshot(std::shared_ptr<catalog::Catalog> library, const models::Classifier& model,
                                        const LoadOptions& options) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->mapped = std::make_shared<Snapshot::Mapped>();
  // Asked first: what changes while the songs are read is then seen as a change.
  snapshot->generation = library->changes().generation(catalog::Changed::songs);
  snapshot->state = library->changes().state();
  if (!snapshot->state.empty()) snapshot->kept = {options.folder, snapshot->state + ' ' + model.id()};
  snapshot->library = std::move(library);
  snapshot->topics = shared(model.labels());
  snapshot->parts = shared(parts_of(model));
  if (std::optional<KeptSongs> songs = read_songs(snapshot->kept, model)) {
    static_cast<SongColumns&>(snapshot->columns) = std::move(songs->columns);
    snapshot->files = std::move(songs->files);
    snapshot->is_kept = true;
    snapshot->mapped->add(std::move(songs->file));
  } else {
    fill(*snapshot, model, options.threads);
    if (snapshot->size() < options.least_kept) snapshot->kept = {};
  }
  snapshot->columns.work = [snapshot = snapshot.get()](std::uint32_t row) {
    return snapshot->works.of(
        row, [&] { return text::work_of(snapshot->columns.artist_names[row], snapshot->columns.titles[row]); });
  };
  // Made when songs are first compared: asking by topic needs none. The snapshot outlives its columns.
  snapshot->columns.space = recommend::LazySpace([snapshot = snapshot.get(), options] {
    KeptSpace found = space_of(snapshot->kept, options.similarity_model, [&] {
      const std::vector<std::vector<float>> sound = descriptors_of(*snapshot);
      return similarity_space({snapshot->columns, *snapshot->parts, options.threads, sound}, options.similarity_model);
    });
    snapshot->mapped->add(std::move(found.file));
    return std::move(found.space);
  });
  return snapshot;
}

bool keep(const Snapshot& snapshot) {
  if (snapshot.is_kept || !snapshot.kept.is_kept()) return false;
  try {
    write_songs(snapshot.kept, snapshot.columns, snapshot.files);
  } catch (const Error&) {  // a full disk, or a folder that is not ours
    return false;
  }
  return true;
}

void forget(const Snapshot& snapshot) noexcept {
  std::error_code ignored;
  if (snapshot.kept.is_kept()) std::filesystem::remove_all(snapshot.kept.folder, ignored);
}

}  // namespace leitmotif::library
