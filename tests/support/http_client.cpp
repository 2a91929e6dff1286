#include "support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <stdexcept>

namespace leitmotif::testing {

HttpConnection::HttpConnection(std::uint16_t port, std::chrono::milliseconds limit)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval time{};
  time.tv_sec = limit.count() / 1000;
  time.tv_usec = (limit.count() % 1000) * 1000;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
}

HttpConnection::~HttpConnection() { ::close(socket_); }

bool HttpConnection::send(const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t some = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (some <= 0) return false;
    sent += static_cast<std::size_t>(some);
  }
  return true;
}

void HttpConnection::finish_sending() { ::shutdown(socket_, SHUT_WR); }

bool HttpConnection::fill() {
  std::array<char, 65536> bytes{};
  const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (size <= 0) return false;
  pending_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

bool HttpConnection::is_closed() {
  std::array<char, 4096> bytes{};
  while (true) {
    const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (size <= 0) return size == 0 || errno == ECONNRESET;
  }
}

HttpAnswer HttpConnection::answer(bool head_only) {
  HttpAnswer answer;
  std::size_t end = 0;
  while ((end = pending_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return answer;
  std::istringstream head(pending_.substr(0, end + 2));
  pending_.erase(0, end + 4);
  std::string line;
  std::getline(head, line);
  answer.status = std::stoi(line.substr(9, 3));
  while (std::getline(head, line) && line.size() > 1) {
    std::string name = line.substr(0, line.find(':'));
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    answer.headers[name] = line.substr(line.find(':') + 2, line.size() - line.find(':') - 3);
  }
  if (head_only || answer.status == 304 || answer.status == 204) return answer;
  if (answer.headers.contains("content-length")) {
    const std::size_t length = std::stoul(answer.headers["content-length"]);
    while (pending_.size() < length)
      if (!fill()) return {};
    answer.body = pending_.substr(0, length);
    pending_.erase(0, length);
    return answer;
  }
  while (true) {
    std::size_t line_end = 0;
    while ((line_end = pending_.find("\r\n")) == std::string::npos)
      if (!fill()) return {};
    const std::size_t size = std::stoul(pending_.substr(0, line_end), nullptr, 16);
    while (pending_.size() < line_end + 2 + size + 2)
      if (!fill()) return {};
    answer.body += pending_.substr(line_end + 2, size);
    pending_.erase(0, line_end + 2 + size + 2);
    if (size == 0) return answer;
  }
}

std::string request_text(const std::string& method, const std::string& target, const std::optional<std::string>& body,
                         const std::string& more_headers) {
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more_headers;
  if (body)
    text += std::string(more_headers.find("Content-Type:") == std::string::npos ? "Content-Type: application/json\r\n"
                                                                                : "") +
            "Content-Length: " + std::to_string(body->size()) + "\r\n\r\n" + *body;
  else
    text += "\r\n";
  return text;
}

HttpAnswer ask(std::uint16_t port, const std::string& method, const std::string& target,
               const std::optional<std::string>& body, const std::string& more_headers) {
  HttpConnection connection(port);
  connection.send(request_text(method, target, body, more_headers));
  return connection.answer(method == "HEAD");
}

}  // namespace leitmotif::testing
