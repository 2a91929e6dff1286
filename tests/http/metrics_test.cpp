// What Prometheus reads.
#include "leitmotif/http/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leitmotif::http {
namespace {

using ::testing::HasSubstr;

TEST(Metrics, CountByRouteAndStatus) {
  Metrics metrics("leitmotif");
  metrics.count("GET", "/a", 200, 0.0002);
  metrics.count("GET", "/a", 200, 100);
  metrics.count("GET", "/a", 404, 0.001);
  const std::string text = metrics.text({{"connections", "Open.", 3},
                                         {"library_songs", "Songs.", 168},
                                         {"model_info", "", 1, {{"sha256", "abc"}, {"v", "1"}}}});
  for (const char* line :
       {"leitmotif_requests_total{route=\"/a\",method=\"GET\",status=\"200\"} 2\n", "leitmotif_connections 3\n",
        "leitmotif_request_duration_seconds_bucket{route=\"/a\",le=\"0.00025\"} 1\n",
        "leitmotif_request_duration_seconds_bucket{route=\"/a\",le=\"0.001\"} 2\n",
        "leitmotif_request_duration_seconds_bucket{route=\"/a\",le=\"+Inf\"} 3\n", "leitmotif_library_songs 168\n",
        "leitmotif_model_info{sha256=\"abc\",v=\"1\"} 1\n", "leitmotif_resident_memory_bytes "})
    EXPECT_THAT(text, HasSubstr(line));
  EXPECT_GT(resident_bytes(), 1000000U);
}

}  // namespace
}  // namespace leitmotif::http
