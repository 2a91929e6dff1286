// Routes for work that takes long: start it, follow it, stop it.
#include <memory>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/dataset_words.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kLongestRejects = std::size_t{256} << 20U;

std::vector<Parameter> job_number() {
  return {{"id", integer(1, wire::kLargestWhole, "number of a job"), "the job", true}};
}

Job job_or_throw(const Jobs& jobs, const Json& parameters) {
  const std::int64_t id = parameters["id"];
  std::optional<Job> job = jobs.find(id);
  if (!job) throw Error(ErrorKind::not_found, "there is no job " + std::to_string(id));
  return *std::move(job);
}

/// What POST jobs is given.
struct JobWish {
  std::string kind;
  std::string path;
  std::string model;
  std::string lyrics;                ///< of import
  std::vector<std::string> columns;  ///< of import: VALUE=NAME
};

const wire::Request<JobWish>& job_keys() {
  using K = wire::Key<JobWish>;
  static const wire::Request<JobWish> table(
      "JobRequest",
      {K::member("kind", &JobWish::kind, one_of({"import", "scan", "songbook", "eda", "train"})),
       K::optional("path", &JobWish::path,
                   text(1, 4000, "of import and train: a CSV file, of scan: a folder, on the machine of the service")),
       K::optional("model", &JobWish::model, one_of({"equilibrium", "ffnn", "ffnn-tuned", "transformer"})),
       K::optional("lyrics", &JobWish::lyrics, one_of({"auto", "sung", "cleaned"})),
       K::optional("columns", &JobWish::columns,
                   list_of(text(3, 400, "of import: which column holds a value, such as lyrics=text"), 1, 100))},
      {"kind"});
  return table;
}

Response start(Parts& parts, const Json& body) {
  JobWish wish = job_keys().read(body);
  const bool takes_path = wish.kind == "import" || wish.kind == "scan" || wish.kind == "train";
  if (wish.model.empty() == (wish.kind == "train"))
    throw Error(ErrorKind::invalid_argument, "body.model",
                wish.kind == "train" ? "is missing" : "a job of kind " + wish.kind + " takes none");
  if (wish.path.empty() == takes_path)
    throw Error(ErrorKind::invalid_argument, "body.path",
                takes_path ? "is missing" : "a job of kind " + wish.kind + " takes none");
  if (wish.kind != "import" && !(wish.lyrics.empty() && wish.columns.empty()))
    throw Error(ErrorKind::invalid_argument, wish.lyrics.empty() ? "body.columns" : "body.lyrics",
                "a job of kind " + wish.kind + " takes none");
  (void)corpus::options_in_words(wish.lyrics, wish.columns);  // a word that is none is refused before the job waits
  if (takes_path) wish.path = parts.job_path(wish.path).string();
  Json rest = job_keys().show(wish);
  rest.erase("kind");
  return table_response(job_table(), parts.jobs.submit(wish.kind, rest.dump()), 202);
}

Response cancel(Jobs& jobs, const Json& parameters) {
  (void)job_or_throw(jobs, parameters);
  jobs.cancel(parameters["id"]);
  return table_response(job_table(), job_or_throw(jobs, parameters));
}

/// `progress` whenever something changed, `done` once at the end.
Response follow(const Jobs& jobs, const Json& parameters) {
  const Job first = job_or_throw(jobs, parameters);
  Response response;
  response.type = "text/event-stream";
  response.events = [&jobs, id = first.id, seen = std::uint64_t{0}, begun = false,
                     ended = false]() mutable -> std::optional<std::string> {
    const std::optional<Job> job = ended ? std::nullopt : jobs.find(id);
    if (!job) return std::nullopt;
    if (begun && job->version == seen) return "";
    begun = true;
    seen = job->version;
    ended = is_over(job->state);
    return std::string("event: ") + (ended ? "done" : "progress") + "\nid: " + std::to_string(seen) +
           "\ndata: " + job_table().text(*job) + "\n\n";
  };
  return response;
}

/// A row or file that was refused.
struct Reject {
  std::string file;
  std::optional<std::int64_t> line;
  std::string reason;
};

struct Rejects {
  std::size_t total = 0;
  std::vector<Reject> rejects;
};

const wire::Table<Rejects>& rejects_table() {
  using R = wire::Field<Reject>;
  using F = wire::Field<Rejects>;
  static const wire::Table<Reject> row(
      "RejectedRow", {R::value("file", &Reject::file, any_text()), R::some("line", &Reject::line, or_null(count())),
                      R::value("reason", &Reject::reason, any_text())});
  static const wire::Table<Rejects> table(
      "Rejects", {F::value("total", &Rejects::total, count()), F::list("rejects", &Rejects::rejects, row)});
  return table;
}

