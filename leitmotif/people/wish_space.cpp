#include "leitmotif/people/wish_space.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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
/// Kept numbers must be finite: this one stands for "the text says nothing", which no share comes near.
constexpr float kNothing = -1000;
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
    row.probabilities.push_back(std::isnan(share) ? kNothing : share);
  direction.resize(tools.reader.vectors().dimensions());
  row.mixture = std::move(direction);
  return row;
}

void read_unread(const library::Snapshot& snapshot, const WishTools& tools, const reading::Reader& reader,
                 const OnProgress& on_progress, unsigned threads) {
  catalog::Catalog& library = *snapshot.library;
  std::int64_t after = 0;
  std::size_t done = 0;
  while (true) {
    const std::vector<catalog::UnscoredSong> songs = library.scores().unscored(tools.id, after, kSongsPerBatch);
    if (songs.empty()) return;
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
  const std::string id = std::string(kReading) + sha256_hex(features + table->digest + strong.digest() +
                                                            languages::Bridges::shipped().digest());
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
  read_unread(*snapshot, *tools, reader, on_progress, threads);
  const catalog::ScoredSongs rows = snapshot->library->scores().load(tools->id);
  const std::size_t wishes = tools->reader.table().wishes.size();
  const std::size_t dimensions = tools->reader.vectors().dimensions();
  auto space = std::shared_ptr<WishSpace>(new WishSpace());
  space->snapshot_ = std::move(snapshot);
  space->tools_ = std::move(tools);
  const std::size_t songs = space->snapshot_->size();
  space->level_.resize(songs);
  space->text_.resize(songs * wishes, wishes::kSilent);
  space->direction_.resize(songs * dimensions);
  for (std::size_t i = 0; i < rows.id.size(); ++i) {
    const auto row = space->snapshot_->row_of(rows.id[i]);
    if (!row || rows.topics != wishes + 1 || rows.parts != dimensions) continue;
    const float* numbers = &rows.probability[i * rows.topics];
    space->level_[*row] = static_cast<std::uint8_t>(std::lround(std::clamp(numbers[0], 0.0F, 2.0F)));
    for (std::size_t w = 0; w < wishes; ++w)
      space->text_[*row * wishes + w] = wishes::kept(numbers[w + 1] <= kNothing ? kNaN : numbers[w + 1]);
    const std::vector<std::int8_t> bytes = wishes::packed({&rows.mixture[i * dimensions], dimensions});
    std::copy(bytes.begin(), bytes.end(), space->direction_.begin() + static_cast<std::ptrdiff_t>(*row * dimensions));
  }
  space->copy_columns();
  return space;
}

/// The snapshot's columns as scores are worked out of them.
void WishSpace::copy_columns() {
  const library::Snapshot& from = *snapshot_;
  const std::size_t songs = from.size();
  std::array<std::optional<std::size_t>, kMixtureParts.size()> places;
  for (std::size_t k = 0; k < kMixtureParts.size(); ++k) {
    const auto found = std::find(from.parts->begin(), from.parts->end(), kMixtureParts[k]);
    if (found != from.parts->end()) places[k] = static_cast<std::size_t>(found - from.parts->begin());
  }
  std::array<const Column<float>*, kAudioFeatures.size()> sounds{};
  for (std::size_t k = 0; k < sounds.size(); ++k) sounds[k] = &from.columns.sound_of(kAudioFeatures[k]);
  roots_.resize(songs * kMixtureParts.size());
  audio_.resize(songs * kAudioFeatures.size(), kNaN);
  year_.resize(songs, wishes::kNoYear);
  artist_.resize(songs);
  for (std::size_t row = 0; row < songs; ++row) {
    const std::span<const float> roots = from.columns.roots_of(row);
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k)
      if (places[k]) roots_[row * kMixtureParts.size() + k] = roots[*places[k]];
    for (std::size_t k = 0; k < kAudioFeatures.size(); ++k)
      if (!sounds[k]->empty()) audio_[row * kAudioFeatures.size() + k] = (*sounds[k])[row];
    if (from.columns.year[row] != leitmotif::kNoYear) year_[row] = from.columns.year[row];
    artist_[row] = from.columns.artist[row];
  }
}

