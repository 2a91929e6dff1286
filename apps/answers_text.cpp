#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "apps/answers.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kWidestCell = 34;
constexpr std::size_t kWordsShown = 12;
constexpr std::size_t kBarWidth = 24;

/// How many columns of a terminal a UTF-8 text takes, counting every code point as one.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// `text` in exactly `columns` columns, cut with an ellipsis when it is longer. Control characters become blanks, so
/// that a title cannot steer the terminal.
std::string cell(std::string_view text, std::size_t columns) {
  const bool cut = width(text) > columns;
  std::string result;
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (used + (cut ? 1 : 0) == columns) break;
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const auto first = static_cast<unsigned char>(text[i]);
    result += first < 0x20 || first == 0x7F ? " " : std::string(text.substr(i, end - i));
    ++used;
    i = end;
  }
  if (cut) result += "…", ++used;
  return result.append(columns - std::min(used, columns), ' ');
}

/// Columns that are as wide as their widest cell, up to a limit.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::min(kWidestCell, std::max(widths[c], width(row[c])));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c)
      line += (c == 0 ? "" : "  ") + (c + 1 == row.size() ? row[c] : cell(row[c], widths[c]));
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

std::string year_text(const std::optional<int>& year) { return year ? std::to_string(*year) : "-"; }

std::string percent(double share) { return fmt::format("{:5.1f} %", share * 100); }

std::string joined(const std::vector<std::string>& words) {
  return std::accumulate(words.begin(), words.end(), std::string(), [](std::string text, const std::string& word) {
    return text.empty() ? word : text + ", " + word;
  });
}

std::string songbook_note(bool from_songbook) {
  return from_songbook ? "Your library is empty, so these are songs of the songbook that came along.\n" : "";
}

}  // namespace

std::string to_text(const Classified& answer, const models::Classifier& model) {
  const auto label = engine::decided_label(answer.prediction);
  if (!label) return fmt::format("{}: no topic: the model knows none of its words\n", answer.id);
  std::string text = fmt::format("{}: {} ({}, from {} counted words)\n", answer.id, model.labels()[*label],
                                 percent(answer.prediction.probabilities[*label]), answer.prediction.counted_words);
  std::vector<std::size_t> order(model.labels().size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t k) { return answer.prediction.probabilities[k]; });
  for (const std::size_t k : order) {
    const float probability = answer.prediction.probabilities[k];
    const auto filled = static_cast<std::size_t>(probability * static_cast<float>(kBarWidth) + 0.5F);
    std::string bar;
    for (std::size_t i = 0; i < filled; ++i) bar += "█";
    text += fmt::format("  {} {} {}\n", cell(model.labels()[k], 12), percent(probability), bar);
  }
  for (std::size_t i = 0; i < std::min(answer.words.size(), kWordsShown); ++i) {
    const WordShare& share = answer.words[i];
    text += fmt::format("  {} {} x{}  {:.3f}\n", cell(share.word, 20), cell(share.topic, 12), share.count, share.share);
  }
  return text;
}

std::string to_text(const engine::ImportReport& report) {
  std::string text = fmt::format("{} rows read: {} songs imported, {} updated, {} rejected ({:.2f} s)\n", report.read,
                                 report.imported, report.updated, report.rejected, report.seconds);
  if (!report.rejects_file.empty()) text += fmt::format("rejected rows and why: {}\n", report.rejects_file.string());
  return text;
}

std::string to_text(const engine::RecommendAnswer& answer) {
  std::string text = songbook_note(answer.from_songbook);
  if (answer.songs.empty()) return text + fmt::format("No song matches.\n");
  if (answer.fallback)
    text += fmt::format("Only {} songs are above the threshold of {}; the less likely ones below fill the list.\n",
                        answer.passed, answer.query.threshold);
  std::vector<std::vector<std::string>> rows = {{"", "ARTIST", "TITLE", "YEAR", "GENRE", "TOPIC", "SURE", "WHY"}};
  for (std::size_t i = 0; i < answer.songs.size(); ++i) {
    const Recommendation& song = answer.songs[i];
    rows.push_back({fmt::format("{:2}", i + 1), song.artist, song.title, year_text(song.year), song.genre, song.topic,
                    percent(song.score), joined(song.why)});
  }
  return text + table(rows);
}

std::string to_text(const engine::SongList& list) {
  if (list.songs.empty()) return "No song matches.\n";
  std::vector<std::vector<std::string>> rows = {{"ID", "ARTIST", "TITLE", "YEAR", "GENRE", "TOPIC"}};
  for (const engine::SongLine& line : list.songs)
    rows.push_back({std::to_string(line.head.id), line.head.artist, line.head.title, year_text(line.head.year),
                    line.head.genre, line.topic.empty() ? "-" : line.topic});
  return songbook_note(list.from_songbook) + table(rows);
}

std::string to_text(const models::Evaluation& evaluation) {
  const metrics::ClassificationReport& report = evaluation.report;
  const metrics::Interval& interval = evaluation.intervals.accuracy;
  std::string text = fmt::format("{} songs, accuracy {:.4f} (95 % interval {:.4f} to {:.4f}), macro F1 {:.4f}\n\n",
                                 report.songs, report.accuracy, interval.low, interval.high, report.macro.f1);
  std::vector<std::vector<std::string>> rows = {{"TOPIC", "PRECISION", "RECALL", "F1", "SONGS"}};
  for (const metrics::ClassReport& row : report.classes)
    rows.push_back({row.topic, fmt::format("{:.4f}", row.precision), fmt::format("{:.4f}", row.recall),
                    fmt::format("{:.4f}", row.f1), std::to_string(row.support)});
  text += table(rows);
  text += fmt::format("\nbest {}, most challenging {}", report.findings.best_class, report.findings.worst_class);
  if (const auto& confused = report.findings.most_confused)
    text += fmt::format(", most often confused: {} read as {} ({} songs)", confused->truth, confused->predicted,
                        confused->count);
  return text + fmt::format("\nexpected calibration error {:.4f}\n", evaluation.calibration.ece);
}

}  // namespace leitmotif::apps
