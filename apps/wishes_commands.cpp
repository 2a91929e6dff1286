#include "apps/wishes_commands.hpp"

#include <fmt/format.h>

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json_text.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/engine/wishes.hpp"
#include "leitmotif/training/word_vectors.hpp"

namespace leitmotif::apps {
namespace {

/// Lines of a JSON-lines answer that are written at once.
constexpr std::size_t kLinesPerWrite = 4096;

std::string json_quoted(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

std::string json_number(double value) {
  std::string out;
  append_json_number(out, value);
  return out;
}

/// Joins the parts of a JSON list.
std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return "[" + text + "]";
}

std::string json_of(const engine::WishLine& line) {
  return fmt::format(R"({{"name": {}, "about": {}, "learned": {}, "auc": {}}})", json_quoted(line.name), json_quoted(line.about),
                     line.learned, line.learned ? json_number(line.auc) : "null");
}

std::string json_of(const std::vector<std::pair<std::string, double>>& reasons) {
  std::vector<std::string> parts;
  for (const auto& [word, weight] : reasons)
    parts.push_back(fmt::format(R"({{"what": {}, "weight": {}}})", json_quoted(word), json_number(weight)));
  return joined(parts);
}

std::string json_of(const engine::LearnedReport& report) {
  const wishes::LearnedWish& wish = report.wish;
  return fmt::format(
      R"({{"name": {}, "yes": {}, "no": {}, "not_found": {}, "auc": {}, "interval": [{}, {}], "penalty": {}, )"
      R"("milliseconds": {}, "for": {}, "against": {}, "file": {}}})"
      "\n",
      json_quoted(wish.name), wish.yes, wish.no, report.not_found, json_number(wish.auc), json_number(wish.interval.low),
      json_number(wish.interval.high), json_number(wish.penalty), json_number(report.milliseconds), json_of(report.reasons.for_it),
      json_of(report.reasons.against), json_quoted(report.file.string()));
}

std::string text_of(const std::vector<std::pair<std::string, double>>& reasons) {
  std::string text;
  for (const auto& reason : reasons) text += (text.empty() ? "" : ", ") + reason.first;
  return text;
}

std::string json_of(const engine::WishMeasure& measure) {
  const std::string topic = measure.topic.empty() ? "null" : json_quoted(measure.topic);
  return fmt::format(
      R"({{"name": {}, "n": {}, "positive": {}, "judged": {}, "auc": {}, "interval": [{}, {}], "first_10": {}, )"
      R"("first_50": {}, "coverage": {}, "topic": {}, "topic_auc": {}}})",
      json_quoted(measure.name), measure.n, measure.positive, measure.judged, json_number(measure.auc),
      json_number(measure.interval.low), json_number(measure.interval.high), json_number(measure.first_10), json_number(measure.first_50),
      json_number(measure.coverage), topic, json_number(measure.topic_auc));
}

std::string json_of(const engine::PeopleReport& report) {
  std::vector<std::string> wishes;
  std::vector<std::string> unknown;
  for (const engine::WishMeasure& measure : report.wishes) wishes.push_back(json_of(measure));
  for (const std::string& name : report.unknown) unknown.push_back(json_quoted(name));
  return fmt::format(R"({{"wishes": {}, "unknown": {}}})"
                     "\n",
                     joined(wishes), joined(unknown));
}

std::string text_of(const engine::PeopleReport& report) {
  std::string text = fmt::format("{:<14} {:>6} {:>5}  {:>5}  {:<13} {:>8} {:>8}  {}\n", "wish", "songs", "yes", "AUC",
                                 "interval", "first 10", "first 50", "nearest topic");
  for (const engine::WishMeasure& m : report.wishes)
    text += fmt::format("{:<14} {:>6} {:>5}  {:>5.3f}  {:<13} {:>8.2f} {:>8.2f}  {} {:.3f}\n", m.name, m.n, m.positive,
                        m.auc, fmt::format("{:.3f}-{:.3f}", m.interval.low, m.interval.high), m.first_10, m.first_50,
                        m.topic, m.topic_auc);
  return text;
}

/// Writes to a file or, for `-`, to standard output.
void write_output(const std::string& output, const std::string& text) {
  if (output == "-")
    print(text);
  else
    write_file(output, text);
}

}  // namespace

int run_wishes_list(const Options& options) {
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  std::string text;
  std::vector<std::string> parts;
  for (const engine::WishLine& line : engine.wishes().list()) {
    parts.push_back(json_of(line));
    text +=
        fmt::format("{:<14} {}{}\n", line.name, line.about, line.learned ? fmt::format(" (AUC {:.2f})", line.auc) : "");
  }
  print(options.general.json ? "{\"wishes\": " + joined(parts) + "}\n" : text);
  return 0;
}

int run_wishes_score(const Options& options) {
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  const std::vector<engine::WishScore> songs = engine.wishes().score(options.wishes.name, progress_line());
  clear_progress();
  std::string lines;
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const engine::WishScore& song = songs[i];
    lines += fmt::format(R"({{"id": {}, "artist": {}, "title": {}, "score": {}}})"
                         "\n",
                         song.id, json_quoted(song.artist), json_quoted(song.title), song.score ? json_number(*song.score) : "null");
    if ((i + 1) % kLinesPerWrite != 0) continue;
    print(lines);
    lines.clear();
  }
  print(lines);
  return 0;
}

