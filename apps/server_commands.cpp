// `leitmotif servers ...`: music servers that speak OpenSubsonic.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "apps/command.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/exchange/music_servers.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/servers/account_file.hpp"
#include "leitmotif/servers/client.hpp"

namespace leitmotif::apps {

Command servers_add_command();
Command servers_list_command();
Command servers_sync_command();
Command servers_push_command();
Command servers_remove_command();

namespace {

using servers::Account;

struct AddWish {
  std::string url;
  std::string name;
  std::string user;
  bool plain_password = false;
};

struct SyncWish {
  std::string server;
  std::string lyrics = "any";
  bool again = false;
};

struct PushWish {
  std::string server;
  std::vector<std::string> lists;
};

struct RemoveWish {
  std::string server;
  bool lists = false;
};

/// A server as it is told; the secret is not.
struct ServerLine {
  Account account;
  std::size_t songs = 0;
  std::size_t lists = 0;
};

struct ServerLines {
  std::vector<ServerLine> servers;
};

struct RemovedServer {
  std::string name;
  std::size_t lists = 0;  ///< deleted on the server
};

const wire::Table<ServerLine>& server_table() {
  using F = wire::Field<ServerLine>;
  using wire::any_text;
  static const wire::Table<ServerLine> table(
      "Server",
      {F::value(
           "name", [](const ServerLine& line) { return line.account.name; }, any_text()),
       F::value(
           "url", [](const ServerLine& line) { return line.account.url; }, any_text()),
       F::value(
           "user", [](const ServerLine& line) { return line.account.user; }, any_text("empty: an API key is enough")),
       F::value(
           "sign_in", [](const ServerLine& line) { return servers::name_of(line.account.sign_in); },
           wire::one_of({"api_key", "token", "password"})),
       F::value("songs", &ServerLine::songs, wire::count("at the last sync")),
       F::value("lists", &ServerLine::lists, wire::count("that were written to it"))});
  return table;
}

const wire::Table<ServerLines>& server_lines_table() {
  static const wire::Table<ServerLines> table(
      "Servers", {wire::Field<ServerLines>::list("servers", &ServerLines::servers, server_table())});
  return table;
}

const wire::Table<RemovedServer>& removed_server_table() {
  using F = wire::Field<RemovedServer>;
  static const wire::Table<RemovedServer> table(
      "RemovedServer", {F::value("removed", &RemovedServer::name, wire::any_text()),
                        F::value("lists", &RemovedServer::lists, wire::count("deleted on the server"))});
  return table;
}

/// What a person types without it being shown.
std::string typed_secretly(const std::string& prompt) {
  say(prompt);
  termios shown{};
  const bool is_terminal = ::tcgetattr(STDIN_FILENO, &shown) == 0;
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  if (is_terminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::string line;
  std::getline(std::cin, line);
  if (is_terminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  say("\n");
  return line;
}

/// The password or key: from the environment, else typed, else the first line of standard input. Never an argument,
/// which every user of the machine could read.
std::string asked_secret(const AddWish& wish) {
  std::string secret = path_from_environment("LEITMOTIF_SERVER_SECRET").string();
  const std::string what = wish.user.empty() ? "API key" : "password of " + wish.user;
  if (secret.empty() && ::isatty(STDIN_FILENO) != 0)
    secret = typed_secretly(what + " at " + servers::host_of(servers::base_url(wish.url)) + ": ");
  else if (secret.empty())
    std::getline(std::cin, secret);
  while (secret.ends_with('\r')) secret.pop_back();
  if (secret.empty())
    throw Error(ErrorKind::invalid_argument,
                "the " + what + " is missing: type it, give it on standard input, or in LEITMOTIF_SERVER_SECRET");
  return secret;
}

std::filesystem::path library_file(const General& general) {
  return general.settings.library.empty() ? places::default_library() : general.settings.library;
}

std::filesystem::path account_file(const General& general) { return places::places_of(library_file(general)).servers; }

std::unique_ptr<servers::Transport> transport() { return servers::http_transport({}, check_stop); }

/// A name for a server whose person gave none: of its host.
std::string name_from_host(const std::string& url) {
  std::string name = servers::host_of(url);
  name = name.substr(0, name.find(':'));
  for (char& c : name)
    if (c == '[' || c == ']') c = '-';
  return name;
}

int run_add(const AddWish& wish, const General& general) {
  Account account;
  account.url = servers::base_url(wish.url);
  account.name = wish.name.empty() ? name_from_host(account.url) : wish.name;
  servers::require_sound_name(account.name);
  const std::filesystem::path file = account_file(general);
  std::vector<Account> accounts = servers::read_accounts(file);
  if (std::ranges::find(accounts, account.name, &Account::name) != accounts.end())
    throw Error(ErrorKind::invalid_argument,
                "there is a server '" + account.name + "' already; give another --name, or remove it first");
  account.user = wish.user;
  account.plain_password = wish.plain_password;
  account.secret = asked_secret(wish);
  const auto way = transport();
  servers::Client client(std::move(account), *way);
  client.find_sign_in();
  accounts.push_back(client.account());
  std::error_code ignored;  // a folder that cannot be made shows when the file is written
  std::filesystem::create_directories(file.parent_path(), ignored);
  servers::write_accounts(file, accounts);
  show(general, server_table(), ServerLine{client.account()}, [](const ServerLine& line) {
    return fmt::format("added {}: {} signs in by {}; next: leitmotif servers sync {}\n", line.account.name,
                       line.account.url, servers::name_of(line.account.sign_in), line.account.name);
  });
  return 0;
}

int run_servers_list(const General& general) {
  ServerLines lines;
  const std::vector<Account> accounts = servers::read_accounts(account_file(general));
  if (!accounts.empty()) {
    const engine::Engine engine = engine::Engine::open(general.settings);
    for (const Account& account : accounts)
      lines.servers.push_back({account, engine.own().servers().songs(account.name).size(),
                               engine.own().servers().lists(account.name).size()});
  }
  show(general, server_lines_table(), lines, [](const ServerLines& all) {
    std::string text;
    for (const ServerLine& line : all.servers)
      text += fmt::format("{:<20} {:>7} songs {:>4} lists  {} as {} by {}\n", line.account.name, line.songs, line.lists,
                          line.account.url, line.account.user.empty() ? "key" : without_controls(line.account.user),
                          servers::name_of(line.account.sign_in));
    return text.empty() ? std::string("No music server is known; see `leitmotif servers add`.\n") : text;
  });
  return 0;
}

std::string to_text(const exchange::SyncReport& report) {
  std::string text = fmt::format(
      "{}: {} songs: {} new, {} were in the library, {} changed, {} gone there\n"
      "lyrics: {} found of {} asked for; {} requests in {:.1f} s\n",
      report.server, report.songs, report.imported, report.matched, report.updated, report.gone, report.lyrics_found,
      report.lyrics_asked, report.requests, report.seconds);
  if (report.left_out > 0)
    text += fmt::format("{} left out; the first: {}\n", report.left_out, without_controls(report.first_left_out));
  return text;
}

int run_sync(const SyncWish& wish, const General& general) {
  const Account account = servers::account_of(servers::read_accounts(account_file(general)), wish.server);
  engine::Engine engine = engine::Engine::open(general.settings);
  const auto way = transport();
  servers::Client client(account, *way);
  exchange::SyncRequest request;
  request.again = wish.again;
  if (wish.lyrics == "by-id") request.lyrics = exchange::AskLyrics::by_id;
  if (wish.lyrics == "none") request.lyrics = exchange::AskLyrics::none;
  if (wish.lyrics != "any" && request.lyrics == exchange::AskLyrics::any)
    throw Error(ErrorKind::invalid_argument, "--lyrics", "expected any, by-id or none");
  show(general, exchange::sync_report_table(), engine.sync_server(client, request, progress_line()),
       [](const exchange::SyncReport& report) { return to_text(report); });
  return 0;
}

std::string to_text(const exchange::PushReport& report) {
  std::string text;
  for (const exchange::PushedList& list : report.lists) {
    text += fmt::format("{:<10} {:>6} songs  {}", list.state, list.songs,
                        without_controls(list.there.empty() ? list.name : list.there));
    if (list.not_there > 0) text += fmt::format("  ({} songs are not on the server)", list.not_there);
    text += "\n";
  }
  return text;
}

int run_push(const PushWish& wish, const General& general) {
  const Account account = servers::account_of(servers::read_accounts(account_file(general)), wish.server);
  engine::Engine engine = engine::Engine::open(general.settings);
  const auto way = transport();
  servers::Client client(account, *way);
  show(general, exchange::push_report_table(), engine.push_lists(client, {wish.lists}, progress_line()),
       [](const exchange::PushReport& report) { return to_text(report); });
  return 0;
}

int run_remove(const RemoveWish& wish, const General& general) {
  const std::filesystem::path file = account_file(general);
  std::vector<Account> accounts = servers::read_accounts(file);
  const Account account = servers::account_of(accounts, wish.server);
  engine::Engine engine = engine::Engine::open(general.settings);
  RemovedServer removed{account.name};
  const auto way = transport();
  servers::Client client(account, *way);
  if (wish.lists) removed.lists = engine.delete_pushed(client);
  engine.forget_server(account.name);
  std::erase_if(accounts, [&](const Account& one) { return one.name == account.name; });
  servers::write_accounts(file, accounts);
  show(general, removed_server_table(), removed, [](const RemovedServer& it) {
    return fmt::format("removed {}; its songs stay in the library{}\n", it.name,
                       it.lists > 0 ? fmt::format(", {} lists were deleted there", it.lists) : "");
  });
  return 0;
}

wire::Option server_option(std::string& server) {
  return {"SERVER", "", "its name, as `servers list` shows it; may be left out when there is only one", &server};
}

}  // namespace

Command servers_add_command() {
  const auto wish = std::make_shared<AddWish>();
  return {"servers add",
          "an account on a music server that speaks OpenSubsonic",
          {argument("URL", "its address, such as https://music.example", &wish->url),
           {"--user", "USER",
            "who signs in; none: an API key. The password or key is asked for, or read from LEITMOTIF_SERVER_SECRET or "
            "standard input",
            &wish->user},
           {"--name", "NAME", "what to call the server (default: its host)", &wish->name},
           {"--plain-password", "", "send the password as it is over http too, where the server takes nothing else",
            &wish->plain_password}},
          [wish](const General& general) { return run_add(*wish, general); }};
}

Command servers_list_command() { return {"servers list", "the music servers that are known", {}, run_servers_list}; }

Command servers_sync_command() {
  const auto wish = std::make_shared<SyncWish>();
  return {"servers sync",
          "a music server's songs and lyrics into the library",
          {server_option(wish->server),
           {"--lyrics", "any|by-id|none",
            "which lyrics to ask for (default: any): by-id leaves out servers that look for them by names, and maybe "
            "on the network",
            &wish->lyrics},
           {"--again", "", "ask for every lyric again, not only for those of new and changed songs", &wish->again}},
          [wish](const General& general) { return run_sync(*wish, general); }};
}

Command servers_push_command() {
  const auto wish = std::make_shared<PushWish>();
  return {"servers push",
          "saved lists as lists of a music server",
          {server_option(wish->server),
           {"--list", "NAME", "a saved list (default: all); may be given several times", &wish->lists}},
          [wish](const General& general) { return run_push(*wish, general); }};
}

Command servers_remove_command() {
  const auto wish = std::make_shared<RemoveWish>();
  return {"servers remove",
          "forget a music server; its songs stay in the library",
          {server_option(wish->server),
           {"--lists", "", "also delete the lists there that `servers push` made", &wish->lists}},
          [wish](const General& general) { return run_remove(*wish, general); }};
}

}  // namespace leitmotif::apps
