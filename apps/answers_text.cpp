#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "apps/answers.hpp"
#include "apps/terminal.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowestCell = 8;
constexpr std::size_t kWordsShown = 12;
constexpr std::size_t kBarWidth = 24;
/// On a terminal of fewer columns the reasons stand below their song instead of beside it.
constexpr std::size_t kColumnsForReasons = 110;

/// How many columns of a terminal a UTF-8 text takes, counting every code point as one.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The first `columns` code points of a text, the last of them an ellipsis when there were more.
std::string shortened(const std::string& text, std::size_t columns) {
  if (width(text) <= columns) return text;
  std::size_t end = 0;
  for (std::size_t kept = 0; kept + 1 < columns; ++kept)
    for (++end; (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U;) ++end;
  return text.substr(0, end) + "…";
}

enum class Side { left, right };

/// A text in exactly `columns` columns.
std::string cell(std::string_view text, std::size_t columns, Side side = Side::left) {
  std::string result = shortened(without_controls(text.empty() ? "-" : text), columns);
  result.insert(side == Side::left ? result.size() : 0, columns - width(result), ' ');
  return result;
}

std::string without_final_blanks(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

struct Column {
  const char* title;
  Side side = Side::left;
  bool shrinks = false;  ///< may be made narrower than its widest cell
};

using Rows = std::vector<std::vector<std::string>>;

/// How wide each column becomes: as its widest cell, but the widest that shrink give way until all fit into `columns`.
std::vector<std::size_t> fitted(std::span<const Column> head, const Rows& rows, std::size_t columns) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < head.size(); ++c) {
    widths.push_back(width(head[c].title));
    for (const auto& row : rows) widths[c] = std::max(widths[c], width(row[c]));
  }
  const std::size_t room = std::max(columns, kGap * head.size()) - kGap * (head.size() - 1);
  for (std::size_t all = std::accumulate(widths.begin(), widths.end(), std::size_t{0}); all > room; --all) {
    std::size_t* widest = nullptr;
    for (std::size_t c = 0; c < head.size(); ++c)
      if (head[c].shrinks && (widest == nullptr || widths[c] > *widest)) widest = &widths[c];
    if (widest == nullptr || *widest <= kNarrowestCell) break;
    --*widest;
  }
  return widths;
}

/// The lines of a table: the titles, and one line a row.
std::vector<std::string> table(std::span<const Column> head, const Rows& rows, std::size_t columns) {
  const std::vector<std::size_t> widths = fitted(head, rows, columns);
  std::vector<std::string> lines(rows.size() + 1);
  for (std::size_t c = 0; c < head.size(); ++c) {
    const std::string gap(c == 0 ? 0 : kGap, ' ');
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

/// "No song is", "Only 1 song is", "Only 2 songs are".
std::string only_songs_are(std::size_t count) {
  if (count == 0) return "No song is";
  return fmt::format("Only {} {}", count, count == 1 ? "song is" : "songs are");
}

std::string year_text(const std::optional<int>& year) { return year ? std::to_string(*year) : "-"; }

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// The words that counted most; nothing when none are asked for.
std::string to_text(const std::vector<WordShare>& words) {
  if (words.empty()) return "";
  constexpr std::array<Column, 4> kHead = {{{"WORD"}, {"TIMES", Side::right}, {"TOPIC"}, {"SHARE", Side::right}}};
  Rows rows;
  for (const WordShare& word : std::span(words).first(std::min(words.size(), kWordsShown)))
    rows.push_back({word.word, std::to_string(word.count), word.topic, fmt::format("{:.3f}", word.share)});
  std::string text;
  for (const std::string& line : table(kHead, rows, 80)) text += "  " + line;
  return text;
}

std::string songbook_note(bool from_songbook) {
  return from_songbook ? "Your library is empty, so these are songs of the songbook that came along.\n" : "";
}

}  // namespace

std::string to_text(const Classified& answer, const models::Classifier& model) {
  const std::string id = without_controls(answer.id);
  const auto label = reading::decided_label(answer.prediction);
  if (!label) return fmt::format("{}: no topic: the model knows none of its words\n", id);
  const int words = answer.prediction.counted_words;
  std::string text = fmt::format("{}: {} ({}, from {} counted word{})\n", id, model.labels()[*label],
                                 percent(answer.prediction.probabilities[*label]), words, words == 1 ? "" : "s");
  std::vector<std::size_t> order(model.labels().size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t k) { return answer.prediction.probabilities[k]; });
  for (const std::size_t k : order) {
    const float probability = answer.prediction.probabilities[k];
    const auto filled = static_cast<std::size_t>(std::lround(probability * static_cast<float>(kBarWidth)));
    std::string bar;
    for (std::size_t i = 0; i < filled; ++i) bar += "█";
    text +=
        without_final_blanks(fmt::format("  {}  {:>7}  {}", cell(model.labels()[k], 10), percent(probability), bar)) +
        '\n';
  }
  return text + to_text(answer.words);
}

