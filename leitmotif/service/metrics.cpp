#include "leitmotif/service/metrics.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace leitmotif::service {
namespace {

void describe(std::string& text, const char* name, const char* type, const char* help) {
  text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

template <class Value>
void gauge(std::string& text, const char* name, const char* help, Value value) {
  describe(text, name, "gauge", help);
  text += fmt::format("{} {}\n", name, value);
}

}  // namespace

void Metrics::count(const std::string& route, int status, double seconds) {
  const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(kBounds, seconds) - kBounds.begin());
  const std::lock_guard lock(mutex_);
  ++requests_[{route, status}];
  Latency& latency = latencies_[route];
  ++latency.counts[bucket];
  latency.sum += seconds;
}

std::string Metrics::text(const Gauges& gauges) const {
  std::string text;
  const std::lock_guard lock(mutex_);
  describe(text, "leitmotif_requests_total", "counter", "Answered requests by route and status.");
  for (const auto& [key, count] : requests_)
    text += fmt::format("leitmotif_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  describe(text, "leitmotif_request_duration_seconds", "histogram",
           "From the end of the header to the end of the answer.");
  for (const auto& [route, latency] : latencies_) {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      text += fmt::format("leitmotif_request_duration_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, kBounds[i],
                          count += latency.counts[i]);
    count += latency.counts.back();
    text += fmt::format(
        "leitmotif_request_duration_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
        "leitmotif_request_duration_seconds_sum{{route=\"{0}\"}} {2}\n"
        "leitmotif_request_duration_seconds_count{{route=\"{0}\"}} {1}\n",
        route, count, latency.sum);
  }
  gauge(text, "leitmotif_connections", "Open connections.", gauges.connections);
  gauge(text, "leitmotif_library_songs", "Songs that answers are chosen from.", gauges.songs);
  gauge(text, "leitmotif_library_generation", "Changes when the library changes.", gauges.generation);
  gauge(text, "leitmotif_resident_memory_bytes", "Memory in use.", resident_bytes());
  describe(text, "leitmotif_model_info", "gauge", "The model that answers, by the SHA-256 of its file.");
  return text +
         fmt::format("leitmotif_model_info{{sha256=\"{}\",version=\"{}\"}} 1\n", gauges.model_id, LEITMOTIF_VERSION);
}

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace leitmotif::service
