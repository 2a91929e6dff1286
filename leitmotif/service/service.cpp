#include "leitmotif/service/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/http/access_log.hpp"
#include "leitmotif/http/gzip.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/service/embedded_page.hpp"

namespace leitmotif::service {

namespace {

namespace fs = std::filesystem;

/// Longer bodies take long to parse.
constexpr std::size_t kMostQuickBytes = std::size_t{16} << 10U;

bool is_within(const fs::path& place, const fs::path& folder) {
  const fs::path relative = place.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// "~/Music" as a shell reads it, for people who type it where no shell is.
fs::path from_home(const std::string& path) {
  if (path != "~" && !path.starts_with("~/")) return path;
  return path_from_environment("HOME") / fs::path(path).lexically_relative("~");
}

std::optional<Response> page_of(const Request& request) {
  if (embedded_page().empty() && request.method == "GET" && request.target == "/")
    return http::no_page(about_leitmotif());
  return http::page_response(embedded_page(), request);
}

/// What stands in the name of the program is said once.
http::GuardOptions with_name(http::GuardOptions options, const http::TokenBook& tokens) {
  options.about = about_leitmotif();
  options.holder_of = [&tokens](const std::string& token) { return tokens.holder_of(token); };
  return options;
}

}  // namespace

Service::Service(engine::Engine& engine, ServiceOptions options)
    : engine_(engine),
      options_(std::move(options)),
      tokens_(options_.tokens_file),
      guard_(with_name(options_.guard, tokens_)),
      metrics_(about_leitmotif().prefix),
      id_front_(fmt::format("{:08x}", std::random_device()())),
      jobs_(options_.jobs_file,
            [&engine](const Job& job, const OnProgress& progress) { return run_job(engine, job, progress); }),
      parts_{engine,
             jobs_,
             [this] { return metrics_text(); },
             [this] { return is_ready_.load(); },
             [this](const std::string& path) { return job_path(path); },
             [this] { return first_folder(); },
             [this](const std::filesystem::path& file) { return song_path(file); },
             tokens_,
             [this](const Request& request) { return guard_.holder(request); }},
      router_(std::make_unique<const http::Router>(all_routes(parts_), [&engine] { return answers_version(engine); })),
      rest_(options_.beside ? std::make_unique<const Rest>(engine, *options_.beside) : nullptr) {}

Response Service::answer(const Request& request) const {
  Response response = answer_unshared(request);
  for (auto& header : guard_.sharing(request)) response.headers.push_back(std::move(header));
  return response;
}

/// What has no row in the table of routes: signing in and out, and what a browser asks before a page of another origin.
std::optional<Response> Service::answer_at_the_door(const Request& request) const {
  if (request.method == "OPTIONS" && request.header("access-control-request-method")) {
    return http::no_content();
  }
  if (request.method == "POST" && request.target == "/login") return guard_.login(request);
  if (request.method == "POST" && request.target == "/logout") return guard_.logout();
  if (request.method == "GET" && request.target == "/login") return guard_.sign_in_page();
  return std::nullopt;
}

Response Service::answer_unshared(const Request& request) const {
  // Whoever asks signs in with every question, and may come through a proxy under any name.
  if (rest_ && is_rest(request.target)) {
    Response response = rest_->answer(request);
    http::compress(request, response);
    return response;
  }
  if (std::optional<Response> refusal = guard_.refusal(request)) return *std::move(refusal);
  if (std::optional<Response> door = answer_at_the_door(request)) return *std::move(door);
  if (std::optional<Response> refusal = beyond_scope(request)) return *std::move(refusal);
  Response response = router_->answer(request);
  if (response.status == 404 && response.route.empty())
    if (std::optional<Response> page = page_of(request)) return *std::move(page);
  http::compress(request, response);
  return response;
}

std::optional<Response> Service::quick_answer(const Request& request) const {
  if (rest_ && is_rest(request.target)) return std::nullopt;
  if (!is_ready_ || request.body.size() > kMostQuickBytes || !guard_.is_quick(request)) return std::nullopt;
  if (std::optional<Response> refusal = guard_.refusal(request)) return refusal;
  if (std::optional<Response> refusal = beyond_scope(request)) return refusal;
  std::optional<Response> response = router_->quick_answer(request);
  if (!response) return response;
  http::compress(request, *response);
  for (auto& header : guard_.sharing(request)) response->headers.push_back(std::move(header));
  return response;
}

std::optional<Response> Service::beyond_scope(const Request& request) const {
  const http::Holder holder = guard_.holder(request);
  if (holder.scope == http::Scope::manage) return std::nullopt;
  const http::Scope needed = router_->needs(request);
  if (holder.scope >= needed) return std::nullopt;
  const auto name = [](http::Scope scope) { return std::string(http::kScopes[static_cast<std::size_t>(scope)]); };
  return http::error_response({403, "forbidden",
                               "this needs a token that may " + name(needed) + "; that of '" + holder.name +
                                   "' may only " + name(holder.scope)},
                              request);
}

bool Service::may_be_read(const fs::path& place) const {
  if (options_.job_folders.empty()) return true;
  return std::ranges::any_of(options_.job_folders, [&](const fs::path& folder) {
    std::error_code error;
    return is_within(place, fs::weakly_canonical(folder, error)) && !error;
  });
}

fs::path Service::job_path(const std::string& path) const {
  std::error_code error;
  const fs::path named = from_home(path);
  fs::path place = fs::weakly_canonical(named, error);
  if (!named.is_absolute() || error)
    throw Error(ErrorKind::invalid_argument, "path", "expected an absolute path, such as /home/me/Music");
  if (may_be_read(place)) return place;
  throw Error(ErrorKind::invalid_argument, "path", "lies outside the folders this service may read; see --allow-path");
}

fs::path Service::first_folder() const {
  const fs::path home = path_from_environment("HOME");
  if (home.is_absolute() && may_be_read(home)) return home;
  return options_.job_folders.empty() ? fs::path("/") : options_.job_folders.front();
}

fs::path Service::song_path(const fs::path& file) const {
  std::error_code error;
  fs::path place = fs::canonical(file, error);
  if (error || !file.is_absolute() || !may_be_read(place))
    throw Error(ErrorKind::not_found, "the song's file is not there, or outside the folders this service may read");
  return place;
}

std::string Service::metrics_text() const {
  const answers::LibrarySummary library = engine_.library();
  return metrics_.text(
      {{"connections", "Open connections.", static_cast<std::int64_t>(connections_ ? connections_() : 0)},
       {"library_songs", "Songs that answers are chosen from.", static_cast<std::int64_t>(library.songs)},
       {"library_songs_gone", "Songs whose files are gone.", static_cast<std::int64_t>(library.gone)},
       {"jobs_unfinished", "Jobs that wait or run.",
        std::ranges::count_if(jobs_.list(), [](const Job& job) { return !is_over(job.state); })},
       {"library_generation", "Changes when the library changes.", library.generation},
       {"model_info",
        "The model that answers, by the SHA-256 of its file.",
        1,
        {{"sha256", library.model_id}, {"version", LEITMOTIF_VERSION}}}});
}

void Service::note(const http::Exchange& exchange) {
  metrics_.count(exchange.request.method, exchange.response.route, exchange.response.status, exchange.seconds);
  if (!options_.log) return;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  options_.log(http::access_line(exchange, std::chrono::duration_cast<std::chrono::milliseconds>(now).count()));
}

std::string Service::new_id() { return fmt::format("{}-{:x}", id_front_, next_id_.fetch_add(1)); }

void Service::warm_up(const std::stop_token& stop) {
  engine_.keep_current();
  (void)engine_.generation();
  is_ready_ = true;
  engine_.settle();  // before taste is learned, which belongs to one state in memory
  // A part of a service is not asked for listeners.
  if (engine_.settings().share.of == 1) engine_.taste().get_ready();
  engine_.settle_library([&stop](const Progress&) {
    if (stop.stop_requested()) throw Error(ErrorKind::cancelled, "the service ends");
  });
}

http::Handling Service::handling() {
  return {[this](const Request& request) { return answer(request); },
          [this](const Request& request) { return quick_answer(request); },
          [this](const http::Exchange& exchange) { note(exchange); }, [this] { return new_id(); }};
}

}  // namespace leitmotif::service
