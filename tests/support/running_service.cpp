#include "support/running_service.hpp"

#include <algorithm>
#include <csignal>
#include <future>
#include <stdexcept>

#include "support/http_client.hpp"

namespace leitmotif::testing {
namespace {

/// The port in "Leitmotif answers at http://127.0.0.1:PORT/"; 0 while it is not there.
std::uint16_t port_in(const std::string& out) {
  const std::size_t end = out.find("/\n");
  const std::size_t colon = end == std::string::npos ? end : out.rfind(':', end);
  return colon == std::string::npos ? std::uint16_t{0} : static_cast<std::uint16_t>(std::stoul(out.substr(colon + 1)));
}

}  // namespace

RunningService::RunningService(std::vector<std::string> arguments) : library_(folder_.path() / "library.db") {
  if (std::ranges::find(arguments, "--library") == arguments.end())
    arguments.insert(arguments.begin(), {"--library", library_.string()});
  arguments.insert(arguments.begin(), {"serve", "--port", "0"});
  std::promise<std::pair<std::uint16_t, pid_t>> begun;
  auto known = begun.get_future();
  thread_ = std::thread([this, arguments, &begun] {
    bool has_begun = false;
    ProgramOptions options;
    options.watch = [&](const RunningProgram& program) {
      if (has_begun || port_in(program.out) == 0) return;
      has_begun = true;
      begun.set_value({port_in(program.out), program.id});
    };
    result_ = run_program(arguments, options);
    if (!has_begun) begun.set_value({0, 0});
  });
  std::tie(port_, id_) = known.get();
  if (port_ == 0) {
    thread_.join();
    throw std::runtime_error("the service did not start: " + result_.err);
  }
  // Each call waits in the service while the library is read, so this loop is short.
  while (ask(port_, "GET", "/readyz").status != 200) std::this_thread::yield();
}

RunningService::~RunningService() { stop(); }

const ProgramResult& RunningService::stop() {
  if (thread_.joinable()) {
    ::kill(id_, SIGTERM);
    thread_.join();
  }
  return result_;
}

}  // namespace leitmotif::testing
