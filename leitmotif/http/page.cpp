#include "leitmotif/http/page.hpp"

#include <algorithm>
#include <string>

#include "leitmotif/core/markup.hpp"
#include "leitmotif/http/gzip.hpp"

namespace leitmotif::http {
namespace {

const PageFile* file_of(std::span<const PageFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &PageFile::path);
  return found == files.end() ? nullptr : &*found;
}

/// Browsers ask for this on pages that name no icon.
constexpr std::string_view kOldIcon = "/favicon.ico";

/// Addresses within the page are made by its script: they all begin with the same file.
const PageFile* wanted(std::span<const PageFile> files, const Request& request) {
  const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
  if (const PageFile* file = file_of(files, path == kOldIcon ? "/icon.svg" : path)) return file;
  const bool is_place =
      path == "/" || (path.find('.') == std::string_view::npos && !path.starts_with("/api/") &&
                      request.header("accept").value_or("").find("text/html") != std::string_view::npos);
  return is_place ? file_of(files, "/index.html") : nullptr;
}

}  // namespace

Response no_page(const About& about) {
  Response response;
  response.type = "text/html; charset=utf-8";
  const Markup head = empty_element("meta", {{"charset", "utf-8"}}) + element("title", about.name);
  response.body = html_page(
      head, element("h1", about.name) + element("p", escaped("This program was built without its page. The ") +
                                                         element("a", {{"href", "/docs"}}, "HTTP interface") +
                                                         escaped(" is here all the same.")));
  response.route = "/";
  return response;
}

std::optional<Response> page_response(std::span<const PageFile> files, const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const PageFile* file = wanted(files, request);
  if (file == nullptr) return std::nullopt;
  Response response;
  response.route = file->path.starts_with("/assets/") ? "/assets" : "/";
  const std::string_view codings = request.header("accept-encoding").value_or("");
  const bool as_brotli = !file->brotli.empty() && accepts(codings, "br");
  const bool as_gzip = !as_brotli && !file->gzip.empty() && accepts(codings, "gzip");
  const std::string tag = "\"" + std::string(file->tag) + (as_brotli ? "-br\"" : as_gzip ? "-gz\"" : "\"");
  response.headers = {{"etag", tag}, {"vary", "accept-encoding"}};
  // Names of assets hold a digest of their content, so they never change.
  const bool never_changes = file->path.starts_with("/assets/");
  response.headers.emplace_back("cache-control", never_changes ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match").value_or("").find(tag) != std::string_view::npos) {
    response.status = 304;
    response.type.clear();
    return response;
  }
  response.type = file->type;
  response.body = as_brotli ? file->brotli : as_gzip ? file->gzip : file->plain;
  if (as_brotli || as_gzip) response.headers.emplace_back("content-encoding", as_brotli ? "br" : "gzip");
  return response;
}

}  // namespace leitmotif::http