int run_wishes_learn(const Options& options) {
  const WishesOptions& wish = options.wishes;
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  const engine::LearnedReport report = engine.wishes().learn({wish.name, wish.yes, wish.no}, progress_line());
  clear_progress();
  if (report.not_found > 0) warn(fmt::format("{} songs of the lists are not in the library", report.not_found));
  if (report.wish.interval.low <= 0.5)
    warn("these songs do not tell yes from no: on other artists it does no better than chance may");
  if (options.general.json) {
    print(json_of(report));
    return 0;
  }
  print(fmt::format("{}: learned from {} yes and {} no; AUC on other artists {:.2f} ({:.2f} to {:.2f}); {:.0f} ms\n",
                    report.wish.name, report.wish.yes, report.wish.no, report.wish.auc, report.wish.interval.low,
                    report.wish.interval.high, report.milliseconds));
  print(fmt::format("for it:  {}\nagainst: {}\nkept in {}\n", text_of(report.reasons.for_it),
                    text_of(report.reasons.against), report.file.string()));
  return 0;
}

int run_wishes_export(const Options& options) {
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  write_output(options.wishes.output, engine.wishes().exported(options.wishes.name));
  return 0;
}

int run_wishes_forget(const Options& options) {
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  engine.wishes().forget(options.wishes.name);
  return 0;
}

int run_wishes_train_vectors(const Options& options) {
  const corpus::Dataset data = corpus::read_dataset(options.wishes.file);
  std::vector<Tokens> songs;
  const text::Preprocessor cleaned(text::Pipeline::none, nullptr);
  for (const LabelledSong& row : data.rows) songs.push_back(cleaned.preprocess(row.song.lyrics));
  training::WordVectorOptions wish;
  wish.seed = options.general.seed;
  const wishes::VectorData vectors = training::learn_word_vectors(songs, wish);
  write_output(options.wishes.output, wishes::vectors_file(vectors));
  say(fmt::format("leitmotif: {} words of {} songs in {} dimensions\n", vectors.words.size(), songs.size(),
                  vectors.dimensions));
  return 0;
}

int run_evaluate_people(const Options& options) {
  const engine::Engine engine = engine::Engine::open(options.general.settings);
  const engine::PeopleReport report = engine.wishes().evaluate(options.wishes.file, progress_line());
  clear_progress();
  for (const std::string& name : report.unknown) warn("no wish is named '" + name + "'; its rows were left out");
  print(options.general.json ? json_of(report) : text_of(report));
  return 0;
}

}  // namespace leitmotif::apps
