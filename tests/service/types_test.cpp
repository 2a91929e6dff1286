// The page's types are those of the service's tables. To bring web/src/api/generated.ts up to date, run this test with
// LEITMOTIF_GENERATE=1.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "house/source_tree.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/components.hpp"
#include "support/http_client.hpp"
#include "support/running_service.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;

void expect_fresh(const fs::path& file, const std::string& text) {
  if (std::getenv("LEITMOTIF_GENERATE") != nullptr) write_file(file, text);
  EXPECT_EQ(read_file(file, std::size_t{16} << 20U), text)
      << file << " is out of date; make it anew: LEITMOTIF_GENERATE=1 leitmotif_tests --gtest_filter='PageTypes.*'";
}

TEST(PageTypes, AreThoseOfTheInterface) {
  const RunningService service({"--quiet"});
  const Json document = Json::parse(ask(service.port(), "GET", "/openapi.json").body);
  expect_fresh(source_folder() / "web" / "src" / "api" / "generated.ts",
               wire::typescript(document["components"]["schemas"]));
  Json forms = {{"components", document["components"]["schemas"]}, {"answers", Json::object()}};
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, operation] : methods.items())
      for (const auto& [status, response] : operation["responses"].items())
        if (const Json& form = response["content"]["application/json"]["schema"]; status[0] == '2' && !form.is_null())
          forms["answers"][method + " " + path] = form;
  expect_fresh(source_folder() / "web" / "test-support" / "forms.json", forms.dump(1) + "\n");
}

}  // namespace
}  // namespace leitmotif::testing
