// `leitmotif wishes ...` and `evaluate-people`: people's words.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/json_output.hpp"
#include "apps/kept_file.hpp"
#include "apps/standard_input.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/cleaned_lyrics.hpp"
#include "leitmotif/people/wish_tables.hpp"
#include "leitmotif/people/wishes.hpp"
#include "leitmotif/report/people_page.hpp"
#include "leitmotif/training/word_vectors.hpp"

namespace leitmotif::apps {

Command evaluate_people_command();
Command wishes_export_command();
Command wishes_forget_command();
Command wishes_learn_command();
Command wishes_list_command();
Command wishes_score_command();
Command wishes_train_vectors_command();

namespace {

using namespace wire;

struct Named {
  std::string name;
  std::string output = "-";
  bool jsonl = false;
};

struct VectorsWish {
  std::string file;
  std::string output = "-";
};

using Reason = std::pair<std::string, double>;

wire::Schema interval_form() { return list_of(any_number(), 2, 2, "95 % interval"); }

std::vector<double> interval_of(const evaluation::Interval& interval) { return {interval.low, interval.high}; }

const Table<people::WishScore>& score_table() {
  using people::WishScore;
  using F = Field<WishScore>;
  static const Table<WishScore> table(
      "WishScore",
      {F::value("id", &WishScore::id, wire::integer(1, wire::kLargestWhole)),
       F::value("artist", &WishScore::artist, any_text()), F::value("title", &WishScore::title, any_text()),
       F::value("score", &WishScore::score, or_null(wire::number(0, 1, "null when nothing that tells is known")))});
  return table;
}

const Table<people::PeopleReport>& people_table() {
  using Measure = people::WishMeasure;
  using people::PeopleReport;
  using M = Field<Measure>;
  using F = Field<PeopleReport>;
  static const Table<Measure> measure(
      "WishMeasure",
      {M::value("name", &Measure::name, any_text()), M::value("n", &Measure::n, count("judged songs with a score")),
       M::value("positive", &Measure::positive, count("of them, those that people call so")),
       M::value("judged", &Measure::judged, count("rows of the file")),
       M::value("auc", &Measure::auc, or_null(any_number("null when all judged songs are called so, or none"))),
       M::value(
           "interval",
           [](const Measure& one) { return one.auc ? std::optional(interval_of(one.interval)) : std::nullopt; },
           or_null(interval_form())),
       M::value("first_10", &Measure::first_10, any_number("share of the first ten that people call so")),
       M::value("first_50", &Measure::first_50, any_number()),
       M::value("coverage", &Measure::coverage, any_number("n of judged")),
       M::value(
           "topic", [](const Measure& one) { return one.topic.empty() ? std::nullopt : std::optional(one.topic); },
           or_null(any_text("the topic whose order does best"))),
       M::value(
           "topic_auc",
           [](const Measure& one) { return one.topic.empty() ? std::nullopt : std::optional(one.topic_auc); },
           or_null(any_number())),
       M::value("precision", &Measure::precision,
                or_null(any_number("of what the filter of explicit songs leaves out, the share that is"))),
       M::value("recall", &Measure::recall, or_null(any_number("of what is explicit, the share that it leaves out")))});
  static const Table<PeopleReport> table(
      "PeopleReport", {F::list("wishes", &PeopleReport::wishes, measure),
                       F::value("unknown", &PeopleReport::unknown, list_of(any_text(), 0, wire::kManyItems))});
  return table;
}

std::string text_of(const std::vector<Reason>& reasons) {
  std::string text;
  for (const Reason& reason : reasons) text += (text.empty() ? "" : ", ") + reason.first;
  return text;
}

std::string to_text(const people::WishLines& wishes) {
  std::string text;
  for (const people::WishLine& line : wishes.wishes)
    text +=
        fmt::format("{:<14} {}{}\n", line.name, line.about, line.learned ? fmt::format(" (AUC {:.2f})", line.auc) : "");
  return text;
}

std::string to_text(const people::LearnedReport& report) {
  return fmt::format(
      "{}: learned from {} yes and {} no; AUC on other artists {:.2f} ({:.2f} to {:.2f}); {:.0f} ms\n"
      "for it:  {}\nagainst: {}\nkept in {}\n",
      report.wish.name, report.wish.yes, report.wish.no, report.wish.auc, report.wish.interval.low,
      report.wish.interval.high, report.milliseconds, text_of(report.reasons.for_it), text_of(report.reasons.against),
      report.file.string());
}

std::string to_text(const people::PeopleReport& report) {
  std::string text = fmt::format("{:<14} {:>6} {:>5}  {:>5}  {:<13} {:>8} {:>8}  {}\n", "wish", "songs", "yes", "AUC",
                                 "interval", "first 10", "first 50", "nearest topic");
  for (const people::WishMeasure& m : report.wishes)
    text += fmt::format("{:<14} {:>6} {:>5}  {:>5}  {:<13} {:>8.2f} {:>8.2f}  {}\n", m.name, m.n, m.positive,
                        m.auc ? fmt::format("{:.3f}", *m.auc) : "-",
                        m.auc ? fmt::format("{:.3f}-{:.3f}", m.interval.low, m.interval.high) : "-", m.first_10,
                        m.first_50, m.topic.empty() ? "-" : fmt::format("{} {:.3f}", m.topic, m.topic_auc));
  for (const people::WishMeasure& m : report.wishes)
    if (m.precision || m.recall)
      text += fmt::format("{}: left out by --explicit mild, published flags apart: precision {:.3f}, recall {:.3f}\n",
                          m.name, m.precision.value_or(0), m.recall.value_or(0));
  return text;
}

int run_wishes_list(const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  show(general, people::wish_lines_table(), people::WishLines{engine.wishes().list()},
       [](const people::WishLines& it) { return to_text(it); });
  return 0;
}

int run_score(const Named& wish, const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  const std::vector<people::WishScore> songs = engine.wishes().score(wish.name, progress_line());
  clear_progress();
  JsonOutput out(general.json && !wish.jsonl);
  for (const people::WishScore& song : songs) out.add(score_table().text(song));
  out.finish();
  return 0;
}

int run_learn(people::LearnRequest request, const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  StandardInput input;
  request.yes = input.file(request.yes).string();
  request.no = input.file(request.no).string();
  const people::LearnedReport report = engine.wishes().learn(request, progress_line());
  clear_progress();
  if (!report.kept.empty())
    warn("there was a wish '" + report.wish.name + "' already; it is kept as " + report.kept.string());
  if (report.not_found > 0) warn(fmt::format("{} songs of the lists are not in the library", report.not_found));
  if (report.wish.interval.low <= 0.5)
    warn("these songs do not tell yes from no: on other artists it does no better than chance may");
  show(general, people::learned_table(), report, [](const people::LearnedReport& it) { return to_text(it); });
  return 0;
}

int run_export(const Named& wish, const General& general) {
  require_place_for_json(general, wish.output);
  const engine::Engine engine = engine::Engine::open(general.settings);
  write_output(wish.output, engine.wishes().exported(wish.name));
  tell_written(general, wish.output);
  return 0;
}

int run_forget(const std::string& name, const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  engine.wishes().forget(name);
  tell_gone(general, name, "the wish '" + without_controls(name) + "' is forgotten");
  return 0;
}

int run_train_vectors(const VectorsWish& wish, const General& general) {
  corpus::Dataset data = corpus::read_dataset(wish.file);
  corpus::clean_lyrics(data, general.settings.threads);
  std::vector<Tokens> songs;
  const text::Preprocessor cleaned(text::Pipeline::none, nullptr);
  for (const LabelledSong& row : data.rows) songs.push_back(cleaned.preprocess(row.song.lyrics));
  training::WordVectorOptions options;
  options.seed = general.seed;
  const wishes::VectorData vectors = training::learn_word_vectors(songs, options);
  write_output(wish.output, wishes::vectors_file(vectors));
  if (wish.output != "-") tell_written(general, wish.output);
  say(fmt::format("leitmotif: {} words of {} songs in {} dimensions\n", vectors.words.size(), songs.size(),
                  vectors.dimensions));
  return 0;
}

struct PeopleWish {
  std::string file;
  std::string html;  ///< empty: no page
};

std::string page_of(const std::string& file, const people::PeopleReport& report) {
  std::vector<report::WishRow> rows;
  for (const people::WishMeasure& m : report.wishes)
    rows.push_back(
        {m.name, m.n, m.positive, m.auc, m.interval, m.first_10, m.first_50, m.coverage, m.topic, m.topic_auc});
  return report::people_page(file, rows);
}

int run_evaluate_people(const PeopleWish& wish, const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  const people::PeopleReport report = engine.wishes().evaluate(wish.file, progress_line());
  if (!wish.html.empty()) write_output(wish.html, page_of(wish.file, report));
  clear_progress();
  for (const std::string& name : report.unknown) warn("no wish is named '" + name + "'; its rows were left out");
  show(general, people_table(), report, [](const people::PeopleReport& it) { return to_text(it); });
  return 0;
}

wire::Option name_option(std::string& name) { return argument("NAME", "the wish's name", &name); }

}  // namespace

Command wishes_list_command() { return {"wishes list", "the wishes that can be asked for", {}, run_wishes_list}; }

Command wishes_score_command() {
  const auto wish = std::make_shared<Named>();
  return {"wishes score",
          "how much each song is what is wished for, one JSON line a song",
          {name_option(wish->name), {"--jsonl", "", "one JSON object a line (default)", &wish->jsonl}},
          [wish](const General& general) { return run_score(*wish, general); }};
}

Command wishes_learn_command() {
  const auto request = std::make_shared<people::LearnRequest>();
  constexpr const char* kList = "saved list, playlist file, .csv with artist and title, or lines \"ARTIST - TITLE\"";
  return {"wishes learn",
          "a wish of one's own, from songs that are meant and songs that are not",
          {name_option(request->name),
           needed({"--yes", "LIST", std::string("songs that are meant: ") + kList, &request->yes}),
           needed({"--no", "LIST", "songs that are not meant, in the same forms", &request->no})},
          [request](const General& general) { return run_learn(*request, general); }};
}

Command wishes_export_command() {
  const auto wish = std::make_shared<Named>();
  return {"wishes export",
          "a learned wish as a file",
          {name_option(wish->name), {"-o,--output", "FILE", "file, or - for standard output (default)", &wish->output}},
          [wish](const General& general) { return run_export(*wish, general); }};
}

Command wishes_forget_command() {
  const auto name = std::make_shared<std::string>();
  return {"wishes forget", "forget a learned wish", {name_option(*name)}, [name](const General& general) {
            return run_forget(*name, general);
          }};
}

Command wishes_train_vectors_command() {
  const auto wish = std::make_shared<VectorsWish>();
  return {"wishes train-vectors",
          "learn the word vectors from the lyrics of a CSV file",
          {argument("DATA.csv", "songs with lyrics, as `import` reads them", &wish->file),
           needed({"-o,--output", "FILE", "vectors file", &wish->output})},
          [wish](const General& general) { return run_train_vectors(*wish, general); }};
}

Command evaluate_people_command() {
  const auto wish = std::make_shared<PeopleWish>();
  return {
      "evaluate-people",
      "measure the wishes against what people say of songs",
      {argument("LABELS.csv", "columns wish, artist, title, label (1: people call the song so; 0: not)", &wish->file),
       {"--html", "FILE", "page to write", &wish->html}},
      [wish](const General& general) { return run_evaluate_people(*wish, general); }};
}

}  // namespace leitmotif::apps
