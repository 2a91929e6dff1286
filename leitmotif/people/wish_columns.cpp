#include "leitmotif/people/wish_columns.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/library/column_file.hpp"
#include "leitmotif/wishes/meaning.hpp"
#include "leitmotif/wishes/score.hpp"

namespace leitmotif::people {
namespace {

// Raise this number whenever the same rows would give other columns: see library/snapshot_file.cpp.
constexpr std::string_view kWishFile = "wishes.1.columns";
constexpr const char* kLevel = "level";
constexpr const char* kText = "text";
constexpr const char* kDirection = "direction";

std::string key_of(const library::Snapshot& snapshot, const WishRows& rows) {
  return snapshot.kept.key + ' ' + rows.id;
}

WishColumns columns_from_catalogue(const library::Snapshot& snapshot, const WishRows& rows) {
  const catalog::ScoredSongs kept = snapshot.library->scores().load(rows.id);
  const std::size_t songs = snapshot.size();
  std::vector<std::uint8_t> level(songs);
  std::vector<std::int16_t> text(songs * rows.wishes, wishes::kSilent);
  std::vector<std::int8_t> direction(songs * rows.dimensions);
  for (std::size_t i = 0; i < kept.id.size(); ++i) {
    const auto row = snapshot.row_of(kept.id[i]);
    if (!row || kept.topics != rows.wishes + 1 || kept.parts != rows.dimensions) continue;
    const float* numbers = &kept.probability[i * kept.topics];
    level[*row] = static_cast<std::uint8_t>(std::lround(std::clamp(numbers[0], 0.0F, 2.0F)));
    for (std::size_t w = 0; w < rows.wishes; ++w)
      if (numbers[w + 1] > kNothingSaid) text[w * songs + *row] = wishes::kept(numbers[w + 1]);
    const std::vector<std::int8_t> bytes = wishes::packed({&kept.mixture[i * rows.dimensions], rows.dimensions});
    std::copy(bytes.begin(), bytes.end(), direction.begin() + static_cast<std::ptrdiff_t>(*row * rows.dimensions));
  }
  return {std::move(level), std::move(text), std::move(direction)};
}

void write_columns(const library::Snapshot& snapshot, const WishRows& rows, const WishColumns& columns) {
  try {
    library::ColumnFileWriter file(snapshot.kept.folder / kWishFile);
    file.add({kLevel, rows.id}, columns.level);
    file.add({kText, rows.id}, columns.text);
    file.add({kDirection, rows.id}, columns.direction);
    file.commit(key_of(snapshot, rows));
  } catch (const Error&) {  // a full disk, or a folder that is not ours: it is in memory
  }
}

}  // namespace

std::optional<WishColumns> kept_columns(const library::Snapshot& snapshot, const WishRows& rows) {
  if (!snapshot.kept.is_kept()) return std::nullopt;
  const auto file = library::ColumnFile::open(snapshot.kept.folder / kWishFile, key_of(snapshot, rows));
  if (!file) return std::nullopt;
  try {
    WishColumns columns{file->numbers<std::uint8_t>(kLevel), file->numbers<std::int16_t>(kText),
                        file->numbers<std::int8_t>(kDirection)};
    const std::size_t songs = snapshot.size();
    if (columns.level.size() != songs || columns.text.size() != songs * rows.wishes ||
        columns.direction.size() != songs * rows.dimensions)
      return std::nullopt;
    snapshot.note_file(file->file());
    return columns;
  } catch (const Error&) {  // it is written anew
    return std::nullopt;
  }
}

WishColumns read_columns(const library::Snapshot& snapshot, const WishRows& rows, bool may_keep) {
  WishColumns columns = columns_from_catalogue(snapshot, rows);
  if (may_keep && snapshot.kept.is_kept()) write_columns(snapshot, rows, columns);
  return columns;
}

}  // namespace leitmotif::people
