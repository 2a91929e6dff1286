// Wishes against what people say of songs.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/csv_text.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/evaluation/auc.hpp"
#include "leitmotif/people/wishes.hpp"

namespace leitmotif::people {
namespace {

constexpr std::size_t kLargestFile = 256U << 20U;
/// Measured beside the wishes.
constexpr std::string_view kExplicit = "explicit";
constexpr std::array<std::string_view, 4> kColumns = {"wish", "artist", "title", "label"};

struct Judged {
  std::string artist;  ///< as compared
  std::string title;
  bool is_positive = false;
};

/// Judgements by wish, wishes in the order of their first row.
struct Judgements {
  std::vector<std::string> names;
  std::map<std::string, std::vector<Judged>> of;
};

std::array<std::size_t, kColumns.size()> columns_of(const std::optional<corpus::CsvRow>& head,
                                                    const std::string& where) {
  std::array<std::size_t, kColumns.size()> places{};
  for (std::size_t k = 0; k < kColumns.size(); ++k) {
    places[k] = std::string::npos;
    for (std::size_t i = 0; head && i < head->cells.size(); ++i)
      if (ascii::same_letters(corpus::trimmed(head->cells[i]), kColumns[k])) places[k] = i;
    if (places[k] == std::string::npos)
      throw Error(ErrorKind::corrupt_data, where + " line 1: column '" + std::string(kColumns[k]) +
                                               "' is missing; expected wish, artist, title, label");
  }
  return places;
}

Judgements read_judgements(const std::filesystem::path& file) {
  const std::string bytes = read_file(file, kLargestFile);
  const corpus::CsvText table = corpus::open_csv(bytes, file.string());
  corpus::CsvReader reader(table.text, table.dialect);
  const auto places = columns_of(reader.next(), file.string());
  Judgements judgements;
  while (const auto row = reader.next()) {
    if (!row->fault.empty() || row->cells.size() <= *std::max_element(places.begin(), places.end())) continue;
    const std::string_view label = corpus::trimmed(row->cells[places[3]]);
    if (label != "0" && label != "1")
      throw Error(ErrorKind::corrupt_data, file.string() + " line " + std::to_string(row->line) + ": label '" +
                                               std::string(label.substr(0, 40)) + "'; expected 0 or 1");
    std::string name(row->cells[places[0]]);
    auto [place, is_new] = judgements.of.try_emplace(name);
    if (is_new) judgements.names.push_back(std::move(name));
    place->second.push_back(
        {catalog::compared_form(row->cells[places[1]]), catalog::compared_form(row->cells[places[2]]), label == "1"});
  }
  if (judgements.names.empty()) throw Error(ErrorKind::corrupt_data, file.string() + ": holds no judged song");
  return judgements;
}

using RowsByName = std::unordered_map<std::string, std::vector<std::uint32_t>>;

std::string key_of(std::string_view artist, std::string_view title) {
  return std::string(artist) + '\n' + std::string(title);
}

RowsByName rows_by_name(const library::Snapshot& snapshot) {
  RowsByName rows;
  for (std::size_t row = 0; row < snapshot.size(); ++row)
    rows[key_of(snapshot.columns.artists[snapshot.columns.artist[row]],
                catalog::compared_form(snapshot.columns.titles[row]))]
        .push_back(static_cast<std::uint32_t>(row));
  return rows;
}

/// Rows that were judged, and how. Where all judged songs are positive every other song of the library is a negative.
struct Sample {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint8_t> positive;
};

Sample sample_of(const std::vector<Judged>& judged, const RowsByName& rows, std::size_t songs) {
  std::map<std::uint32_t, std::uint8_t> by_row;
  bool any_negative = false;
  for (const Judged& one : judged) {
    any_negative = any_negative || !one.is_positive;
    const auto found = rows.find(key_of(one.artist, one.title));
    if (found == rows.end()) continue;
    for (const std::uint32_t row : found->second) by_row[row] = one.is_positive ? 1 : 0;
  }
  if (!any_negative)
    for (std::size_t row = 0; row < songs; ++row) by_row.try_emplace(static_cast<std::uint32_t>(row), std::uint8_t{0});
  Sample sample;
  for (const auto& [row, positive] : by_row) {
    sample.rows.push_back(row);
    sample.positive.push_back(positive);
  }
  return sample;
}

/// Scores and judgements of the songs that have a score.
struct Scored {
  std::vector<double> scores;
  std::vector<std::uint8_t> positive;

