// Routes for how well models do: trainings that were kept, and the model that answers on labelled songs of the library.
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/evaluation/evaluation_table.hpp"
#include "leitmotif/models/model_tables.hpp"
#include "leitmotif/service/library_scores.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/training/runs.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kLongestLabel = 1000;
constexpr std::int64_t kMostCellSongs = 1000;
constexpr const char* kRunPattern = "/api/v1/runs/{run}";

std::vector<Parameter> run_in_path() { return {{"run", text(1, 255), "name of a training", true}}; }

/// What chooses the songs of a cell of a confusion matrix.
std::vector<Parameter> cell_in_query() {
  const Schema label = with_default(text(0, kLongestLabel), "");
  return {{"label", label, "only songs of this label"},
          {"predicted", label, "only songs that were given this one"},
          {"limit", with_default(integer(1, kMostCellSongs), 100), "songs at most"}};
}

training::Run asked_run(const engine::Engine& engine, const Call& call) {
  const std::string& name = call.parameters["run"].text();
  training::Run run = training::find_run(runs_folder(engine), name);
  if (run.name != name) throw Error(ErrorKind::not_found, "there is no training '" + name + "'");
  return run;
}

struct RunList {
  std::vector<training::Run> runs;
};

const wire::Table<RunList>& runs_table() {
  using F = wire::Field<RunList>;
  static const wire::Table<RunList> table("Runs",
                                          {F::list("runs", &RunList::runs, training::run_table(), "the oldest first")});
  return table;
}

Route runs_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/runs",
          .summary = "Trainings that were kept: options, scores, time",
          .success = {200, "application/json", runs_table().schema()},
          .handler = [&engine](const Call&) {
            return table_response(runs_table(), {training::list_runs(runs_folder(engine))});
          }};
}

/// A training with what it reported.
struct RunDetail {
  training::Run run;
  Json report;
};

/// A part of the report, which is there when it is a list or an object.
wire::Field<RunDetail> of_report(std::string_view key, Schema form) {
  using F = wire::Field<RunDetail>;
  return F::value(
             key, [key](const RunDetail& detail) -> const Json& { return detail.report[key]; }, std::move(form))
      .where([key](const RunDetail& detail) { return detail.report[key].is_structured(); });
}

const wire::Table<RunDetail>& run_detail_table() {
  using F = wire::Field<RunDetail>;
  const Schema evaluation = evaluation::evaluation_table().schema();
  static const wire::Table<RunDetail> table(
      "RunDetail", {F::object("run", &RunDetail::run, training::run_table()),
                    of_report("epochs", list_of(models::epoch_table().schema(), 0, wire::kManyItems)),
                    F::value(
                        "kept_epoch",
                        [](const RunDetail& detail) {
                          const Json& epoch = detail.report["kept_epoch"];
                          return epoch.is_number_unsigned() ? epoch.get<std::uint64_t>() : 0;
                        },
                        count("whose weights were kept; 0: it has none")),
                    of_report("warnings", list_of(any_text(), 0, wire::kManyItems)),
                    of_report("validation", wire::described(evaluation, "of the songs that decided when to stop")),
                    of_report("test", wire::described(evaluation, "of the test file")),
                    of_report("learning_curve", list_of(training::curve_point_table().schema(), 0, wire::kManyItems)),
                    of_report("cross_validation", training::cross_validation_table().schema())});
  return table;
}

Route run_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = kRunPattern,
          .summary = "A training: its curves, and how the model did on songs it did not learn from",
          .path = run_in_path(),
          .success = {200, "application/json", run_detail_table().schema()},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            training::Run run = asked_run(engine, call);
            Json report = training::report_of(run);
            return table_response(run_detail_table(), {std::move(run), std::move(report)});
          }};
}

Route run_songs_route(const engine::Engine& engine) {
  std::vector<Parameter> query = cell_in_query();
  query.insert(query.begin(),
               {"part", with_default(one_of({"", "validation", "test"}), ""), "only songs of this part"});
  return {.method = "GET",
          .pattern = std::string(kRunPattern) + "/songs",
          .summary = "The songs behind a cell of a training's confusion matrix",
          .path = run_in_path(),
          .query = query,
          .success = {200, "application/json", training::answered_songs_table().schema()},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            training::AnsweredWish wish;
            wish.part = call.parameters["part"].text();
            wish.label = call.parameters["label"].text();
            wish.predicted = call.parameters["predicted"].text();
            wish.limit = call.parameters["limit"].get<std::size_t>();
            return table_response(training::answered_songs_table(),
                                  training::answered_songs(asked_run(engine, call), wish));
          }};
}

Route delete_run_route(const engine::Engine& engine) {
  return {.method = "DELETE",
          .pattern = kRunPattern,
          .summary = "Delete a training; for 30 days it can be brought back, and model files elsewhere stay",
          .path = run_in_path(),
          .success = {204, "", nullptr},
          .errors = {404},
          .needs = http::Scope::manage,
          .handler = [&engine](const Call& call) {
            training::delete_run(runs_folder(engine), asked_run(engine, call));
            return http::no_content();
          }};
}

