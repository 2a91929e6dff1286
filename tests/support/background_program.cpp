#include "support/background_program.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace leitmotif::testing {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

}  // namespace

std::filesystem::path installed(const std::string& program) {
  std::istringstream folders("/usr/sbin:/usr/bin:" +
                             std::string(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH")));
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const auto place = std::filesystem::path(folder) / program; ::access(place.c_str(), X_OK) == 0) return place;
  return {};
}

std::uint16_t free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(descriptor);
  return ntohs(address.sin_port);
}

BackgroundProgram::BackgroundProgram(const std::vector<std::string>& words, const std::filesystem::path& folder)
    : id_(::fork()) {
  if (id_ < 0) throw std::runtime_error("cannot fork");
  if (id_ > 0) return;
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int output = ::open((folder / "output").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  for (const char* const proxy : {"http_proxy", "https_proxy"}) ::setenv(proxy, "http://127.0.0.1:9", 1);
  ::setenv("no_proxy", "127.0.0.1,localhost", 1);
  ::setenv("HOME", folder.c_str(), 1);
  if (::chdir(folder.c_str()) == 0) ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

BackgroundProgram::~BackgroundProgram() {
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

bool listens(std::uint16_t port) {
  constexpr int kBetweenTriesMs = 50;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < give_up) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(port);
    const bool connected = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(descriptor);
    if (connected) return true;
    ::poll(nullptr, 0, kBetweenTriesMs);
  }
  return false;
}

}  // namespace leitmotif::testing
