// Routes for work that takes long: start it, follow it, stop it.
#include <memory>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/service/song_schemas.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kLongestRejects = std::size_t{256} << 20U;

Schema job_schema() {
  return object({{"id", integer(1, kLargestId), true},
                 {"kind", any_text(), true},
                 {"wish", object({}, false, "what was asked for"), true},
                 {"state", one_of({"queued", "running", "done", "failed", "cancelled", "interrupted"}), true},
                 {"what", any_text("what it does right now"), true},
                 {"done", integer(0, kLargestId), true},
                 {"total", integer(0, kLargestId, "0: not known"), true},
                 {"started", integer(0, kLargestId, "seconds since 1970; 0: not yet"), true},
                 {"ended", integer(0, kLargestId, "seconds since 1970; 0: not yet"), true},
                 {"result", anything(), false},
                 {"error", any_text(), false}},
                false);
}

std::vector<Parameter> job_number() { return {{"id", integer(1, kLargestId, "number of a job"), "the job", true}}; }

Job job_or_throw(const Jobs& jobs, const Json& parameters) {
  const std::int64_t id = parameters["id"];
  std::optional<Job> job = jobs.find(id);
  if (!job) throw Error(ErrorKind::not_found, "there is no job " + std::to_string(id));
  return *std::move(job);
}

Response start(Parts& parts, const Json& body) {
  const std::string kind = body["kind"];
  Json wish = body;
  wish.erase("kind");
  const bool takes_path = kind == "import" || kind == "scan" || kind == "train";
  if (body.contains("model") != (kind == "train"))
    throw Error(ErrorKind::invalid_argument,
                kind == "train" ? "body.model: is missing" : "body.model: a job of kind " + kind + " takes none");
  if (!takes_path && body.contains("path"))
    throw Error(ErrorKind::invalid_argument, "body.path: a job of kind " + kind + " takes none");
  if (takes_path) {
    if (!body.contains("path")) throw Error(ErrorKind::invalid_argument, "body.path: is missing");
    wish["path"] = parts.job_path(body["path"]).string();
  }
  Response response = json_response(to_json(parts.jobs.submit(kind, wish.dump())), 202);
  return response;
}

Response cancel(Jobs& jobs, const Json& parameters) {
  (void)job_or_throw(jobs, parameters);
  jobs.cancel(parameters["id"]);
  return json_response(to_json(job_or_throw(jobs, parameters)));
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
           "\ndata: " + to_json(*job).dump() + "\n\n";
  };
  return response;
}

/// What an import wrote beside the library about the rows it refused; nothing when that is gone.
Json rejected_rows(const std::filesystem::path& file) {
  Json rows = Json::array();
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown)) return rows;
  const std::string text = read_file(file, kLongestRejects);
  corpus::CsvReader reader(text);
  (void)reader.next();  // the header
  while (const std::optional<corpus::CsvRow> row = reader.next()) {
    if (row->cells.size() != 3) continue;
    Json json = {{"file", row->cells[0]}};
    const Json line = wire::value_of(*integer(0, kLargestId), std::string(row->cells[1]));
    if (line.is_number()) json["line"] = line;
    json["reason"] = row->cells[2];
    rows.push_back(std::move(json));
  }
  return rows;
}

/// The rows that the last import or scan refused.
Response rejects(const Jobs& jobs, const Json& parameters) {
  const auto limit = parameters["limit"].get<std::size_t>();
  const auto offset = parameters["offset"].get<std::size_t>();
  Json all = Json::array();
  for (const Job& job : jobs.list()) {
    if (job.state != JobState::done || (job.kind != "import" && job.kind != "scan")) continue;
    const Json result = parse_json(job.result, "job");
    if (result.contains("rejected") && result["rejected"].is_array()) all = result["rejected"];
    if (result.contains("rejects_file") && result["rejects_file"].is_string())
      all = rejected_rows(result["rejects_file"].get<std::string>());
    break;
  }
  Json rows = Json::array();
  for (std::size_t i = offset; i < all.size() && rows.size() < limit; ++i) rows.push_back(all[i]);
  return json_response({{"total", all.size()}, {"rejects", std::move(rows)}});
}

Route rejects_route(const Jobs& jobs) {
  const Schema row = object(
      {{"file", any_text(), true}, {"line", integer(0, kLargestId), false}, {"reason", any_text(), true}}, false);
  return {
      .method = "GET",
      .pattern = "/api/v1/rejects",
      .summary = "Rows and files that the last import or scan refused, and why",
      .query = {{"limit", with_default(integer(1, 1000), 100), "how many"},
                {"offset", with_default(integer(0, kLargestId), 0), "how many to leave out first"}},
      .success = {200, "application/json",
                  object({{"total", integer(0, kLargestId), true}, {"rejects", list_of(row, 0, 1000), true}}, false)},
      .handler = [&jobs](const Call& call) { return rejects(jobs, call.parameters); }};
}

Route start_route(Parts& parts) {
  return {
      .method = "POST",
      .pattern = "/api/v1/jobs",
      .summary = "Start work that takes long; jobs are done one after the other",
      .body = object(
          {{"kind", one_of({"import", "scan", "songbook", "eda", "train"}), true},
           {"path", text(1, 4000, "of import and train: a CSV file, of scan: a folder, on the machine of the service"),
            false},
           {"model", one_of({"equilibrium", "ffnn", "ffnn-tuned", "transformer"}), false}},
          true),
      .success = {202, "application/json", job_schema()},
      .errors = {404},
      .handler = [&parts](const Call& call) { return start(parts, call.body); }};
}

}  // namespace

void add_job_routes(RouteTable& table, Parts& parts) {
  Jobs& jobs = parts.jobs;
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/jobs",
       .summary = "All jobs, the newest first; those of earlier runs too",
       .success = {200, "application/json", object({{"jobs", list_of(job_schema(), 0, kMostJobs + 1), true}}, false)},
       .handler = [&jobs](const Call&) {
         Json list = Json::array();
         for (const Job& job : jobs.list()) list.push_back(to_json(job));
         return json_response({{"jobs", std::move(list)}});
       }});
  table.push_back(start_route(parts));
  table.push_back(rejects_route(jobs));
  table.push_back(
      {.method = "GET",
       .pattern = "/api/v1/jobs/{id}",
       .summary = "One job",
       .path = job_number(),
       .success = {200, "application/json", job_schema()},
       .errors = {404},
       .handler = [&jobs](const Call& call) { return json_response(to_json(job_or_throw(jobs, call.parameters))); }});
  table.push_back({.method = "POST",
                   .pattern = "/api/v1/jobs/{id}/cancel",
                   .summary = "Stop a job; what it finished before is kept",
                   .path = job_number(),
                   .success = {200, "application/json", job_schema()},
                   .errors = {404},
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
