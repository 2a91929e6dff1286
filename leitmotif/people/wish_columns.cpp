#include "leitmotif/people/wish_columns.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "leitmotif/library/column_file.hpp"
#include "leitmotif/wishes/meaning.hpp"
#include "leitmotif/wishes/score.hpp"

namespace leitmotif::people {
namespace {

// Raise this number whenever the same rows would give other columns: see library/snapshot_file.cpp.
constexpr std::string_view kWishFile = "wishes.1.columns";

/// Calls `each` with the name and the column of all that is kept.
template <class Columns, class Each>
void for_each_wish_column(Columns& columns, const Each& each) {
  each("level", columns.level);
  each("text", columns.text);
  each("direction", columns.direction);
}

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
  library::keep_columns(snapshot.kept.folder / kWishFile, key_of(snapshot, rows), [&](library::ColumnFileWriter& file) {
    for_each_wish_column(columns, [&](const char* name, const auto& column) { file.add({name, rows.id}, column); });
  });
}

}  // namespace

std::optional<WishColumns> kept_columns(const library::Snapshot& snapshot, const WishRows& rows) {
  if (!snapshot.kept.is_kept()) return std::nullopt;
  const auto read = [&](const library::ColumnFile& file) -> std::optional<WishColumns> {
    WishColumns columns;
    for_each_wish_column(columns,
                         [&]<class T>(const char* name, Column<T>& column) { column = file.numbers<T>(name); });
    const std::size_t songs = snapshot.size();
    if (columns.level.size() != songs || columns.text.size() != songs * rows.wishes ||
        columns.direction.size() != songs * rows.dimensions)
      return std::nullopt;
    snapshot.note_file(file.file());
    return columns;
  };
  return library::read_kept(snapshot.kept.folder / kWishFile, key_of(snapshot, rows), read);
}

WishColumns read_columns(const library::Snapshot& snapshot, const WishRows& rows, bool may_keep) {
  WishColumns columns = columns_from_catalogue(snapshot, rows);
  if (may_keep && snapshot.kept.is_kept()) write_columns(snapshot, rows, columns);
  return columns;
}

}  // namespace leitmotif::people
