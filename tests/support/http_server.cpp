#include "support/http_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace leitmotif::testing {
namespace {

/// Waits until `descriptor` can be read. Returns false when the server is told to stop instead.
bool readable(int descriptor, int stop) {
  std::array<pollfd, 2> waiting = {{{descriptor, POLLIN, 0}, {stop, POLLIN, 0}}};
  ::poll(waiting.data(), waiting.size(), -1);
  return waiting[1].revents == 0;
}

HttpRequest parse(const std::string& text) {
  HttpRequest request;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const std::size_t begin = line.find(' ') + 1;
  request.method = line.substr(0, begin - 1);
  request.target = line.substr(begin, line.find(' ', begin) - begin);
  while (std::getline(lines, line) && line.size() > 1) {
    std::string name = line.substr(0, line.find(':'));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::size_t value = line.find_first_not_of(" :", name.size());
    request.headers[name] = line.substr(value, line.find_last_not_of('\r') + 1 - value);
  }
  return request;
}

void send_all(int connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

HttpServer::HttpServer(std::function<HttpResponse(const HttpRequest&)> answer)
    : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  std::array<int, 2> ends{};
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 8) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0 || ::pipe(ends.data()) != 0)
    throw std::runtime_error("no loopback server");
  ::setenv("no_proxy", "127.0.0.1", 1);  // a proxy in the developer's environment cannot reach this server
  port_ = ntohs(address.sin_port);
  stop_read_ = ends[0];
  stop_write_ = ends[1];
  thread_ = std::thread([this] { serve(); });
}

HttpServer::~HttpServer() {
  ::close(stop_write_);
  thread_.join();
  ::close(stop_read_);
  ::close(listener_);
}

std::string HttpServer::url(const std::string& target) const {
  return "http://127.0.0.1:" + std::to_string(port_) + target;
}

std::vector<HttpRequest> HttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HttpServer::serve() {
  while (readable(listener_, stop_read_)) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    answer_one(connection);
    ::close(connection);
  }
}

void HttpServer::answer_one(int connection) {
  std::string text;
  std::array<char, 4096> block{};
  while (text.find("\r\n\r\n") == std::string::npos) {
    if (!readable(connection, stop_read_)) return;
    const ssize_t count = ::recv(connection, block.data(), block.size(), 0);
    if (count <= 0) return;
    text.append(block.data(), static_cast<std::size_t>(count));
  }
  HttpRequest request = parse(text);
  const std::size_t head_size = text.find("\r\n\r\n") + 4;
  const auto announced = request.headers.find("content-length");
  const std::size_t whole = head_size + (announced == request.headers.end() ? 0 : std::stoul(announced->second));
  while (text.size() < whole) {
    if (!readable(connection, stop_read_)) return;
    const ssize_t count = ::recv(connection, block.data(), block.size(), 0);
    if (count <= 0) return;
    text.append(block.data(), static_cast<std::size_t>(count));
  }
  request.body = text.substr(head_size);
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  const HttpResponse response = answer_(request);
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " x\r\nConnection: close\r\n";
  for (const auto& header : response.headers) head += header.first + ": " + header.second + "\r\n";
  head += "Content-Length: " + std::to_string(response.body.size()) + "\r\n\r\n";
  send_all(connection, head);
  send_all(connection, std::string_view(response.body).substr(0, response.sent_bytes.value_or(response.body.size())));
  if (response.stalls) (void)readable(connection, stop_read_);
}

}  // namespace leitmotif::testing
