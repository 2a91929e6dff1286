#include "leitmotif/people/wish_space.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "leitmotif/catalog/sounds.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/vectorized.hpp"
#include "leitmotif/languages/carry.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/text/sung_text.hpp"
#include "leitmotif/wishes/sung_words.hpp"

namespace leitmotif::people {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t kSongsPerPiece = 256;
constexpr std::size_t kSongsPerBatch = 4096;
/// Changes when what is read of a lyric changes without one of the shipped files.
constexpr std::string_view kReading = "wishes 2 ";

/// A song's row as the catalogue keeps it: level and shares, and the direction.
Prediction row_of(const WishTools& tools, const reading::Reader& reader, std::string_view title,
                  const catalog::UnscoredSong& song) {
  const reading::PreparedLyric prepared(song.lyrics, song.form);
  const WishLyric lyric = wish_lyric(reader, prepared, title);
  std::vector<float> direction = tools.reader.vectors().direction(lyric.cleaned);
  Prediction row;
  const auto level = static_cast<float>(tools.strong.read(prepared.english()).level);
  row.probabilities.push_back(level);
  for (const float share : tools.reader.shares({lyric.title, lyric.sung, lyric.cleaned}, direction))
    row.probabilities.push_back(std::isnan(share) ? kNothingSaid : share);
  direction.resize(tools.reader.vectors().dimensions());
  row.mixture = std::move(direction);
  return row;
}

/// Reads the songs that were not read yet; how many there were.
std::size_t read_unread(const library::Snapshot& snapshot, const WishTools& tools, const reading::Reader& reader,
                        const OnProgress& on_progress, unsigned threads) {
  catalog::Catalog& library = *snapshot.library;
  std::int64_t after = 0;
  std::size_t done = 0;
  while (true) {
    const std::vector<catalog::UnscoredSong> songs = library.scores().unscored(tools.id, after, kSongsPerBatch);
    if (songs.empty()) return done;
    std::vector<catalog::SongScores> rows(songs.size());
    parallel_for(songs.size(), kSongsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const auto row = snapshot.row_of(songs[i].id);
        rows[i] = {songs[i].id, row_of(tools, reader, row ? snapshot.head(*row).title : std::string(), songs[i])};
      }
    });
    library.scores().store(tools.id, rows);
    after = songs.back().id;
    done += songs.size();
    on_progress({"reading songs for wishes", done, 0});
  }
}

LEITMOTIF_VECTORIZED void dots(const std::int8_t* rows, std::size_t width, const std::int16_t* point, float* results,
                               std::size_t count) {
  constexpr float kStep = 1.0F / (127.0F * 127.0F);
  for (std::size_t i = 0; i < count; ++i) {
    std::int32_t sum = 0;
    for (std::size_t d = 0; d < width; ++d) sum += std::int32_t{rows[i * width + d]} * point[d];
    results[i] = static_cast<float>(sum) * kStep;
  }
}

}  // namespace

std::shared_ptr<const WishTools> WishTools::load() {
  const std::filesystem::path folder = places::data_folder() / "wishes";
  auto table = std::make_shared<wishes::WishTable>(wishes::load_wishes(folder / "wishes.txt"));
  auto vectors = std::make_shared<wishes::WordVectors>(wishes::WordVectors::load(folder / "meaning.vectors"));
  wishes::StrongWords strong = wishes::StrongWords::load(folder / "strong_words.txt");
  const std::string features = sha256_hex(wishes::vectors_file(vectors->data()) + wishes::standards_text(*table));
  const std::string id = std::string(kReading) +
                         sha256_hex(features + table->digest + strong.digest() + languages::Bridges::shipped_digest());
  return std::make_shared<const WishTools>(
      WishTools{wishes::WishReader(std::move(table), std::move(vectors)), std::move(strong), id, features});
}

WishLyric wish_lyric(const reading::Reader& reader, const reading::PreparedLyric& lyric, std::string_view title) {
  WishLyric read;
  read.title = lyric.title(title);
  if (lyric.form() == LyricsForm::sung) read.sung = wishes::sung_words(text::only_sung(lyric.english()));
  read.cleaned = reader.cleaned_words(lyric);
  return read;
}

std::shared_ptr<const WishSpace> WishSpace::load(std::shared_ptr<const library::Snapshot> snapshot,
                                                 const reading::Reader& reader, std::shared_ptr<const WishTools> tools,
                                                 const OnProgress& on_progress, unsigned threads) {
  const WishRows rows{tools->id, tools->reader.table().wishes.size(), tools->reader.vectors().dimensions()};
  std::optional<WishColumns> columns = kept_columns(*snapshot, rows);
  if (!columns) {
    const std::size_t fresh = read_unread(*snapshot, *tools, reader, on_progress, threads);
    columns = read_columns(*snapshot, rows, fresh == 0);
  }
  return std::shared_ptr<const WishSpace>(new WishSpace(std::move(snapshot), std::move(tools), *std::move(columns)));
}

WishSpace::WishSpace(std::shared_ptr<const library::Snapshot> snapshot, std::shared_ptr<const WishTools> tools,
                     WishColumns columns)
    : snapshot_(std::move(snapshot)), tools_(std::move(tools)), columns_(std::move(columns)) {
  const std::vector<std::string>& parts = *snapshot_->parts;
  for (std::size_t k = 0; k < kMixtureParts.size(); ++k) {
    const auto found = std::find(parts.begin(), parts.end(), kMixtureParts[k]);
    if (found != parts.end()) parts_[k] = static_cast<std::size_t>(found - parts.begin());
  }
  for (std::size_t k = 0; k < sounds_.size(); ++k) sounds_[k] = &snapshot_->columns.sound_of(kAudioFeatures[k]);
  raise_flagged();
  note_guesses();
}

