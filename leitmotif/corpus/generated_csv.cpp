// Generated songs as the text of a CSV file.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/song_generator.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kBeforeWeights = 7;
constexpr std::size_t kColumns = kBeforeWeights + kMixtureParts.size() + kAudioFeatures.size() + 2;
using Cells = std::array<std::string_view, kColumns>;

/// A row's numbers as text, one after another in one buffer.
class Numbers {
 public:
  std::string_view whole(std::size_t value) { return add(std::to_chars(at_, buffer_.end(), value).ptr); }
  /// 0..1 and a little beyond, with six decimals: as fine as anything here is meant.
  std::string_view fraction(double value) {
    constexpr int kDecimals = 6;
    return add(std::to_chars(at_, buffer_.end(), value, std::chars_format::fixed, kDecimals).ptr);
  }

 private:
  std::string_view add(char* end) {
    const std::string_view text(at_, static_cast<std::size_t>(end - at_));
    at_ = end;
    return text;
  }
  std::array<char, kColumns * 24> buffer_;
  char* at_ = buffer_.begin();
};

std::string header() {
  Cells cells = {"", "artist_name", "track_name", "release_date", "genre", "lyrics", "len"};
  auto place = std::ranges::copy(kMixtureParts, cells.begin() + kBeforeWeights).out;
  place = std::ranges::copy(kAudioFeatures, place).out;
  *place++ = "topic";
  *place = "age";
  return csv_row(cells);
}

std::string row_of(const LabelledSong& row, std::size_t number) {
  const Song& song = row.song;
  Numbers numbers;
  const auto words = static_cast<std::size_t>(std::ranges::count(song.lyrics, ' ')) + 1;
  const int year = song.year.value_or(kFirstGeneratedYear);
  Cells cells = {
      numbers.whole(number), song.artist,         song.title, numbers.whole(static_cast<std::size_t>(year)), song.genre,
      song.lyrics,           numbers.whole(words)};
  std::size_t column = kBeforeWeights;
  for (const double weight : row.labels.weights) cells[column++] = numbers.fraction(weight);
  for (const double value : song.audio) cells[column++] = numbers.fraction(value);
  cells[column++] = row.labels.topic;
  cells[column] = numbers.fraction((2020.0 - year) / 70);
  return csv_row(cells);
}

}  // namespace

void write_generated_csv(const SongGenerator& generator, unsigned threads,
                         const std::function<void(std::string_view)>& write) {
  constexpr std::size_t kRowsPerPiece = 1024;
  constexpr std::size_t kPiecesAtOnce = 16;
  constexpr std::size_t kBytesPerRow = 900;
  write(header());
  constexpr std::size_t kRowsAtOnce = kRowsPerPiece * kPiecesAtOnce;
  std::array<std::string, kPiecesAtOnce> pieces;
  for (std::size_t first = 0; first < generator.size(); first += kRowsAtOnce) {
    for (std::string& piece : pieces) piece.clear();
    parallel_for(std::min(kRowsAtOnce, generator.size() - first), kRowsPerPiece, threads,
                 [&](std::size_t begin, std::size_t end) {
                   std::string& piece = pieces[begin / kRowsPerPiece];
                   piece.reserve((end - begin) * kBytesPerRow);
                   for (std::size_t i = begin; i < end; ++i) piece += row_of(generator.song(first + i), first + i);
                 });
    for (const std::string& piece : pieces)
      if (!piece.empty()) write(piece);
  }
}

}  // namespace leitmotif::corpus
