#include "apps/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "apps/terminal.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kNarrowestCell = 8;

/// How many columns of a terminal a UTF-8 text takes, counting every code point as one.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// How wide each column becomes: as its widest cell, but the widest that shrink give way until all fit into `columns`.
std::vector<std::size_t> fitted(std::span<const Column> head, const Rows& rows, std::size_t columns) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < head.size(); ++c) {
    widths.push_back(width(head[c].title));
    for (const auto& row : rows) widths[c] = std::max(widths[c], width(row[c]));
  }
  const std::size_t room = std::max(columns, kColumnGap * head.size()) - kColumnGap * (head.size() - 1);
  for (std::size_t all = std::accumulate(widths.begin(), widths.end(), std::size_t{0}); all > room; --all) {
    std::size_t* widest = nullptr;
    for (std::size_t c = 0; c < head.size(); ++c)
      if (head[c].shrinks && (widest == nullptr || widths[c] > *widest)) widest = &widths[c];
    if (widest == nullptr || *widest <= kNarrowestCell) break;
    --*widest;
  }
  return widths;
}

}  // namespace

std::string shortened(const std::string& text, std::size_t columns) {
  if (width(text) <= columns) return text;
  std::size_t end = 0;
  for (std::size_t kept = 0; kept + 1 < columns; ++kept)
    for (++end; (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U;) ++end;
  return text.substr(0, end) + "…";
}

std::string cell(std::string_view text, std::size_t columns, Side side) {
  std::string result = shortened(without_controls(text.empty() ? "-" : text), columns);
  result.insert(side == Side::left ? result.size() : 0, columns - width(result), ' ');
  return result;
}

std::string without_final_blanks(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

std::vector<std::string> table_lines(std::span<const Column> head, const Rows& rows, std::size_t columns) {
  const std::vector<std::size_t> widths = fitted(head, rows, columns);
  std::vector<std::string> lines(rows.size() + 1);
  for (std::size_t c = 0; c < head.size(); ++c) {
    const std::string gap(c == 0 ? 0 : kColumnGap, ' ');
    // Only a column without a title may have an empty one.
    lines[0] +=
        gap + (*head[c].title == 0 ? std::string(widths[c], ' ') : cell(head[c].title, widths[c], head[c].side));
    for (std::size_t r = 0; r < rows.size(); ++r) lines[r + 1] += gap + cell(rows[r][c], widths[c], head[c].side);
  }
  for (std::string& line : lines) line = without_final_blanks(line) + '\n';
  return lines;
}

std::string concatenated(const std::vector<std::string>& lines) {
  return std::accumulate(lines.begin(), lines.end(), std::string());
}

std::string year_text(const std::optional<int>& year) { return year ? std::to_string(*year) : "-"; }

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string comma_joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string songbook_note(bool from_songbook) {
  return from_songbook ? "Your library is empty, so these are songs of the songbook that came along.\n" : "";
}

}  // namespace leitmotif::apps
