// Any bytes as target, headers and body of a request: the routes must answer with an error of their own or with
// success, never with an internal error, and the log line must stay one line.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/http/access_log.hpp"
#include "leitmotif/http/guard.hpp"
#include "leitmotif/http/gzip.hpp"
#include "leitmotif/http/router.hpp"

namespace {

using namespace leitmotif;
using namespace leitmotif::http;

void require(bool condition) {
  if (!condition) std::abort();
}

const Router& router() {
  static const Router made(
      {{.method = "POST",
        .pattern = "/recommend",
        .summary = "",
        .body = answers::recommend_keys().schema(),
        .handler = [](const Call&) { return Response(); }},
       {.method = "GET",
        .pattern = "/songs/{id}",
        .summary = "",
        .path = {{"id", wire::integer(1, wire::kLargestWhole), "", true}},
        .query = {{"n", wire::integer(1, 9), ""}, {"p", wire::number(0, 1), ""}, {"t", wire::truth(), ""}},
        .conditional = true,
        .handler = [](const Call&) { return Response(); }}},
      [] { return std::string("1"); });
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto take = [&bytes] {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    return std::string(line);
  };
  Request request;
  request.method = size % 2 == 0 ? "POST" : "GET";
  request.target = take();
  request.headers = {{"content-type", "application/json"},
                     {"host", take()},
                     {"cookie", take()},
                     {"accept-encoding", take()},
                     {"if-none-match", take()}};
  request.body = bytes;
  const Guard guard({.about = {}, .hosts = {}, .knows_token = [](const std::string& token) { return token == "x"; }});
  (void)guard.refusal(request);
  Response response = router().answer(request);
  require(response.status < 500);
  compress(request, response);
  const std::string line = access_line({request, response, 0, 0}, 0);
  require(std::ranges::count(line, '\n') == 1 && line.back() == '\n');
  return 0;
}
