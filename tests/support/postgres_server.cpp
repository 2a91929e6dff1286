#include "support/postgres_server.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>

#include "leitmotif/catalog/postgresql/database.hpp"
#include "leitmotif/catalog/postgresql/library_server.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "support/program.hpp"

namespace leitmotif::testing {
namespace {

namespace fs = std::filesystem;
using catalog::postgresql::Database;

constexpr uid_t kUnprivileged = 65534;
constexpr const char* kUser = "tester";
constexpr std::chrono::milliseconds kWait{2000};

/// The newest server's programs; empty when there is none.
fs::path programs() {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none))
    if (fs::exists(version.path() / "bin" / "initdb", none)) found.push_back(version.path() / "bin");
  return found.empty() ? fs::path() : *std::ranges::max_element(found);
}

}  // namespace

bool PostgresServer::can_run() { return !programs().empty(); }

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  if (::geteuid() == 0 && ::chown(folder_.path().c_str(), kUnprivileged, kUnprivileged) != 0)
    throw std::runtime_error("the folder of a server cannot be given away");
  make();
  start();
}

PostgresServer::~PostgresServer() {
  ::kill(id_, SIGQUIT);
  ::waitpid(id_, nullptr, 0);
}

void PostgresServer::make() const {
  ProgramOptions options;
  options.program = programs() / "initdb";
  options.as_nobody = ::geteuid() == 0;
  options.folder = folder_.path();
  const ProgramResult made = run_program(
      {"-D", data().string(), "-U", kUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"}, options);
  if (made.status != 0) throw std::runtime_error("no server could be made: " + made.err);
  // One user has to say a password.
  std::ofstream(data() / "pg_hba.conf") << "local all guest scram-sha-256\nlocal all all trust\n";
}

void PostgresServer::launch() {
  const std::string program = (programs() / "postgres").string();
  const std::string log = (folder_.path() / "log").string();
  const std::string sockets = "unix_socket_directories=" + folder_.path().string();
  const std::string place = data().string();
  id_ = ::fork();
  if (id_ == 0) {
    if (::geteuid() == 0 && (::setgid(kUnprivileged) != 0 || ::setuid(kUnprivileged) != 0)) ::_exit(kCannotStart);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    if (::chdir(place.c_str()) != 0) ::_exit(kCannotStart);
    ::execl(program.c_str(), program.c_str(), "-D", place.c_str(), "-c", sockets.c_str(), "-c",
            "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60", "-c", "log_statement=all", "-c",
            "autovacuum=off", nullptr);
    ::_exit(kCannotStart);
  }
}

void PostgresServer::start() {
  launch();
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (true) {
    try {
      const Database there(address("postgres"), kWait);
      return;
    } catch (const Error&) {
      if (std::chrono::steady_clock::now() > give_up)
        throw std::runtime_error("the server did not start: " + this->log());
      // While processes of one that was killed still hold its memory, the next one ends at once.
      if (::waitpid(id_, nullptr, WNOHANG) != 0) launch();
    }
    (void)::poll(nullptr, 0, 10);
  }
}

void PostgresServer::kill() {
  // Its children notice that their parent is gone.
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

std::string PostgresServer::log() const {
  std::error_code none;
  return fs::exists(folder_.path() / "log", none) ? read_file(folder_.path() / "log", std::size_t{1} << 26U)
                                                  : std::string();
}

std::string PostgresServer::address(const std::string& database, const std::string& user) const {
  return "postgresql://" + (user.empty() ? std::string(kUser) : user) + "@/" + database +
         "?host=" + folder_.path().string();
}

std::string PostgresServer::fresh_database() {
  const std::string name = "empty_" + std::to_string(++databases_);
  Database(address("postgres"), kWait).execute("CREATE DATABASE " + name + " STRATEGY file_copy");
  return address(name);
}

std::string PostgresServer::fresh_library() {
  Database admin(address("postgres"), kWait);
  if (!has_template_) {
    admin.execute("CREATE DATABASE made STRATEGY file_copy");
    (void)catalog::postgresql::open(address("made"));
    has_template_ = true;
  }
  const std::string name = "library_" + std::to_string(++databases_);
  admin.execute("CREATE DATABASE " + name + " TEMPLATE made STRATEGY file_copy");
  return address(name);
}

}  // namespace leitmotif::testing
