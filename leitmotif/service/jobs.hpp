// Work that takes long, one job after the other, and the list of it, which survives a restart.
// Flow: POST jobs -> Jobs (a thread of its own) -> Runner -> progress, result; the list -> a file beside the library.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::service {

/// How far a job has come; interrupted: the service ended before it did.
enum class JobState : std::uint8_t { queued, running, done, failed, cancelled, interrupted };

/// Long work that was asked for over HTTP.
struct Job {
  std::int64_t id = 0;
  std::string kind;
  std::string wish;  ///< what was asked for, as a JSON object
  JobState state = JobState::queued;
  std::string what;  ///< what it does right now
  std::size_t done = 0;
  std::size_t total = 0;      ///< 0: not known
  std::int64_t started = 0;   ///< seconds since 1970 (UTC); 0: not yet
  std::int64_t ended = 0;     ///< the same
  std::string result;         ///< JSON, when done
  std::string error;          ///< when failed
  std::string error_kind;     ///< when failed: as of ErrorMapping
  std::uint64_t version = 0;  ///< counts its changes
};

/// A job as answers show it, and as the list beside the library keeps it.
[[nodiscard]] const wire::Table<Job>& job_table();
/// Whether it will not change any more.
[[nodiscard]] bool is_over(JobState state) noexcept;

/// How many jobs are remembered, and how many may wait.
inline constexpr std::size_t kMostJobs = 200;
inline constexpr std::size_t kMostWaiting = 20;

/// May be used by several threads.
class Jobs {
 public:
  /// Does a job and gives its result as JSON. Reports progress, which throws Error(cancelled) when it shall stop.
  using Runner = std::function<std::string(const Job& job, const OnProgress& progress)>;

  /// Reads the list; a job that was not over when the last program ended is interrupted now.
  /// Throws corrupt_data (the file is no such list), io.
  Jobs(std::filesystem::path file, Runner runner);
  /// As `stop`.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// Throws resource_limit when kMostWaiting wait already.
  Job submit(std::string kind, std::string wish);
  /// The newest first.
  [[nodiscard]] std::vector<Job> list() const;
  [[nodiscard]] std::optional<Job> find(std::int64_t id) const;
  /// Asks a job to stop; one that is over stays as it is. False when there is none of that number.
  bool cancel(std::int64_t id);
  /// Interrupts what runs, waits until it has stopped, and takes no more.
  void stop();

 private:
  void work();
  void run(Job job);
  Job* known(std::int64_t id);
  void change(std::int64_t id, const std::function<void(Job&)>& how, bool keep);
  void save() const;

  std::filesystem::path file_;
  Runner runner_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Job> jobs_;                   ///< in the order of ids
  std::atomic<std::int64_t> unwanted_ = 0;  ///< the running job, when it was cancelled
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace leitmotif::service
