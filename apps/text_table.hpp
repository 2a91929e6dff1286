// Tables of text that fit into a terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::apps {

/// Blanks between two columns.
inline constexpr std::size_t kColumnGap = 2;

/// Where a cell's text stands.
enum class Side { left, right };

/// A column's head and how it behaves.
struct Column {
  const char* title;
  Side side = Side::left;
  bool shrinks = false;  ///< may be made narrower than its widest cell
};

/// Cells by row.
using Rows = std::vector<std::vector<std::string>>;

/// The lines of a table, with their ends: the titles, and one line a row. Columns that shrink give way until everything
/// fits into `columns`, if that is possible.
[[nodiscard]] std::vector<std::string> table_lines(std::span<const Column> head, const Rows& rows, std::size_t columns);

/// A text in exactly `columns` columns, without what could steer a terminal; `-` for an empty one.
[[nodiscard]] std::string cell(std::string_view text, std::size_t columns, Side side = Side::left);
/// The first `columns` code points of a text, the last of them an ellipsis when there were more.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t columns);
[[nodiscard]] std::string without_final_blanks(const std::string& line);
[[nodiscard]] std::string concatenated(const std::vector<std::string>& lines);
/// "a, b".
[[nodiscard]] std::string comma_joined(const std::vector<std::string>& words);
[[nodiscard]] std::string year_text(const std::optional<int>& year);
/// "12.3 %".
[[nodiscard]] std::string percent(double share);
/// A line that says so when the songs that came along answered; else nothing.
[[nodiscard]] std::string songbook_note(bool from_songbook);

}  // namespace leitmotif::apps
