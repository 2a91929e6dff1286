#include "leitmotif/service/jobs.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "leitmotif/core/background.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::service {
namespace {

constexpr std::array<const char*, 6> kStates = {"queued", "running", "done", "failed", "cancelled", "interrupted"};
constexpr std::size_t kLongestList = std::size_t{64} << 20U;

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// 2026-11-28T14:00:00Z; nothing for 0.
std::optional<std::string> rfc3339(std::int64_t seconds) {
  if (seconds == 0) return std::nullopt;
  const std::time_t time = seconds;
  std::tm utc{};
  std::array<char, 32> text{};
  if (::gmtime_r(&time, &utc) == nullptr) return std::nullopt;
  return std::string(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc));
}

JobState state_of(const std::string& name) {
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (name == kStates[i]) return static_cast<JobState>(i);
  throw Error(ErrorKind::corrupt_data, "a job's state is '" + name + "'");
}

Job job_from(const Json& json) {
  Job job;
  job.id = json.at("id");
  job.kind = json.at("kind");
  job.wish = json.at("wish").dump();
  job.state = state_of(json.at("state"));
  job.what = json.at("what");
  job.done = json.at("done");
  job.total = json.at("total");
  job.started = json.at("started");
  job.ended = json.at("ended");
  if (json.contains("result")) job.result = json["result"].dump();
  if (json.contains("error")) job.error = json["error"];
  if (json.contains("error_kind")) job.error_kind = json["error_kind"];
  return job;
}

std::vector<Job> load(const std::filesystem::path& file) {
  std::vector<Job> jobs;
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown)) return jobs;
  try {
    const Json list = parse_json(read_file(file, kLongestList), file.string());
    for (const Json& json : list.at("jobs")) jobs.push_back(job_from(json));
  } catch (const JsonMismatch&) {
    throw Error(ErrorKind::corrupt_data, file.string() + ": is not a list of jobs; move it away to begin a new one");
  }
  for (Job& job : jobs) {
    if (is_over(job.state)) continue;
    job.state = JobState::interrupted;
    job.ended = now();
  }
  return jobs;
}

}  // namespace

bool is_over(JobState state) noexcept { return state != JobState::queued && state != JobState::running; }

const wire::Table<Job>& job_table() {
  using F = wire::Field<Job>;
  static const wire::Table<Job> table(
      "Job", {F::value("id", &Job::id, wire::integer(1, wire::kLargestWhole)),
              F::value("kind", &Job::kind, wire::any_text()),
              {"wish", wire::some_object("what was asked for"),
               [](wire::Writer& out, const Job& job) { out.put(Json::parse(job.wish)); }},
              F::value(
                  "state", [](const Job& job) { return kStates[static_cast<std::size_t>(job.state)]; },
                  wire::one_of({kStates[0], kStates[1], kStates[2], kStates[3], kStates[4], kStates[5]})),
              F::value("what", &Job::what, wire::any_text("what it does right now")),
              F::value("done", &Job::done, wire::count()),
              F::value("total", &Job::total, wire::count("0: not known")),
              F::value("started", &Job::started, wire::count("seconds since 1970; 0: not yet")),
              F::value("ended", &Job::ended, wire::count("seconds since 1970; 0: not yet")),
              F::value(
                  "started_at", [](const Job& job) { return rfc3339(job.started); },
                  wire::or_null(wire::any_text("as RFC 3339; null: not yet"))),
              F::value(
                  "ended_at", [](const Job& job) { return rfc3339(job.ended); },
                  wire::or_null(wire::any_text("as RFC 3339; null: not yet"))),
              wire::Field<Job>{"result", wire::some_object("as the command's --json"),
                               [](wire::Writer& out, const Job& job) { out.put(Json::parse(job.result)); }}
                  .where([](const Job& job) { return !job.result.empty(); }),
              F::some("error", &Job::error, wire::any_text("why it failed")),
              F::some("error_kind", &Job::error_kind, wire::any_text("as in the body of an error"))});
  return table;
}

Jobs::Jobs(std::filesystem::path file, Runner runner)
    : file_(std::move(file)), runner_(std::move(runner)), jobs_(load(file_)), thread_([this] { work(); }) {}

Jobs::~Jobs() { stop(); }