void WishSpace::note_guesses() {
  const std::span<const std::uint8_t> flags = snapshot_->columns.flags.all();
  if (std::ranges::none_of(flags, [](std::uint8_t flag) { return (flag & kInferred) != 0; })) return;
  guessed_.resize(flags.size());
  for (std::size_t row = 0; row < flags.size(); ++row) guessed_[row] = (flags[row] & kInferred) != 0 ? 1 : 0;
}

void WishSpace::raise_flagged() {
  const Column<float>& flags = snapshot_->columns.sound_of(catalog::kExplicitFlag);
  if (flags.empty()) return;
  const std::span<const std::uint8_t> estimated = estimated_levels();
  raised_.assign(estimated.begin(), estimated.end());
  for (std::size_t row = 0; row < raised_.size(); ++row)
    if (flags[row] > 0) raised_[row] = static_cast<std::uint8_t>(wishes::Level::explicit_words);
}

wishes::WishInputs WishSpace::inputs(std::size_t wish) const {
  static_assert(wishes::kNoYear == leitmotif::kNoYear);
  const recommend::Library& songs = snapshot_->columns;
  wishes::WishInputs inputs;
  inputs.songs = size();
  inputs.text = columns_.text.piece(wish * size(), size());
  inputs.root_mixture = songs.root_mixture.all();
  inputs.parts = songs.parts;
  inputs.part_columns = parts_;
  for (std::size_t k = 0; k < sounds_.size(); ++k) inputs.audio[k] = sounds_[k]->all();
  inputs.beat = songs.sound_of("tempo_clarity").all();
  inputs.guessed = guessed_;
  inputs.year = songs.year.all();
  inputs.artist = songs.artist.all();
  inputs.genre = songs.genre.all();
  inputs.genres = songs.genres;
  return inputs;
}

std::vector<float> WishSpace::scores(std::size_t wish) const {
  return wishes::wish_scores(tools_->reader.table(), wish, inputs(wish));
}

std::optional<wishes::WishParts> WishSpace::parts(std::size_t wish, std::size_t row) const {
  return wishes::wish_parts(tools_->reader.table(), wish, inputs(wish), row);
}

std::span<const std::int8_t> WishSpace::direction(std::size_t row) const {
  const std::size_t dimensions = tools_->reader.vectors().dimensions();
  const std::span<const std::int8_t> all = columns_.direction.piece(row * dimensions, dimensions);
  const bool is_there = std::any_of(all.begin(), all.end(), [](std::int8_t x) { return x != 0; });
  return is_there ? all : std::span<const std::int8_t>();
}

wishes::KnownOfSong WishSpace::known(std::size_t row) const {
  const recommend::Library& songs = snapshot_->columns;
  wishes::KnownOfSong known;
  const std::span<const float> roots = songs.roots_of(row);
  auto& mixture = known.root_mixture.emplace();
  for (std::size_t k = 0; k < mixture.size(); ++k) mixture[k] = parts_[k] ? roots[*parts_[k]] : 0;
  if (std::none_of(mixture.begin(), mixture.end(), [](float root) { return root > 0; })) known.root_mixture.reset();
  known.direction = direction(row);
  for (std::size_t k = 0; k < sounds_.size(); ++k) known.audio[k] = sounds_[k]->empty() ? kNaN : (*sounds_[k])[row];
  if (songs.year[row] != leitmotif::kNoYear) known.year = songs.year[row];
  return known;
}

std::vector<float> WishSpace::features(std::size_t row) const {
  return wishes::features_of(tools_->reader.table(), tools_->reader.vectors().dimensions(), known(row));
}

std::vector<float> WishSpace::meaning(std::size_t row) const {
  constexpr float kStep = 1.0F / 127.0F;
  std::vector<float> numbers;
  for (const std::int8_t byte : direction(row)) numbers.push_back(kStep * static_cast<float>(byte));
  return numbers;
}

bool WishSpace::is_known(std::size_t row) const {
  return !direction(row).empty() || std::any_of(sounds_.begin(), sounds_.end(), [&](const Column<float>* values) {
    return !values->empty() && !std::isnan((*values)[row]);
  });
}

std::vector<float> WishSpace::scores(const wishes::LearnedWish& wish) const {
  std::vector<float> scores(size(), kNaN);
  std::vector<float> features;
  for (std::size_t row = 0; row < size(); ++row) {
    if (!is_known(row)) continue;
    wishes::features_into(tools_->reader.table(), tools_->reader.vectors().dimensions(), known(row), features);
    scores[row] = static_cast<float>(wishes::score_of(wish, features));
  }
  return scores;
}

std::vector<float> WishSpace::nearness(std::span<const float> direction) const {
  const std::size_t dimensions = tools_->reader.vectors().dimensions();
  const std::vector<std::int8_t> bytes = wishes::packed(direction);
  const std::vector<std::int16_t> point(bytes.begin(), bytes.end());
  std::vector<float> results(size());
  dots(columns_.direction.all().data(), dimensions, point.data(), results.data(), size());
  for (std::size_t row = 0; row < size(); ++row)
    if (results[row] == 0 && this->direction(row).empty()) results[row] = kNaN;
  return results;
}

}  // namespace leitmotif::people
