// What is counted while the service runs, as Prometheus reads it.
// Flow: Exchange -> Metrics -> GET /metrics.
// Source: Prometheus text exposition format 0.0.4.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace leitmotif::http {

/// What is measured only when it is asked for.
struct Gauge {
  std::string name;  ///< without the prefix
  std::string help;
  std::int64_t value = 0;
  std::vector<std::pair<std::string, std::string>> labels = {};  ///< names and values; values without quotes in them
};

/// May be used by several threads.
class Metrics {
 public:
  /// Every name begins with `prefix` and an underscore.
  explicit Metrics(std::string prefix) : prefix_(std::move(prefix)) {}
  /// `route` is a pattern of the route table, empty when none answered; a method that no route has counts as OTHER: a
  /// client cannot make new series.
  void count(const std::string& method, const std::string& route, int status, double seconds);
  /// What was counted, the memory in use, and these.
  [[nodiscard]] std::string text(const std::vector<Gauge>& gauges) const;

 private:
  /// Upper bounds of the histogram's buckets in seconds.
  static constexpr std::array<double, 12> kBounds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                     0.01,   0.025,   0.05,   0.1,   0.5,    2.5};
  struct Latency {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};
    double sum = 0;
  };
  std::string prefix_;
  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, std::uint64_t> requests_;  ///< by route, method and status
  std::map<std::string, Latency> latencies_;
};

/// Memory of this process that is in the machine's memory, in bytes; 0 when the system does not say.
[[nodiscard]] std::uint64_t resident_bytes();

}  // namespace leitmotif::http