/// What an import wrote beside the library about the rows it refused; nothing when that is gone.
std::vector<Reject> rejected_rows(const std::filesystem::path& file) {
  std::vector<Reject> rows;
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown)) return rows;
  const std::string bytes = read_file(file, kLongestRejects);
  corpus::CsvReader reader(bytes);
  (void)reader.next();  // the header
  while (const std::optional<corpus::CsvRow> row = reader.next()) {
    if (row->cells.size() != 3) continue;
    const Json line = wire::value_of(*count(), std::string(row->cells[1]));
    rows.push_back({std::string(row->cells[0]),
                    line.is_number() ? std::optional(line.get<std::int64_t>()) : std::nullopt,
                    std::string(row->cells[2])});
  }
  return rows;
}

/// The rows that a finished import or scan refused.
std::vector<Reject> rejects_of(const Job& job) {
  const Json result = parse_json(job.result, "job");
  if (result["rejects_file"].is_string()) return rejected_rows(result["rejects_file"].text());
  std::vector<Reject> rows;
  for (const Json& row : result["rejected"])
    rows.push_back({row.value("file", ""), std::nullopt, row.value("reason", "")});
  return rows;
}

/// The rows that the last import or scan refused.
Response rejects(const Jobs& jobs, const Json& parameters) {
  const auto limit = parameters["limit"].get<std::size_t>();
  const auto offset = parameters["offset"].get<std::size_t>();
  std::vector<Reject> all;
  for (const Job& job : jobs.list()) {
    if (job.state != JobState::done || (job.kind != "import" && job.kind != "scan")) continue;
    all = rejects_of(job);
    break;
  }
  Rejects answer{all.size(), {}};
  for (std::size_t i = offset; i < all.size() && answer.rejects.size() < limit; ++i) answer.rejects.push_back(all[i]);
  return table_response(rejects_table(), answer);
}

Route rejects_route(const Jobs& jobs) {
  return {.method = "GET",
          .pattern = "/api/v1/rejects",
          .summary = "Rows and files that the last import or scan refused, and why",
          .query = {{"limit", with_default(integer(1, 1000), 100), "how many"},
                    {"offset", with_default(count(), 0), "how many to leave out first"}},
          .success = {200, "application/json", rejects_table().schema()},
          .handler = [&jobs](const Call& call) { return rejects(jobs, call.parameters); }};
}

Route start_route(Parts& parts) {
  return {.method = "POST",
          .pattern = "/api/v1/jobs",
          .summary = "Start work that takes long; jobs are done one after the other",
          .body = job_keys().schema(),
          .success = {202, "application/json", job_table().schema()},
          .errors = {404},
          .needs = http::Scope::manage,
          .handler = [&parts](const Call& call) { return start(parts, call.body); }};
}

struct JobList {
  std::vector<Job> jobs;
};

const wire::Table<JobList>& jobs_table() {
  static const wire::Table<JobList> table("Jobs", {wire::Field<JobList>::list("jobs", &JobList::jobs, job_table())});
  return table;
}

}  // namespace

void add_job_routes(RouteTable& table, Parts& parts) {
  Jobs& jobs = parts.jobs;
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/jobs",
                   .summary = "All jobs, the newest first; those of earlier runs too",
                   .success = {200, "application/json", jobs_table().schema()},
                   .handler = [&jobs](const Call&) { return table_response(jobs_table(), {jobs.list()}); }});
  table.push_back(start_route(parts));
  table.push_back(rejects_route(jobs));
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/jobs/{id}",
                   .summary = "One job",
                   .path = job_number(),
                   .success = {200, "application/json", job_table().schema()},
                   .errors = {404},
                   .handler = [&jobs](const Call& call) {
                     return table_response(job_table(), job_or_throw(jobs, call.parameters));
                   }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/jobs/{id}/cancel",
                   .summary = "Stop a job; what it finished before is kept",
                   .path = job_number(),
                   .success = {200, "application/json", job_table().schema()},
                   .errors = {404},
                   .needs = http::Scope::manage,
                   .handler = [&jobs](const Call& call) { return cancel(jobs, call.parameters); }});
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/jobs/{id}/events",
                   .summary = "Server-sent events: progress, and done at the end",
                   .path = job_number(),
                   .success = {200, "text/event-stream", {}},
                   .errors = {404},
                   .handler = [&jobs](const Call& call) { return follow(jobs, call.parameters); }});
}

}  // namespace leitmotif::service