std::string to_text(const engine::ImportReport& report) {
  std::string text = fmt::format("{} rows read: {} songs imported, {} updated, {} rejected ({:.2f} s)\n", report.read,
                                 report.imported, report.updated, report.rejected, report.seconds);
  if (!report.rejects_file.empty()) text += fmt::format("rejected rows and why: {}\n", report.rejects_file.string());
  return text;
}

std::string to_text(const engine::RecommendAnswer& answer, std::size_t columns) {
  std::string text = songbook_note(answer.from_songbook);
  if (answer.songs.empty()) return text + "No song matches.\n";
  if (answer.fallback)
    text += fmt::format("{} above the threshold of {}, so less likely ones fill the list.\n",
                        only_songs_are(answer.passed), answer.query.threshold);
  std::vector<Column> head = {
      {"", Side::right}, {"ARTIST", Side::left, true}, {"TITLE", Side::left, true}, {"YEAR"}, {"GENRE"},
      {"TOPIC"},         {"SURE", Side::right}};
  const bool beside = columns >= kColumnsForReasons;
  if (beside) head.push_back({"WHY", Side::left, true});
  Rows rows;
  for (const Recommendation& song : answer.songs) {
    rows.push_back({std::to_string(rows.size() + 1), song.artist, song.title, year_text(song.year), song.genre,
                    song.topic, percent(song.score)});
    if (beside) rows.back().push_back(joined(song.why));
  }
  std::vector<std::string> lines = table(head, rows, columns);
  if (beside) return text + concatenated(lines);
  const std::size_t indent = std::to_string(rows.size()).size() + kGap;
  for (std::size_t i = 0; i < answer.songs.size(); ++i)
    if (const std::string why = joined(answer.songs[i].why); !why.empty())
      lines[i + 1] += std::string(indent, ' ') + shortened(why, columns - indent) + '\n';
  return text + concatenated(lines);
}

std::string to_text(const engine::SongList& list, std::size_t columns) {
  if (list.songs.empty()) return "No song matches.\n";
  constexpr std::array<Column, 6> kHead = {{{"ID", Side::right},
                                            {"ARTIST", Side::left, true},
                                            {"TITLE", Side::left, true},
                                            {"YEAR"},
                                            {"GENRE", Side::left, true},
                                            {"TOPIC"}}};
  Rows rows;
  for (const engine::SongLine& line : list.songs)
    rows.push_back({std::to_string(line.head.id), line.head.artist, line.head.title, year_text(line.head.year),
                    line.head.genre, line.topic});
  return songbook_note(list.from_songbook) + concatenated(table(kHead, rows, columns));
}

std::string to_text(const evaluation::Evaluation& evaluation) {
  const evaluation::ClassificationReport& report = evaluation.report;
  const evaluation::Interval& interval = evaluation.intervals.accuracy;
  std::string text = fmt::format("{} songs, accuracy {:.4f} (95 % interval {:.4f} to {:.4f}), macro F1 {:.4f}\n\n",
                                 report.songs, report.accuracy, interval.low, interval.high, report.macro.f1);
  constexpr std::array<Column, 5> kHead = {
      {{"TOPIC"}, {"PRECISION", Side::right}, {"RECALL", Side::right}, {"F1", Side::right}, {"SONGS", Side::right}}};
  Rows rows;
  for (const evaluation::ClassReport& row : report.classes)
    rows.push_back({row.topic, fmt::format("{:.4f}", row.precision), fmt::format("{:.4f}", row.recall),
                    fmt::format("{:.4f}", row.f1), std::to_string(row.support)});
  text += concatenated(table(kHead, rows, 80));
  text += fmt::format("\nbest {}, most challenging {}", report.findings.best_class, report.findings.worst_class);
  if (const auto& confused = report.findings.most_confused)
    text += fmt::format(", most often confused: {} read as {} ({} songs)", confused->truth, confused->predicted,
                        confused->count);
  return text + fmt::format("\nexpected calibration error {:.4f}\n", evaluation.calibration.ece);
}

}  // namespace leitmotif::apps
