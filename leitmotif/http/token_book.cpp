#include "leitmotif/http/token_book.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/http/token.hpp"

namespace leitmotif::http {
namespace {

constexpr std::size_t kLargestBook = std::size_t{1} << 20U;
constexpr std::int64_t kSecondsADay = std::int64_t{24} * 3600;

std::int64_t now_in_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

NamedToken token_from(const Json& json) {
  NamedToken token;
  token.name = json.at("name").text();
  token.scope = parse_scope(json.at("scope").text());
  token.digest = json.at("digest").text();
  token.made = json.at("made").get<std::int64_t>();
  token.ends = json.at("ends").get<std::int64_t>();
  return token;
}

void require_sound_name(const std::string& name) {
  const bool has_control = std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (name.empty() || name.size() > kMostTokenNameBytes || has_control)
    throw Error(ErrorKind::invalid_argument, "name",
                "expected 1 to " + std::to_string(kMostTokenNameBytes) + " bytes without control characters");
}

}  // namespace

Scope parse_scope(std::string_view name) {
  const auto found = std::ranges::find(kScopes, name);
  if (found == kScopes.end())
    throw Error(ErrorKind::invalid_argument, "scope", "'" + std::string(name) + "' is not listen, keep or manage");
  return static_cast<Scope>(found - kScopes.begin());
}

std::vector<NamedToken> TokenBook::present() const {
  std::error_code missing;
  const auto written = std::filesystem::last_write_time(file_, missing);
  if (missing) {
    read_at_.reset();
    known_.clear();
  } else if (read_at_ != written) {
    std::vector<NamedToken> tokens;
    try {
      const Json json = parse_json(read_file(file_, kLargestBook), file_.string());
      for (const Json& one : json.at("tokens")) tokens.push_back(token_from(one));
    } catch (const JsonMismatch&) {
      throw Error(ErrorKind::corrupt_data, file_.string() + ": is no list of tokens; move it away to begin a new one");
    }
    known_ = std::move(tokens);
    read_at_ = written;
  }
  return known_;
}

void TokenBook::write(const std::vector<NamedToken>& tokens) const {
  Json list = Json::array();
  for (const NamedToken& token : tokens)
    list.push_back(Json{{"name", token.name},
                        {"scope", kScopes[static_cast<std::size_t>(token.scope)]},
                        {"digest", token.digest},
                        {"made", token.made},
                        {"ends", token.ends}});
  write_file(file_, Json{{"tokens", std::move(list)}}.dump() + "\n");
  if (::chmod(file_.c_str(), S_IRUSR | S_IWUSR) != 0)
    throw Error(ErrorKind::io, file_.string() + ": cannot change its permissions");
  // A second write within the clock's step would not be seen by the time alone.
  known_ = tokens;
  std::error_code unknown;
  read_at_ = std::filesystem::last_write_time(file_, unknown);
}

std::vector<NamedToken> TokenBook::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<NamedToken> tokens = present();
  std::ranges::sort(tokens, {}, &NamedToken::name);
  return tokens;
}

std::string TokenBook::add(const std::string& name, Scope scope, std::int64_t days) {
  require_sound_name(name);
  const std::lock_guard lock(mutex_);
  std::vector<NamedToken> tokens = present();
  if (std::ranges::find(tokens, name, &NamedToken::name) != tokens.end())
    throw Error(ErrorKind::invalid_argument, "name", "there is a token '" + name + "' already");
  std::string token = new_token();
  const std::int64_t now = now_in_seconds();
  tokens.push_back({name, scope, sha256_hex(token), now, days == 0 ? 0 : now + days * kSecondsADay});
  write(tokens);
  return token;
}

bool TokenBook::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::vector<NamedToken> tokens = present();
  if (std::erase_if(tokens, [&](const NamedToken& token) { return token.name == name; }) == 0) return false;
  write(tokens);
  return true;
}

std::optional<Holder> TokenBook::holder_of(const std::string& token) const {
  if (token.empty()) return std::nullopt;
  const std::string digest = sha256_hex(token);
  const std::lock_guard lock(mutex_);
  try {
    (void)present();
  } catch (const Error&) {
    return std::nullopt;  // a book that cannot be read lets nobody in
  }
  const auto found = std::ranges::find(known_, digest, &NamedToken::digest);
  if (found == known_.end() || (found->ends != 0 && found->ends <= now_in_seconds())) return std::nullopt;
  return Holder{found->name, found->scope};
}

}  // namespace leitmotif::http