  [[nodiscard]] bool has_both() const {
    const auto positives = std::count(positive.begin(), positive.end(), std::uint8_t{1});
    return positives > 0 && positives < std::ssize(positive);
  }
};

template <class ScoreOf>
Scored scored(const Sample& sample, ScoreOf score_of) {
  Scored result;
  for (std::size_t i = 0; i < sample.rows.size(); ++i) {
    const auto score = static_cast<double>(score_of(sample.rows[i]));
    if (!std::isfinite(score)) continue;
    result.scores.push_back(score);
    result.positive.push_back(sample.positive[i]);
  }
  return result;
}

double share_of_first(const Scored& songs, std::size_t n) {
  std::vector<std::size_t> order(songs.scores.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const std::size_t kept = std::min(n, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      return songs.scores[a] != songs.scores[b] ? songs.scores[a] > songs.scores[b] : a < b;
                    });
  double positive = 0;
  for (std::size_t i = 0; i < kept; ++i) positive += songs.positive[order[i]];
  return kept == 0 ? 0 : positive / static_cast<double>(kept);
}

void measure_topics(const library::Snapshot& snapshot, const Sample& sample, WishMeasure& measure) {
  for (std::size_t part = 0; part < snapshot.parts->size(); ++part) {
    const Scored by_part = scored(sample, [&](std::uint32_t row) { return snapshot.columns.roots_of(row)[part]; });
    if (!by_part.has_both()) continue;
    const double auc = evaluation::area_under_curve(by_part.scores, by_part.positive);
    if (!measure.topic.empty() && auc <= measure.topic_auc) continue;
    measure.topic = (*snapshot.parts)[part];
    measure.topic_auc = auc;
  }
}

/// How explicit each song's words are; NaN for one without words.
std::vector<float> levels_of_words(const WishSpace& songs) {
  const std::span<const std::uint8_t> levels = songs.estimated_levels();
  std::vector<float> values(levels.begin(), levels.end());
  for (std::size_t row = 0; row < values.size(); ++row)
    if (levels[row] == 0 && songs.meaning(row).empty()) values[row] = std::nanf("");
  return values;
}

/// How well the filter that leaves out explicit songs does.
void measure_filter(const Scored& songs, WishMeasure& measure) {
  constexpr auto kLeftOut = static_cast<double>(wishes::Level::explicit_words);
  double left_out = 0;
  double right = 0;
  double positive = 0;
  for (std::size_t i = 0; i < songs.scores.size(); ++i) {
    const bool is_out = songs.scores[i] >= kLeftOut;
    left_out += is_out ? 1 : 0;
    positive += songs.positive[i];
    right += is_out ? songs.positive[i] : 0;
  }
  if (left_out > 0) measure.precision = right / left_out;
  if (positive > 0) measure.recall = right / positive;
}

WishMeasure measured(const library::Snapshot& snapshot, const Sample& sample, std::span<const float> values) {
  const Scored result = scored(sample, [&](std::uint32_t row) { return values[row]; });
  WishMeasure measure;
  measure.n = result.scores.size();
  measure.positive =
      static_cast<std::size_t>(std::count(result.positive.begin(), result.positive.end(), std::uint8_t{1}));
  measure.coverage = sample.rows.empty() ? 0 : static_cast<double>(measure.n) / static_cast<double>(sample.rows.size());
  measure.first_10 = share_of_first(result, 10);
  measure.first_50 = share_of_first(result, 50);
  if (!result.has_both()) return measure;
  measure.auc = evaluation::area_under_curve(result.scores, result.positive);
  measure.interval = evaluation::area_interval(result.scores, result.positive);
  measure_topics(snapshot, sample, measure);
  return measure;
}

}  // namespace

PeopleReport Wishes::evaluate(const std::filesystem::path& labels, const OnProgress& on_progress) {
  const Judgements judgements = read_judgements(labels);
  const std::shared_ptr<const WishSpace> songs = space(snapshots_.view(on_progress).snapshot, on_progress);
  const RowsByName rows = rows_by_name(songs->snapshot());
  const std::vector<WishLine> known = list();
  const auto is_known = [&](std::string_view wish) {
    return wish == kExplicit ||
           std::any_of(known.begin(), known.end(), [&](const WishLine& line) { return line.name == wish; });
  };
  PeopleReport report;
  for (const std::string& name : judgements.names) {
    const std::string wish = is_known(name) ? name : name.substr(0, name.rfind('-'));
    if (!is_known(wish)) {
      report.unknown.push_back(name);
      continue;
    }
    const std::vector<Judged>& judged = judgements.of.at(name);
    const Sample sample = sample_of(judged, rows, songs->size());
    const std::vector<float> values = wish == kExplicit ? levels_of_words(*songs) : scores(*songs, wish);
    WishMeasure measure = measured(songs->snapshot(), sample, values);
    measure.name = name;
    measure.judged = judged.size();
    if (wish == kExplicit) measure_filter(scored(sample, [&](std::uint32_t row) { return values[row]; }), measure);
    report.wishes.push_back(std::move(measure));
  }
  return report;
}

}  // namespace leitmotif::people
