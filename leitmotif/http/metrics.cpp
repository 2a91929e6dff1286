#include "leitmotif/http/metrics.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string_view>

namespace leitmotif::http {
namespace {

void describe(std::string& text, const std::string& name, const char* type, const std::string& help) {
  text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

void write_gauge(std::string& text, const std::string& prefix, const Gauge& gauge) {
  describe(text, prefix + gauge.name, "gauge", gauge.help);
  std::string labels;
  for (const auto& [name, value] : gauge.labels)
    labels += fmt::format("{}{}=\"{}\"", labels.empty() ? "" : ",", name, value);
  text += fmt::format("{}{}{} {}\n", prefix, gauge.name, labels.empty() ? labels : "{" + labels + "}", gauge.value);
}

}  // namespace

void Metrics::count(const std::string& method, const std::string& route, int status, double seconds) {
  constexpr std::array<std::string_view, 6> kMethods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
  const bool is_known = std::ranges::find(kMethods, method) != kMethods.end();
  const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(kBounds, seconds) - kBounds.begin());
  const std::lock_guard lock(mutex_);
  ++requests_[{route, is_known ? method : "OTHER", status}];
  Latency& latency = latencies_[route];
  ++latency.counts[bucket];
  latency.sum += seconds;
}

std::string Metrics::text(const std::vector<Gauge>& gauges) const {
  std::string text;
  const std::string prefix = prefix_ + "_";
  const std::lock_guard lock(mutex_);
  const std::string total = prefix + "requests_total";
  describe(text, total, "counter", "Answered requests by route, method and status.");
  for (const auto& [key, count] : requests_)
    text += fmt::format("{}{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n", total, std::get<0>(key),
                        std::get<1>(key), std::get<2>(key), count);
  const std::string duration = prefix + "request_duration_seconds";
  describe(text, duration, "histogram", "From the end of the header to the end of the answer.");
  for (const auto& [route, latency] : latencies_) {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      text += fmt::format("{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", duration, route, kBounds[i],
                          count += latency.counts[i]);
    count += latency.counts.back();
    text += fmt::format(
        "{0}_bucket{{route=\"{1}\",le=\"+Inf\"}} {2}\n{0}_sum{{route=\"{1}\"}} {3}\n{0}_count{{route=\"{1}\"}} {2}\n",
        duration, route, count, latency.sum);
  }
  for (const Gauge& gauge : gauges) write_gauge(text, prefix, gauge);
  write_gauge(text, prefix, {"resident_memory_bytes", "Memory in use.", static_cast<std::int64_t>(resident_bytes())});
  return text;
}

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace leitmotif::http
