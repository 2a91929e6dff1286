// What is counted while the service runs, as Prometheus reads it.
// Flow: Exchange -> Metrics -> GET /metrics.
// Source: Prometheus text exposition format 0.0.4.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace leitmotif::service {

/// What is measured only when it is asked for.
struct Gauges {
  std::size_t connections = 0;
  std::size_t songs = 0;
  std::string model_id;
  std::int64_t generation = 0;
};

/// May be used by several threads.
class Metrics {
 public:
  /// `route` is a pattern of the route table, empty when none answered: a client cannot make new series.
  void count(const std::string& route, int status, double seconds);
  [[nodiscard]] std::string text(const Gauges& gauges) const;

 private:
  /// Upper bounds of the histogram's buckets in seconds.
  static constexpr std::array<double, 12> kBounds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                     0.01,   0.025,   0.05,   0.1,   0.5,    2.5};
  struct Latency {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};
    double sum = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Latency> latencies_;
};

/// Memory of this process that is in the machine's memory, in bytes; 0 when the system does not say.
[[nodiscard]] std::uint64_t resident_bytes();

}  // namespace leitmotif::service
