#include "leitmotif/catalog/postgresql/address.hpp"

#include <libpq-fe.h>

#include <cstring>
#include <map>
#include <memory>

#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::postgresql {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};

/// Parts of lists that belong together, `a,b` and `1,2`, as `a:1,b:2`.
std::string with_ports(std::string hosts, std::string ports) {
  std::string all;
  while (true) {
    const std::size_t host_end = hosts.find(',');
    const std::size_t port_end = ports.find(',');
    const std::string host = hosts.substr(0, host_end);
    const std::string port = ports.substr(0, port_end);
    all += (host.find(':') == std::string::npos ? host : "[" + host + "]") + (port.empty() ? "" : ":" + port);
    if (host_end == std::string::npos) return all;
    all += ',';
    hosts.erase(0, host_end + 1);
    // One port serves all hosts.
    if (port_end != std::string::npos) ports.erase(0, port_end + 1);
  }
}

}  // namespace

bool is_address(std::string_view place) noexcept {
  return place.starts_with("postgresql://") || place.starts_with("postgres://");
}

std::string shown_address(const std::string& address) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(address.c_str(), &message));
  PQfreemem(message);  // it may repeat the password
  if (!options)
    throw Error(ErrorKind::invalid_argument,
                "the library's address cannot be read; expected postgresql://[USER@]HOST[:PORT]/DATABASE");
  std::map<std::string, std::string> values;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
    if (option->val != nullptr) values[option->keyword] = option->val;
  const std::string user = values["user"].empty() ? "" : values["user"] + "@";
  return "postgresql://" + user + with_ports(values["host"], values["port"]) + "/" + values["dbname"];
}

void hide_password(char* word) noexcept {
  const std::size_t equals = std::string_view(word).find("=postgres");
  char* const place = equals == std::string_view::npos ? word : word + equals + 1;  // --library=postgresql://...
  if (!is_address(place)) return;
  char* const user = std::strstr(place, "://") + 3;
  const std::size_t authority = std::strcspn(user, "/?");
  char* const colon = static_cast<char*>(std::memchr(user, ':', authority));
  char* at = nullptr;
  for (std::size_t i = 0; i < authority; ++i)
    if (user[i] == '@') at = user + i;
  if (colon != nullptr && at != nullptr && colon < at)
    for (char* letter = colon + 1; letter < at; ++letter) *letter = 'x';
  for (char* key = std::strstr(user, "password="); key != nullptr; key = std::strstr(key, "password=")) {
    key += std::strlen("password=");
    for (; *key != '\0' && *key != '&'; ++key) *key = 'x';
  }
}

}  // namespace leitmotif::catalog::postgresql