void Jobs::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Jobs::save() const {
  wire::Writer out(1);
  out.begin_object();
  out.key("jobs");
  out.begin_list();
  for (const Job& job : jobs_) job_table().write(out, job);
  out.end_list();
  out.end_object();
  std::error_code ignored;  // a folder that cannot be made shows when the file is written
  if (file_.has_parent_path()) std::filesystem::create_directories(file_.parent_path(), ignored);
  write_file(file_, out.take() + "\n");
}

Job* Jobs::known(std::int64_t id) {
  const auto found = std::ranges::find(jobs_, id, &Job::id);
  return found == jobs_.end() ? nullptr : &*found;
}

void Jobs::change(std::int64_t id, const std::function<void(Job&)>& how, bool keep) {
  const std::lock_guard lock(mutex_);
  Job* job = known(id);
  if (job == nullptr) return;
  how(*job);
  ++job->version;
  if (keep) save();
}

Job Jobs::submit(std::string kind, std::string wish) {
  const std::lock_guard lock(mutex_);
  const auto waiting = std::ranges::count(jobs_, JobState::queued, &Job::state);
  if (static_cast<std::size_t>(waiting) >= kMostWaiting)
    throw Error(ErrorKind::resource_limit, "jobs: " + std::to_string(kMostWaiting) + " wait already");
  Job job;
  job.id = jobs_.empty() ? 1 : jobs_.back().id + 1;
  job.kind = std::move(kind);
  job.wish = std::move(wish);
  jobs_.push_back(job);
  if (jobs_.size() > kMostJobs && is_over(jobs_.front().state)) jobs_.erase(jobs_.begin());
  try {
    save();
  } catch (...) {
    jobs_.pop_back();
    throw;
  }
  changed_.notify_all();
  return job;
}

std::vector<Job> Jobs::list() const {
  const std::lock_guard lock(mutex_);
  return {jobs_.rbegin(), jobs_.rend()};
}

std::optional<Job> Jobs::find(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(jobs_, id, &Job::id);
  return found == jobs_.end() ? std::nullopt : std::optional(*found);
}

bool Jobs::cancel(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  Job* job = known(id);
  if (job == nullptr) return false;
  if (job->state == JobState::running) unwanted_ = id;
  if (job->state != JobState::queued) return true;
  job->state = JobState::cancelled;
  job->ended = now();
  ++job->version;
  save();
  return true;
}

void Jobs::work() {
  give_way();
  while (true) {
    std::unique_lock lock(mutex_);
    const auto next = [this] { return std::ranges::find(jobs_, JobState::queued, &Job::state); };
    changed_.wait(lock, [&] { return stopping_ || next() != jobs_.end(); });
    if (stopping_) return;
    next()->state = JobState::running;
    Job& job = *std::ranges::find(jobs_, JobState::running, &Job::state);
    job.started = now();
    ++job.version;
    const Job copy = job;
    lock.unlock();
    run(copy);
  }
}

void Jobs::run(Job job) {
  const OnProgress progress = [&](const Progress& news) {
    if (stopping_ || unwanted_ == job.id) throw Error(ErrorKind::cancelled, "stopped on request");
    change(
        job.id, [&](Job& known) { known.what = news.what, known.done = news.done, known.total = news.total; }, false);
  };
  try {
    job.result = runner_(job, progress);
    job.state = JobState::done;
  } catch (const Error& error) {
    const bool is_cancelled = error.kind() == ErrorKind::cancelled;
    job.state = !is_cancelled ? JobState::failed : stopping_ ? JobState::interrupted : JobState::cancelled;
    if (!is_cancelled) job.error = error.what(), job.error_kind = mapping_of(error.kind()).name;
  } catch (const std::exception& error) {
    job.state = JobState::failed;
    job.error = std::string("internal error: ") + error.what();
    job.error_kind = mapping_of(ErrorKind::internal).name;
  }
  try {
    change(
        job.id,
        [&](Job& known) {
          known.state = job.state, known.result = job.result, known.error = job.error;
          known.error_kind = job.error_kind, known.ended = now();
        },
        true);
  } catch (const Error&) {
    // The list in memory is right; the file will be with the next change, or say `interrupted` after a restart.
  }
}

}  // namespace leitmotif::service
