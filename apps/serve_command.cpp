// `leitmotif serve`: the HTTP interface and the page.
#include <fmt/format.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <thread>

#include "apps/command.hpp"
#include "apps/network.hpp"
#include "leitmotif/collection/scan.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/share.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/http/server.hpp"
#include "leitmotif/http/token.hpp"
#include "leitmotif/servers/account_file.hpp"
#include "leitmotif/servers/transport.hpp"
#include "leitmotif/service/service.hpp"

namespace leitmotif::apps {

Command serve_command();

namespace {

namespace fs = std::filesystem;

struct ServeWish {
  std::string host = "127.0.0.1";
  unsigned port = 8080;
  bool open = false;
  bool quiet = false;
  bool new_token = false;
  std::vector<std::string> host_names;
  std::vector<std::string> origins;
  std::vector<fs::path> allowed_paths;
  std::string beside;
  std::vector<fs::path> watched;
  std::string part;
  std::string parts;
};

/// What a service in parts is told beside.
places::Settings settings_of(const ServeWish& wish, const General& general) {
  places::Settings settings = general.settings;
  if (!wish.part.empty()) settings.share = parse_share(wish.part);
  for (std::string_view rest = wish.parts; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    if (end > 0) settings.parts.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  settings.parts_token = path_from_environment("LEITMOTIF_PARTS_TOKEN").string();
  return settings;
}

/// One call, so that lines of several threads do not mix.
void log_line(const std::string& line) {
  // When standard error takes nothing, there is nobody left to tell.
  (void)!::write(STDERR_FILENO, line.data(), line.size());
}

/// The keeper of the token, which is made and shown when there is none yet.
std::shared_ptr<http::TokenKeeper> token_keeper(const fs::path& file, bool makes_new, std::string& token) {
  std::error_code unknown;
  if (makes_new || !fs::exists(file, unknown)) {
    token = http::make_token(file);
    say(fmt::format("leitmotif: the token of this service, shown only now: {}\n", token));
  }
  return std::make_shared<http::TokenKeeper>(file);
}

/// Shows the page with the desktop's own program, if there is one.
void open_page(const std::string& address) {
  std::string program = "xdg-open";
  std::string place = address;
  std::array<char*, 3> words = {program.data(), place.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawnp(&child, program.c_str(), nullptr, nullptr, words.data(), environ) == 0)
    std::thread([child] { ::waitpid(child, nullptr, 0); }).detach();
}

std::string address_of(const std::string& host, std::uint16_t port) {
  const std::string name = host == "0.0.0.0" || host == "::" ? "localhost" : host;
  return fmt::format("http://{}:{}/", name.find(':') == std::string::npos ? name : "[" + name + "]", port);
}

/// Where others find the service, with a code to scan. Whoever scans it when the token was just made is let in by it:
/// the token stands behind the #, which browsers keep to themselves.
void tell_others(const std::string& host, std::uint16_t port, const std::string& token) {
  const bool is_everywhere = host == "0.0.0.0" || host == "::";
  const std::vector<std::string> hosts = is_everywhere ? network_addresses() : std::vector<std::string>{host};
  if (hosts.empty()) return say("leitmotif: this machine is in no network now\n");
  for (const std::string& one : hosts) say(fmt::format("leitmotif: in the network: {}\n", address_of(one, port)));
  if (::isatty(STDERR_FILENO) == 0) return;
  const std::string address = address_of(hosts.front(), port);
  say(qr_code(token.empty() ? address : address + "login#token=" + token));
}

service::ServiceOptions service_options(const ServeWish& wish, const places::Settings& settings) {
  service::ServiceOptions options;
  options.guard.hosts = wish.host_names;
  options.guard.origins = wish.origins;
  options.jobs_file = settings.places.jobs;
  options.tokens_file = settings.places.tokens;
  options.job_folders = wish.allowed_paths;
  if (!wish.beside.empty()) {
    options.beside.emplace();
    options.beside->account = servers::account_of(servers::read_accounts(settings.places.servers), wish.beside);
    options.beside->make_transport = [] { return servers::http_transport(); };
  }
  if (!wish.quiet) options.log = log_line;
  return options;
}

/// Scans a folder, and again whenever something in it changes, until `stop` is asked for. What goes wrong is said, and
/// the service goes on.
void keep_watching(engine::Engine& engine, const fs::path& folder, const std::stop_token& stop) {
  collection::ScanRequest request;
  request.folder = folder;
  request.threads = engine.settings().threads;
  const OnProgress stop_when_asked = [&stop](const Progress&) {
    if (stop.stop_requested()) throw Error(ErrorKind::cancelled, "the service ends");
  };
  try {
    engine.watch(request, stop_when_asked, [&](const collection::ScanReport& report) {
      if (report.imported + report.updated + report.moved + report.gone > 0)
        say(fmt::format("leitmotif: {}: {} songs, {} new, {} updated, {} moved, {} gone\n",
                        without_controls(folder.string()), report.songs, report.imported, report.updated, report.moved,
                        report.gone));
    });
  } catch (const std::exception& error) {
    if (!stop.stop_requested()) warn(folder.string() + " is not watched any more: " + error.what());
  }
}

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

/// A question about very many songs needs some tens of megabytes for a moment. They go back to the machine at once
/// instead of staying with the thread that answered: other processes of the machine share what is mapped, not these.
void map_large_memory() {
#ifdef M_MMAP_THRESHOLD
  constexpr int kMappedByThemselves = 1 << 20;
  (void)::mallopt(M_MMAP_THRESHOLD, kMappedByThemselves);
#endif
}

int run(const ServeWish& wish, const General& general) {
  map_large_memory();
  engine::Engine engine = engine::Engine::open(settings_of(wish, general));
  service::ServiceOptions with = service_options(wish, engine.settings());
  std::string fresh_token;
  if (!is_loopback(wish.host)) {
    const auto keeper = token_keeper(engine.settings().places.token, wish.new_token, fresh_token);
    with.guard.knows_token = [keeper](const std::string& token) { return keeper->knows(token); };
    with.guard.knows_token_at_once = [keeper](const std::string& token) { return keeper->knows_at_once(token); };
    if (with.job_folders.empty()) with.job_folders = {engine.settings().places.folder};
  }
  // None at all means that jobs may read everywhere.
  if (!with.job_folders.empty())
    with.job_folders.insert(with.job_folders.end(), wish.watched.begin(), wish.watched.end());
  service::Service service(engine, std::move(with));
  http::ServerOptions place;
  place.host = wish.host;
  place.port = static_cast<std::uint16_t>(wish.port);
  http::Server server(std::move(place), service.handling());
  service.set_connections([&server] { return server.connections(); });
  const std::string address = address_of(wish.host, server.port());
  print(fmt::format("Leitmotif answers at {}\n", address));
  flush_output();
  if (!is_loopback(wish.host)) tell_others(wish.host, server.port(), fresh_token);
  std::jthread warm_up([&service](const std::stop_token& stop) {
    try {
      service.warm_up(stop);
    } catch (const std::exception& error) {
      if (!stop.stop_requested()) warn(error.what());
    }
  });
  std::vector<std::jthread> watchers;
  for (const fs::path& folder : wish.watched)
    watchers.emplace_back([&engine, folder](const std::stop_token& stop) { keep_watching(engine, folder, stop); });
  if (wish.open) open_page(address);
  const auto stop_if_asked_before = [&server] {
    if (is_stop_asked()) server.stop();
  };
  server.run([&service] { service.stop(); }, stop_if_asked_before);
  end_soon();
  return 0;
}

}  // namespace

Command serve_command() {
  const auto wish = std::make_shared<ServeWish>();
  return {
      "serve",
      "the HTTP interface and the page",
      {{"--host", "ADDRESS", "address to listen at (default: 127.0.0.1); any that is not loopback asks for a token",
        &wish->host},
       {"--port", "N", "port to listen at (default: 8080; 0: any that is free)", &wish->port, {.most = 65535}},
       {"--host-name", "NAME", "a name this service may be called by; may be given several times", &wish->host_names},
       {"--allow-origin", "ORIGIN",
        "a page of another origin that may ask, such as https://page.example; may be given several times",
        &wish->origins},
       {"--allow-path", "FOLDER", "a folder that jobs may read; may be given several times", &wish->allowed_paths},
       {"--beside", "SERVER",
        "answer OpenSubsonic's questions about likeness under /rest/ for callers of this server, as `servers list` "
        "names it",
        &wish->beside},
       {"--watch", "FOLDER", "scan this folder, and again whenever something in it changes; may be given several times",
        &wish->watched},
       {"--part", "K/N",
        "look through the K-th of N shares of the songs for the services that name this one in --parts", &wish->part},
       {"--parts", "URL,URL,...", "have these services look through the songs, one for each share", &wish->parts},
       {"--new-token", "", "make a new token; the old one is no longer known", &wish->new_token},
       {"--open", "", "show the page in the browser", &wish->open},
       {"--quiet", "", "no line for each request on standard error", &wish->quiet}},
      [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