wishes::SongColumns WishSpace::columns() const {
  wishes::SongColumns columns;
  columns.songs = size();
  columns.text = text_;
  columns.root_mixture = roots_;
  columns.parts = kMixtureParts.size();
  for (std::size_t k = 0; k < kMixtureParts.size(); ++k) columns.part_columns[k] = k;
  columns.audio = audio_;
  columns.year = year_;
  columns.artist = artist_;
  return columns;
}

std::vector<float> WishSpace::scores(std::size_t wish) const {
  return wishes::wish_scores(tools_->reader.table(), wish, columns());
}

std::optional<wishes::WishParts> WishSpace::parts(std::size_t wish, std::size_t row) const {
  return wishes::wish_parts(tools_->reader.table(), wish, columns(), row);
}

std::span<const std::int8_t> WishSpace::direction(std::size_t row) const {
  const std::size_t dimensions = tools_->reader.vectors().dimensions();
  const std::span<const std::int8_t> all = std::span(direction_).subspan(row * dimensions, dimensions);
  const bool is_there = std::any_of(all.begin(), all.end(), [](std::int8_t x) { return x != 0; });
  return is_there ? all : std::span<const std::int8_t>();
}

wishes::SongFacts WishSpace::facts(std::size_t row) const {
  wishes::SongFacts facts;
  const std::span<const float> roots = std::span(roots_).subspan(row * kMixtureParts.size(), kMixtureParts.size());
  if (std::any_of(roots.begin(), roots.end(), [](float root) { return root > 0; })) facts.root_mixture = roots;
  facts.direction = direction(row);
  std::copy_n(audio_.begin() + static_cast<std::ptrdiff_t>(row * kAudioFeatures.size()), kAudioFeatures.size(),
              facts.audio.begin());
  if (year_[row] != wishes::kNoYear) facts.year = year_[row];
  return facts;
}

std::vector<float> WishSpace::features(std::size_t row) const {
  return wishes::features_of(tools_->reader.table(), tools_->reader.vectors().dimensions(), facts(row));
}

std::vector<float> WishSpace::meaning(std::size_t row) const {
  constexpr float kStep = 1.0F / 127.0F;
  std::vector<float> numbers;
  for (const std::int8_t byte : direction(row)) numbers.push_back(kStep * static_cast<float>(byte));
  return numbers;
}

bool WishSpace::is_known(std::size_t row) const {
  if (!direction(row).empty()) return true;
  const auto begin = audio_.begin() + static_cast<std::ptrdiff_t>(row * kAudioFeatures.size());
  return std::any_of(begin, begin + kAudioFeatures.size(), [](float value) { return !std::isnan(value); });
}

std::vector<float> WishSpace::scores(const wishes::LearnedWish& wish) const {
  std::vector<float> scores(size(), kNaN);
  std::vector<float> features;
  for (std::size_t row = 0; row < size(); ++row) {
    if (!is_known(row)) continue;
    wishes::features_into(tools_->reader.table(), tools_->reader.vectors().dimensions(), facts(row), features);
    scores[row] = static_cast<float>(wishes::score_of(wish, features));
  }
  return scores;
}

std::vector<float> WishSpace::nearness(std::span<const float> direction) const {
  const std::size_t dimensions = tools_->reader.vectors().dimensions();
  const std::vector<std::int8_t> bytes = wishes::packed(direction);
  const std::vector<std::int16_t> point(bytes.begin(), bytes.end());
  std::vector<float> results(size());
  dots(direction_.data(), dimensions, point.data(), results.data(), size());
  for (std::size_t row = 0; row < size(); ++row)
    if (results[row] == 0 && this->direction(row).empty()) results[row] = kNaN;
  return results;
}

}  // namespace leitmotif::people