Route restore_run_route(const engine::Engine& engine) {
  return {.method = "POST",
          .pattern = std::string(kRunPattern) + "/restore",
          .summary = "Bring a deleted training back",
          .path = run_in_path(),
          .success = {204, "", nullptr},
          .errors = {404},
          .needs = http::Scope::manage,
          .handler = [&engine](const Call& call) {
            training::restore_run(runs_folder(engine), call.parameters["run"].text());
            return http::no_content();
          }};
}

const wire::Table<LibraryScores>& scores_table() {
  using F = wire::Field<LibraryScores>;
  static const wire::Table<LibraryScores> table(
      "LibraryScores",
      {F::value("model", &LibraryScores::model, any_text("SHA-256 of the model that answers")),
       F::value("labelled", &LibraryScores::labelled, count("songs whose file said a topic")),
       F::value("other_labels", &LibraryScores::other_labels, count("of them left out: the model has no such topic")),
       F::value("unread", &LibraryScores::unread,
                count("of them left out: too few words, or a person said their topic")),
       F::object(
           "scores", [](const LibraryScores& found) -> const evaluation::Evaluation& { return *found.scores; },
           evaluation::evaluation_table())
           .where([](const LibraryScores& found) { return found.scores.has_value(); })});
  return table;
}

Route scores_route(const engine::Engine& engine, const std::shared_ptr<KnownScores>& known) {
  return {.method = "GET",
          .pattern = "/api/v1/scores",
          .summary = "How the model that answers does on the library's songs whose file said a topic",
          .success = {200, "application/json", scores_table().schema()},
          .conditional = true,
          .handler = [&engine, known](const Call&) { return table_response(scores_table(), *known->of(engine)); }};
}

/// A song behind a cell, with the names of its labels.
struct CellSong {
  const LabelledAnswer* answer = nullptr;
  const LibraryScores* scores = nullptr;
};

struct CellSongs {
  std::size_t total = 0;
  std::vector<CellSong> songs;
};

const wire::Table<CellSongs>& cell_songs_table() {
  using F = wire::Field<CellSong>;
  const auto label = [](int LabelledAnswer::*which) {
    return [which](const CellSong& song) -> const std::string& {
      return song.scores->labels[static_cast<std::size_t>(song.answer->*which)];
    };
  };
  static const wire::Table<CellSong> song(
      "LabelledSong",
      {F::value(
           "id", [](const CellSong& one) { return one.answer->id; }, song_id()),
       F::value(
           "artist", [](const CellSong& one) -> const std::string& { return one.answer->artist; }, any_text()),
       F::value(
           "title", [](const CellSong& one) -> const std::string& { return one.answer->title; }, any_text()),
       F::value("label", label(&LabelledAnswer::label), any_text("its own")),
       F::value("predicted", label(&LabelledAnswer::predicted), any_text("the most probable one")),
       F::value(
           "confidence", [](const CellSong& one) { return one.answer->confidence; },
           any_number("how probable that is, 0..1"))});
  using A = wire::Field<CellSongs>;
  static const wire::Table<CellSongs> table("LabelledSongs", {A::value("total", &CellSongs::total, count("that fit")),
                                                              A::list("songs", &CellSongs::songs, song)});
  return table;
}

Route score_songs_route(const engine::Engine& engine, const std::shared_ptr<KnownScores>& known) {
  return {.method = "GET",
          .pattern = "/api/v1/scores/songs",
          .summary = "The songs behind a cell of that confusion matrix",
          .query = cell_in_query(),
          .success = {200, "application/json", cell_songs_table().schema()},
          .handler = [&engine, known](const Call& call) {
            const std::shared_ptr<const LibraryScores> scores = known->of(engine);
            const std::string& label = call.parameters["label"].text();
            const std::string& predicted = call.parameters["predicted"].text();
            const auto is = [&](const std::string& wanted, int which) {
              return wanted.empty() || wanted == scores->labels[static_cast<std::size_t>(which)];
            };
            CellSongs answer;
            for (const LabelledAnswer& song : scores->songs)
              if (is(label, song.label) && is(predicted, song.predicted) &&
                  answer.total++ < call.parameters["limit"].get<std::size_t>())
                answer.songs.push_back({&song, scores.get()});
            return table_response(cell_songs_table(), answer);
          }};
}

}  // namespace

std::filesystem::path runs_folder(const engine::Engine& engine) { return engine.settings().places.folder / "runs"; }

void add_score_routes(RouteTable& table, Parts& parts) {
  table.insert(table.end(), {runs_route(parts.engine), run_route(parts.engine), run_songs_route(parts.engine),
                             delete_run_route(parts.engine), restore_run_route(parts.engine)});
  const auto known = std::make_shared<KnownScores>();
  table.push_back(scores_route(parts.engine, known));
  table.push_back(score_songs_route(parts.engine, known));
}

}  // namespace leitmotif::service
