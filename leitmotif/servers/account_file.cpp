#include "leitmotif/servers/account_file.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"

namespace leitmotif::servers {
namespace {

constexpr std::size_t kMostAccountBytes = std::size_t{1} << 20U;

void require_private(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw Error(ErrorKind::io, file.string() + ": others may read these passwords; expected mode 0600 (chmod 600)");
}

Account account_from(const Json& json) {
  Account account;
  account.name = json.at("name").get<std::string>();
  account.url = json.at("url").get<std::string>();
  account.user = json.value("user", "");
  account.secret = json.at("secret").get<std::string>();
  account.sign_in = sign_in_from(json.value("sign_in", "")).value_or(SignIn::token);
  account.posts = json.value("posts", true);
  account.plain_password = json.value("plain_password", false);
  return account;
}

}  // namespace

std::vector<Account> read_accounts(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return {};
  require_private(file);
  std::vector<Account> accounts;
  try {
    const Json document = parse_json(read_file(file, kMostAccountBytes), file.string());
    for (const Json& one : document.at("servers")) accounts.push_back(account_from(one));
  } catch (const JsonMismatch&) {
    throw Error(ErrorKind::corrupt_data, file.string() + ": is no list of servers");
  }
  std::ranges::sort(accounts, {}, &Account::name);
  return accounts;
}

void write_accounts(const std::filesystem::path& file, const std::vector<Account>& accounts) {
  Json list = Json::array();
  for (const Account& account : accounts)
    list.push_back(Json{{"name", account.name},
                        {"url", account.url},
                        {"user", account.user},
                        {"secret", account.secret},
                        {"sign_in", name_of(account.sign_in)},
                        {"posts", account.posts},
                        {"plain_password", account.plain_password}});
  write_private_file(file, Json{{"servers", std::move(list)}}.dump(2) + "\n");
}

Account account_of(const std::vector<Account>& accounts, std::string_view name) {
  if (name.empty() && accounts.size() == 1) return accounts.front();
  const auto found = std::ranges::find(accounts, name, &Account::name);
  if (found != accounts.end()) return *found;
  std::string names;
  for (const Account& account : accounts) names += (names.empty() ? "" : ", ") + account.name;
  throw Error(ErrorKind::not_found,
              (name.empty() ? std::string("which server? ") : "there is no server '" + std::string(name) + "'; ") +
                  (names.empty() ? "none is known, see `servers add`" : "known: " + names));
}

}  // namespace leitmotif::servers
